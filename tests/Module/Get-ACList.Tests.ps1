Describe 'Get-ACList' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all, beyond one page' {
        $all = Get-ACList
        $all | Should -BeOfType ActiveCampaign.Bulk.ACList
        @($all) | Should -HaveCount 3
        $all[0].Host | Should -Be $simulator.Uri.Authority
        $all[0].IsSimulator | Should -BeTrue
    }

    It 'shows what is known of one' {
        (Get-ACList Events).Id, (Get-ACList Events).StringId | Should -Be 3, 'Events'
    }

    It 'finds names and wildcards, whatever their case' {
        (Get-ACList -Name NEWSLETTER).Name | Should -Be 'Newsletter'
        (Get-ACList '*s*').Name | Should -Be 'Newsletter', 'Customers', 'Events'
        Get-ACList x*x | Should -BeNullOrEmpty
    }

    It 'shows a name that is not there as NameNotFound' {
        Assert-OneError { Get-ACList -Name nothing } 'NameNotFound' 'ObjectNotFound' "There is no list 'nothing'*"
        @(Get-ACList nothing, Newsletter -ErrorAction SilentlyContinue) | Should -HaveCount 1
    }

    It 'takes a session' {
        (Get-ACList Newsletter -Session simulator).Name | Should -Be 'Newsletter'
    }

    It 'is TokenRefused when the token was revoked' {
        (Get-Server $simulator).Faults.RevokeToken()
        Assert-OneError { Get-ACList } 'TokenRefused' 'AuthenticationError' '*Connect-ACSession*'
        (Get-Server $simulator).Faults.RestoreToken()
    }

    It 'is NoConnection without a connection' {
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Get-ACList } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
    }
}
