Describe 'Remove-CCListMember' -ForEach @(
    @{ Command = 'Remove-CCListMember'; With = @{ List = 'Newsletter' }; Route = 'CCMembershipsRemove'; Unknown = 'UnknownList'; Is = { $_.Lists -notcontains 'Newsletter' } }
) {
    . $PSScriptRoot/CCMemberCases.ps1
}

Describe 'Remove-CCListMember by wildcard' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
        $null = [pscustomobject] @{ email = 'p1@example.org' } | Import-CCContact -List Newsletter -Wait
    }

    AfterAll { Reset-TestAccount }

    It 'takes contacts off the lists that match' {
        ('p1@example.org' | Remove-CCListMember News* -Wait).Imported | Should -Be 1
        @(Get-CCContact -List Newsletter | Where-Object Email -eq 'p1@example.org') | Should -HaveCount 0
    }

    It 'sends nothing where a pattern matches none, or every list' {
        Assert-OneError { 'p1@example.org' | Remove-CCListMember Nowhere* } 'UnknownList' 'ObjectNotFound' '*Nowhere*Get-CCList*'
        Assert-OneError { 'p1@example.org' | Remove-CCListMember * } 'SettingsConflict' 'InvalidArgument' '*every list*name each of them*'
    }
}
