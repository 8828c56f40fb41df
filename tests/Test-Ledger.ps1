#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Plays random histories of activities into journals and compares every row with a model of its own.
.DESCRIPTION
    In each case rows are read, refused, merged, sent, answered, lost, settled, sent again, repaired, erased or deleted, and the
    process is killed, also in the middle of a line. After each line the state as it is and the one that is read back must
    give each row the state that the model gives it, and whoever goes on must find each open row. The first three hundred
    cases are part of dotnet test.
.EXAMPLE
    ./Test-Ledger.ps1
    A hundred thousand cases, in about an hour.
#>
[CmdletBinding()]
param([ValidateRange(1, 10000000)] [int] $Cases = 100000)

$ErrorActionPreference = 'Stop'
$env:AC_BULK_LEDGER_CASES = $Cases
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Core.Tests') --configuration Release --filter FullyQualifiedName~LedgerModelTests --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_LEDGER_CASES
}
