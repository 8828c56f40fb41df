#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Imports through times in which the account does not answer, and compares with the simulator's own account.
.DESCRIPTION
    In each run 10,000 rows go in while twenty outages of 1 to 20 seconds come at moments chosen by a seed: nobody listens,
    connections break before or after the effect, nothing comes at all, or a gateway answers. 1 to 16 requests are out at
    the same time; every third run lets automations run, so that it asks which rows are in. Each must end by itself, with
    every row imported. Time is virtual. The first three runs are part of dotnet test.
.EXAMPLE
    ./Test-Outage.ps1
    Twenty runs, in a few minutes.
#>
[CmdletBinding()]
param([ValidateRange(1, 100000)] [int] $Runs = 20)

$ErrorActionPreference = 'Stop'
$env:AC_BULK_OUTAGE_RUNS = $Runs
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Core.Tests') --filter FullyQualifiedName~OutageTests.TwentyOutages --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_OUTAGE_RUNS
}
