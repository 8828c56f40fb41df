BeforeDiscovery {
    $readme = Get-Content (Join-Path $PSScriptRoot '../../README.md') -Raw
    $section = [regex]::Match($readme, '(?ms)^## Three examples\s*$(.*?)^## ').Groups[1].Value
    $examples = [regex]::Matches($section, '(?ms)^```powershell\s*$(.*?)^```\s*$') | ForEach-Object { @{ Code = $_.Groups[1].Value.Trim(); First = ($_.Groups[1].Value.Trim() -split "`n")[-1] } }
    $commands = [regex]::Match($readme, '(?ms)^```sh\s*$(.*?)^```\s*$').Groups[1].Value.Trim() -split "`n" | ForEach-Object { @{ Command = $_.Trim() } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $manifest = (Get-Module ActiveCampaign.Bulk).Path -replace '\.dll$', '.psd1'
}

Describe 'The examples of the README' {
    It 'There are three' {
        [regex]::Matches((Get-Content (Join-Path $root 'README.md') -Raw), '(?m)^```powershell').Count | Should -BeGreaterOrEqual 4
    }

    It 'Runs: <First>' -ForEach $examples {
        $script = Join-Path $TestDrive 'example.ps1'
        # A simulator that is running is the one that Connect-ACSession -Simulator takes: a fast one saves the waiting.
        $staged = (Get-Module ActiveCampaign.Bulk).ModuleBase
        Set-Content $script "Set-Location '$root'`nImport-Module '$staged/ActiveCampaign.Bulk.psd1'`n`$null = Start-ACSimulator -SpeedFactor 50`n$Code"
        $done = Start-PowerShell -ArgumentList '-File', $script | Wait-PowerShell
        $output = $done.Output + $done.Errors

        $done.ExitCode | Should -Be 0 -Because $output
        $ids = [regex]::Matches($output, '(?m)^(Import-ACContact|Wait-ACImport|Export-ACContact|Connect-ACSession): (?!.*example\.ps1)(.*)$') | ForEach-Object { $_.Groups[2].Value }
        $ids | Where-Object { $_ -notmatch '^Row \d+' } | Should -BeNullOrEmpty -Because $output
        $output | Should -Match 'simulator|members\.csv|nightly'
    }

    It 'Is what CI runs: <Command>' -ForEach $commands {
        Get-Content (Join-Path $root '.ci/run') -Raw | Should -Match ([regex]::Escape($Command))
    }
}
