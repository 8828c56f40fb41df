# The scripts of about_AC_Scheduling as they stand there, each in a process of its own, without console, profile or prompt. Replaced
# are the folder, what stands for a vault and for an automation account, and, where the service never ends a batch, the time-out.
BeforeDiscovery {
    $cases = @(
        foreach ($script in 'task', 'secret', 'cron') {
            @{ Script = $script; Outcome = 'clean'; ExitCode = 0; Imported = 100 }
            @{ Script = $script; Outcome = 'refused'; ExitCode = 2; Imported = 90; Refused = 10 }
            @{ Script = $script; Outcome = 'failed'; ExitCode = 2; Unknown = 100 }
            @{ Script = $script; Outcome = 'busy'; ExitCode = 4 }
            @{ Script = $script; Outcome = 'nothing to do'; ExitCode = 0; Unchanged = 100 }
        }

        @{ Script = 'task'; Outcome = 'few'; ExitCode = 0; Imported = 97; Refused = 3 }
        @{ Script = 'task'; Outcome = 'stuck'; ExitCode = 3; Pending = 97; Refused = 3 }
        @{ Script = 'task'; Outcome = 'no file'; ExitCode = 1; Saying = 'does not exist' }
        @{ Script = 'runbook'; Outcome = 'clean'; ExitCode = 0; Imported = 100 }
        @{ Script = 'runbook'; Outcome = 'refused'; ExitCode = 1; Imported = 90; Refused = 10; Saying = 'More rows failed' }
        @{ Script = 'runbook'; Outcome = 'failed'; ExitCode = 1; Unknown = 100; Saying = 'More rows failed' }
        @{ Script = 'runbook'; Outcome = 'stuck'; ExitCode = 1; Pending = 97; Refused = 3; Saying = 'Not ended yet. Go on: Get-ACActivity' }
        @{ Script = 'runbook'; Outcome = 'busy'; ExitCode = 1; Saying = 'runs at this moment' }
        @{ Script = 'runbook'; Outcome = 'nothing to do'; ExitCode = 0; Unchanged = 100 }
    )
    $cases | ForEach-Object { $_.Key = "$($_.Script)-$($_.Outcome)" }
}

