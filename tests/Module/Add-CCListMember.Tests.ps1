Describe 'Add-CCListMember' -ForEach @(
    @{ Command = 'Add-CCListMember'; With = @{ List = 'Events' }; Route = 'CCMembershipsAdd'; Unknown = 'UnknownList'; Is = { $_.Lists -contains 'Events' } }
) {
    . $PSScriptRoot/CCMemberCases.ps1
}
