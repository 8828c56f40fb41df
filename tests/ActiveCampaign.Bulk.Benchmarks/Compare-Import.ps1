#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures four ways to read or import one CSV file, side by side in one process.
.DESCRIPTION
    One file of -Rows rows and 8 columns; one warm-up of each way (the cold figure), then -Passes interleaved passes, of
    which the median counts. The receiving server is a process of its own that reads each body and answers at once. The
    journal is on; the pacing is off, which only a loopback host allows. Build first: ./build.ps1
#>
[CmdletBinding()]
param(
    [int] $Rows = 100000,
    [int] $Passes = 7
)

$ErrorActionPreference = 'Stop'
$root = Resolve-Path (Join-Path $PSScriptRoot '../..')
$work = Join-Path ([IO.Path]::GetTempPath()) "acbulk-compare-$([guid]::NewGuid().ToString('N'))"
$null = New-Item -ItemType Directory $work
$env:AC_BULK_HOME = Join-Path $work 'journal'
$csv = Join-Path $work 'people.csv'

function New-People {
    $writer = [IO.StreamWriter]::new($csv)
    $writer.WriteLine('email,First Name,Last Name,phone,company,City,Birthday,Notes')
    for ($i = 1; $i -le $Rows; $i++) {
        $writer.WriteLine("person$i@example.org,First$i,Last$i,555-$i,Company $($i % 50),City $($i % 100),1980-05-17,A note of some length as people write them $i")
    }
    $writer.Dispose()
}

function Start-Sink {
    & dotnet build $PSScriptRoot --configuration Release --nologo --verbosity quiet | Out-Host
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in 'run', '--no-build', '--configuration', 'Release', '--project', $PSScriptRoot, '--', 'sink') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    [pscustomobject]@{ Process = $process; Uri = $process.StandardOutput.ReadLine() }
}

function Invoke-HandWritten([string] $Uri) {
    $send = {
        $body = @{ contacts = @($args[0]) } | ConvertTo-Json -Depth 5 -Compress
        $null = Invoke-RestMethod -Uri "$Uri/api/3/import/bulk_import" -Method Post -Body $body -ContentType 'application/json' -Headers @{ 'Api-Token' = 'token' }
    }
    $chunk = [Collections.Generic.List[object]]::new()
    foreach ($row in Import-Csv $csv) {
        $chunk.Add(@{
                email = $row.email; first_name = $row.'First Name'; last_name = $row.'Last Name'; phone = $row.phone; customer_acct_name = $row.company
                fields = @(@{ id = 1; value = $row.City }, @{ id = 2; value = $row.Birthday }, @{ id = 3; value = $row.Notes })
            })
        if ($chunk.Count -eq 250) {
            & $send $chunk
            $chunk.Clear()
        }
    }
    if ($chunk.Count) { & $send $chunk }
}

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

New-People
$sink = Start-Sink
try {
    Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1') -Force
    Connect-ACSession -Uri $sink.Uri -ApiToken (ConvertTo-SecureString 'token' -AsPlainText -Force) -NoPacing -Name sink
    $ways = [ordered]@{
        'Import-Csv | Out-Null'        = { Import-Csv $csv | Out-Null }
        'hand-written script'          = { Invoke-HandWritten $sink.Uri }
        'Import-Csv | Import-ACContact' = { Import-Csv $csv | Import-ACContact | Out-Null }
        'Import-ACContact -Path'       = { Import-ACContact -Path $csv | Out-Null }
    }
    $cold = [ordered]@{}
    $warm = @{}
    foreach ($name in $ways.Keys) {
        $cold[$name] = (Measure-Command $ways[$name]).TotalSeconds
        $warm[$name] = [Collections.Generic.List[double]]::new()
    }
    for ($pass = 1; $pass -le $Passes; $pass++) {
        foreach ($name in $ways.Keys) {
            [GC]::Collect()
            $warm[$name].Add((Measure-Command $ways[$name]).TotalSeconds)
        }
    }
    $bare = Get-Median $warm['Import-Csv | Out-Null']
    $hand = Get-Median $warm['hand-written script']
    foreach ($name in $ways.Keys) {
        $median = Get-Median $warm[$name]
        [pscustomobject]@{
            Way                 = $name
            'Cold s'            = [math]::Round($cold[$name], 2)
            'Median s'          = [math]::Round($median, 2)
            'Min s'             = [math]::Round(($warm[$name] | Measure-Object -Minimum).Minimum, 2)
            'Max s'             = [math]::Round(($warm[$name] | Measure-Object -Maximum).Maximum, 2)
            'Rows per s'        = [math]::Round($Rows / $median)
            'Speed vs Out-Null' = [math]::Round($bare / $median, 2)
            'Speed vs script'   = [math]::Round($hand / $median, 2)
        }
    }
}
finally {
    $sink.Process.StandardInput.Close()
    $sink.Process.WaitForExit()
    Remove-Item $work -Recurse -Force
}