Describe 'The scripts of about_AC_Scheduling' -ForEach @{ Cases = $cases } {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $topic = (Get-Content (Join-Path $PSScriptRoot '../../module/help/en-US/about_AC_Scheduling.help.txt') -Raw) -replace "`r`n", "`n"
        $found = [regex]::Matches($topic, '(?ms)^        \$ErrorActionPreference = .*?^        }\n(?=\n)').Value
        $scripts = @{ task = $found[0]; secret = $found[1]; cron = $found[2]; runbook = $found[3] }
        $bad = @{ few = 3; refused = 10; stuck = 3 }
        $core = [Reflection.Assembly]::Load([Reflection.AssemblyName] 'ActiveCampaign.Bulk.Core')

        # What a run needs: its folder, its file, its account, and its script.
        function New-Run {
            param([hashtable] $Case)
            $folder = (New-Item (Join-Path $TestDrive $Case.Key) -ItemType Directory).FullName
            if ($Case.Outcome -ne 'no file') {
                Set-Content "$folder/contacts.csv" (@('email') + @(1..100 | ForEach-Object { if ($_ -le [int] $bad[$Case.Outcome]) { 'bad' } else { "p$_@example.com" } }))
            }

            $account = Start-ACSimulator -SpeedFactor 30
            if ($Case.Outcome -in 'failed', 'stuck') {
                Add-Fault $account BulkImport @{ failed = 'BatchFails'; stuck = 'BatchStuckWaiting' }[$Case.Outcome]
            }

            $credential = [pscredential]::new($account.Uri, (ConvertTo-SecureString $account.ApiToken -AsPlainText -Force))
            $credential | Export-Clixml "$folder/account.xml"
            $text = $scripts[$Case.Script].Replace('Import-Module ActiveCampaign.Bulk', "Import-Module '$ModulePath'") -replace "'\w:\\ActiveCampaign'|`"`\`$HOME/import`"", "'$folder'"
            if ($Case.Outcome -eq 'stuck') {
                $text = $text.Replace('3600', '1')
            }

            # The vault, and the asset of the automation account.
            $keeper = @{ secret = 'Get-Secret'; runbook = 'Get-AutomationPSCredential' }[$Case.Script]
            $stub = if ($keeper) { "function $keeper { param(`$Name) if (`$Name -ne 'ActiveCampaign') { throw 'No such one.' }; Import-Clixml '$folder/account.xml' }`n" }
            Set-Content "$folder/run.ps1" ($stub + $text)
            $environment = @{ AC_BULK_HOME = "$folder/journal"; AC_API_URL = $null; AC_API_TOKEN = $null }
            if ($Case.Script -eq 'cron') {
                $environment.AC_API_URL = "$($account.Uri)"
                $environment.AC_API_TOKEN = $account.ApiToken
            }

            if ($Case.Outcome -eq 'nothing to do') {
                (Start-PowerShell -ArgumentList '-File', "$folder/run.ps1" -Environment $environment | Wait-PowerShell).ExitCode | Should -Be 0
            }

            # Somebody who runs, as other processes see it.
            $held = if ($Case.Outcome -eq 'busy') {
                $store = $core.CreateInstance('ActiveCampaign.Bulk.Core.Journal.JournalStore', $false, 'Instance, Public, NonPublic', $null, @("$folder/journal"), $null, $null)
                $core.GetType('ActiveCampaign.Bulk.Core.Journal.NameLock').GetMethod('TryHold').Invoke($null, @($store, $account.Uri.Authority, 'nightly'))
            }

            [pscustomobject] @{ Key = $Case.Key; Folder = $folder; Environment = $environment; Held = $held }
        }

        $runs = $Cases | ForEach-Object { New-Run $_ }
        $starter = Join-Path $PSScriptRoot '../ChildPowerShell.ps1'
        $results = $runs | Select-Object Key, Folder, Environment | ForEach-Object -ThrottleLimit 3 -Parallel {
            . $using:starter
            $done = Start-PowerShell -ArgumentList '-File', "$($_.Folder)/run.ps1" -Environment $_.Environment | Wait-PowerShell
            [pscustomobject] @{ Key = $_.Key; Folder = $_.Folder; ExitCode = $done.ExitCode; Output = $done.Output; Errors = $done.Errors }
        }

        $runs.Held | Where-Object { $_ } | ForEach-Object Dispose
    }

    AfterAll { Reset-TestAccount }

    It 'are there, each whole' {
        $found | Should -HaveCount 4
        $scripts.cron | Should -Not -Match 'Connect-ACSession'
        foreach ($script in $scripts.Values) {
            $problems = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
        }
    }

    It 'end as they should: <Script>, <Outcome>' -ForEach $cases {
        $result = $results | Where-Object Key -EQ $Key
        $result.ExitCode | Should -Be $ExitCode -Because "$($result.Output) $($result.Errors)"
        "$($result.Output) $($result.Errors)" -replace '\s*\n\s*\|?\s*', ' ' | Should -Match ([regex]::Escape("$Saying"))
        $env:AC_BULK_HOME = Join-Path $result.Folder 'journal'
        $activity = Get-ACActivity | Select-Object -Last 1
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
        if ($Outcome -in 'no file', 'busy') {
            $activity | Should -BeNullOrEmpty
            return
        }

        $activity.Name, $activity.RowsRead | Should -Be 'nightly', 100
        $activity.Imported, $activity.Refused, $activity.Pending, $activity.Unknown, $activity.Unchanged | Should -Be ([int] $Imported), ([int] $Refused), ([int] $Pending), ([int] $Unknown), ([int] $Unchanged)
        $result.Output | Should -Match 'nightly'
    }
}
