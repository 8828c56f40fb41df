# Starts another PowerShell of this one's own version, for tests and benchmarks alike. The path of this process is no use
# for that: of a PowerShell that runs as a .NET tool it is dotnet.

# What starts it: a program, and the arguments that come before PowerShell's own.
function Get-PowerShellProgram {
    $executable = 'pwsh.exe', 'pwsh', 'powershell.exe' | ForEach-Object { Join-Path $PSHOME $_ } |
        Where-Object { Test-Path -LiteralPath $_ -PathType Leaf } | Select-Object -First 1
    if ($executable) {
        return $executable
    }

    (Get-Process -Id $PID).Path
    Join-Path $PSHOME 'pwsh.dll'
}

# Starts it; its output and errors are read as they come. An environment variable that is $null is taken away.
function Start-PowerShell {
    param([Parameter(Mandatory)] [string[]] $ArgumentList, [hashtable] $Environment = @{}, [switch] $WithInput)
    $program, $leading = Get-PowerShellProgram
    $start = [Diagnostics.ProcessStartInfo]::new($program)
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.RedirectStandardInput = $WithInput
    $arguments = @($leading | Where-Object { $_ }) + '-NoProfile', '-NonInteractive' + $ArgumentList
    if ($PSVersionTable.PSEdition -eq 'Core') {
        $arguments | ForEach-Object { $start.ArgumentList.Add($_) }
    }
    else {
        $start.Arguments = ($arguments | ForEach-Object { '"{0}"' -f ($_ -replace '(\\*)"', '$1$1\"') }) -join ' '
    }

    $start.EnvironmentVariables['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) {
        if ($null -eq $Environment[$name]) {
            $start.EnvironmentVariables.Remove($name)
        }
        else {
            $start.EnvironmentVariables[$name] = $Environment[$name]
        }
    }

    $process = [Diagnostics.Process]::Start($start)
    $output = if (-not $WithInput) { $process.StandardOutput.ReadToEndAsync() }
    [pscustomobject] @{ Process = $process; Output = $output; Errors = $process.StandardError.ReadToEndAsync() }
}

# Waits for its end and returns its exit code and what it wrote. One that takes longer than that is killed, exit code $null.
function Wait-PowerShell {
    param([Parameter(Mandatory, ValueFromPipeline)] $Child, [int] $TimeoutSec = 600)
    process {
        $exitCode = if ($Child.Process.WaitForExit($TimeoutSec * 1000)) { $Child.Process.ExitCode } else { $Child.Process.Kill() }
        [pscustomobject] @{ ExitCode = $exitCode; Output = $Child.Output.Result.Trim(); Errors = $Child.Errors.Result.Trim() }
    }
}
