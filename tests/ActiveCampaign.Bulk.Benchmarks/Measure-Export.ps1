#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures how much of the service's limit an export uses, how many calls it takes, and that its memory stays flat.
.DESCRIPTION
    A process exports contacts with five custom fields, tags and lists from a simulator in another one, in real time. The
    ceiling is five calls a second for the pages of 100 that there are at the least.
.EXAMPLE
    ./Measure-Export.ps1
    100,000 contacts at 200 ms a page: more than three minutes.
#>
[CmdletBinding()]
param([int] $Contacts = 100000, [int] $LatencyMs = 200, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

try {
    & dotnet (Get-Program ActiveCampaign.Bulk.Child -NoBuild:$NoBuild) measure-export $Contacts $LatencyMs
    exit $LASTEXITCODE
}
finally {
    Remove-Item $work -Recurse -Force
}
