Describe 'A stop' {
    BeforeAll {
        . $PSScriptRoot/common.ps1

        # Runs a pipeline in a runspace of its own until it sets the event or the condition holds, stops it as Ctrl+C
        # does, and measures that.
        function Stop-AtSignal {
            param([string] $Script, [scriptblock] $When = { $ready.IsSet }, [switch] $AtPrompt)
            $ready = [Threading.ManualResetEventSlim]::new()
            $shell = [powershell]::Create()
            if ($AtPrompt) {
                if (-not ('AskingHost' -as [type])) { Add-Type -TypeDefinition $AskingHost }
                $person = [AskingHost]::new(-1)
                $shell.Runspace = [runspacefactory]::CreateRunspace($person)
                $shell.Runspace.Open()
            }
            $null = $shell.AddScript("param(`$path, `$session, `$ready, `$folder) Import-Module `$path; $Script").
                AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($ready).AddArgument("$TestDrive")
            $running = $shell.BeginInvoke()
            if (-not [Threading.SpinWait]::SpinUntil($When, 30000)) {
                throw "The pipeline never came to the point. $($shell.Streams.Error) $($shell.InvocationStateInfo.Reason)"
            }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Stop()
            $reason = try { $null = $shell.EndInvoke($running) } catch { $_.Exception.GetBaseException() }
            $stopped = [pscustomobject] @{ Elapsed = $watch.Elapsed; State = $shell.InvocationStateInfo.State; Reason = $reason; Errors = @($shell.Streams.Error); Said = $person.Said }
            $shell.Dispose()
            Write-Host "    stopped after $([int] $watch.Elapsed.TotalMilliseconds) ms"
            $stopped
        }

        function Assert-Stopped {
            param($Stopped)
            $Stopped.State | Should -Be 'Stopped'
            $Stopped.Errors | Should -BeNullOrEmpty
            $Stopped.Elapsed.TotalSeconds | Should -BeLessThan 3
        }

        # Files of the journal that this process still has open.
        function Get-OpenFile {
            param([string] $Folder)
            if (Test-Path /proc/self/fd) {
                Get-ChildItem "/proc/$PID/fd" | ForEach-Object { $_.ResolvedTarget } | Where-Object { $_ -like "$Folder*" }
            }
            else {
                Get-ChildItem $Folder -Recurse -File | Where-Object { try { [IO.File]::Open($_, 'Open', 'ReadWrite', 'None').Dispose() } catch [IO.IOException] { $true } }
            }
        }

        $rows = '1..1000000 | ForEach-Object { [pscustomobject] @{ email = "person$_@example.com"; City = "Graz" } }'
    }

    BeforeEach {
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
    }

    AfterEach { Reset-TestAccount }

    It 'ends a run of a million rows within a second, with a journal that can be read' {
        Assert-Stopped (Stop-AtSignal "$rows | Import-ACContact -Session `$session | ForEach-Object { `$ready.Set() }")
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Be 'Stopped'
        $activity.Batches | Should -BeGreaterThan 0
        Assert-CountsAddUp $activity
        (Get-ACActivity $activity.ActivityId | Wait-ACImport | Where-Object State -EQ Completed | Measure-Object Imported -Sum).Sum | Should -BeGreaterThan 0
        Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
    }

    It 'leaves one line: what went, what did not, and the command that goes on' {
        $stopped = Stop-AtSignal "$rows | Import-ACContact -Session `$session | ForEach-Object { `$ready.Set() }" -AtPrompt
        Assert-Stopped $stopped
        $activity = Get-LastActivity $simulator
        $lines = @($stopped.Said -split "`n" | Where-Object { $_ })
        $lines | Should -HaveCount 1
        $lines[0] | Should -Match "^Stopped\. Of [\d.,]+ rows read, [\d.,]+ went to the service, [\d.,]+ did not.*\. Go on with: "
        $lines[0] | Should -BeLike "*Go on with: $($activity.NextCommand)"
        $lines[0] | Should -BeLike ('*{0:N0} went to the service, {1:N0} did not*' -f ($activity.Pending + $activity.Imported), $activity.NotSent)
    }

    It 'leaves one line too while it waits' {
        (Get-Server $simulator).Options.StatusFalseFor = [timespan]::FromDays(1)
        $batch = New-TestRow 20 | Import-ACContact
        $stopped = Stop-AtSignal "Get-ACActivity $($batch.ActivityId) | Wait-ACImport -Session `$session" -When { $shell.Streams.Progress.Count -gt 0 } -AtPrompt
        Assert-Stopped $stopped
        $stopped.Said.Trim() | Should -Be "One batch is still running at the service. That is no failure; go on waiting with: Get-ACActivity -ActivityId '$($batch.ActivityId)' | Wait-ACImport"
    }

    It 'ends a run of a file' {
        $path = Join-Path $TestDrive 'large.csv'
        [IO.File]::WriteAllLines($path, [string[]] (@('email') + @(1..200000 | ForEach-Object { "person$_@example.com" })))
        Assert-Stopped (Stop-AtSignal 'Import-ACContact -Path "$folder/large.csv" -Session $session | ForEach-Object { $ready.Set() }')
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Be 'Stopped'
        Assert-CountsAddUp $activity
        Get-OpenFile $TestDrive | Should -BeNullOrEmpty
    }

    It 'ends a run whose answers do not come, and the batches on their way are unknown' {
        Add-Fault $simulator BulkImport Stall -ArgumentList ([timespan]::FromHours(10))
        Assert-Stopped (Stop-AtSignal "$rows | Import-ACContact -Session `$session" -When { $server.RequestCount('BulkImport') -ge 4 })
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Be 'Stopped'
        $activity.Unknown | Should -Be 1000
        Assert-CountsAddUp $activity
        Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
    }

    It 'ends waiting, and the batches can be waited for again' {
        Add-Fault $simulator BulkImport BatchStuckWaiting
        Assert-Stopped (Stop-AtSignal '1..20 | ForEach-Object { [pscustomobject] @{ email = "p$_@example.com" } } | Import-ACContact -Session $session | ForEach-Object { $_; $ready.Set() } | Wait-ACImport -Session $session')
        (Get-LastActivity $simulator).Pending | Should -Be 20
    }

    It 'ends waiting for what an import depends on, and nothing was sent' {
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $first = (New-TestRow 20 | Import-ACContact).ActivityId
        Assert-Stopped (Stop-AtSignal "1..20 | ForEach-Object { [pscustomobject] @{ email = ""p`$_@example.com"" } } | Import-ACContact -Session `$session -DependsOn $first" -When { $server.RequestCount('ImportInfo') -ge 1 })
        Get-WriteCount $simulator | Should -Be 1
        (Get-LastActivity $simulator).ActivityId | Should -Be $first
        Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
    }

    It 'ends listening, and frees the port' {
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $port = Get-FreePort
        Assert-Stopped (Stop-AtSignal "1..20 | ForEach-Object { [pscustomobject] @{ email = ""p`$_@example.com"" } } | Import-ACContact -Session `$session | Wait-ACImport -Session `$session -ListenOn http://127.0.0.1:$port/ac/ -CallbackParameter @{ secret = 's' }" -When { $server.RequestCount('ImportInfo') -ge 1 })
        $next = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
        { $next.Start() } | Should -Not -Throw
        $next.Stop()
    }

    It 'ends an import that waits' {
        Add-Fault $simulator BulkImport BatchStuckWaiting -Number 2
        Assert-Stopped (Stop-AtSignal '1..40 | ForEach-Object { [pscustomobject] @{ email = "p$_@example.com" } } | Import-ACContact -Session $session -BatchSize 20 -ThrottleLimit 1 -Wait | ForEach-Object { $ready.Set() }')
        $activity = Get-LastActivity $simulator
        $activity.Imported, $activity.Pending | Should -Be 20, 20
    }

    It 'ends going on with an activity, which can be gone on with again' {
        $path = Join-Path $TestDrive 'resumed.csv'
        [IO.File]::WriteAllLines($path, [string[]] (@('email') + @(1..100000 | ForEach-Object { "person$_@example.com" })))
        Import-ACContact $path -ThrottleLimit 1 | Select-Object -First 1 | Out-Null
        $id = (Get-LastActivity $simulator).ActivityId
        $before = $server.RequestCount('BulkImport')
        Assert-Stopped (Stop-AtSignal "Resume-ACActivity $id -Session `$session" -When { $server.RequestCount('BulkImport') -ge $before + 3 })
        $activity = Get-ACActivity $id
        $activity.State | Should -Be 'Stopped'
        Assert-CountsAddUp $activity
        Get-OpenFile $TestDrive | Should -BeNullOrEmpty
        Resume-ACActivity $id | Select-Object -First 1 | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
        (Get-ACActivity $id).State | Should -Be 'Stopped'
        Get-OpenFile $TestDrive | Should -BeNullOrEmpty
    }

    It 'ends asking the account which rows are in' {
        Add-Fault $simulator BulkImport CloseAfterEffect -Number 1
        New-TestRow 100 | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue | Out-Null
        $id = (Get-LastActivity $simulator).ActivityId
        Add-Fault $simulator ContactList Stall -ArgumentList ([timespan]::FromHours(10))
        $before = $server.RequestCount('ContactList')
        Assert-Stopped (Stop-AtSignal "Resume-ACActivity $id -Session `$session" -When { $server.RequestCount('ContactList') -gt $before })
        (Get-ACActivity $id).Unknown | Should -Be 100
        Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
    }

    It 'ends a repair, which can be repeated' {
        Add-Fault $simulator BulkImport BatchFails -Number 1
        $id = (New-TestRow 100 | Import-ACContact -SkipAutomation -Wait -ErrorAction SilentlyContinue).ActivityId
        Add-Fault $simulator BulkImport BatchStuckWaiting -Number 1
        Assert-Stopped (Stop-AtSignal "Get-ACActivity $id | Repair-ACImport -Session `$session" -When { $server.RequestCount('BulkImport') -ge 2 })
        $activity = Get-ACActivity $id
        Assert-CountsAddUp $activity
        $activity.Pending + $activity.Unknown | Should -Be 100
        $activity.NextCommand | Should -Not -BeNullOrEmpty
        Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
    }

    It 'ends connecting' {
        Add-Fault $simulator UsersMe Stall -ArgumentList ([timespan]::FromHours(10))
        Assert-Stopped (Stop-AtSignal 'Connect-ACSession -Simulator' -When { $server.RequestCount('UsersMe') -ge 2 })
    }

    It 'ends waiting for consent in a browser' {
        $constant = Get-Server ($other = Start-CCSimulator)
        $constant.Options.DeviceInterval = [timespan]::FromHours(10)
        Assert-Stopped (Stop-AtSignal "Connect-CCSession -ClientId $($other.ClientId) -NewConsent -Uri $($other.Uri)" -When { $constant.RequestCount('CCDeviceStart') -ge 1 } -AtPrompt)
    }

    It 'ends an export, and leaves no file' {
        Add-Fault $simulator ContactList Stall -ArgumentList ([timespan]::FromHours(10))
        Assert-Stopped (Stop-AtSignal 'Export-ACContact -Path "$folder/export.csv" -Session $session' -When { $server.RequestCount('ContactList') -ge 1 })
        Get-ChildItem $TestDrive -Filter 'export*' | Should -BeNullOrEmpty
    }

    Context 'by Select-Object -First' {
        It 'ends the run, and leaves no work and no open file behind' {
            $script:read = 0
            $batch = 1..1000000 | ForEach-Object { $script:read = $_; [pscustomobject] @{ email = "person$_@example.com" } } | Import-ACContact | Select-Object -First 1
            $batch | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
            $script:read | Should -BeLessThan 1000000
            $sent = $server.RequestCount('BulkImport')
            $activity = Get-ACActivity $batch.ActivityId
            $activity.State | Should -Be 'Stopped'
            Assert-CountsAddUp $activity
            Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
            ($batch | Wait-ACImport).State | Should -Be 'Completed'
            $server.RequestCount('BulkImport') | Should -Be $sent
        }

        It 'ends waiting' {
            Add-Fault $simulator BulkImport BatchStuckWaiting -Number 2
            $result = New-TestRow 500 | Import-ACContact -ThrottleLimit 1 | Wait-ACImport | Select-Object -First 1
            $result.State | Should -Be 'Completed'
            Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
        }

        It 'ends listening, and frees the port' {
            Add-Fault $simulator BulkImport BatchStuckWaiting -Number 2
            $port = Get-FreePort
            $result = New-TestRow 500 | Import-ACContact -ThrottleLimit 1 | Wait-ACImport -ListenOn http://127.0.0.1:$port/ac/ -CallbackParameter @{ secret = 's' } | Select-Object -First 1
            $result.State | Should -Be 'Completed'
            $next = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
            { $next.Start() } | Should -Not -Throw
            $next.Stop()
        }

        It 'ends an import that waits' {
            Add-Fault $simulator BulkImport BatchStuckWaiting -Number 2
            $result = New-TestRow 500 | Import-ACContact -ThrottleLimit 1 -Wait | Select-Object -First 1
            $result.State | Should -Be 'Completed'
            Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
        }

        It 'ends a repair, and leaves the rest as it was' {
            Add-Fault $simulator BulkImport BatchFails
            $id = (New-TestRow 100 | Import-ACContact -BatchSize 50 -SkipAutomation -Wait -ErrorAction SilentlyContinue)[0].ActivityId
            $server.Faults.Clear()
            $result = Get-ACActivity $id | Repair-ACImport | Select-Object -First 1
            $result.Imported | Should -Be 50
            Assert-CountsAddUp (Get-ACActivity $id)
            Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
        }

        It 'ends it cleanly under an error that the next command throws' {
            { New-TestRow 5000 | Import-ACContact | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
            $activity = Get-LastActivity $simulator
            $activity.State | Should -Be 'Stopped'
            Assert-CountsAddUp $activity
            Get-OpenFile (Join-Path $TestDrive home) | Should -BeNullOrEmpty
        }
    }
}
