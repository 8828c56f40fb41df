Describe 'Wait-ACImport' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Sum { param($Results, $Property) ($Results | Measure-Object $Property -Sum).Sum }
    }

    AfterEach { Reset-TestAccount }

    It 'takes batches from the pipeline and tells what became of each' {
        $simulator = Connect-TestAccount
        $results = New-TestRow 600 | Import-ACContact | Wait-ACImport
        $results | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
        $results.State | Should -Be 'Completed', 'Completed', 'Completed'
        Get-Sum $results Imported | Should -Be 600
        Get-Sum $results Created | Should -Be 600
        @($results.NextCommand | Where-Object { $_ }) | Should -HaveCount 0
        $simulator.ContactCount | Should -Be 650
        $simulator.Offences | Should -Be 0
    }

    It 'tells new contacts from the others' {
        $null = Connect-TestAccount
        New-TestRow 20 | Import-ACContact -Wait | Out-Null
        $result = New-TestRow 30 | Import-ACContact | Wait-ACImport
        $result.Created, $result.UpdatedOrUnreported, $result.Imported | Should -Be 10, 20, 30
    }

    It 'takes handles, of this module and of other programs' {
        $null = Connect-TestAccount
        $batches = New-TestRow 300 | Import-ACContact
        $results = Wait-ACImport -BatchId $batches.BatchId
        Get-Sum $results Imported | Should -Be 300
        $results.ActivityId | Should -Be $batches.ActivityId
        $env:AC_BULK_HOME = Join-Path $TestDrive 'elsewhere'
        (Wait-ACImport $batches[0].BatchId).State | Should -Be 'Completed'
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
    }

    It 'takes activities' {
        $null = Connect-TestAccount
        $activity = (New-TestRow 300 | Import-ACContact)[0].ActivityId
        (Get-ACActivity $activity).State | Should -Be 'Sent'
        Get-Sum (Get-ACActivity $activity | Wait-ACImport) Imported | Should -Be 300
        $after = Get-ACActivity $activity
        $after.State | Should -Be 'Completed'
        $after.Imported | Should -Be 300
    }

    It 'knows what was settled before, and asks nobody' {
        $simulator = Connect-TestAccount
        $batches = New-TestRow 20 | Import-ACContact
        $batches | Wait-ACImport | Out-Null
        $before = $simulator.RequestCount
        ($batches | Wait-ACImport).Imported | Should -Be 20
        $simulator.RequestCount | Should -Be $before
    }

    It 'passes on what single calls have settled' {
        $null = Connect-TestAccount
        $result = New-TestRow 3 | Import-ACContact | Wait-ACImport
        $result.State, $result.Imported | Should -Be 'Completed', 3
    }

    It 'looks every -PollIntervalSec' {
        $null = Connect-TestAccount
        (New-TestRow 20 | Import-ACContact | Wait-ACImport -PollIntervalSec 1).Imported | Should -Be 20
    }

    It 'is a warning, and no error, when -TimeoutSec is over' {
        $simulator = Connect-TestAccount
        Add-Fault $simulator BulkImport BatchStuckWaiting -Number 2
        $batches = New-TestRow 500 | Import-ACContact -ThrottleLimit 1
        $results = $batches | Wait-ACImport -TimeoutSec 60 -WarningVariable warning -ErrorVariable failure -WarningAction SilentlyContinue
        $failure | Should -BeNullOrEmpty
        "$warning" | Should -BeLike "One batch is still running*no failure*Get-ACActivity -ActivityId '$($batches[0].ActivityId)' | Wait-ACImport"
        $results.State | Should -Be 'Completed', 'Pending'
        $results[1].Pending | Should -Be 250
        $results[1].NextCommand | Should -Be "Wait-ACImport -BatchId '$($results[1].BatchId)'"
        $activity = Get-ACActivity $batches[0].ActivityId
        $activity.State, $activity.Pending, $activity.OpenBatches | Should -Be 'Sent', 250, 1
        Assert-CountsAddUp $activity
    }

    It 'names the batches again when -TimeoutSec is over and no journal knows them' {
        $null = Connect-TestAccount
        $result = Wait-ACImport -BatchId 'f00d' -TimeoutSec 5 -WarningVariable warning -WarningAction SilentlyContinue
        $result.State | Should -Be 'Pending'
        "$warning" | Should -BeLike "*Wait-ACImport -BatchId 'f00d'"
    }

    It 'counts what still runs as pending and not as failed' {
        $simulator = Connect-TestAccount
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $summary = New-TestRow 20 | Import-ACContact | Wait-ACImport -TimeoutSec 60 -Summary -FailOn Any -WarningAction SilentlyContinue
        $summary.Pending, $summary.ExitCode | Should -Be 20, 3
        $summary.NextCommand | Should -BeLike 'Get-ACActivity*| Wait-ACImport'
    }

    It 'is BatchFailed for a batch the service ends as failed' {
        $null = Connect-TestAccount -With @{ FailBatch = 1 }
        $batches = New-TestRow 20 | Import-ACContact
        Assert-OneError { $batches | Wait-ACImport | Out-Null } 'BatchFailed' 'InvalidResult' "*rows between 1 and 20*Get-ACActivity -ActivityId '*' | Repair-ACImport"
        $activity = Get-ACActivity $batches.ActivityId
        $activity.Unknown | Should -Be 20
        Assert-CountsAddUp $activity
    }

    It 'is BatchInterrupted for a batch the service stops on the way' {
        $null = Connect-TestAccount -With @{ InterruptBatch = 1 }
        $batches = New-TestRow 20 | Import-ACContact
        Assert-OneError { $batches | Wait-ACImport | Out-Null } 'BatchInterrupted' 'OperationStopped' '*rows between 1 and 20*'
        (Get-ACActivity $batches.ActivityId).Unknown | Should -Be 20
    }

    Context 'a reject file' {
        BeforeEach {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            $rows = @(New-TestRow 20 -BadEvery 10) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
        }

        It 'gets the rows that the service refuses, without an error' {
            $null = Connect-TestAccount
            $batches = $rows | Import-ACContact -RejectPath $path -WarningAction SilentlyContinue
            (Import-Csv $path).AC_Row | Should -Be 10, 20
            $result = $batches | Wait-ACImport -ErrorVariable failure -WarningVariable warning -WarningAction SilentlyContinue
            $failure | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "One row was refused*'$path'*"
            (Import-Csv $path).AC_Row | Should -Be 10, 20, 21
            (Import-Csv $path)[2].AC_BatchId | Should -Be $result.BatchId
            $batches | Wait-ACImport -WarningVariable warning | Out-Null
            $warning | Should -BeNullOrEmpty
            (Import-Csv $path).AC_Row | Should -Be 10, 20, 21
        }

        It 'gets each row once in one pipeline' {
            $null = Connect-TestAccount
            $rows | Import-ACContact -RejectPath $path -WarningAction SilentlyContinue |
                Wait-ACImport -FailOn Any -WarningAction SilentlyContinue -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
            $problem.FullyQualifiedErrorId | Should -BeLike 'ImportFailed,*'
            "$problem" | Should -BeLike "*refused rows are in '$path'*"
            (Import-Csv $path).AC_Row | Should -Be 10, 20, 21
        }

        It 'gets what a killed process left out, in another process' {
            $simulator = Connect-TestAccount
            $id = ($rows | Import-ACContact -RejectPath $path -WarningAction SilentlyContinue).ActivityId
            $lines = Get-Content $path
            Set-Content $path (($lines[0..1] -join "`r`n") + "`r`n" + $lines[2].Substring(0, 30)) -NoNewline
            Remove-Item (Join-Path (Get-ACActivity $id).Folder 'rejects.mark')
            $done = Invoke-InNewPwsh "(Get-ACActivity $id | Wait-ACImport -WarningAction SilentlyContinue).Imported" -Environment @{ AC_API_URL = $simulator.Uri.AbsoluteUri; AC_API_TOKEN = $simulator.ApiToken }
            $done.Errors | Should -BeNullOrEmpty
            $done.Output | Should -Be 18
            (Import-Csv $path).AC_Row | Should -Be 10, 20, 21
        }
    }

    It 'is FailedAtService, with the row as target, for a row the service does not take' {
        $null = Connect-TestAccount
        $rows = @(New-TestRow 15) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
        $errors = @(Get-ErrorOf { $rows | Import-ACContact | Wait-ACImport | Out-Null })
        $errors.FullyQualifiedErrorId | Should -Be 'FailedAtService,ActiveCampaign.Bulk.Commands.WaitACImportCommand'
        $errors.TargetObject.email | Should -Be 'blocked@simulator.example'
        $errors.Exception.Message | Should -Not -Match 'blocked'
    }

    Context '-Explain' {
        BeforeAll {
            # What became of one address, among rows that the service takes.
            function Get-Explanation {
                param([string] $Email = 'odd@example.com', [hashtable] $Import = @{})
                $rows = @(New-TestRow 15) + [pscustomobject] @{ email = $Email; 'First Name' = 'x' }
                $errors = @(Get-ErrorOf { $rows | Import-ACContact @Import | Wait-ACImport -Explain | Out-Null })
                $errors.FullyQualifiedErrorId | Should -BeLike 'FailedAtService,*'
                $errors.Exception.Message | Should -Not -Match 'odd'
                $errors.Exception.Message
            }
        }

        It 'names the exclusion list, for an address and for an end' {
            $account = (Get-Server (Connect-TestAccount)).Account
            $account.AddExclusion('odd@example.com', 'Exact')
            $account.AddExclusion('@odd.example', 'End')
            Get-Explanation | Should -BeLike '*as failed. The address is on the account''s exclusion list*'
            Get-Explanation 'a@odd.example' | Should -BeLike '*exclusion list*'
        }

        It 'names a bounce' {
            $account = (Get-Server (Connect-TestAccount)).Account
            $account.AddContact('odd@example.com', $null, $null, $null, $null, $null, $null, $null)
            $account.SetBounced('odd@example.com')
            Get-Explanation | Should -BeLike '*has bounced*'
        }

        It 'names an unsubscription' {
            $account = (Get-Server (Connect-TestAccount)).Account
            $list = $account.Lists.GetEnumerator() | Where-Object Value -EQ 'Newsletter'
            $account.AddContact('odd@example.com', $null, $null, $null, $null, $null, $null, $null)
            $account.Unsubscribe('odd@example.com', $list.Key)
            Get-Explanation -Import @{ List = 'Newsletter' } | Should -BeLike '*has unsubscribed from a list*'
        }

        It 'names the contact limit' {
            $server = Get-Server (Connect-TestAccount)
            $server.Options.ContactLimit = 50 + 15
            Get-Explanation | Should -BeLike '*as many contacts as it may*'
        }

        It 'names an address that looks malformed' {
            $null = Connect-TestAccount
            Get-Explanation 'odd@example.co_m' | Should -BeLike '*malformed*'
        }

        It 'says that the cause is not stated where nothing explains it' {
            $account = (Get-Server (Connect-TestAccount)).Account
            $account.SetBounced('odd@example.com')
            Get-Explanation | Should -BeLike '*as failed. The cause is not stated*'
        }

        It 'asks only for what failed, and puts it into the journal' {
            $simulator = Connect-TestAccount
            $server = Get-Server $simulator
            $server.Account.AddExclusion('person3@example.com', 'Exact')
            $server.Account.SetBounced('person4@example.com')
            $batch = New-TestRow 20 | Import-ACContact
            $result = $batch | Wait-ACImport -Explain -ErrorAction SilentlyContinue
            $result.Refused, ($result.RefusedRows -join ',') | Should -Be 2, '3,4'
            $server.RequestCount('ContactList'), $server.RequestCount('Exclusions'), $server.RequestCount('AccountSettings') | Should -Be 1, 1, 1
            $simulator.Offences | Should -Be 0
            $activity = Get-ACActivity $batch.ActivityId
            $activity.Refused | Should -Be 2
            Assert-CountsAddUp $activity
            $lines = Get-ChildItem $env:AC_BULK_HOME -Recurse -Filter refused.jsonl | Where-Object FullName -Like "*$($batch.ActivityId)*" | Get-Content | ConvertFrom-Json
            ($lines | Where-Object row -EQ 3)[-1].text | Should -BeLike '*exclusion list*'
            ($lines | Where-Object row -EQ 4)[-1].text | Should -BeLike '*not stated*'
        }

        It 'asks nothing without the switch' {
            $server = Get-Server (Connect-TestAccount)
            $server.Account.SetBounced('person4@example.com')
            New-TestRow 20 | Import-ACContact | Wait-ACImport -ErrorAction SilentlyContinue | Out-Null
            $server.RequestCount('Exclusions') | Should -Be 0
        }

        It 'writes the results and one warning when it cannot ask' {
            $simulator = Connect-TestAccount
            $server = Get-Server $simulator
            $server.Account.SetBounced('person4@example.com')
            $server.Account.SetBounced('person5@example.com')
            Add-Fault $simulator ContactList CutJson
            $result = New-TestRow 20 | Import-ACContact |
                Wait-ACImport -Explain -ErrorAction SilentlyContinue -ErrorVariable problems -WarningVariable warning -WarningAction SilentlyContinue
            $result.Imported, $result.Refused | Should -Be 18, 2
            $problems.FullyQualifiedErrorId | Should -BeLike 'FailedAtService,*'
            $problems | Should -HaveCount 2
            $why = @($warning | Where-Object { "$_" -notlike '2 rows refused: 2 FailedAtService.*' })
            $why | Should -HaveCount 1
            "$why" | Should -BeLike 'Why rows failed*could not be looked up*'
        }
    }

    It 'is TokenRefused when the token is revoked meanwhile, and can be gone on with' {
        $simulator = Connect-TestAccount
        $batches = New-TestRow 20 | Import-ACContact
        (Get-Server $simulator).Faults.RevokeToken()
        Assert-OneError { $batches | Wait-ACImport } 'TokenRefused' 'AuthenticationError' '*Connect-ACSession*'
        (Get-Server $simulator).Faults.RestoreToken()
        $simulator | Connect-ACSession
        ($batches | Wait-ACImport).Imported | Should -Be 20
    }

    It 'is SessionClosed when another runspace closes the connection meanwhile' {
        $simulator = Connect-TestAccount
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $server = Get-Server $simulator
        $batches = New-TestRow 20 | Import-ACContact
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($path, $batches, $session) Import-Module $path; $batches | Wait-ACImport -Session $session').
            AddArgument($ModulePath).AddArgument($batches).AddArgument((Get-ACSession))
        $running = $shell.BeginInvoke()
        [Threading.SpinWait]::SpinUntil({ $server.RequestCount('ImportInfo') -ge 1 }, 30000) | Should -BeTrue
        Get-ACSession | Disconnect-ACSession
        $results = $shell.EndInvoke($running)
        $failures = @($shell.Streams.Error)
        $shell.Dispose()
        $failures.FullyQualifiedErrorId | Should -Be 'SessionClosed,ActiveCampaign.Bulk.Commands.WaitACImportCommand'
        $failures.Exception.Message | Should -BeLike '*was closed*Connect-ACSession*'
        $results.State | Should -Be 'Pending'
        (Get-ACActivity $batches.ActivityId).Pending | Should -Be 20
    }

    Context 'another account' {
        BeforeEach {
            $null = Connect-TestAccount -Name one
            $other = Connect-TestAccount -Name two
            $batches = New-TestRow 20 | Import-ACContact -Session one
            $before = $other.RequestCount
        }

        It 'is AccountMismatch for batches' {
            Assert-OneError { $batches | Wait-ACImport -Session two } 'AccountMismatch' 'InvalidArgument' '*-Session*'
            $other.RequestCount | Should -Be $before
        }

        It 'is AccountMismatch for activities' {
            Assert-OneError { Get-ACActivity $batches.ActivityId | Wait-ACImport -Session two } 'AccountMismatch' 'InvalidArgument' '*-Session*'
            $other.RequestCount | Should -Be $before
        }
    }

    Context '-Summary and -FailOn' {
        It 'writes one summary and nothing else, whose states add up' {
            $null = Connect-TestAccount
            $summary = New-TestRow 600 -BadEvery 100 | Import-ACContact -ActivityName Spring -ErrorAction SilentlyContinue | Wait-ACImport -Summary
            @($summary) | Should -HaveCount 1
            $summary | Should -BeOfType ActiveCampaign.Bulk.ACImportSummary
            $summary.Name, $summary.RowsRead, $summary.Imported, $summary.Refused, $summary.Batches | Should -Be 'Spring', 600, 594, 6, 3
            Assert-CountsAddUp $summary
            $summary.Duration | Should -BeGreaterThan ([timespan]::Zero)
        }

        It 'judges the whole activity, not the batches that came' {
            $null = Connect-TestAccount
            $batches = New-TestRow 600 -BadEvery 100 | Import-ACContact -ErrorAction SilentlyContinue
            $summary = $batches[0] | Wait-ACImport -Summary
            $summary.RowsRead, $summary.Imported, $summary.Pending, $summary.Refused | Should -Be 600, $batches[0].Rows, (594 - $batches[0].Rows), 6
            Assert-CountsAddUp $summary
        }

        It 'is <ExitCode> for <Refused> of 100 rows refused and -FailOn <Rule>' -ForEach @(
            @{ Refused = 0; Rule = 'Any'; ExitCode = 0 }
            @{ Refused = 1; Rule = 'Any'; ExitCode = 2 }
            @{ Refused = 10; Rule = 'Never'; ExitCode = 0 }
            @{ Refused = 4; Rule = '5'; ExitCode = 0 }
            @{ Refused = 5; Rule = '5'; ExitCode = 2 }
            @{ Refused = 4; Rule = '5%'; ExitCode = 0 }
            @{ Refused = 5; Rule = '5%'; ExitCode = 2 }
            @{ Refused = 5; Rule = ' 4.5 %'; ExitCode = 2 }
            @{ Refused = 0; Rule = '0'; ExitCode = 0 }
            @{ Refused = 1; Rule = 'any'; ExitCode = 2 }
        ) {
            $null = Connect-TestAccount
            $batches = 1..100 | ForEach-Object { [pscustomobject] @{ email = if ($_ -le $Refused) { 'bad' } else { "ok$_@example.com" } } } | Import-ACContact -ErrorAction SilentlyContinue
            $errors = @(Get-ErrorOf { $script:summary = $batches | Wait-ACImport -Summary -FailOn $Rule })
            $errors | Should -HaveCount ([int] ($ExitCode -ne 0))
            $summary = $batches | Wait-ACImport -Summary -FailOn $Rule -ErrorAction SilentlyContinue
            $summary.ExitCode | Should -Be $ExitCode
            if ($ExitCode) {
                $errors[0].FullyQualifiedErrorId | Should -BeLike 'ImportFailed,*'
                $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
                $errors[0].Exception.Message | Should -BeLike "$Refused of 100 rows*$($Rule.Trim())*"
            }
        }

        It 'follows the results with ImportFailed without -Summary too' {
            $null = Connect-TestAccount -With @{ FailBatch = 1 }
            $output = New-TestRow 20 | Import-ACContact | Wait-ACImport -FailOn 5% 2>&1
            $output[0] | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
            $output[1..2].FullyQualifiedErrorId | Should -BeLike '*,ActiveCampaign.Bulk.Commands.WaitACImportCommand'
            $output[1].FullyQualifiedErrorId | Should -BeLike 'BatchFailed,*'
            $output[2].FullyQualifiedErrorId | Should -BeLike 'ImportFailed,*'
        }

        It 'judges an input whose rows were all refused' {
            $null = Connect-TestAccount
            $summary = New-TestRow 50 -BadEvery 1 | Import-ACContact -ErrorAction SilentlyContinue | Wait-ACImport -Summary -FailOn 2% -ErrorAction SilentlyContinue
            $summary.RowsRead, $summary.Refused, $summary.ExitCode | Should -Be 50, 50, 2
        }

        It 'refuses the rule <Rule>' -ForEach @{ Rule = 'Some' }, @{ Rule = '5 rows' }, @{ Rule = '-1' } {
            $null = Connect-TestAccount
            (Get-ErrorOf { Wait-ACImport -BatchId x -FailOn $Rule }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }

        It 'completes rules' {
            Get-Completion 'Wait-ACImport -BatchId x -FailOn N' | Should -Be 'Never'
        }
    }

    Context '-ListenOn' {
        BeforeEach {
            $simulator = Connect-TestAccount
            $server = Get-Server $simulator
            $prefix = "http://127.0.0.1:$(Get-FreePort)/ac/"
            $secret = @{ CallbackParameter = @{ secret = 'hook 1'; job = 42 }; CallbackHeader = @{ 'X-Key' = 'hook 2' } }

            # Seconds of the simulator from the first batch to the first look.
            function Get-FirstLook {
                $looks = $server.Requests | Where-Object Route -EQ 'ImportInfo'
                ($looks[0].Arrived - $server.Account.Batches[0].Received).TotalSeconds
            }
        }

        It 'looks when the service calls, long before the time, and once (<_>)' -ForEach 'Json', 'Form' {
            $server.Options.CallbackEncoding = $_
            Add-Fault $simulator BulkImport CallbackDelayed -ArgumentList ([timespan]::FromSeconds(100))
            $results = New-TestRow 600 | Import-ACContact -CallbackUri $prefix @secret | Wait-ACImport -ListenOn $prefix @secret -PollIntervalSec 3600
            $results.State | Should -Be 'Completed', 'Completed', 'Completed'
            Get-Sum $results Imported | Should -Be 600
            Get-FirstLook | Should -BeLessThan 3600
            $server.RequestCount('ImportInfo') | Should -Be 3
            $simulator.Offences | Should -Be 0
        }

        It 'is not moved by <Case>' -ForEach @(
            @{ Case = 'a wrong secret'; Parameter = @{ secret = 'hook 2'; job = 42 }; Header = @{ 'X-Key' = 'hook 2' }; Path = ''; Count = 1 }
            @{ Case = 'a missing one'; Parameter = @{ secret = 'hook 1' }; Header = @{ 'X-Key' = 'hook 2' }; Path = ''; Count = 1 }
            @{ Case = 'a wrong header'; Parameter = @{ secret = 'hook 1'; job = 42 }; Header = @{ 'X-Key' = 'hook' }; Path = ''; Count = 1 }
            @{ Case = 'one too large'; Parameter = @{ secret = 'hook 1'; job = 42; fill = 'x' * 70000 }; Header = @{ 'X-Key' = 'hook 2' }; Path = ''; Count = 1 }
            @{ Case = 'one to another path'; Parameter = @{ secret = 'hook 1'; job = 42 }; Header = @{ 'X-Key' = 'hook 2' }; Path = '../else'; Count = 0 }
        ) {
            $output = New-TestRow 20 | Import-ACContact -CallbackUri "$prefix$Path" -CallbackParameter $Parameter -CallbackHeader $Header |
                Wait-ACImport -ListenOn $prefix @secret -PollIntervalSec 100 -Verbose 4>&1
            $results, $told = $output.Where({ $_ -isnot [Management.Automation.VerboseRecord] }, 'Split')
            $results.State, $results.Imported | Should -Be 'Completed', 20
            $told.Message | Should -Contain "Calls on ${prefix}: 0 taken, $Count turned away."
            $server.Account.Callbacks.Outcome | Should -Be 'Delivered'
            Get-FirstLook | Should -BeGreaterOrEqual 99
            $server.RequestCount('ImportInfo') | Should -Be 1
        }

        It 'polls all the same when no call comes' {
            Add-Fault $simulator BulkImport CallbackLost
            $result = New-TestRow 20 | Import-ACContact -CallbackUri $prefix @secret | Wait-ACImport -ListenOn $prefix @secret
            $result.State, $result.Imported | Should -Be 'Completed', 20
        }

        It 'looks no more often when the service calls again and again' {
            Add-Fault $simulator BulkImport CallbackDuplicated -ArgumentList 3
            Add-Fault $simulator BulkImport CallbackDelayed -ArgumentList ([timespan]::FromSeconds(100))
            (New-TestRow 20 | Import-ACContact -CallbackUri $prefix @secret | Wait-ACImport -ListenOn $prefix @secret -PollIntervalSec 3600).Imported | Should -Be 20
            $server.RequestCount('ImportInfo') | Should -Be 1
        }

        It 'listens no longer than it waits' {
            $batches = New-TestRow 20 | Import-ACContact
            foreach ($again in 1, 2) {
                ($batches | Wait-ACImport -ListenOn $prefix @secret).Imported | Should -Be 20
            }

            { Invoke-WebRequest $prefix -ConnectionTimeoutSeconds 10 } | Should -Throw '*refused*'
        }

        It 'is SettingsConflict without a secret, and listens to nobody' -ForEach @{ Given = @{} }, @{ Given = @{ CallbackParameter = @{ secret = '' } } } {
            $batches = New-TestRow 20 | Import-ACContact
            Assert-OneError { $batches | Wait-ACImport -ListenOn $prefix @Given } 'SettingsConflict' 'InvalidArgument' '*-CallbackParameter or -CallbackHeader*Import-ACContact*'
            $server.RequestCount('ImportInfo') | Should -Be 0
        }

        It 'is ListenFailed where the port is taken, and can be gone on with' {
            $batches = New-TestRow 20 | Import-ACContact
            $other = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, ([uri] $prefix).Port)
            $other.Start()
            Assert-OneError { $batches | Wait-ACImport -ListenOn $prefix @secret } 'ListenFailed' 'OpenError' "*$prefix*another port*"
            $other.Stop()
            $server.RequestCount('ImportInfo') | Should -Be 0
            ($batches | Wait-ACImport -ListenOn $prefix @secret).Imported | Should -Be 20
        }

        It 'is ListenFailed for what is no prefix' {
            Assert-OneError { Wait-ACImport f00d -ListenOn 'port 8731' @secret } 'ListenFailed' 'OpenError' '*http://127.0.0.1:8731/ac/*'
        }
    }

    It 'completes the handles of open batches' {
        $simulator = Connect-TestAccount
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $batch = New-TestRow 20 | Import-ACContact
        Get-Completion 'Wait-ACImport -BatchId ' | Should -Contain $batch.BatchId
    }
}
