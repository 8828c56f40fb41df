# The scripts of about_AC_Scheduling as they stand there. Of each way to end, one runs in a process of its own, and the others in
# a runspace of this one, which is warm. Replaced are the folder and, where the service never ends a batch, the time-out.
BeforeDiscovery {
    $cases = @(
        @{ Script = 'task'; Outcome = 'few'; ExitCode = 0; Imported = 97; Refused = 3 }
        @{ Script = 'task'; Outcome = 'many'; ExitCode = 2; Imported = 90; Refused = 10 }
        @{ Script = 'task'; Outcome = 'failed'; ExitCode = 2; Unknown = 100 }
        @{ Script = 'task'; Outcome = 'stuck'; ExitCode = 3; Pending = 97; Refused = 3 }
        @{ Script = 'task'; Outcome = 'no file'; ExitCode = 1 }
        @{ Script = 'task'; Outcome = 'no file, Continue'; ExitCode = 1 }
        @{ Script = 'task'; Outcome = 'busy'; ExitCode = 4 }
        @{ Script = 'cron'; Outcome = 'few'; ExitCode = 0; Imported = 97; Refused = 3 }
        @{ Script = 'runbook'; Outcome = 'few'; ExitCode = 0; Imported = 97; Refused = 3 }
        @{ Script = 'runbook'; Outcome = 'many'; ExitCode = 1; Imported = 90; Refused = 10; Saying = 'Not clean: exit code 2' }
        @{ Script = 'runbook'; Outcome = 'stuck'; ExitCode = 1; Pending = 97; Refused = 3; Saying = 'Not ended yet: Get-ACActivity' }
        @{ Script = 'runbook'; Outcome = 'no file'; ExitCode = 1 }
    )
}

