Describe 'Start-ACSimulator' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'starts an account on a free loopback port that any client can use' {
        $simulator = Start-ACSimulator
        $simulator | Should -BeOfType ActiveCampaign.Bulk.ACSimulator
        $simulator.Uri.Host | Should -Be '127.0.0.1'
        $lists = Invoke-RestMethod "$($simulator.Uri)api/3/lists" -Headers @{ 'Api-Token' = $simulator.ApiToken }
        $lists.lists.name | Should -Be 'Newsletter', 'Customers', 'Events'
    }

    It 'takes the port that is given' {
        $port = ([uri] (Start-ACSimulator).Uri).Port
        Stop-ACSimulator
        (Start-ACSimulator -Port $port).Uri.Port | Should -Be $port
    }

    It 'is PortInUse for a port that is taken' {
        $port = (Start-ACSimulator).Uri.Port
        Assert-OneError { Start-ACSimulator -Port $port } 'PortInUse' 'ResourceBusy' "*$port*"
    }

    It 'starts nothing with -WhatIf' {
        Start-ACSimulator -WhatIf | Should -BeNullOrEmpty
        Assert-OneError { Stop-ACSimulator } 'SimulatorNotRunning' 'ObjectNotFound'
    }

    It 'begins with contacts, or with -Empty without' {
        (Start-ACSimulator).ContactCount | Should -Be 50
        (Start-ACSimulator -Empty).ContactCount | Should -Be 0
    }

    It 'answers after -LatencyMs' {
        $slow = Start-ACSimulator -LatencyMs 250
        (Measure-Command { $slow | Connect-ACSession }).TotalMilliseconds | Should -BeGreaterThan 245
    }

    It 'ends the batch of -FailBatch as failed' {
        $null = Connect-TestAccount -With @{ FailBatch = 2 }
        $results = New-TestRow 300 | Import-ACContact -BatchSize 150 -ThrottleLimit 1 | Wait-ACImport -ErrorAction SilentlyContinue
        ($results | Sort-Object BatchNumber).State | Should -Be 'Completed', 'Failed'
    }

    It 'stops the batch of -InterruptBatch on the way' {
        $simulator = Connect-TestAccount -With @{ InterruptBatch = 1 }
        $results = New-TestRow 100 | Import-ACContact | Wait-ACImport -ErrorAction SilentlyContinue
        $results.State | Should -Be 'Interrupted'
        $simulator.ContactCount | Should -Be 60
    }

    It 'loses the answer of -LoseAnswer' {
        $simulator = Connect-TestAccount -With @{ LoseAnswer = 1; Empty = $true }
        $batch = New-TestRow 100 | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue
        $batch.State | Should -Be 'Unknown'
        (Get-Server $simulator).Account.BatchCount | Should -Be 1
    }
}
