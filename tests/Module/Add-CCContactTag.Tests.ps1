Describe 'Add-CCContactTag' -ForEach @(
    @{ Command = 'Add-CCContactTag'; With = @{ Tag = 'press' }; Route = 'CCTaggingsAdd'; Unknown = 'UnknownTag'; Is = { $_.Tags -contains 'press' } }
) {
    . $PSScriptRoot/CCMemberCases.ps1
}
