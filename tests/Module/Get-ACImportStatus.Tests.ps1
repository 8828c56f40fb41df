Describe 'Get-ACImportStatus' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount -Name one
        $batches = New-TestRow 300 | Import-ACContact
        $batches | Wait-ACImport | Out-Null
    }

    AfterAll { Reset-TestAccount }

    It 'looks at batches by handle' {
        $status = Get-ACImportStatus -BatchId $batches.BatchId
        $status | Should -BeOfType ActiveCampaign.Bulk.ACImportStatus
        $status.BatchId | Should -Be $batches.BatchId
        $status.State | Should -Be 'Completed', 'Completed'
        $status.IsTerminal | Should -Be $true, $true
        ($status.Success | Measure-Object -Sum).Sum | Should -Be 300
    }

    It 'looks at batches of the pipeline, with one call each' {
        $before = $simulator.RequestCount
        ($batches | Get-ACImportStatus).State | Should -Be 'Completed', 'Completed'
        $simulator.RequestCount | Should -Be ($before + 2)
    }

    It 'passes over batches that have no handle' {
        New-TestRow 2 | Import-ACContact | Get-ACImportStatus | Should -BeNullOrEmpty
    }

    It 'shows addresses that failed' {
        $rows = @(New-TestRow 15) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
        $batch = $rows | Import-ACContact
        $batch | Wait-ACImport -ErrorAction SilentlyContinue | Out-Null
        $status = $batch | Get-ACImportStatus
        $status.Failure, "$($status.FailedEmail)" | Should -Be 1, 'blocked@simulator.example'
    }

    It 'shows a batch the service does not know as NotKnown' {
        $status = Get-ACImportStatus f00d
        $status.State, $status.IsTerminal | Should -Be 'NotKnown', $false
    }

    It 'shows the sums of the days with -Daily' {
        $days = Get-ACImportStatus -Daily
        $days | Should -BeOfType ActiveCampaign.Bulk.ACImportDay
        ($days | Where-Object IsOutstanding -EQ $false | Measure-Object Contacts -Sum).Sum | Should -BeGreaterOrEqual 300
    }

    It 'is AccountMismatch for a batch of another account' {
        $null = Connect-TestAccount -Name two
        Assert-OneError { $batches[0] | Get-ACImportStatus -Session two } 'AccountMismatch' 'InvalidArgument' '*-Session*'
        Get-ACSession two | Disconnect-ACSession
    }

    It 'is NoConnection without a connection' {
        $id = $batches[0].BatchId
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Get-ACImportStatus $id } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
        $simulator | Connect-ACSession -Name one
    }

    It 'completes the handles of open batches' {
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $open = New-TestRow 20 | Import-ACContact
        $completions = Get-Completion 'Get-ACImportStatus '
        $completions | Should -Contain $open.BatchId
        $completions | Should -Not -Contain $batches[0].BatchId
    }
}
