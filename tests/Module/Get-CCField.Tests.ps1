Describe 'Get-CCField' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = Connect-CCTestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all fields with label, name, type and choices' {
        $fields = Get-CCField
        $fields | Should -BeOfType ActiveCampaign.Bulk.CCField
        $level = $fields | Where-Object Label -EQ 'Membership Level'
        $level.Name, $level.Type | Should -Be 'Membership_Level', 'single_select'
        $level.Choice | Should -Be 'Bronze', 'Silver', 'Gold'
    }

    It 'filters by label, and is NameNotFound for one that is not there' {
        (Get-CCField Last*).Name | Should -Be 'Last_Visit'
        Assert-OneError { Get-CCField Nothing } 'NameNotFound' 'ObjectNotFound'
    }
}
