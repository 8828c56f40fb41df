Describe 'Result files' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $simulator = Connect-TestAccount
        (Get-Server $simulator).Account.AddExclusion('@blocked.example', 'End')

        function New-ResultPath { Join-Path $TestDrive "$([guid]::NewGuid()).csv" }

        function Assert-EachRowOnce {
            param($Rows, $Activity)
            $Rows.AC_Row | Should -Be (1..$Activity.RowsRead)
            foreach ($state in 'Imported', 'Refused', 'Superseded', 'Unchanged', 'Unknown') {
                @($Rows | Where-Object AC_State -EQ $state) | Should -HaveCount $Activity.$state
            }
        }
    }

    AfterAll { Reset-TestAccount }

    It 'have every row with its columns, its state and its contact, with -Wait' {
        $path = New-ResultPath
        $rows = (New-TestRow 4 -Prefix wait), [pscustomobject] @{ email = 'nobody'; 'First Name' = 'No' } | Write-Output
        $rows | Import-ACContact -ResultPath $path -Wait -ErrorAction SilentlyContinue -InformationVariable said | Out-Null
        $written = Import-Csv $path
        Assert-EachRowOnce $written (Get-LastActivity $simulator)
        $written[0].PSObject.Properties.Name | Should -Be 'email', 'First Name', 'AC_Row', 'AC_Line', 'AC_State', 'AC_Code', 'AC_Reason', 'AC_Batch', 'AC_BatchId', 'AC_ContactId'
        $written.'First Name' | Should -Be 'First1', 'First2', 'First3', 'First4', 'No'
        $written[0].AC_ContactId | Should -Be (Get-Server $simulator).Account.FindContact('wait1@example.com').Id
        $written[4].AC_Code, $written[4].AC_State | Should -Be EmailInvalid, Refused
        $said.MessageData | Should -Contain "'$path' has all 5 rows and what became of each."
    }

    It 'come in again as a table of rows' {
        $path = New-ResultPath
        New-TestRow 3 -Prefix again | Import-ACContact -ResultPath $path -Wait | Out-Null
        $summary = Import-ACContact $path -Force | Wait-ACImport -Summary
        $summary.RowsRead, $summary.Imported | Should -Be 3, 3
    }

    It 'appear when the last batch has ended, whoever waits for it' {
        $path = New-ResultPath
        $batches = New-TestRow 300 -Prefix later | Import-ACContact -ResultPath $path -WarningVariable said
        $path | Should -Not -Exist
        $said | Should -BeNullOrEmpty
        (Get-ACActivity $batches[0].ActivityId).HoldsContactData | Should -BeTrue
        Get-ACActivity $batches[0].ActivityId | Wait-ACImport | Out-Null
        Assert-EachRowOnce (Import-Csv $path) (Get-ACActivity $batches[0].ActivityId)
        (Get-ACActivity $batches[0].ActivityId).HoldsContactData | Should -BeFalse
    }

    It 'are asked for by Wait-ACImport, whose batches end later' {
        $path = New-ResultPath
        New-TestRow 300 -Prefix waited | Import-ACContact | Wait-ACImport -ResultPath $path | Out-Null
        $written = Import-Csv $path
        Assert-EachRowOnce $written (Get-LastActivity $simulator)
        $written[299].email | Should -Be 'waited300@example.com'
    }

    It 'take from the file what has left the journal, and say where it is gone' {
        $source = New-TestFile 'source.csv' "email`nsource1@example.com`nsource2@example.com`n"
        $first, $second = (New-ResultPath), (New-ResultPath)
        Import-ACContact $source | Out-Null
        $activity = Get-LastActivity $simulator
        $activity | Wait-ACImport -ResultPath $first | Out-Null
        (Import-Csv $first).email | Should -Be 'source1@example.com', 'source2@example.com'

        Remove-Item $source
        $activity | Wait-ACImport -ResultPath $second -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        $said.Message | Should -BeLike "2 rows of '$second' have their numbers*"
        (Import-Csv $second).AC_State | Should -Be Imported, Imported
    }

    It 'wait for a repair, with the command, and then have every row' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        $path = New-ResultPath
        $result = New-TestRow 30 -Prefix fails -BadEvery 10 | Import-ACContact -SkipAutomation -ResultPath $path -Wait -ErrorAction SilentlyContinue -WarningVariable said -WarningAction SilentlyContinue
        $path | Should -Not -Exist
        $open = $said.Message -like 'The result file *'
        $open | Should -BeLike "The result file '$path' appears when every row is settled, and 27 rows are not. Go on with: *"
        Invoke-Expression ("$open" -replace '^.*Go on with: ') | Out-Null
        Assert-EachRowOnce (Import-Csv $path) (Get-ACActivity $result[0].ActivityId)
        (Import-Csv $path | Where-Object AC_State -EQ Imported) | Should -HaveCount 27
    }

    It 'are written once a stopped import has gone on' {
        $path = New-ResultPath
        $source = New-TestFile 'stopped.csv' ((New-TestRow 1000 -Prefix stopped | ConvertTo-Csv) -join "`n")
        Stop-AfterFirst $simulator { Import-ACContact $source -ResultPath $path -SkipAutomation -ThrottleLimit 1 }
        $activity = Get-LastActivity $simulator
        $path | Should -Not -Exist
        $activity | Resume-ACActivity | Wait-ACImport | Out-Null
        Assert-EachRowOnce (Import-Csv $path) (Get-ACActivity $activity.ActivityId)
        (Import-Csv $path)[999].email | Should -Be 'stopped1000@example.com'
    }

    It 'hold rows that were left out, and nothing of it stays in the journal' {
        $path = New-ResultPath
        $rows = New-TestRow 3 -Prefix left
        ($rows + $rows[0]) | Import-ACContact -OnDuplicate KeepFirst -ResultPath $path -Wait | Out-Null
        (Import-Csv $path)[3].email, (Import-Csv $path)[3].AC_State | Should -Be 'left1@example.com', 'Superseded'
        Get-ChildItem (Get-LastActivity $simulator).Folder -File | Where-Object { (Get-Content -LiteralPath $_ -Raw) -match 'left1@' } | Should -BeNullOrEmpty
    }

    It 'lose somebody who is erased' {
        $path = New-ResultPath
        New-TestRow 3 -Prefix erased | Import-ACContact -ResultPath $path -Wait | Out-Null
        Remove-ACActivity -Email erased2@example.com -Force -WarningAction SilentlyContinue
        (Import-Csv $path).email | Should -Be 'erased1@example.com', 'erased3@example.com'
        Move-Item $path "$path.moved"
        Remove-ACActivity -Email erased3@example.com -Force -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -Match ([regex]::Escape($path))
    }

    It 'replace a file with -Force alone, and the input never' {
        $path = New-TestFile 'there.csv' 'mine'
        Assert-OneError { New-TestRow 2 | Import-ACContact -ResultPath $path } 'FileExists' 'ResourceExists' '*-Force*'
        Assert-OneError { New-TestRow 2 -Prefix there | Import-ACContact | Wait-ACImport -ResultPath $path } 'FileExists' 'ResourceExists'
        Get-Content $path | Should -Be 'mine'
        New-TestRow 2 -Prefix there | Import-ACContact -ResultPath $path -Force -Wait | Out-Null
        (Import-Csv $path) | Should -HaveCount 2

        $source = New-TestFile 'own.csv' "email`nown@example.com`n"
        Assert-OneError { Import-ACContact $source -ResultPath $source -Force } 'SettingsConflict' 'InvalidArgument'
        Assert-OneError { Import-ACContact $source -ResultPath (New-ResultPath) -RejectPath (New-ResultPath) -ErrorAction Stop | Wait-ACImport -ResultPath $source -Force } 'SettingsConflict' 'InvalidArgument'
        Get-Content $source | Should -Contain 'own@example.com'
    }

    It 'that cannot be written are told, with a command that writes them' {
        $folder = (New-Item (Join-Path $TestDrive 'gone') -ItemType Directory).FullName
        $batches = New-TestRow 300 -Prefix folder | Import-ACContact -ResultPath (Join-Path $folder 'results.csv')
        Remove-Item $folder -Recurse
        $batches | Wait-ACImport -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        $said.Message | Should -BeLike "The result file * could not be written:*"
        $other = New-ResultPath
        Invoke-Expression (("$said" -replace '^.*Write it elsewhere with: ') -replace '<another file>', "'$other'") | Out-Null
        (Import-Csv $other) | Should -HaveCount 300
    }

    It 'are of one activity' {
        $path = New-ResultPath
        $batches = 'one', 'two' | ForEach-Object { New-TestRow 2 -Prefix $_ | Import-ACContact }
        Assert-OneError { $batches | Wait-ACImport -ResultPath $path } 'SettingsConflict' 'InvalidArgument' '*one activity*'
    }

    It 'are not made by -WhatIf' {
        $path = New-ResultPath
        New-TestRow 3 -Prefix whatif | Import-ACContact -ResultPath $path -WhatIf
        $path | Should -Not -Exist
    }
}
