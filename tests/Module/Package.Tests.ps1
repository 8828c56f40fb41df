# The package as an admin gets it: from a folder that serves as repository, into an empty module path, and away again.
Describe 'The package' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
        & (Join-Path $root 'build.ps1') -Task Package -NoBuild 6>$null
        $package = Get-Item (Join-Path $root 'output/*.nupkg')
        $feed = (New-Item (Join-Path $TestDrive 'feed') -ItemType Directory).FullName
        Copy-Item $package $feed

        $section = [regex]::Match((Get-Content (Join-Path $root 'README.md') -Raw), '(?ms)^## Three examples\s*$(.*?)^## ').Groups[1].Value
        $example = [regex]::Match($section, '(?ms)^```powershell\s*$(.*?)^```\s*$').Groups[1].Value

        # An account of its own: nothing is installed there, and no repository is known.
        $user = (New-Item (Join-Path $TestDrive 'user') -ItemType Directory).FullName
        $null = New-Item "$user/.local/share" -ItemType Directory
        $environment = @{ HOME = $user; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null; PSModulePath = $null; AC_BULK_HOME = "$user/journal" }
        function Invoke-AsUser([string] $Script) {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content $file "`$ErrorActionPreference = 'Stop'`n`$ProgressPreference = 'SilentlyContinue'`n$Script"
            $done = Start-PowerShell -ArgumentList '-File', $file -Environment $environment | Wait-PowerShell
            $done.ExitCode | Should -Be 0 -Because ($done.Output + $done.Errors)
            $done
        }
    }

    It 'tells what is new in this release, and names no address that there is not' {
        Expand-Archive $package (Join-Path $TestDrive 'opened')
        $facts = ([xml] (Get-Content (Join-Path $TestDrive 'opened/ActiveCampaign.Bulk.nuspec') -Raw)).package.metadata
        $facts.releaseNotes | Should -Match 'Import-ACContact'
        $facts.tags | Should -Match '\bActiveCampaign\b.*\bPSEdition_Desktop\b'
        $facts.projectUrl | Should -BeNullOrEmpty
    }

    It 'installs from a folder, and the first example of the README runs in a fresh process' {
        $null = Invoke-AsUser "Register-PSResourceRepository -Name local -Uri '$feed' -Trusted; Install-PSResource ActiveCampaign.Bulk -Repository local"
        $done = Invoke-AsUser "`$null = Start-ACSimulator -SpeedFactor 50`nSet-Location (Get-Module ActiveCampaign.Bulk).ModuleBase`n`$ErrorActionPreference = 'Continue'`n$example"
        $done.Output | Should -Match 'IsValid +RowsRead'
        $done.Output | Should -Match 'Imported +: 512'
    }

    It 'leaves nothing when it is uninstalled' {
        $done = Invoke-AsUser '$base = (Get-Module ActiveCampaign.Bulk -ListAvailable).ModuleBase; Uninstall-PSResource ActiveCampaign.Bulk; "found=$base"; "left=$(Test-Path $base),$(Test-Path (Split-Path $base)),$(@(Get-Module ActiveCampaign.Bulk -ListAvailable).Count)"'
        $done.Output | Should -Match 'found=.+ActiveCampaign.Bulk'
        $done.Output | Should -Match 'left=False,False,0'
    }
}
