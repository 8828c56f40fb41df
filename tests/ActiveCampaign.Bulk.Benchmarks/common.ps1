# Dot-sourced by the scripts of this folder: the input they measure with, and the server that they send it to.

. (Join-Path $PSScriptRoot '../ChildPowerShell.ps1')

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$work = Join-Path ([IO.Path]::GetTempPath()) "acbulk-$([guid]::NewGuid().ToString('N'))"
$null = New-Item -ItemType Directory $work

# A file of so many rows and 8 columns.
function New-PeopleFile([string] $Path, [int] $Rows) {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('email,First Name,Last Name,phone,company,City,Birthday,Notes')
    for ($i = 1; $i -le $Rows; $i++) {
        $writer.WriteLine("person$i@example.org,First$i,Last$i,555-$i,Company $($i % 50),City $($i % 100),1980-05-17,A note of some length as people write them $i")
    }

    $writer.Dispose()
}

# The newest build of a project beside this one; it is built for that, unless somebody else sees to it.
function Get-Program([string] $Project, [switch] $NoBuild) {
    $folder = Join-Path $PSScriptRoot "../$Project"
    if (-not $NoBuild) {
        & dotnet build $folder --configuration Release --nologo --verbosity quiet | Out-Host
        if ($LASTEXITCODE) { throw "$Project does not build." }
    }

    Get-ChildItem (Join-Path $folder "bin/*/*/$Project.dll") | Sort-Object LastWriteTimeUtc | Select-Object -Last 1 -ExpandProperty FullName
}

# A server in a process of its own that reads each body and answers at once. It ends with its standard input.
function Start-Sink([switch] $NoBuild) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.ArgumentList.Add((Get-Program ActiveCampaign.Bulk.Benchmarks -NoBuild:$NoBuild))
    $start.ArgumentList.Add('sink')
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    [pscustomobject] @{ Process = $process; Uri = $process.StandardOutput.ReadLine() }
}

function Stop-Sink($Sink) {
    $Sink.Process.StandardInput.Close()
    $Sink.Process.WaitForExit()
}

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    $sorted[[int] [math]::Floor($sorted.Count / 2)]
}

# The PowerShell and the machine that figures were measured on.
function Get-Surrounding {
    "PowerShell $($PSVersionTable.PSVersion) on .NET $([Environment]::Version), $([Environment]::ProcessorCount) cores, $([Runtime.InteropServices.RuntimeInformation]::OSDescription)"
}
