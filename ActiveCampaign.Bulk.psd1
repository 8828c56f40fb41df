@{
    RootModule           = if ($PSEdition -eq 'Core') { 'module/lib/net8.0/ActiveCampaign.Bulk.dll' } else { 'module/lib/netstandard2.0/ActiveCampaign.Bulk.dll' }
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0f2a5e-6f0b-4e0c-9d0b-4b7c2f6a1d3e'
    Author               = 'ActiveCampaign.Bulk contributors'
    CompanyName          = 'ActiveCampaign.Bulk contributors'
    Copyright            = '(c) ActiveCampaign.Bulk contributors. MIT licence.'
    Description          = 'Moves contacts into and out of ActiveCampaign in bulk, and into Constant Contact, at each service''s own limit, with every row ending in one known state.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    NestedModules        = @(if ($PSEdition -eq 'Core') { 'module/lib/net8.0/ActiveCampaign.Bulk.Loader.dll' } else { 'module/lib/netstandard2.0/ActiveCampaign.Bulk.Loader.dll' })
    FormatsToProcess     = @('module/ActiveCampaign.Bulk.Format.ps1xml')
    CmdletsToExport      = @(
        'Add-ACContactTag'
        'Add-ACListMember'
        'Add-CCContactTag'
        'Add-CCListMember'
        'Connect-ACSession'
        'Connect-CCSession'
        'Disconnect-ACSession'
        'Disconnect-CCSession'
        'Export-ACActivityReport'
        'Export-ACContact'
        'Export-ACReject'
        'Export-CCActivityReport'
        'Export-CCContact'
        'Export-CCReject'
        'Get-ACActivity'
        'Get-ACContact'
        'Get-ACField'
        'Get-ACImportStatus'
        'Get-ACList'
        'Get-ACSession'
        'Get-ACTag'
        'Get-CCActivity'
        'Get-CCContact'
        'Get-CCField'
        'Get-CCList'
        'Get-CCSession'
        'Get-CCTag'
        'Import-ACContact'
        'Import-CCContact'
        'Remove-ACActivity'
        'Remove-ACContact'
        'Remove-ACContactTag'
        'Remove-ACListMember'
        'Remove-CCActivity'
        'Remove-CCContact'
        'Remove-CCContactTag'
        'Remove-CCListMember'
        'Repair-ACImport'
        'Repair-CCActivity'
        'Resume-ACActivity'
        'Resume-CCActivity'
        'Start-ACSimulator'
        'Start-CCSimulator'
        'Stop-ACSimulator'
        'Stop-CCSimulator'
        'Test-ACContact'
        'Test-CCContact'
        'Wait-ACImport'
        'Wait-CCActivity'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('ActiveCampaign', 'ConstantContact', 'Contacts', 'Bulk', 'Import', 'Export', 'CSV', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
