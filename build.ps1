#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and packages ActiveCampaign.Bulk.
.EXAMPLE
    ./build.ps1
    Builds, so that Import-Module ./ActiveCampaign.Bulk.psd1 works.
.EXAMPLE
    ./build.ps1 -Task Package
    Stages output/ActiveCampaign.Bulk/<version>/ and zips it.
.EXAMPLE
    ./build.ps1 -Task Quickstart
    Builds, and imports the sample file into a simulated account.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Quickstart')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$project = Join-Path $root 'src/ActiveCampaign.Bulk'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE."
    }
}

$steps = @{
    Build      = { Invoke-DotNet build $project --configuration $Configuration --nologo --verbosity quiet }
    Test       = { Invoke-DotNet test (Join-Path $root 'ActiveCampaign.Bulk.slnx') --configuration $Configuration --nologo }
    Package    = {
        Invoke-DotNet build $project --configuration $Configuration --nologo --verbosity quiet --target:StageModule
        $staged = Get-ChildItem (Join-Path $root 'output/ActiveCampaign.Bulk') -Directory | Sort-Object Name | Select-Object -Last 1
        Compress-Archive -Path $staged.FullName -DestinationPath (Join-Path $root "output/ActiveCampaign.Bulk-$($staged.Name).zip") -Force
        Write-Host "Packaged: output/ActiveCampaign.Bulk-$($staged.Name).zip"
    }
    Quickstart = {
        & $steps.Build
        Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1') -Force
        Connect-ACSession -Simulator
        Import-Csv (Join-Path $root 'module/samples/contacts.csv') | Import-ACContact | Wait-ACImport
    }
}

foreach ($name in $Task) {
    & $steps[$name]
}
