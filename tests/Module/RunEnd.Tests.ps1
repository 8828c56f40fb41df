# What an import says at its end is followed word for word here.
Describe 'The end of a run' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        Push-Location $TestDrive

        # What was said of the run, not of the folder that this test lies in.
        function Select-Said { param($Said) @($Said | Where-Object { "$_" -notlike 'JournalNotDurable*' }) }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
    }

    AfterEach { Reset-TestAccount }
    AfterAll { Pop-Location }

    It 'sums the reasons, and the corrected file goes once more with -ComparedTo Last' {
        $path = New-TestFile 'people.csv' (("email,Birthday`nbad,1990-01-31`n" + ((1..20 | ForEach-Object { "p$_@example.com,$(if ($_ -gt 17) { '31.01.1990' })" }) -join "`n")))
        Import-ACContact $path -Wait -WarningVariable said -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Out-Null
        $said = Select-Said $said
        $said | Should -HaveCount 1
        "$said" | Should -BeLike "4 rows refused: 3 DateInvalid, 1 EmailInvalid. Correct '$path' and run the same command again with -ComparedTo Last: *Or take these rows alone: Get-ACActivity *"
        (Get-Content $path -Raw).Replace('bad', 'good@example.com').Replace('31.01.1990', '1990-01-31') | Set-Content $path
        $again = Import-ACContact $path -ComparedTo Last | Wait-ACImport -Summary
        $again.Imported, $again.Unchanged, $again.Refused, $again.ExitCode, $again.NextCommand | Should -Be 4, 17, 0, 0, $null
    }

    It 'names the way by a file for rows of a pipeline, which NextCommand begins' {
        $rows = New-TestRow 20 -BadEvery 10
        $summary = $rows | Import-ACContact -WarningVariable said -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Wait-ACImport -Summary
        $said = Select-Said $said
        "$said" | Should -BeLike "2 rows refused: 2 EmailInvalid. To import them, write them to a file: $($summary.NextCommand), correct them there, then: Import-ACContact -Path '*' -SettingsFrom '*'"
        (Get-ACActivity).NextCommand | Should -Be $summary.NextCommand
        $file = (Invoke-Expression $summary.NextCommand).Path
        (Get-Content $file -Raw).Replace('@@', '@') | Set-Content $file
        (Invoke-Expression "$("$said" -replace '^.*then: ') -Wait").Imported | Should -Be 2
    }

    It 'names the reasons where the rows are in a reject file, which NextCommand takes back' {
        $file = Join-Path $TestDrive 'rejected.csv'
        $summary = New-TestRow 20 -BadEvery 20 | Import-ACContact -RejectPath $file -WarningVariable said -WarningAction SilentlyContinue | Wait-ACImport -Summary
        $said = Select-Said $said
        "$said" | Should -BeLike "One row was refused (1 EmailInvalid); it is in '$file'. *then: $($summary.NextCommand)"
        (Get-Content $file -Raw).Replace('@@', '@') | Set-Content $file
        (Invoke-Expression "$($summary.NextCommand) -Wait").Imported | Should -Be 1
    }

    It 'ends right for a journal elsewhere and names with quotes, blanks, brackets and dollars, <Kind>' -ForEach @{ Kind = 'with a reject file' }, @{ Kind = 'without' } {
        $elsewhere = Join-Path $TestDrive "it's `$home [1] $Kind"
        $file = Join-Path $TestDrive "it's `$5 [1].csv"
        $into = if ($Kind -eq 'without') { @{ ErrorAction = 'SilentlyContinue' } } else { @{ RejectPath = $file } }

        # What a pattern would mean.
        Set-Content -LiteralPath (Join-Path $TestDrive "it's `$5 1.csv") 'email'
        $summary = New-TestRow 20 -BadEvery 20 | Import-ACContact -List Newsletter -JournalPath $elsewhere @into -WarningVariable said -WarningAction SilentlyContinue | Wait-ACImport -Summary
        $command = "$(Select-Said $said)" -replace '^.*then: '
        if ($Kind -eq 'without') {
            $file = (Invoke-Expression $summary.NextCommand).Path
        }
        else {
            $summary.NextCommand | Should -Be $command
        }

        (Get-Content -LiteralPath $file -Raw).Replace('@@', '@') | Set-Content -LiteralPath $file
        (Invoke-Expression "$command -Wait").Imported | Should -Be 1
        Get-ACActivity -JournalPath $elsewhere | Should -HaveCount 2
        Get-ACActivity | Should -BeNullOrEmpty
        (Get-ACContact -List Newsletter -Search person20@).Email | Should -Be 'person20@example.com'
    }

    It 'compares with the last run where the command compared with something else' {
        $before = (New-TestRow 20 | Import-ACContact -ActivityName daily -Wait).ActivityId
        New-TestRow 24 -BadEvery 24 | Import-ACContact -ActivityName daily -ComparedTo $before -Wait -WarningVariable said -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Out-Null
        "$(Select-Said $said)" | Should -BeLike "1 row refused: 1 EmailInvalid. Correct the rows where they come from and run the same command again with -ComparedTo Last in place of '$before': it sends only what differs.*"
        $again = New-TestRow 24 | Import-ACContact -ActivityName daily -ComparedTo Last | Wait-ACImport -Summary
        $again.Imported, $again.Unchanged | Should -Be 1, 23
    }

    It 'says nothing of the kind where no row was refused, where a script took them, or with -WhatIf' {
        New-TestRow 20 | Import-ACContact -Wait -WarningVariable said | Out-Null
        New-TestRow 20 -BadEvery 5 -Prefix script | Import-ACContact -RejectAction { } -WarningVariable +said | Out-Null
        New-TestRow 20 -BadEvery 5 -Prefix what | Import-ACContact -WhatIf -WarningVariable +said -ErrorAction SilentlyContinue | Out-Null
        Select-Said $said | Should -BeNullOrEmpty
    }

    It 'totals with -WhatIf as Test-ACContact does, and writes no reject file' {
        $transcript = Join-Path $TestDrive 'whatif.txt'
        $file = Join-Path $TestDrive 'not-written.csv'
        $script = "Import-Module '$ModulePath'; Start-ACSimulator | Connect-ACSession; 1..20 | ForEach-Object { [pscustomobject] @{ email = if (`$_ -gt 18) { 'bad' } else { `"p`$_@example.com`" } } } | Import-ACContact -WhatIf -RejectPath '$file'"
        $path = New-TestFile 'whatif.ps1' $script
        $done = Start-PowerShell -ArgumentList '-File', $path -Environment @{ AC_BULK_HOME = $env:AC_BULK_HOME } | Wait-PowerShell
        $done.Output -replace '\s+', ' ' | Should -BeLike '*20 rows read: 18 would be sent in 1 batch, 2 refused (2 EmailInvalid), 0 superseded; 0 new tags; under a minute at the service*Nothing was written to the file of -RejectPath. All that is wrong, and what to do: Test-ACContact with the same parameters.*'
        $file | Should -Not -Exist
    }

    Context 'as an exit code' {
        It 'is 1 where an error ended the import' {
            (Get-ErrorOf { New-TestRow 600 -BadEvery 2 | Import-ACContact -ActivityName ended -MaxRefused 10 })[-1].FullyQualifiedErrorId | Should -BeLike 'TooManyRefused,*'
            (Get-ACActivity).State | Should -Be 'Failed'
            (Get-ACActivity -Name ended | Wait-ACImport -Summary -FailOn Never).ExitCode | Should -Be 1
        }

        It 'is 4 while another run is at work on it' {
            Add-Fault $simulator BulkImport Stall -ArgumentList ([timespan]::FromHours(10))
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($path, $session, $rows) Import-Module $path; $rows | Import-ACContact -Session $session').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument((New-TestRow 20))
            $null = $shell.BeginInvoke()
            [Threading.SpinWait]::SpinUntil({ (Get-Server $simulator).RequestCount('BulkImport') -ge 1 }, 30000) | Should -BeTrue
            try {
                (Get-ACActivity | Wait-ACImport -Summary -TimeoutSec 1 -WarningAction SilentlyContinue).ExitCode | Should -Be 4
            }
            finally {
                $shell.Stop()
                $shell.Dispose()
            }
        }

        It 'is 5 where it was stopped' {
            Stop-AfterFirst $simulator { New-TestRow 4000 | Import-ACContact -ThrottleLimit 1 }
            (Get-ACActivity).State | Should -Be 'Stopped'
            (Get-ACActivity | Wait-ACImport -Summary -FailOn Never -WarningAction SilentlyContinue).ExitCode | Should -Be 5
        }
    }
}
