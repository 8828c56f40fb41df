Describe 'Get-ACTag' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all, beyond one page' {
        $all = Get-ACTag
        $all | Should -BeOfType ActiveCampaign.Bulk.ACTag
        @($all) | Should -HaveCount 24
        $all[0].Host | Should -Be $simulator.Uri.Authority
        $all[0].IsSimulator | Should -BeTrue
    }

    It 'shows what is known of one' {
        (Get-ACTag vip).Id | Should -Be 1
    }

    It 'finds names and wildcards, whatever their case' {
        (Get-ACTag -Name VIP).Name | Should -Be 'vip'
        (Get-ACTag 'event-*').Name | Should -Be 'event-2025', 'event-2026'
        Get-ACTag x*x | Should -BeNullOrEmpty
    }

    It 'shows a name that is not there as NameNotFound' {
        Assert-OneError { Get-ACTag -Name nothing } 'NameNotFound' 'ObjectNotFound' "There is no tag 'nothing'*"
        @(Get-ACTag nothing, vip -ErrorAction SilentlyContinue) | Should -HaveCount 1
    }

    It 'takes a session' {
        (Get-ACTag vip -Session simulator).Name | Should -Be 'vip'
    }

    It 'is TokenRefused when the token was revoked' {
        (Get-Server $simulator).Faults.RevokeToken()
        Assert-OneError { Get-ACTag } 'TokenRefused' 'AuthenticationError' '*Connect-ACSession*'
        (Get-Server $simulator).Faults.RestoreToken()
    }

    It 'is NoConnection without a connection' {
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Get-ACTag } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
    }
}
