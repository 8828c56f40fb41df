<#
.SYNOPSIS
    Runs the tests of the staged module and writes their results as JUnit XML.
.EXAMPLE
    dotnet tool exec -y powershell ./tests/Module/Invoke-Tests.ps1 -File Stop,Wait-*
    Runs these files and shows the results. The Pester that a build has restored is taken; AC_TEST_PESTER names another
    one, by the path of its manifest.
#>
[CmdletBinding()]
param(
    [string] $ResultPath,

    [string[]] $File = '*'
)

$pester = $env:AC_TEST_PESTER
if (-not $pester) {
    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
    $version = ([xml](Get-Content (Join-Path $PSScriptRoot '../../Directory.Packages.props') -Raw)).Project.PropertyGroup.PesterVersion
    $pester = Join-Path $packages "pester/$version/tools/Pester.psd1"
}

Import-Module $pester -ErrorAction Stop

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
