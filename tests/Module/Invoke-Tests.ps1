<#
.SYNOPSIS
    Runs the tests of the staged module and writes their results as JUnit XML.
.EXAMPLE
    ./tests/Module/Invoke-Tests.ps1 -File Stop,Wait-*
    Runs these files and shows the results.
#>
[CmdletBinding()]
param(
    [string] $ResultPath,

    [string[]] $File = '*'
)

Import-Module Pester -MinimumVersion 5.3 -MaximumVersion 5.999 -ErrorAction Stop

$configuration = New-PesterConfiguration
$configuration.Run.Path = ($File -split ',' | ForEach-Object { Get-ChildItem $PSScriptRoot -Filter "$_.Tests.ps1" }).FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
if ($ResultPath) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = $ResultPath
}

$run = Invoke-Pester -Configuration $configuration
exit $(if ($run.Result -eq 'Passed') { 0 } else { 1 })
