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
        $summary.Pending, $summary.ExitCode | Should -Be 20, 0
        $summary.NextCommand | Should -BeLike 'Get-ACActivity*| Wait-ACImport'
    }

    It 'is BatchFailed for a batch the service ends as failed' {
        $null = Connect-TestAccount -With @{ FailBatch = 1 }
        $batches = New-TestRow 20 | Import-ACContact
        Assert-OneError { $batches | Wait-ACImport | Out-Null } 'BatchFailed' 'InvalidResult' '*rows between 1 and 20*import them again*'
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
            $rows | Import-ACContact -RejectPath $path -WarningAction SilentlyContinue | Wait-ACImport -WarningAction SilentlyContinue | Out-Null
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

    It 'is TokenRefused when the token is revoked meanwhile, and can be gone on with' {
        $simulator = Connect-TestAccount
        $batches = New-TestRow 20 | Import-ACContact
        (Get-Server $simulator).Faults.RevokeToken()
        Assert-OneError { $batches | Wait-ACImport } 'TokenRefused' 'AuthenticationError' '*Connect-ACSession*'
        (Get-Server $simulator).Faults.RestoreToken()
        $simulator | Connect-ACSession
        ($batches | Wait-ACImport).Imported | Should -Be 20
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
            @{ Refused = 1; Rule = 'Any'; ExitCode = 1 }
            @{ Refused = 10; Rule = 'Never'; ExitCode = 0 }
            @{ Refused = 4; Rule = '5'; ExitCode = 0 }
            @{ Refused = 5; Rule = '5'; ExitCode = 1 }
            @{ Refused = 4; Rule = '5%'; ExitCode = 0 }
            @{ Refused = 5; Rule = '5%'; ExitCode = 1 }
            @{ Refused = 5; Rule = ' 4.5 %'; ExitCode = 1 }
            @{ Refused = 0; Rule = '0'; ExitCode = 0 }
            @{ Refused = 1; Rule = 'any'; ExitCode = 1 }
        ) {
            $null = Connect-TestAccount
            $batches = 1..100 | ForEach-Object { [pscustomobject] @{ email = if ($_ -le $Refused) { 'bad' } else { "ok$_@example.com" } } } | Import-ACContact -ErrorAction SilentlyContinue
            $errors = @(Get-ErrorOf { $script:summary = $batches | Wait-ACImport -Summary -FailOn $Rule })
            $errors | Should -HaveCount $ExitCode
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
            $summary.RowsRead, $summary.Refused, $summary.ExitCode | Should -Be 50, 50, 1
        }

        It 'refuses the rule <Rule>' -ForEach @{ Rule = 'Some' }, @{ Rule = '5 rows' }, @{ Rule = '-1' } {
            $null = Connect-TestAccount
            (Get-ErrorOf { Wait-ACImport -BatchId x -FailOn $Rule }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }

        It 'completes rules' {
            Get-Completion 'Wait-ACImport -BatchId x -FailOn N' | Should -Be 'Never'
        }
    }

    It 'completes the handles of open batches' {
        $simulator = Connect-TestAccount
        Add-Fault $simulator BulkImport BatchStuckWaiting
        $batch = New-TestRow 20 | Import-ACContact
        Get-Completion 'Wait-ACImport -BatchId ' | Should -Contain $batch.BatchId
    }
}
