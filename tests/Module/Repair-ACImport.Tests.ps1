Describe 'Repair-ACImport' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Sum { param($Results, $Property) ($Results | Measure-Object $Property -Sum).Sum }

        # Lets every batch fail that has one of these addresses, whichever way it comes.
        function Add-Poison {
            param([string[]] $Email)
            foreach ($one in $Email) {
                Add-Fault $simulator BulkImport PoisonRow -ArgumentList $one
            }
        }

        function Assert-Settled {
            param($Activity, [int] $Imported, [int] $Refused = 0)
            $after = Get-ACActivity $Activity.ActivityId
            $after.State, $after.Imported, $after.Refused | Should -Be 'Completed', $Imported, $Refused
            $after.NextCommand | Should -Match $(if ($Refused) { "Export-ACReject -Path '$($Activity.ActivityId)-rejects.csv'|-SettingsFrom '$($Activity.ActivityId)'" } else { '^$' })
            Assert-CountsAddUp $after
        }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
    }

    AfterEach {
        $simulator.Offences | Should -Be 0 -Because "$($server.Offences.Descriptions)"
        Reset-TestAccount
    }

    It 'brings in what the service ended as failed, in one pipeline' {
        Add-Fault $simulator BulkImport BatchFails -Number 2
        $results = New-TestRow 600 | Import-ACContact -ThrottleLimit 1 | Wait-ACImport -ErrorVariable failure -ErrorAction SilentlyContinue | Repair-ACImport
        $failure.FullyQualifiedErrorId | Should -BeLike 'BatchFailed,*'
        $results | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
        $results.State | Sort-Object -Unique | Should -Be 'Completed'
        Get-Sum $results Imported | Should -Be 600
        Assert-Settled (Get-LastActivity $simulator) 600
        Assert-AppliedOnce $simulator 600
        $simulator.AutomationRuns | Should -Be 600
    }

    It 'brings in what the service stopped on the way, and runs no automation twice' {
        Add-Fault $simulator BulkImport BatchInterrupted -Number 1 -ArgumentList 40
        New-TestRow 100 | Import-ACContact -Wait -ErrorAction SilentlyContinue | Out-Null
        $results = Get-ACActivity | Repair-ACImport
        Get-Sum $results Imported | Should -Be 100
        Assert-Settled (Get-LastActivity $simulator) 100
        Assert-AppliedOnce $simulator 100
        $simulator.AutomationRuns | Should -Be 100
    }

    It 'says in its progress among how many rows one that fails stands' {
        Add-Fault $simulator BulkImport PoisonRow -ArgumentList 'person77@example.com'
        $id = (New-TestRow 100 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue).ActivityId
        $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
        $null = $shell.AddScript('param($path, $session, $id) Import-Module $path; Get-ACActivity $id | Repair-ACImport -Session $session -ErrorAction Ignore -WarningAction Ignore').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($id)
        Get-Sum @($shell.Invoke()) Imported | Should -Be 99
        $shown = @($shell.Streams.Progress.StatusDescription)
        $shell.Dispose()
        $among = @($shown -match '^\d+ %, \d+ of 100 rows settled, 0 refused; a row that fails is one of \d+$' | ForEach-Object { [int] ($_ -replace '.* ') })
        $among | Should -Not -BeNullOrEmpty
        $among | ForEach-Object { $_ | Should -BeIn 100, 50, 25, 26, 24, 13, 12, 6, 7, 3, 4, 2 }
    }

    It 'goes by the command that result and activity name' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        $result = New-TestRow 100 | Import-ACContact -Wait -ErrorAction SilentlyContinue
        $result.NextCommand | Should -Be "Get-ACActivity -ActivityId '$($result.ActivityId)' | Repair-ACImport"
        (Get-ACActivity).NextCommand | Should -Be $result.NextCommand
        Get-Sum (Invoke-Expression $result.NextCommand) Imported | Should -Be 100
        Assert-Settled $result 100
    }

    It 'names the command that goes on where it is cut short, and says so where there is nothing to repair' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        New-TestRow 100 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue | Out-Null
        $server.Faults.Clear()
        Add-Fault $simulator BulkImport NotFound404 -Number 1
        $activity = Get-LastActivity $simulator
        $failure = @(Get-ErrorOf { $activity | Repair-ACImport | Out-Null })[-1]
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotTheApi,*'
        $next = ($failure.Exception.Message -split 'Go on with: ')[1]
        Get-ACActivity $activity.ActivityId | Repair-ACImport -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($said -like "*nothing to repair*Go on with: $next") | Should -HaveCount 1
        $next | Should -Be (Get-ACActivity $activity.ActivityId).NextCommand
        Invoke-Expression $next | Out-Null
        Assert-Settled $activity 100
        Assert-AppliedOnce $simulator 100
    }

    It 'passes through what is neither failed nor interrupted, the same object, and asks nobody' {
        $results = New-TestRow 600 | Import-ACContact -Wait
        $before = $simulator.RequestCount
        $passed = $results | Repair-ACImport
        $passed | Should -HaveCount 3
        0..2 | ForEach-Object { [object]::ReferenceEquals($passed[$_], $results[$_]) | Should -BeTrue }
        Get-ACActivity | Repair-ACImport | Should -BeNullOrEmpty
        $simulator.RequestCount | Should -Be $before
    }

    It 'passes through rows whose answer was lost: they are no repair''s business' {
        Add-Fault $simulator BulkImport CloseAfterEffect -Number 1
        $result = New-TestRow 100 | Import-ACContact -OnUnknown Hold -Wait -ErrorAction SilentlyContinue
        $passed = $result | Repair-ACImport
        $passed.State, $passed.NextCommand | Should -Be 'Unknown', "Resume-ACActivity -ActivityId '$($result.ActivityId)' | Wait-ACImport"
        [object]::ReferenceEquals($passed, $result) | Should -BeTrue
    }

    It 'repairs only the batches that are given' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        Add-Fault $simulator BulkImport BatchFails -Number 2
        $results = New-TestRow 100 | Import-ACContact -BatchSize 50 -ThrottleLimit 1 -Wait -ErrorAction SilentlyContinue
        $results[0] | Repair-ACImport | ForEach-Object Imported | Should -Be 50
        $activity = Get-ACActivity
        $activity.Imported, $activity.Unknown | Should -Be 50, 50
        (Get-ErrorOf { $activity | Wait-ACImport | Out-Null }).FullyQualifiedErrorId | Should -BeLike 'BatchFailed,*'
        ($activity | Wait-ACImport -ErrorAction SilentlyContinue | Measure-Object Rows -Sum).Sum | Should -Be 100
        $activity | Repair-ACImport | ForEach-Object Imported | Should -Be 50
        Assert-Settled $activity 100
    }

    Context 'rows that let their batch fail' {
        It 'finds <Count> among 250 within <Requests> import requests, and is FailsAlone for each' -ForEach @(
            @{ Count = 1; Poison = @(77); Requests = 18 }
            @{ Count = 3; Poison = 5, 77, 200; Requests = 45 }
        ) {
            Add-Poison ($Poison | ForEach-Object { "person$_@example.com" })
            $results = New-TestRow 250 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue
            $before = $server.RequestCount('BulkImport')
            $errors = @(Get-ErrorOf { $results | Repair-ACImport | Out-Null })
            $server.RequestCount('BulkImport') - $before | Should -BeLessOrEqual $Requests
            $errors | Should -HaveCount $Count
            $errors.FullyQualifiedErrorId | Should -BeLike 'FailsAlone,ActiveCampaign.Bulk.Commands.RepairACImportCommand'
            $errors.CategoryInfo.Category | Should -Be (@('InvalidData') * $Count)
            $errors.Exception.RowNumber | Sort-Object | Should -Be $Poison
            $errors[0].TargetObject.'First Name' | Should -BeLike 'First*'
            "$($errors.Exception.Message)" | Should -Not -Match 'person'
            Assert-Settled $results (250 - $Count) $Count
            Assert-AppliedOnce $simulator (250 - $Count)
        }

        It 'lets single calls tell where they can, which name the reason' {
            Add-Poison 'person3@example.com'
            Add-Fault $simulator ContactSync NotFound404
            New-TestRow 20 | Import-ACContact -Wait -ErrorAction SilentlyContinue | Out-Null
            $errors = @(Get-ErrorOf { Get-ACActivity | Repair-ACImport | Out-Null })
            $errors.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'RefusedByService,*'
            $errors.Exception.RowNumber | Should -Contain 3
            (Get-ACActivity).State | Should -Be 'Completed'
            Assert-CountsAddUp (Get-ACActivity)
        }

        It 'puts them into the reject file of the activity' {
            $rejects = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            Add-Poison 'person7@example.com'
            New-TestRow 100 -BadEvery 50 | Import-ACContact -SkipAutomation -RejectPath $rejects -Wait -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Out-Null
            (Import-Csv $rejects).AC_Row | Should -Be 50, 100
            Get-ACActivity | Repair-ACImport -ErrorVariable failure -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
            $failure | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "One row was refused*'$rejects'*"
            $written = Import-Csv $rejects
            $written.AC_Row | Should -Be 50, 100, 7
            $written[2].AC_Code | Should -Be 'FailsAlone'
            Assert-Settled (Get-ACActivity) 97 3
        }
    }

    Context 'a service that takes nothing' {
        BeforeEach {
            Add-Fault $simulator BulkImport BatchFails
            New-TestRow 200 | Import-ACContact -BatchSize 20 -SkipAutomation -Wait -ErrorAction SilentlyContinue | Out-Null
            $before = $server.RequestCount('BulkImport')
        }

        It 'is ServiceFailing after three batches, and the rest stays as it was' {
            $errors = @(Get-ErrorOf { Get-ACActivity | Repair-ACImport | Out-Null })
            $errors[-1].FullyQualifiedErrorId | Should -BeLike 'ServiceFailing,*'
            $errors[-1].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
            $server.RequestCount('BulkImport') - $before | Should -BeLessOrEqual 6
            $activity = Get-ACActivity
            $activity.Unknown | Should -Be 200
            $server.Faults.Clear()
            Get-Sum ($activity | Repair-ACImport) Imported | Should -Be 200
            Assert-Settled $activity 200
            Assert-AppliedOnce $simulator 200
        }

        It 'spends -MaxRequest requests, warns, and can be repeated' {
            $results = Get-ACActivity | Repair-ACImport -MaxRequest 2 -WarningVariable warning -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            "$warning" | Should -BeLike '2 import requests*-MaxRequest*'
            $server.RequestCount('BulkImport') - $before | Should -Be 2
            $results.State | Sort-Object -Unique | Should -Be 'Failed'
            Get-Sum $results Unknown | Should -Be 200
            $server.Faults.Clear()
            Get-Sum (Get-ACActivity | Repair-ACImport) Imported | Should -Be 200
        }

        It 'gives up on a batch after -TimeoutSec, which is pending then' {
            $server.Faults.Clear()
            Add-Fault $simulator BulkImport BatchStuckWaiting -Number 1
            $results = Get-ACActivity | Repair-ACImport -TimeoutSec 60
            ($results | Where-Object State -EQ Pending).Rows | Should -Be 20
            $activity = Get-ACActivity
            $activity.Imported, $activity.Pending | Should -Be 180, 20
            $activity.NextCommand | Should -Be "Get-ACActivity -ActivityId '$($activity.ActivityId)' | Wait-ACImport"
        }
    }

    Context '-WhatIf' {
        It 'says the calls at the worst, and changes nothing' {
            Add-Fault $simulator BulkImport BatchFails -Number 1
            $results = New-TestRow 250 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue
            $folder = $results.Folder
            $journal = Get-ChildItem $folder -File | Get-FileHash
            $before = $simulator.RequestCount
            $transcript = Join-Path $TestDrive 'whatif.txt'
            $null = Start-Transcript $transcript
            $results | Repair-ACImport -WhatIf | Should -BeNullOrEmpty
            $null = Stop-Transcript
            (Get-Content $transcript -Raw) -replace '\s+', ' ' | Should -BeLike "*What if: Repair 'import' ($($results.ActivityId)) at the simulator $($simulator.Uri.Authority): 250 rows in one batch; at the worst 500 calls; automations skipped*"
            $simulator.RequestCount | Should -Be $before
            (Get-ChildItem $folder -File | Get-FileHash).Hash | Should -Be $journal.Hash
        }

        It 'is an error with -Confirm where nobody can be asked, and nothing is sent' {
            Add-Fault $simulator BulkImport BatchFails -Number 1
            $results = New-TestRow 100 | Import-ACContact -Wait -ErrorAction SilentlyContinue
            $before = Get-WriteCount $simulator
            @(Get-ErrorOf { $results | Repair-ACImport -Confirm }) | Should -HaveCount 1
            Get-WriteCount $simulator | Should -Be $before
        }
    }

    Context 'what cannot be repaired' {
        BeforeEach {
            Add-Fault $simulator BulkImport BatchFails
            $results = New-TestRow 100 | Import-ACContact -BatchSize 50 -Wait -ErrorAction SilentlyContinue
            $server.Faults.Clear()
        }

        It 'is AccountMismatch with a connection to another account' {
            Start-ACSimulator -SpeedFactor 50 | Connect-ACSession -Name other
            Assert-OneError { $results | Repair-ACImport -Session other } 'AccountMismatch' 'InvalidArgument' '*-Session*'
            Assert-OneError { Get-ACActivity | Repair-ACImport -Session other } 'AccountMismatch' 'InvalidArgument'
        }

        It 'is a warning where the rows have gone on in other batches since' {
            $results | Repair-ACImport | Out-Null
            $before = $simulator.RequestCount
            $results | Repair-ACImport -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "*$($results[0].ActivityId)*Get-ACActivity*"
            $simulator.RequestCount | Should -Be $before
        }

        It 'is DataExpired where the contact data is gone' {
            ConvertTo-Version1 $results[0].Folder
            Add-Content (Join-Path $results[0].Folder 'journal.jsonl') '{"t":"expired","at":"2026-01-11T00:00:00+00:00"}'
            Assert-OneError { $results | Repair-ACImport } 'DataExpired' 'ResourceUnavailable' '*ten days*'
        }

        It 'is ActivityRunning while another process is at it' {
            Add-Fault $simulator BulkImport BatchStuckWaiting
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($path, $session, $id) Import-Module $path; Get-ACActivity $id | Repair-ACImport -Session $session -TimeoutSec ([int]::MaxValue)').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($results[0].ActivityId)
            $running = $shell.BeginInvoke()

            # However long its start takes, and the next process: it waits for a batch that never ends.
            [Threading.SpinWait]::SpinUntil({ $server.RequestCount('BulkImport') -ge 3 -or $running.IsCompleted })
            $running.IsCompleted | Should -BeFalse
            try {
                Assert-OneError { $results | Repair-ACImport } 'ActivityRunning' 'ResourceBusy'
                (Invoke-InNewPwsh "try { Get-ACActivity '$($results[0].ActivityId)' | Repair-ACImport } catch { `$_.FullyQualifiedErrorId }" @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken }).Output | Should -BeLike 'ActivityRunning,*'
            }
            finally {
                $shell.Stop()
                $shell.Dispose()
            }
        }
    }

    It 'works in a new process' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        $id = (New-TestRow 20 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue).ActivityId
        $done = Invoke-InNewPwsh "(Get-ACActivity $id | Repair-ACImport).Imported" @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken }
        $done.Errors | Should -BeNullOrEmpty
        $done.Output | Should -Be 20
        (Get-ACActivity $id).State | Should -Be 'Completed'
    }
}
