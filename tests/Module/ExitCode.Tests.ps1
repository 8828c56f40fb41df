# The scripts run in processes of their own, a few at a time: each costs about a second, most of it for starting.
BeforeDiscovery {
    $cases = foreach ($outcome in 'clean', 'few', 'all', 'failed') {
        foreach ($way in '-File', '-Command') {
            foreach ($preference in 'Continue', 'Stop') {
                @{ Outcome = $outcome; Way = $way; Preference = $preference; Key = "$outcome$way-$preference" }
            }
        }
    }
}

Describe 'The exit code of a task' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $bad = @{ clean = 0; few = 3; all = 100; failed = 0 }
        $runs = foreach ($outcome in $bad.Keys) {
            foreach ($way in '-File', '-Command') {
                foreach ($preference in 'Continue', 'Stop') {
                    [pscustomobject] @{ Key = "$outcome$way-$preference"; Way = $way; Home = Join-Path $TestDrive "home-$outcome$way-$preference"; Script = @"
`$ErrorActionPreference = '$preference'
Import-Module '$ModulePath'
Start-ACSimulator -SpeedFactor 50 $(if ($outcome -eq 'failed') { '-FailBatch 1' }) | Connect-ACSession
`$rows = 1..100 | ForEach-Object { [pscustomobject] @{ email = if (`$_ -le $($bad[$outcome])) { 'bad' } else { "p`$_@example.com" } } }
`$s = `$rows | Import-ACContact | Wait-ACImport -Summary -FailOn 2%
`$s | ConvertTo-Json -Compress | Set-Content (Join-Path `$env:AC_BULK_HOME 'summary.json')
exit `$s.ExitCode
"@ }
                }
            }
        }

        $starter = Join-Path $PSScriptRoot '../ChildPowerShell.ps1'
        $results = $runs | ForEach-Object -ThrottleLimit 3 -Parallel {
            . $using:starter
            $argument = $_.Script
            $null = New-Item $_.Home -ItemType Directory
            if ($_.Way -eq '-File') {
                $argument = Join-Path $_.Home 'task.ps1'
                Set-Content $argument $_.Script
            }

            $done = Start-PowerShell -ArgumentList $_.Way, $argument -Environment @{ AC_BULK_HOME = $_.Home } | Wait-PowerShell
            [pscustomobject] @{ Key = $_.Key; Home = $_.Home; ExitCode = $done.ExitCode; Errors = $done.Errors }
        }
    }

    It 'is right for <Outcome> by <Way> under <Preference>, and so are the counts' -ForEach $cases {
        $result = $results | Where-Object Key -EQ $Key
        $result.ExitCode | Should -Be ([int] ($Outcome -ne 'clean'))
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
