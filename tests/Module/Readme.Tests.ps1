BeforeDiscovery {
    $readme = Get-Content (Join-Path $PSScriptRoot '../../README.md') -Raw
    $section = [regex]::Match($readme, '(?ms)^## Three examples\s*$(.*?)^## ').Groups[1].Value
    $examples = [regex]::Matches($section, '(?ms)^```powershell\s*$(.*?)^```\s*$') | ForEach-Object { @{ Code = $_.Groups[1].Value.Trim(); First = ($_.Groups[1].Value.Trim() -split "`n")[-1] } }
    $commands = [regex]::Match($readme, '(?ms)^```sh\s*$(.*?)^```\s*$').Groups[1].Value.Trim() -split "`n" | ForEach-Object { @{ Command = $_.Trim() } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $manifest = Join-Path (Get-Module ActiveCampaign.Bulk).ModuleBase 'ActiveCampaign.Bulk.psd1'
}

Describe 'The examples of the README' {
    AfterEach { Reset-TestAccount }

    It 'There are three' {
        [regex]::Matches((Get-Content (Join-Path $root 'README.md') -Raw), '(?m)^```powershell').Count | Should -BeGreaterOrEqual 4
    }

    It 'Runs: <First>' -ForEach $examples {
        # A simulator that is running is the one that Connect-ACSession -Simulator takes: a fast one saves the waiting.
        $script = New-TestFile 'example.ps1' "Set-Location '$root'`nImport-Module '$manifest'`n`$null = Start-ACSimulator -SpeedFactor 30`n$Code"
        $done = Invoke-InRunspace "& '$script'"
        $done.ExitCode | Should -Be 0 -Because $done.Errors
        $done.Errors -split '\n' | Where-Object { $_ -notmatch '^Row \d+' } | Should -BeNullOrEmpty
        $done.Output | Should -Match 'simulator|members\.csv|nightly'
    }

    It 'Is what CI runs: <Command>' -ForEach $commands {
        Get-Content (Join-Path $root '.ci/run') -Raw | Should -Match ([regex]::Escape($Command))
    }
}
