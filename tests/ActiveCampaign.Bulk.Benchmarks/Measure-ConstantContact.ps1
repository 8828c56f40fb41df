#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Counts the calls of an import into a simulated Constant Contact, by -Path and by the pipeline.
.DESCRIPTION
    100,000 rows of 8 columns each way. Activities are as many as bytes and rows require, and no more; Calls are at most two
    for each, with one look at the list every 30 seconds of the service's time; nothing is dropped by the service. Each is
    checked, and what is not so is an error.
.PARAMETER SpeedFactor
    How much faster than the clock the simulator runs.
#>
[CmdletBinding()]
param([int] $Rows = 100000, [double] $SpeedFactor = 20, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

if (-not $NoBuild) {
    & dotnet build (Join-Path $root 'src/ActiveCampaign.Bulk') --framework net8.0 --nologo --verbosity quiet | Out-Host
}

Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1')
$env:AC_BULK_HOME = Join-Path $work 'home'
$people = Join-Path $work 'people.csv'

# What the simulator saw; its server is no part of the module's surface.
function Get-Server($Simulator) { $Simulator.GetType().GetProperty('Server', [Reflection.BindingFlags] 'Instance, NonPublic, Public').GetValue($Simulator) }

function Measure-Call([string] $Way) {
    $simulator = Start-CCSimulator -SpeedFactor $SpeedFactor
    $simulator | Connect-CCSession -SkipCheck
    $server = Get-Server $simulator
    $from = $server.Account.ContactCount
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $batches = if ($Way -eq '-Path') { Import-CCContact $people -List Newsletter } else { Import-Csv $people | Import-CCContact -List Newsletter }
    $results = $batches | Wait-CCActivity
    $watch.Stop()
    $imports = $server.RequestCount('CCFileImport') + $server.RequestCount('CCJsonImport')
    $looks = $server.RequestCount('CCActivityList')
    [pscustomobject] @{
        Way        = $Way
        Rows       = $Rows
        Imported   = ($results | Measure-Object Imported -Sum).Sum
        Contacts   = $server.Account.ContactCount - $from
        Dropped    = $server.Account.DroppedRows
        Activities = $server.Account.Activities.Count
        Needed     = [math]::Max([math]::Ceiling($Rows / 39999), [math]::Ceiling((Get-Item $people).Length / 4e6))
        Imports    = $imports
        Looks      = $looks
        Other      = $server.RequestCount('Any') - $imports - $looks - $server.RequestCount('CCToken')
        AllowedLooks = [math]::Ceiling($watch.Elapsed.TotalSeconds * $SpeedFactor / 30) + 1
        Seconds    = [math]::Round($watch.Elapsed.TotalSeconds, 1)
        Offences   = $server.Offences.Total
    }

    Get-CCSession | Disconnect-CCSession
    $simulator | Stop-CCSimulator
}

try {
    Write-Host (Get-Surrounding)
    New-PeopleFile $people $Rows
    foreach ($way in '-Path', 'pipeline') {
        $seen = Measure-Call $way
        $seen
        if ($seen.Imported -ne $Rows -or $seen.Contacts -ne $Rows -or $seen.Dropped) { Write-Error "$way`: not every row is in." }
        if ($seen.Activities -gt $seen.Needed) { Write-Error "$way`: more activities than are needed." }
        if ($seen.Imports + $seen.Other -gt 2 * $seen.Activities + 2 -or $seen.Looks -gt $seen.AllowedLooks) { Write-Error "$way`: too many calls." }
    }
}
finally {
    Remove-Item $work -Recurse -Force
}
