#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures how long Import-Module takes, beside an empty module with the same manifest and format file.
.DESCRIPTION
    Each import runs in a PowerShell of its own, the two modules in turn, so that both meet the same machine. The empty one
    is a library without a cmdlet. Build first: ./build.ps1
.PARAMETER Module
    The manifest of the module to measure: the one of this checkout where nothing is given.
.PARAMETER NoBuild
    Nothing is built either way; the scripts of this folder all have it.
#>
[CmdletBinding()]
param([int] $Passes = 15, [string] $Module, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

$Module = if ($Module) { (Resolve-Path $Module).Path } else { Join-Path $root 'ActiveCampaign.Bulk.psd1' }
$empty = New-Item -ItemType Directory (Join-Path $work 'Empty/module')
$library = Join-Path $empty 'Empty.dll'
Add-Type -TypeDefinition 'public sealed class Nothing { }' -OutputAssembly $library
Copy-Item (Join-Path (Split-Path $Module) 'module/*.ps1xml') $empty
$manifest = Join-Path $empty.Parent 'Empty.psd1'
(Get-Content $Module) -replace '^(\s*RootModule\s*=).*', "`$1 '$library'" | Where-Object { $_ -notmatch '^\s*NestedModules' } | Set-Content $manifest

$script = Join-Path $work 'load.ps1'
Set-Content $script @'
param($Module)
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
'@

function Measure-Load([string] $Path) {
    $done = Start-PowerShell -ArgumentList '-File', $script, $Path | Wait-PowerShell
    if ($done.ExitCode -ne 0 -or $done.Errors) { throw "$Path does not load: $($done.Errors)" }
    [double]::Parse($done.Output, [cultureinfo]::InvariantCulture)
}

try {
    Write-Host (Get-Surrounding)
    $null = Measure-Load $manifest
    $null = Measure-Load $Module
    $ofEmpty = [Collections.Generic.List[double]]::new()
    $ofModule = [Collections.Generic.List[double]]::new()
    for ($pass = 0; $pass -lt $Passes; $pass++) {
        $ofEmpty.Add((Measure-Load $manifest))
        $ofModule.Add((Measure-Load $Module))
    }

    [pscustomobject] @{
        Passes        = $Passes
        'Empty ms'    = [math]::Round((Get-Median $ofEmpty), 1)
        'Module ms'   = [math]::Round((Get-Median $ofModule), 1)
        'Times empty' = [math]::Round((Get-Median $ofModule) / (Get-Median $ofEmpty), 2)
    }
}
finally {
    Remove-Item $work -Recurse -Force
}
