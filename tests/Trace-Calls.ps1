#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Kills or fails an import, a repair, an export and a deletion at their system calls, goes on, and compares with the
    simulator's own account.
.DESCRIPTION
    A small process of each kind is traced with strace (Linux; Debian: apt install strace). Then, for each of its file and
    socket calls by its number, it is run anew and killed there, or the call fails with EIO or ENOSPC, and another run goes
    on. Nobody may be lost, no automation may run twice, and what says that it is done must be done. strace counts the
    calls of each thread by themselves: the n-th call is that of the first thread that comes so far.
.EXAMPLE
    ./Trace-Calls.ps1
    Every point, in some ten minutes on an idle machine.
.EXAMPLE
    ./Trace-Calls.ps1 -Step 20
    Every twentieth point.
#>
[CmdletBinding()]
param([ValidateRange(1, 1000)] [int] $Step = 1)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command strace -ErrorAction Ignore)) {
    throw 'strace is not here. It is a package of every Linux (Debian: apt install strace); there is none for Windows and macOS.'
}
& dotnet run --project (Join-Path $PSScriptRoot 'ActiveCampaign.Bulk.Child') -- trace $Step
exit $LASTEXITCODE
