Describe 'Remove-CCContactTag' -ForEach @(
    @{ Command = 'Remove-CCContactTag'; With = @{ Tag = 'vip' }; Route = 'CCTaggingsRemove'; Unknown = 'UnknownTag'; Is = { $_.Tags -notcontains 'vip' } }
) {
    . $PSScriptRoot/CCMemberCases.ps1
}
