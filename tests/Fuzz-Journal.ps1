#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Damages the journals of open imports in seeded ways, reads them, goes on, and compares with the simulator's own account.
.DESCRIPTION
    In each case an import of 100 rows is left open; bits are flipped, lines cut, removed, doubled or replaced, members get
    another type, files are truncated or removed, in journals of this version and of the one before. Whatever reads
    journals throws nothing but errors for people, no row is lost in silence, nothing garbled is sent, the activity can be
    removed, and the other activity of the account is as it was. The first forty cases are part of dotnet test.
.EXAMPLE
    ./Fuzz-Journal.ps1
    Five hundred cases, in a few minutes.
#>
[CmdletBinding()]
param([ValidateRange(1, 100000)] [int] $Cases = 500)

$ErrorActionPreference = 'Stop'
$env:AC_BULK_FUZZ_CASES = $Cases
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Core.Tests') --filter FullyQualifiedName~FuzzTests --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_FUZZ_CASES
}
