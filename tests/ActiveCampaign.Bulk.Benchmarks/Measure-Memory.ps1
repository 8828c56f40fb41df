#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures the peak working set of an import of a million rows, above the same PowerShell importing ten.
.DESCRIPTION
    Each import runs in a PowerShell of its own against a server that answers at once. Build first: ./build.ps1
.PARAMETER Module
    The manifest of the module to measure: the one of this checkout where nothing is given.
.PARAMETER NoBuild
    Takes the server as it was built last.
#>
[CmdletBinding()]
param([int] $Rows = 1000000, [string] $Module, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

$Module = if ($Module) { (Resolve-Path $Module).Path } else { Join-Path $root 'ActiveCampaign.Bulk.psd1' }
$few = Join-Path $work 'few.csv'
$many = Join-Path $work 'many.csv'
New-PeopleFile $few 10
New-PeopleFile $many $Rows

function Measure-Import([string] $Name, [string] $Import, [string] $Uri) {
    $script = Join-Path $work 'import.ps1'
    Set-Content $script @"
Import-Module '$Module'
Connect-ACSession -Uri $Uri -ApiToken (ConvertTo-SecureString 'token' -AsPlainText -Force) -NoPacing
$Import -Method Bulk 6>`$null | Out-Null
[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
"@
    $done = Start-PowerShell -ArgumentList '-File', $script -Environment @{ AC_BULK_HOME = Join-Path $work "journal of $Name" } | Wait-PowerShell -TimeoutSec 3600
    if ($done.ExitCode -ne 0 -or $done.Errors) { throw "$Name failed: $($done.Errors)" }
    [pscustomobject] @{ Import = $Name; Bytes = [long] ($done.Output -split '\n')[-1] }
}

$sink = Start-Sink -NoBuild:$NoBuild
try {
    Write-Host (Get-Surrounding)
    foreach ($route in @{ Name = 'pipeline'; Import = "Import-Csv '{0}' | Import-ACContact" }, @{ Name = '-Path'; Import = "Import-ACContact -Path '{0}'" }) {
        $base = Measure-Import "ten rows by $($route.Name)" ($route.Import -f $few) $sink.Uri
        $full = Measure-Import "$Rows rows by $($route.Name)" ($route.Import -f $many) $sink.Uri
        [pscustomobject] @{
            Route         = $route.Name
            Rows          = $Rows
            'Ten rows MB' = [math]::Round($base.Bytes / 1MB, 1)
            'Peak MB'     = [math]::Round($full.Bytes / 1MB, 1)
            'More MB'     = [math]::Round(($full.Bytes - $base.Bytes) / 1MB, 1)
        }
    }
}
finally {
    Stop-Sink $sink
    Remove-Item $work -Recurse -Force
}