Describe 'The scripts of about_AC_Scheduling' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $topic = (Get-Content (Join-Path $PSScriptRoot '../../module/help/en-US/about_AC_Scheduling.help.txt') -Raw) -replace "`r`n", "`n"
        $found = [regex]::Matches($topic, '(?ms)^        \$ErrorActionPreference = .*?^        (?:exit \$s\.ExitCode|if \(\$s\.ExitCode\) \{ throw [^\n]*)$').Value
        $scripts = @{ task = $found[0]; cron = $found[0] -replace '(?m)^ *Connect-ACSession.*\n'; runbook = $found[1] }
        $rows = @{ few = 3; many = 10; failed = 0; stuck = 3 }

        # What a run needs: its folder, its file, its account, and its script.
        function New-Run {
            param([string] $Script, [string] $Outcome)
            $folder = (New-Item (Join-Path $TestDrive "$Script-$Outcome") -ItemType Directory).FullName
            $bad = $rows[$Outcome]
            Set-Content "$folder/contacts.csv" (@('email') + @(1..100 | ForEach-Object { if ($_ -le $bad) { 'bad' } else { "p$_@example.com" } }))
            if ($Outcome -like 'no file*') {
                Remove-Item "$folder/contacts.csv"
            }

            $account = Start-ACSimulator -SpeedFactor 30
            if ($Outcome -in 'failed', 'stuck') {
                Add-Fault $account BulkImport @{ failed = 'BatchFails'; stuck = 'BatchStuckWaiting' }[$Outcome]
            }

            $credential = [pscredential]::new($account.Uri, (ConvertTo-SecureString $account.ApiToken -AsPlainText -Force))
            $credential | Export-Clixml "$folder/account.xml"
            $text = $scripts[$Script].Replace('Import-Module ActiveCampaign.Bulk', "Import-Module '$ModulePath'") -replace "'\w:\\ActiveCampaign'", "'$folder'"
            foreach ($switch in @{ stuck = '3600', '1' }, @{ 'no file, Continue' = "'Stop'", "'Continue'" }) {
                if ($switch[$Outcome]) {
                    $text = $text.Replace($switch[$Outcome][0], $switch[$Outcome][1])
                }
            }

            # The asset of the automation account.
            $asset = "function Get-AutomationPSCredential { param(`$Name) if (`$Name -ne 'ActiveCampaign') { throw 'No such asset.' }; Import-Clixml '$folder/account.xml' }`n"
            Set-Content "$folder/run.ps1" ($(if ($Script -eq 'runbook') { $asset }) + $text)
            $environment = @{ AC_BULK_HOME = "$folder/journal" }
            if ($Script -eq 'cron') {
                $environment += @{ AC_API_URL = "$($account.Uri)"; AC_API_TOKEN = $account.ApiToken }
            }

            [pscustomobject] @{ Key = "$Script-$Outcome"; Folder = $folder; Host = $account.Uri.Authority; Environment = $environment }
        }

        # Somebody else has an import of the name.
        function Lock-Name {
            param($Run)
            $core = [Reflection.Assembly]::Load([Reflection.AssemblyName] 'ActiveCampaign.Bulk.Core')
            $flags = [Reflection.BindingFlags] 'Instance, Static, Public, NonPublic'
            $store = [Activator]::CreateInstance($core.GetType('ActiveCampaign.Bulk.Core.Journal.JournalStore'), $flags, $null, [object[]] @(, "$($Run.Folder)/journal"), $null)
            $core.GetType('ActiveCampaign.Bulk.Core.Journal.NameLock').GetMethod('TryHold', $flags).Invoke($null, @($store, $Run.Host, 'nightly'))
        }

        $runs = foreach ($script in 'task', 'cron', 'runbook') {
            foreach ($outcome in @{ task = 'few', 'many', 'failed', 'stuck', 'busy', 'no file', 'no file, Continue'; cron = 'few'; runbook = 'few', 'many', 'stuck', 'no file' }[$script]) {
                New-Run $script $outcome
            }
        }

        $starter = Join-Path $PSScriptRoot '../ChildPowerShell.ps1'
        $alone = 'task-few', 'task-no file', 'cron-few', 'runbook-few', 'runbook-many'
        $results = @(
            $runs | Where-Object Key -In $alone | ForEach-Object -ThrottleLimit 3 -Parallel {
                . $using:starter
                $done = Start-PowerShell -ArgumentList '-File', "$($_.Folder)/run.ps1" -Environment $_.Environment | Wait-PowerShell
                [pscustomobject] @{ Key = $_.Key; Folder = $_.Folder; ExitCode = $done.ExitCode; Output = $done.Output; Errors = $done.Errors }
            }

            foreach ($run in $runs | Where-Object Key -NotIn $alone) {
                $held = if ($run.Key -eq 'task-busy') { Lock-Name $run }
                $done = Invoke-InRunspace "& '$($run.Folder)/run.ps1'" -Environment $run.Environment
                if ($held) { $held.Dispose() }
                [pscustomobject] @{ Key = $run.Key; Folder = $run.Folder; ExitCode = $done.ExitCode; Output = $done.Output; Errors = $done.Errors }
            }
        )
    }

    AfterAll { Reset-TestAccount }

    It 'are there' {
        $found | Should -HaveCount 2
        $scripts.cron | Should -Not -Match 'Connect-ACSession'
    }

    It 'end as they should: <Script>, <Outcome>' -ForEach $cases {
        $result = $results | Where-Object Key -EQ "$Script-$Outcome"
        $result.ExitCode | Should -Be $ExitCode -Because $result.Errors
        $result.Errors -replace '\s*\n\s*\|?\s*', ' ' | Should -Match ([regex]::Escape("$Saying"))
        $env:AC_BULK_HOME = Join-Path $result.Folder 'journal'
        $activity = Get-ACActivity
        if ($Outcome -eq 'busy') {
            $activity | Should -BeNullOrEmpty
            $result.Errors | Should -Match 'nightly'
            return
        }

        if ($Outcome -like 'no file*') {
            $activity | Should -BeNullOrEmpty
            $result.Errors | Should -Match 'does not exist|No file matches'
            return
        }

        $activity.Name, $activity.RowsRead | Should -Be 'nightly', 100
        $activity.Imported, $activity.Refused, $activity.Pending, $activity.Unknown | Should -Be ([int] $Imported), ([int] $Refused), ([int] $Pending), ([int] $Unknown)
        $result.Output | Should -Match 'nightly'
    }
}
