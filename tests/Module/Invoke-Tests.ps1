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

# A test or block whose -ForEach is empty leaves no trace in the results: each that is written must be there.
function Get-Line { param($Block) $Block.StartLine; $Block.Tests.StartLine; foreach ($inner in $Block.Blocks) { Get-Line $inner } }
$absent = foreach ($container in $run.Containers) {
    $there = @(foreach ($block in $container.Blocks) { Get-Line $block })
    $written = [Management.Automation.Language.Parser]::ParseFile($container.Item.FullName, [ref] $null, [ref] $null).FindAll({
            $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -in 'Describe', 'Context', 'It'
        }, $true)
    $written | Where-Object { $_.Extent.StartLineNumber -notin $there } | ForEach-Object { "$($container.Item.Name):$($_.Extent.StartLineNumber)" }
}

if ($absent) { Write-Host "Not a single test came of: $($absent -join ', ')" }
exit $(if ($run.Result -eq 'Passed' -and -not $absent) { 0 } else { 1 })
