#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures how much of the service's limit three processes use together, and that none of them is refused.
.DESCRIPTION
    Three processes call one simulator through lanes that they share. The result counts from the first call to the first
    one of a later window.
.EXAMPLE
    ./Measure-SharedLanes.ps1
    The real limits: 100 imports a minute, and 20 of one contact, for five minutes each; then 5 calls a second for one.
.EXAMPLE
    ./Measure-SharedLanes.ps1 -Speed 30 -Minutes 0.2
    A minute of the importer passes in two seconds.
.PARAMETER GeneralSeconds
    How long the calls at 5 a second are measured.
#>
[CmdletBinding()]
param([double] $Speed = 1, [double] $Minutes = 5, [int] $LatencyMs = 50, [int] $GeneralSeconds = 60, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

$child = Get-Program ActiveCampaign.Bulk.Child -NoBuild:$NoBuild
$culture = [cultureinfo]::InvariantCulture
try {
    & dotnet $child measure bulk $Speed.ToString($culture) ($Minutes * 60).ToString($culture) $LatencyMs
    & dotnet $child measure single $Speed.ToString($culture) ($Minutes * 60).ToString($culture) $LatencyMs
    & dotnet $child measure general 1 $GeneralSeconds $LatencyMs
}
finally {
    Remove-Item $work -Recurse -Force
}
