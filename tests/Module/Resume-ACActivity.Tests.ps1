Describe 'Resume-ACActivity' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $rows = New-TestRow 4000

        function New-LargeFile {
            param([string] $Name = 'people.csv', $Of = $rows)
            $path = Join-Path $TestDrive $Name
            $Of | Export-Csv $path -NoTypeInformation
            $path
        }

        # Imports and lets the pipeline take no more after the first batch; returns the activity, which is open then.
        function Stop-Import {
            param([hashtable] $With)
            Stop-AfterFirst $simulator { if ($With) { Import-ACContact -ThrottleLimit 1 @With } else { $rows | Import-ACContact -ThrottleLimit 1 } }
            Get-LastActivity $simulator
        }

        function Assert-Finished {
            param($Activity, [int] $Imported = 4000)
            $after = Get-ACActivity $Activity.ActivityId
            $after.State, $after.Imported | Should -Be 'Completed', $Imported
            $after.NextCommand | Should -Match $(if ($after.Refused) { "-SettingsFrom '$($after.ActivityId)'" } else { '^$' })
            Assert-CountsAddUp $after
            Assert-AppliedOnce $simulator $Imported
        }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
    }

    AfterEach {
        $simulator.Offences | Should -Be 0 -Because "$((Get-Server $simulator).Offences.Descriptions)"
        Reset-TestAccount
    }

    Context 'an import of a file that was stopped' {
        BeforeEach {
            $path = New-LargeFile
            $stopped = Stop-Import @{ Path = $path }
        }

        It 'goes on by the command the activity names' {
            $stopped.State | Should -Be 'Stopped'
            $stopped.NextCommand | Should -Be "Resume-ACActivity -ActivityId '$($stopped.ActivityId)' | Wait-ACImport"
            Invoke-Expression $stopped.NextCommand | ForEach-Object State | Sort-Object -Unique | Should -Be 'Completed'
            Assert-Finished $stopped
        }

        It 'goes on through the pipeline, and writes batches' {
            $batches = Get-ACActivity -State Stopped | Resume-ACActivity
            $batches | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
            $batches.ActivityId | Sort-Object -Unique | Should -Be $stopped.ActivityId
            ($batches | Wait-ACImport | Measure-Object Imported -Sum).Sum | Should -Be 4000
            Assert-Finished $stopped
        }

        It 'goes on by -Name, and writes results with -Wait' {
            $results = Resume-ACActivity -Name PEOPLE.csv -Wait
            $results | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
            ($results | Measure-Object Imported -Sum).Sum | Should -Be 4000
            Assert-Finished $stopped
        }

        It 'takes a moved file by -Path' {
            $moved = Join-Path $TestDrive 'moved.csv'
            Move-Item $path $moved -Force
            Resume-ACActivity $stopped.ActivityId -Path $moved -Wait | Out-Null
            Assert-Finished $stopped
        }

        It 'is InputChanged for a file that was changed, and nothing is sent' {
            Add-Content $path 'late@example.com,Late'
            $before = Get-WriteCount $simulator
            Assert-OneError { Resume-ACActivity $stopped.ActivityId } 'InputChanged' 'InvalidData' '*SHA-256*-Path*'
            Assert-OneError { Resume-ACActivity $stopped.ActivityId -Path $path } 'InputChanged' 'InvalidData' '*SHA-256*'
            Get-WriteCount $simulator | Should -Be $before
            (Get-ACActivity $stopped.ActivityId).NextCommand | Should -Be $stopped.NextCommand
        }

        It 'is InputNeeded, after what the journal has was sent, where the file is gone' {
            $there = Join-Path $TestDrive 'there.csv'
            Move-Item $path $there -Force
            $errors = @(Get-ErrorOf { Resume-ACActivity $stopped.ActivityId | Wait-ACImport | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'InputNeeded,*'
            $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $errors[0].Exception.Message | Should -BeLike "*Resume-ACActivity -ActivityId '$($stopped.ActivityId)' -Path*"
            (Get-ACActivity $stopped.ActivityId).State | Should -Be 'Stopped'
            Resume-ACActivity $stopped.ActivityId -Path $there -Wait | Out-Null
            Assert-Finished $stopped
        }

        It 'goes on where the journal folder was moved to' {
            $moved = Join-Path $TestDrive ([guid]::NewGuid())
            Move-Item $env:AC_BULK_HOME $moved
            $env:AC_BULK_HOME = $moved
            Resume-ACActivity $stopped.ActivityId -Wait | Out-Null
            Assert-Finished $stopped
        }

        It 'goes on in another folder by -JournalPath' {
            $moved = Join-Path $TestDrive ([guid]::NewGuid())
            Copy-Item $env:AC_BULK_HOME $moved -Recurse
            Resume-ACActivity $stopped.ActivityId -JournalPath $moved -Wait | Out-Null
            (Get-ACActivity $stopped.ActivityId).State | Should -Be 'Stopped'
            $env:AC_BULK_HOME = $moved
            Assert-Finished $stopped
        }

        It 'says what is open and does nothing with -WhatIf' {
            $transcript = Join-Path $TestDrive 'whatif.txt'
            $journal = Get-ChildItem $stopped.Folder -File | Get-FileHash
            $before = $simulator.RequestCount
            $null = Start-Transcript $transcript
            Resume-ACActivity $stopped.ActivityId -WhatIf | Should -BeNullOrEmpty
            $null = Stop-Transcript
            (Get-Content $transcript -Raw) -replace '\s+', ' ' | Should -BeLike "*What if: Resume 'people.csv' ($($stopped.ActivityId)) into the simulator $($simulator.Uri.Authority): * rows read, * not sent, 0 unknown, * pending; the input was not read to its end*"
            $simulator.RequestCount | Should -Be $before
            (Get-ChildItem $stopped.Folder -File | Get-FileHash).Hash | Should -Be $journal.Hash
        }

        It 'is ActivityRunning while another process is at it' {
            # Told to wait for a year, it is at it for as long as the next process takes to start, on whatever machine.
            Add-Fault $simulator BulkImport Throttle429 1 @(31536000)
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($path, $session, $id) Import-Module $path; Resume-ACActivity $id -Session $session').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($stopped.ActivityId)
            $before = (Get-Server $simulator).RequestCount('BulkImport')
            $running = $shell.BeginInvoke()
            [Threading.SpinWait]::SpinUntil({ (Get-Server $simulator).RequestCount('BulkImport') -gt $before -or $running.IsCompleted })
            $running.IsCompleted | Should -BeFalse
            try {
                Assert-OneError { Resume-ACActivity $stopped.ActivityId } 'ActivityRunning' 'ResourceBusy' "*$($stopped.ActivityId)*"
                $result = Invoke-InNewPwsh "try { Resume-ACActivity '$($stopped.ActivityId)' } catch { `$_.FullyQualifiedErrorId }; try { Import-ACContact '$path' } catch { `$_.FullyQualifiedErrorId }" @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken }
                $result.Output -split '\r?\n' | Should -Be 'ActivityRunning,ActiveCampaign.Bulk.Commands.ResumeACActivityCommand', 'ActivityRunning,ActiveCampaign.Bulk.Commands.ImportACContactCommand'
            }
            finally {
                $shell.Stop()
                $shell.Dispose()
            }
        }

        It 'is AccountMismatch with a connection to another account, and goes on with the others' {
            $other = Start-ACSimulator -SpeedFactor 50
            $other | Connect-ACSession -Name other
            Assert-OneError { Resume-ACActivity $stopped.ActivityId -Session other } 'AccountMismatch' 'InvalidArgument' '*-Session*'
            $second = New-LargeFile 'second.csv' (New-TestRow 600 -Prefix second)
            Import-ACContact $second -Session other -ThrottleLimit 1 | Select-Object -First 1 | Out-Null
            $errors = @(Get-ErrorOf { Get-ACActivity | Resume-ACActivity -Session other -Wait | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'AccountMismatch,*'
            (Get-ACActivity -Name second.csv).State | Should -Be 'Completed'
        }
    }

    Context 'an import of the pipeline that was stopped' {
        BeforeEach { $stopped = Stop-Import }

        It 'goes on with the same rows, by the command the activity names' {
            $stopped.NextCommand | Should -Be "`$rows | Resume-ACActivity -ActivityId '$($stopped.ActivityId)' | Wait-ACImport"
            Invoke-Expression $stopped.NextCommand | Out-Null
            Assert-Finished $stopped
        }

        It 'is InputChanged for other rows, at the first difference' {
            $others = @(New-TestRow 100) + @(New-TestRow 3900 -Prefix other)
            $errors = @(Get-ErrorOf { $others | Resume-ACActivity $stopped.ActivityId })
            $errors.FullyQualifiedErrorId | Should -BeLike 'InputChanged,*'
            $errors[-1].Exception.Message | Should -Match 'row (\d+)'
            (Get-Server $simulator).Account.FindContact('other1@example.com') | Should -BeNullOrEmpty
            $rows | Resume-ACActivity $stopped.ActivityId -Wait | Out-Null
            Assert-Finished $stopped
        }

        It 'is InputChanged for fewer rows' {
            $errors = @(Get-ErrorOf { $rows[0..99] | Resume-ACActivity $stopped.ActivityId | Out-Null })
            $errors[-1].FullyQualifiedErrorId | Should -BeLike 'InputChanged,*'
            $rows | Resume-ACActivity $stopped.ActivityId -Wait | Out-Null
            Assert-Finished $stopped
        }

        It 'is InputNeeded without the rows' {
            $errors = @(Get-ErrorOf { Resume-ACActivity $stopped.ActivityId | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'InputNeeded,*'
            $errors[0].Exception.Message | Should -BeLike "*`$rows | Resume-ACActivity -ActivityId '$($stopped.ActivityId)'*"
        }
    }

    Context 'rows whose answer was lost' {
        BeforeEach { Add-Fault $simulator BulkImport CloseAfterEffect -Number 1 }

        It 'asks the account, and sends none that is in' {
            $rows[0..299] | Import-ACContact -OnUnknown Hold -ThrottleLimit 1 -ErrorAction SilentlyContinue | Wait-ACImport | Out-Null
            $held = Get-LastActivity $simulator
            $held.Unknown, $held.State | Should -Be 250, 'Sent'
            $result = Resume-ACActivity $held.ActivityId
            $result.State, $result.Imported | Should -Be 'Completed', 250
            $result.Message | Should -BeLike '*asked*are in*'
            Assert-Finished $held 300
            $simulator.AutomationRuns | Should -Be 300
        }

        It 'sends them once more where automations are skipped' {
            $rows[0..299] | Import-ACContact -OnUnknown Hold -SkipAutomation -ThrottleLimit 1 -ErrorAction SilentlyContinue | Wait-ACImport | Out-Null
            $held = Get-LastActivity $simulator
            Resume-ACActivity $held.ActivityId -Wait | ForEach-Object Imported | Should -Be 250
            (Get-ACActivity $held.ActivityId).State | Should -Be 'Completed'
            (Get-Server $simulator).Account.TimesApplied('person1@example.com') | Should -Be 2
        }

        It 'leaves them with -OnUnknown Hold, and is BatchUnknown' {
            $rows[0..299] | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue | Wait-ACImport | Out-Null
            $held = Get-LastActivity $simulator
            Assert-OneError { Resume-ACActivity $held.ActivityId -OnUnknown Hold | Out-Null } 'BatchUnknown' 'ConnectionError' "*Hold*Resume-ACActivity -ActivityId '$($held.ActivityId)'*"
            (Get-ACActivity $held.ActivityId).Unknown | Should -Be $held.Unknown
        }

        It 'sends them once more with -OnUnknown Resend' {
            $rows[0..299] | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue | Wait-ACImport | Out-Null
            $held = Get-LastActivity $simulator
            Resume-ACActivity $held.ActivityId -OnUnknown Resend -Wait | Out-Null
            (Get-ACActivity $held.ActivityId).State | Should -Be 'Completed'
        }
    }

    Context 'a process that was killed' {
        It 'is gone on with here, under a new token' {
            $path = New-LargeFile 'killed.csv' $rows[0..199]
            Add-Fault $simulator BulkImport Stall -Number 3 -ArgumentList ([timespan]::FromHours(10))
            $script = New-TestFile 'killed.ps1' "Import-Module '$ModulePath'; Import-ACContact '$path' -ThrottleLimit 1 -BatchSize 20"
            $killed = (Start-PowerShell -ArgumentList '-File', $script -Environment @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken }).Process
            try {
                [Threading.SpinWait]::SpinUntil({ (Get-Server $simulator).RequestCount('BulkImport') -ge 3 }, 60000) | Should -BeTrue
                (Get-ACActivity).State | Should -Be 'Running'
            }
            finally {
                Stop-Process -Id $killed.Id -Force
                $killed.WaitForExit()
            }

            $before = Get-ACActivity
            $before.State, $before.Unknown, $before.EndedAt | Should -Be 'Stopped', 20, $null
            Get-ACSession | Disconnect-ACSession
            (Get-Server $simulator).ReplaceToken('another-token')
            $simulator | Connect-ACSession
            $before | Resume-ACActivity | Wait-ACImport | Out-Null
            Assert-Finished $before 200
            $simulator.AutomationRuns | Should -Be 200
        }
    }

    Context 'refused rows' {
        It 'are in the reject file of the activity, each once' {
            $rejects = Join-Path $TestDrive 'rejects.csv'
            $path = New-LargeFile 'refused.csv' (New-TestRow 4000 -BadEvery 100)
            $stopped = Stop-Import @{ Path = $path; RejectPath = $rejects; WarningAction = 'SilentlyContinue' }
            $failures = Resume-ACActivity $stopped.ActivityId -Wait -WarningVariable warning -WarningAction SilentlyContinue 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
            $failures | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "*-SettingsFrom '$($stopped.ActivityId)'"
            (Import-Csv $rejects).AC_Row | Should -Be (1..40 | ForEach-Object { $_ * 100 })
            Assert-Finished $stopped 3960
        }
    }

    Context 'nothing to go on with' {
        It 'is a warning for an activity that is done, and asks nobody' {
            New-TestRow 20 | Import-ACContact -Wait | Out-Null
            $before = $simulator.RequestCount
            Get-ACActivity | Resume-ACActivity -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warning" | Should -BeLike 'Nothing is open in activity*'
            $simulator.RequestCount | Should -Be $before
        }

        It 'names the repair where the service ended the rows as failed' {
            Add-Fault $simulator BulkImport BatchFails
            New-TestRow 20 | Import-ACContact -Wait -ErrorAction SilentlyContinue | Out-Null
            $activity = Get-ACActivity
            Resume-ACActivity $activity.ActivityId -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "*20 rows as failed*Get-ACActivity -ActivityId '$($activity.ActivityId)' | Repair-ACImport"
        }

        It 'gives the batches of an activity that only waits for the service' {
            $batch = New-TestRow 20 | Import-ACContact
            $again = Resume-ACActivity $batch.ActivityId
            $again.BatchId, $again.FirstRow, $again.LastRow | Should -Be $batch.BatchId, 1, 20
            ($again | Wait-ACImport).Imported | Should -Be 20
        }

        It 'does nothing where the pipeline brings no activity' {
            Get-ErrorOf { Get-ACActivity -State Running | Resume-ACActivity } | Should -BeNullOrEmpty
        }

        It 'is ActivityNotNamed without an activity, and with two' {
            Assert-OneError { Resume-ACActivity } 'ActivityNotNamed' 'InvalidArgument' '*-ActivityId or -Name*'
            Assert-OneError { Resume-ACActivity -ActivityId a -Name b } 'ActivityNotNamed' 'InvalidArgument'
        }

        It 'is NameNotFound for an id or a name that is not there' {
            Assert-OneError { Resume-ACActivity nothing } 'NameNotFound' 'ObjectNotFound' "*'nothing'*Get-ACActivity*"
            New-TestRow 20 | Import-ACContact -ActivityName done -Wait | Out-Null
            Assert-OneError { Resume-ACActivity -Name done } 'NameNotFound' 'ObjectNotFound' "*'done' is open*"
        }

        It 'is DataExpired where the contact data is gone' {
            Add-Fault $simulator BulkImport CloseAfterEffect
            New-TestRow 20 | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue | Out-Null
            $activity = Get-ACActivity
            ConvertTo-Version1 $activity.Folder
            Add-Content (Join-Path $activity.Folder 'journal.jsonl') '{"t":"expired","at":"2026-01-11T00:00:00+00:00"}'
            (Get-ACActivity).NextCommand | Should -BeNullOrEmpty
            Assert-OneError { Resume-ACActivity $activity.ActivityId } 'DataExpired' 'ResourceUnavailable' '*ten days*new activity*'
        }
    }

    It 'warns that a callback was not kept, and takes a new one' {
        (Get-Server $simulator).Options.LogBodies = $true
        foreach ($new in @{}, @{ CallbackUri = 'https://example.com/hook'; CallbackParameter = @{ secret = 'new' } }) {
            $rows | Import-ACContact -CallbackUri https://example.com/hook -CallbackParameter @{ secret = 's' } -ThrottleLimit 1 | Select-Object -First 1 | Out-Null
            $stopped = Get-LastActivity $simulator
            $rows | Resume-ACActivity $stopped.ActivityId @new -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
            $callback = (((Get-Server $simulator).Requests | Where-Object Route -EQ BulkImport | Select-Object -Last 1).Body | ConvertFrom-Json).callback
            "$warning" | Should -BeLike $(if ($new.Count) { '' } else { '*https://example.com/hook*not kept*-CallbackUri*' })
            $callback.params.value | Should -Be $new.CallbackParameter.secret
        }
    }

    It 'completes ids' {
        $id = (New-TestRow 20 | Import-ACContact).ActivityId
        Get-Completion "Resume-ACActivity -ActivityId $id" | Should -Be $id
    }
}
