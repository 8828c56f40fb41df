#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Tries whether an exclusion file can name somebody in a way that neither excludes them nor ends the run.
.DESCRIPTION
    Each case writes an address into an exclusion file, with some spelling, encoding, quoting and invisible characters,
    and reads it as an import does. Either the address is excluded or the reading ends with an error. The first few
    hundred cases are part of dotnet test.
.EXAMPLE
    ./Test-Exclusions.ps1
    Ten thousand cases, in a few seconds.
#>
[CmdletBinding()]
param([ValidateRange(1, 10000000)] [int] $Cases = 10000)

$ErrorActionPreference = 'Stop'
$env:AC_BULK_EXCLUSION_CASES = $Cases
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Core.Tests') --filter FullyQualifiedName~ExclusionPropertyTests --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_EXCLUSION_CASES
}
