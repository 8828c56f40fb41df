Describe 'Remove-CCListMember' -ForEach @(
    @{ Command = 'Remove-CCListMember'; With = @{ List = 'Newsletter' }; Route = 'CCMembershipsRemove'; Unknown = 'UnknownList'; Is = { $_.Lists -notcontains 'Newsletter' } }
) {
    . $PSScriptRoot/CCMemberCases.ps1
}
