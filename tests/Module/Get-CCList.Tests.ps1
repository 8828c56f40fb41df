Describe 'Get-CCList' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all lists with their ids' {
        $lists = Get-CCList
        $lists | Should -BeOfType ActiveCampaign.Bulk.CCList
        $lists.Name | Sort-Object | Should -Be 'Customers', 'Events', 'Newsletter'
        $lists.Id | ForEach-Object { (Get-Server $simulator).Account.Lists[$_] } | Should -Be $lists.Name
        $lists.IsSimulator | Should -Be $true, $true, $true
    }

    It 'filters by name, and is NameNotFound for one that is not there' {
        (Get-CCList News*).Name | Should -Be 'Newsletter'
        Get-CCList Z* | Should -BeNullOrEmpty
        Assert-OneError { Get-CCList Partners } 'NameNotFound' 'ObjectNotFound'
    }

    It 'reads all pages' {
        1..60 | ForEach-Object { $null = (Get-Server $simulator).Account.AddList("More $_") }
        (Get-CCList More*).Count | Should -Be 60
    }

    It 'is AccessDenied where the person may not' {
        (Get-Server $simulator).Options.Role = 'CampaignCreator'
        Assert-OneError { Get-CCList } 'AccessDenied' 'PermissionDenied'
        (Get-Server $simulator).Options.Role = 'AccountOwner'
    }

    It 'is QuotaReached when the day is spent, and sends nothing more' {
        $spent = Connect-CCTestAccount -Name spent
        (Get-Server $spent).SpendQuota(10000)
        Assert-OneError { Get-CCList -Session spent } 'QuotaReached' 'LimitsExceeded' '*UTC*'
        (Get-CCSession spent).CallsLeft | Should -Be 0
        Disconnect-CCSession spent
    }
}
