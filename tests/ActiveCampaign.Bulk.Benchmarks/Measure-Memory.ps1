#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures the peak working set of an import of a million rows, above the same PowerShell importing ten.
.DESCRIPTION
    Each import runs in a PowerShell of its own against a server that answers at once. Build first: ./build.ps1
#>
[CmdletBinding()]
param([int] $Rows = 1000000)

$ErrorActionPreference = 'Stop'
$root = Resolve-Path (Join-Path $PSScriptRoot '../..')
$work = Join-Path ([IO.Path]::GetTempPath()) "acbulk-memory-$([guid]::NewGuid().ToString('N'))"
$null = New-Item -ItemType Directory $work
$env:AC_BULK_HOME = Join-Path $work 'journal'

function New-People([string] $Path, [int] $Count) {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('email,First Name,Last Name,phone,company,City,Birthday,Notes')
    for ($i = 1; $i -le $Count; $i++) {
        $writer.WriteLine("person$i@example.org,First$i,Last$i,555-$i,Company $($i % 50),City $($i % 100),1980-05-17,A note of some length as people write them $i")
    }
    $writer.Dispose()
}

function Measure-Import([string] $Name, [string] $Import) {
    $script = @"
Import-Module '$root/ActiveCampaign.Bulk.psd1'
Connect-ACSession -Uri $uri -ApiToken (ConvertTo-SecureString 'token' -AsPlainText -Force) -NoPacing
$Import -Method Bulk | Out-Null
[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
"@
    $peak = [long](pwsh -NoProfile -NonInteractive -Command $script | Select-Object -Last 1)
    [pscustomobject]@{ Import = $Name; 'Peak MB' = [math]::Round($peak / 1MB, 1); Bytes = $peak }
}

$few = Join-Path $work 'few.csv'
$many = Join-Path $work 'many.csv'
New-People $few 10
New-People $many $Rows
& dotnet build $PSScriptRoot --configuration Release --nologo --verbosity quiet | Out-Host
$start = [Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in 'run', '--no-build', '--configuration', 'Release', '--project', $PSScriptRoot, '--', 'sink') { $start.ArgumentList.Add($argument) }
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$sink = [Diagnostics.Process]::Start($start)
$uri = $sink.StandardOutput.ReadLine()
try {
    $results = @(
        Measure-Import 'ten rows by pipeline' "Import-Csv '$few' | Import-ACContact"
        Measure-Import "$Rows rows by pipeline" "Import-Csv '$many' | Import-ACContact"
        Measure-Import 'ten rows by -Path' "Import-ACContact -Path '$few'"
        Measure-Import "$Rows rows by -Path" "Import-ACContact -Path '$many'"
    )
    $results | Select-Object Import, 'Peak MB'
    "By pipeline: $([math]::Round(($results[1].Bytes - $results[0].Bytes) / 1MB, 1)) MB more; by -Path: $([math]::Round(($results[3].Bytes - $results[2].Bytes) / 1MB, 1)) MB more."
}
finally {
    $sink.StandardInput.Close()
    $sink.WaitForExit()
    Remove-Item $work -Recurse -Force
}
