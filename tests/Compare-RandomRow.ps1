#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Imports random objects by pipeline and the same rows as one CSV file, and compares what is stored.
.DESCRIPTION
    Objects of many shapes, kinds and values, from a seed. The first 400 of a fixed seed are part of dotnet test.
.EXAMPLE
    ./Compare-RandomRow.ps1
    Five thousand rows by both ways, in about a minute.
#>
[CmdletBinding()]
param([ValidateRange(2, 1000000)] [int] $Rows = 5000, [int] $Seed = (Get-Random -Maximum 1000000))

$ErrorActionPreference = 'Stop'
$env:AC_BULK_RANDOM_ROWS = $Rows
$env:AC_BULK_RANDOM_SEED = $Seed
"$Rows rows of seed $Seed"
try {
    & dotnet test (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Module.Tests') --filter FullyQualifiedName~RandomRowTests --nologo
    exit $LASTEXITCODE
}
finally {
    Remove-Item Env:AC_BULK_RANDOM_ROWS, Env:AC_BULK_RANDOM_SEED
}
