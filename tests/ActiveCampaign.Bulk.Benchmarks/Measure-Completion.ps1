#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Measures how long Tab takes for each kind of name that the module completes.
.DESCRIPTION
    A PowerShell of its own connects to a simulator, reads its names, and runs some activities; then the simulator stops,
    and each line is completed by the engine: once, which is the first time, and as often as asked for. Build first:
    ./build.ps1
.PARAMETER Module
    The manifest of the module to measure: the one of this checkout where nothing is given.
.PARAMETER NoBuild
    Nothing is built either way; the scripts of this folder all have it.
#>
[CmdletBinding()]
param([int] $Activities = 50, [int] $Rows = 1000, [int] $Passes = 20, [string] $Module, [switch] $NoBuild)

. (Join-Path $PSScriptRoot 'common.ps1')

$Module = if ($Module) { (Resolve-Path $Module).Path } else { Join-Path $root 'ActiveCampaign.Bulk.psd1' }
$people = Join-Path $work 'people.csv'
New-PeopleFile $people $Rows
$other = Join-Path $work 'other.csv'
Set-Content $other 'email,Stadt,Birtday,Remark', 'ann@example.org,Graz,1980-05-17,x'
$script = Join-Path $work 'complete.ps1'
Set-Content $script @'
param($Module, $People, $Other, $Activities, $Passes)
Import-Module $Module
$ProgressPreference = 'SilentlyContinue'
Connect-ACSession -Simulator
$null = Get-ACList
$null = Get-ACTag
$null = Get-ACField
$rows = Import-Csv $People
for ($i = 1; $i -le $Activities; $i++) {
    $null = $rows | Select-Object -First ([math]::Min($rows.Count, 20)) | Import-ACContact -ActivityName "Activity $i" -SkipAutomation -WarningAction Ignore 6> $null
}

$lines = [ordered] @{
    'a list'            = 'Import-ACContact -List '
    'a tag'             = 'Import-ACContact -Tag '
    'a field'           = 'Get-ACField -Name '
    'a column'          = "Import-ACContact -Path '$People' -ClearColumn "
    'the column map'    = "Import-ACContact -Path '$Other' -ColumnMap "
    'an activity'       = 'Get-ACActivity -ActivityId '
    'an activity name'  = 'Get-ACActivity -Name '
    'a batch'           = 'Wait-ACImport -BatchId '
    'a connection'      = 'Import-ACContact -Session '
}
$null = TabExpansion2 'Get-Date -Format ' 17
foreach ($line in $lines.GetEnumerator()) {
    $times = for ($pass = 0; $pass -le $Passes; $pass++) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $found = TabExpansion2 $line.Value $line.Value.Length
        $watch.Elapsed.TotalMilliseconds
    }

    $sorted = @($times | Select-Object -Skip 1 | Sort-Object)
    [pscustomobject] @{
        Completed   = $line.Key
        Offered     = $found.CompletionMatches.Count
        'First ms'  = [math]::Round($times[0], 1)
        'Median ms' = [math]::Round($sorted[[int] [math]::Floor($sorted.Count / 2)], 1)
        'Most ms'   = [math]::Round($sorted[-1], 1)
    }
}
'@

try {
    Write-Host (Get-Surrounding)
    $done = Start-PowerShell -ArgumentList '-Command', "& '$script' '$Module' '$people' '$other' $Activities $Passes | ConvertTo-Json" -Environment @{ AC_BULK_HOME = Join-Path $work 'journal' } | Wait-PowerShell -TimeoutSec 3600
    if ($done.ExitCode -ne 0 -or $done.Errors) { throw "It failed: $($done.Errors)" }
    $done.Output | ConvertFrom-Json
}
finally {
    Remove-Item $work -Recurse -Force
}
