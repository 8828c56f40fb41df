#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Kills, fails and cuts short an import, a repair, an export and a deletion at each of their file and socket calls, goes
    on, and compares with the simulator's own account.
.DESCRIPTION
    A small library (strike.c, built here with the machine's C compiler and loaded ahead of the C library; Linux; Debian: apt
    install gcc) counts the calls that a process makes on our files and sockets, over all its threads. For each of them the
    work is done anew, and there
    - the process is killed before the call, and after it, where the call changes something outside of the process (before
      and after any other call all is as it was after the last of these);
    - the call fails with EIO, and with ENOSPC where it takes room on a disk;
    - a write to a file writes half and the next one fails, a reading from a socket finds its end, and half of a request or
      of an answer is all that comes through.
    Then another run goes on, as a user would. Nobody may be lost, no automation may run twice, and what says that it is
    done must be done. A call that a run did not come to, as it looked once less at the service, is struck in another run.
    The last lines tell how many were struck; the exit code is 1 where not all were or one went wrong.
.EXAMPLE
    ./Trace-Calls.ps1
    Every point, in some ten minutes on an idle machine of two processors.
.EXAMPLE
    ./Trace-Calls.ps1 -Step 20
    Every twentieth point.
#>
[CmdletBinding()]
param([ValidateRange(1, 1000)] [int] $Step = 1)

$ErrorActionPreference = 'Stop'
if (-not $IsLinux) { throw 'This runs on Linux alone: there a library can be loaded ahead of the C library.' }
if (-not (Get-Command cc -ErrorAction Ignore)) { throw 'There is no C compiler. It is a package of every Linux (Debian: apt install gcc).' }
$project = Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Child'
$folder = Join-Path ([IO.Path]::GetTempPath()) "acbulk-trace-$([guid]::NewGuid().ToString('N'))"
$runtime = "linux-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant())"
try {
    # Compiled ahead a process starts in half the time. Where the compiler for that cannot be had, it goes without.
    & dotnet publish $project -c Release -r $runtime --self-contained false -p:PublishReadyToRun=true -o $folder -v q --nologo | Out-Null
    if ($LASTEXITCODE -ne 0) {
        & dotnet publish $project -c Release -o $folder -v q --nologo
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
    $library = Join-Path $folder 'strike.so'
    & cc -shared -fPIC -O2 -o $library (Join-Path $project 'strike.c')
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    & dotnet (Join-Path $folder 'ActiveCampaign.Bulk.Child.dll') trace $library $Step
    exit $LASTEXITCODE
}
finally {
    if (Test-Path $folder) { Remove-Item $folder -Recurse }
}
