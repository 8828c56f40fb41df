#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Kills an importing process at seeded points, resumes, and compares with the simulator's own account.
.DESCRIPTION
    In each case a process imports 1,500 rows and is killed (SIGKILL) between its first read and its last settle; another
    one goes on, and is killed too in every third case; a third one goes on to the end. Every good row must be in, every
    refused one in the reject file once, and none sent twice but what was unknown. The first eight cases are part of
    dotnet test. With -Service ConstantContact it is an import of that service, of whose cases three are.
.EXAMPLE
    ./Kill-Import.ps1
    Fifty cases, in about a minute.
.EXAMPLE
    ./Kill-Import.ps1 -Service ConstantContact -Cases 30
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100000)] [int] $Cases = 50,
    [ValidateSet('ActiveCampaign', 'ConstantContact')] [string] $Service = 'ActiveCampaign'
)

$ErrorActionPreference = 'Stop'
$env:AC_BULK_KILL_CASES = $Cases
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Core.Tests') --filter "FullyQualifiedName~$(if ($Service -eq 'ConstantContact') { '.CCKillTests' } else { '.KillTests' })" --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_KILL_CASES
}
