# A process costs seconds, most of it for starting: those where the process itself decides are run in one of their own, a few
# at a time, and all others as a script in a runspace of this one.
BeforeDiscovery {
    $cases = @(
        foreach ($way in '-File', '-Command') {
            foreach ($preference in 'Continue', 'Stop') {
                @{ Outcome = 'few'; Way = $way; Preference = $preference }
            }
        }

        @{ Outcome = 'clean'; Way = '-Command'; Preference = 'Continue' }
        foreach ($outcome in 'clean', 'few', 'all', 'failed') {
            foreach ($preference in 'Continue', 'Stop') {
                @{ Outcome = $outcome; Way = '&'; Preference = $preference }
            }
        }
    )
    $cases | ForEach-Object { $_.Key = "$($_.Outcome)$($_.Way)$($_.Preference)" }
}

Describe 'The exit code of a task' -ForEach @{ Cases = $cases } {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $bad = @{ clean = 0; few = 3; all = 100; failed = 0 }
        $runs = foreach ($case in $Cases) {
            $folder = (New-Item (Join-Path $TestDrive ($case.Key -replace '&', 'and')) -ItemType Directory).FullName
            $script = @"
`$ErrorActionPreference = '$($case.Preference)'
Import-Module '$ModulePath'
Start-ACSimulator -SpeedFactor 30 $(if ($case.Outcome -eq 'failed') { '-FailBatch 1' }) | Connect-ACSession
`$rows = 1..100 | ForEach-Object { [pscustomobject] @{ email = if (`$_ -le $($bad[$case.Outcome])) { 'bad' } else { "p`$_@example.com" } } }
`$s = `$rows | Import-ACContact | Wait-ACImport -Summary -FailOn 2%
`$s | ConvertTo-Json -Compress | Set-Content (Join-Path `$env:AC_BULK_HOME 'summary.json')
exit `$s.ExitCode
"@
            $file = Join-Path $folder 'task.ps1'
            Set-Content $file $script
            [pscustomobject] @{ Key = $case.Key; Way = $case.Way; Home = $folder; Argument = if ($case.Way -eq '-Command') { $script } else { $file } }
        }

        $starter = Join-Path $PSScriptRoot '../ChildPowerShell.ps1'
        $results = @(
            $runs | Where-Object Way -NE '&' | ForEach-Object -ThrottleLimit 3 -Parallel {
                . $using:starter
                $done = Start-PowerShell -ArgumentList $_.Way, $_.Argument -Environment @{ AC_BULK_HOME = $_.Home } | Wait-PowerShell
                [pscustomobject] @{ Key = $_.Key; Home = $_.Home; ExitCode = $done.ExitCode; Errors = $done.Errors }
            }

            foreach ($run in $runs | Where-Object Way -EQ '&') {
                $done = Invoke-InRunspace "& '$($run.Argument)'" -Environment @{ AC_BULK_HOME = $run.Home }
                [pscustomobject] @{ Key = $run.Key; Home = $run.Home; ExitCode = $done.ExitCode; Errors = $done.Errors }
            }
        )
    }

    AfterAll { Reset-TestAccount }

    It 'is right for <Outcome> by <Way> under <Preference>, and so are the counts' -ForEach $cases {
        $result = $results | Where-Object Key -EQ $Key
        $result.ExitCode | Should -Be $(if ($Outcome -eq 'clean') { 0 } elseif ($Preference -eq 'Stop') { 1 } else { 2 })
        $env:AC_BULK_HOME = $result.Home
        $activity = Get-ACActivity
        @($activity) | Should -HaveCount 1
        Assert-CountsAddUp $activity
        if ($Outcome -eq 'clean') {
            $result.Errors | Should -BeNullOrEmpty
        }

        # Under Stop the first refused row ends the pipeline, so there is no summary, and rows may not have been sent.
        $summaryPath = Join-Path $result.Home 'summary.json'
        if ($Preference -eq 'Stop' -and $Outcome -ne 'clean') {
            $summaryPath | Should -Not -Exist
            return
        }

        $imported, $refused, $unknown = @{ clean = 100, 0, 0; few = 97, 3, 0; all = 0, 100, 0; failed = 0, 0, 100 }[$Outcome]
        $summary = Get-Content $summaryPath | ConvertFrom-Json
        $summary.ExitCode | Should -Be $result.ExitCode
        foreach ($counts in $summary, $activity) {
            $counts.RowsRead, $counts.Imported, $counts.Refused, $counts.Unknown | Should -Be 100, $imported, $refused, $unknown
            Assert-CountsAddUp $counts
        }
    }
}
