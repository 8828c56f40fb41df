#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures ways to read or import one CSV file, side by side in one run, and two builds of the module against each other.
.DESCRIPTION
    One file of -Rows rows and 8 columns. Each build has a PowerShell of its own; the first pass of each way in it is the
    cold figure, then -Passes interleaved passes follow, of which the median counts. The receiving server is another process
    that reads each body and answers at once. The journal is on; the pacing is off, which only a loopback host allows.
    Build first: ./build.ps1
.PARAMETER Module
    The manifest of the module to measure: the one of this checkout where nothing is given.
.PARAMETER Baseline
    The manifest of another build, to compare with.
.PARAMETER NoBuild
    Takes the server as it was built last.
.EXAMPLE
    ./Compare-Import.ps1
    Reading, the hand-written script, a bare cmdlet that lists each object's properties, and the two routes of Import-ACContact.
.EXAMPLE
    ./Compare-Import.ps1 -Baseline ../other/output/ActiveCampaign.Bulk/0.1.0/ActiveCampaign.Bulk.psd1
    The same, and the two routes of the other build between them.
#>
[CmdletBinding()]
param(
    [int] $Rows = 100000,
    [int] $Passes = 7,
    [string] $Module,
    [string] $Baseline,
    [switch] $NoBuild
)

. (Join-Path $PSScriptRoot 'common.ps1')

$Module = if ($Module) { (Resolve-Path $Module).Path } else { Join-Path $root 'ActiveCampaign.Bulk.psd1' }
$csv = Join-Path $work 'people.csv'
New-PeopleFile $csv $Rows

function Start-Worker([string] $Manifest, [string] $Uri) {
    $journal = Join-Path $work "journal-$([guid]::NewGuid().ToString('N'))"
    Start-PowerShell -WithInput -Environment @{ AC_BULK_HOME = $journal } -ArgumentList '-File', (Join-Path $PSScriptRoot 'Import-Worker.ps1'), $Manifest, $Uri, $csv
}

function Measure-Way($Way) {
    $Way.Worker.Process.StandardInput.WriteLine($Way.Verb)
    $line = $Way.Worker.Process.StandardOutput.ReadLine()
    if (-not $line) { throw "The measured process ended: $($Way.Worker.Errors.Result)" }
    $seconds, $processor = $line.Split(' ') | ForEach-Object { [double]::Parse($_, [cultureinfo]::InvariantCulture) }
    [pscustomobject] @{ Seconds = $seconds; Processor = $processor }
}

$sink = Start-Sink -NoBuild:$NoBuild
$workers = @()
try {
    $workers += $measured = Start-Worker $Module $sink.Uri
    $ways = @(
        @{ Name = 'Import-Csv | Out-Null'; Verb = 'read'; Worker = $measured }
        @{ Name = 'hand-written script'; Verb = 'script'; Worker = $measured }
        @{ Name = 'Import-Csv | a bare cmdlet'; Verb = 'list'; Worker = $measured }
        @{ Name = 'Import-Csv | Import-ACContact'; Verb = 'pipeline'; Worker = $measured }
        @{ Name = 'Import-ACContact -Path'; Verb = 'path'; Worker = $measured }
    )
    if ($Baseline) {
        $workers += $other = Start-Worker (Resolve-Path $Baseline).Path $sink.Uri
        $ways += @{ Name = 'baseline: Import-Csv | Import-ACContact'; Verb = 'pipeline'; Worker = $other }
        $ways += @{ Name = 'baseline: Import-ACContact -Path'; Verb = 'path'; Worker = $other }
    }

    foreach ($way in $ways) {
        $way.Cold = Measure-Way $way
        $way.Warm = [Collections.Generic.List[object]]::new()
    }

    for ($pass = 1; $pass -le $Passes; $pass++) {
        foreach ($way in $ways) {
            $way.Warm.Add((Measure-Way $way))
        }
    }

    $bare = Get-Median $ways[0].Warm.Seconds
    $hand = Get-Median $ways[1].Warm.Seconds
    Write-Host (Get-Surrounding)
    foreach ($way in $ways) {
        $median = Get-Median $way.Warm.Seconds
        $range = $way.Warm.Seconds | Measure-Object -Minimum -Maximum
        [pscustomobject] @{
            Way                 = $way.Name
            'Cold s'            = [math]::Round($way.Cold.Seconds, 2)
            'Median s'          = [math]::Round($median, 2)
            'Min s'             = [math]::Round($range.Minimum, 2)
            'Max s'             = [math]::Round($range.Maximum, 2)
            'CPU us a row'      = [math]::Round((Get-Median $way.Warm.Processor) / $Rows * 1e6, 1)
            'Speed vs Out-Null' = [math]::Round($bare / $median, 2)
            'Speed vs script'   = [math]::Round($hand / $median, 2)
        }
    }
}
finally {
    $workers | ForEach-Object { $_.Process.StandardInput.Close(); $_.Process.WaitForExit() }
    Stop-Sink $sink
    Remove-Item $work -Recurse -Force
}
