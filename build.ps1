#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and packages ActiveCampaign.Bulk. Where no PowerShell is installed: dotnet tool exec -y powershell ./build.ps1
.EXAMPLE
    ./build.ps1
    Builds, so that Import-Module ./ActiveCampaign.Bulk.psd1 works.
.EXAMPLE
    ./build.ps1 -Task Package
    Stages output/ActiveCampaign.Bulk/<version>/ and makes output/ActiveCampaign.Bulk.<version>.nupkg of it.
.EXAMPLE
    ./build.ps1 -Task Quickstart
    Builds, and imports the sample file into a simulated account.
.EXAMPLE
    ./build.ps1 -Task TestMono
    Tests what Windows PowerShell 5.1 loads of Core on Mono, the nearest to .NET Framework that other systems have.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The blocks of the steps use them.')]
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Quickstart', 'TestMono')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Packages what was staged last.
    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$project = Join-Path $root 'src/ActiveCampaign.Bulk'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Argument[0]) ended with exit code $LASTEXITCODE."
    }
}

function Write-Line([string] $Text) {
    Write-Information $Text -InformationAction Continue
}

# The newest version that was staged.
function Get-StagedModule {
    Get-ChildItem (Join-Path $root 'output/ActiveCampaign.Bulk') -Directory | Sort-Object { [version] $_.Name } | Select-Object -Last 1 -ExpandProperty FullName
}

# What the manifest of a package says beyond the one in the repository: the notes of this release, and where it lives.
function Add-ReleaseFact([string] $Manifest) {
    $notes = [regex]::Match((Get-Content (Join-Path $root 'CHANGELOG.md') -Raw), '(?ms)^## [^\n]*\n+(.*?)(?=^## |\z)').Groups[1].Value.Trim()
    $facts = "ReleaseNotes = @'`n$notes`n'@"
    $address = ([xml] (Get-Content (Join-Path $root 'Directory.Build.props') -Raw)).Project.PropertyGroup.ProjectAddress
    if ($address) {
        $facts += "`n            ProjectUri   = '$address'`n            LicenseUri   = '$address/blob/main/LICENSE'"
    }

    $text = Get-Content $Manifest -Raw
    Set-Content $Manifest $text.Replace("ReleaseNotes = 'See CHANGELOG.md.'", $facts) -NoNewline
}

$steps = @{
    Build      = { Invoke-DotNet 'build', $project, '--configuration', $Configuration, '--nologo', '--verbosity', 'quiet' }
    Test       = { Invoke-DotNet 'test', (Join-Path $root 'ActiveCampaign.Bulk.slnx'), '--configuration', $Configuration, '--nologo' }
    TestMono   = { Invoke-DotNet 'build', (Join-Path $root 'tests/ActiveCampaign.Bulk.Core.Mono.Tests'), '--configuration', $Configuration, '--nologo', '--verbosity', 'minimal', '--target:TestMono' }
    Package    = {
        if (-not $NoBuild) {
            Invoke-DotNet 'build', $project, '--configuration', $Configuration, '--nologo', '--verbosity', 'quiet', '--target:StageModule'
        }

        $folder = Join-Path $root 'output/package/ActiveCampaign.Bulk'
        Remove-Item (Split-Path $folder), (Join-Path $root 'output/*.nupkg') -Recurse -ErrorAction Ignore
        $null = New-Item $folder -ItemType Directory
        Copy-Item (Join-Path (Get-StagedModule) '*') $folder -Recurse
        Add-ReleaseFact (Join-Path $folder 'ActiveCampaign.Bulk.psd1')
        Compress-PSResource -Path $folder -DestinationPath (Join-Path $root 'output')
        Write-Line "Packaged: $((Get-ChildItem (Join-Path $root 'output/*.nupkg')).FullName)"
    }
    Quickstart = {
        & $steps.Build
        Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1') -Force
        $journal = Join-Path $root 'output/quickstart'
        Remove-Item $journal -Recurse -Force -ErrorAction Ignore
        Connect-ACSession -Simulator
        Import-Csv (Join-Path $root 'module/samples/contacts.csv') |
            Import-ACContact -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable refused |
            Wait-ACImport -ErrorAction SilentlyContinue -ErrorVariable +refused | Out-Default
        $refused | ForEach-Object { Write-Line $_.Exception.Message }
        $activity = Get-ACActivity -JournalPath $journal
        $activity | Out-Default
        Write-Line "$($activity.Refused) rows are refused on purpose. To get them as a file that imports again once it is corrected:"
        Write-Line ''
        Write-Line '    dotnet tool exec -y powershell'
        Write-Line "    Import-Module '$root/ActiveCampaign.Bulk.psd1'"
        Write-Line "    Get-ACActivity -JournalPath '$journal' | Export-ACReject refused.csv"
    }
}

foreach ($name in $Task) {
    & $steps[$name]
}
