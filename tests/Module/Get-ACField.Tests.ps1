Describe 'Get-ACField' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all, beyond one page' {
        $all = Get-ACField
        $all | Should -BeOfType ActiveCampaign.Bulk.ACField
        @($all) | Should -HaveCount 10
        $all[0].Host | Should -Be $simulator.Uri.Authority
        $all[0].IsSimulator | Should -BeTrue
    }

    It 'shows what is known of one' {
        $field = Get-ACField 'Membership Level'
        $field.PersTag, $field.Type | Should -Be 'MEMBERSHIP_LEVEL', 'dropdown'
        $field.Option | Should -Be 'Bronze', 'Silver', 'Gold'
    }

    It 'finds names and wildcards, whatever their case' {
        (Get-ACField -Name CITY).Name | Should -Be 'City'
        (Get-ACField 'co*').Name | Should -Be 'Contact By', 'Colours'
        Get-ACField x*x | Should -BeNullOrEmpty
    }

    It 'shows a name that is not there as NameNotFound' {
        Assert-OneError { Get-ACField -Name nothing } 'NameNotFound' 'ObjectNotFound' "There is no field 'nothing'*"
        @(Get-ACField nothing, City -ErrorAction SilentlyContinue) | Should -HaveCount 1
    }

    It 'takes a session' {
        (Get-ACField City -Session simulator).Name | Should -Be 'City'
    }

    It 'is TokenRefused when the token was revoked' {
        (Get-Server $simulator).Faults.RevokeToken()
        Assert-OneError { Get-ACField } 'TokenRefused' 'AuthenticationError' '*Connect-ACSession*'
        (Get-Server $simulator).Faults.RestoreToken()
    }

    It 'is NoConnection without a connection' {
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Get-ACField } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
    }
}
