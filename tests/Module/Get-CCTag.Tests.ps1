Describe 'Get-CCTag' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'shows all tags with their ids and how many contacts have each' {
        $tags = Get-CCTag
        $tags | Should -BeOfType ActiveCampaign.Bulk.CCTag
        $tags.Name | Should -Be 'vip', 'newsletter', 'customer', 'prospect', 'partner', 'press'
        ($tags.Contacts | Measure-Object -Sum).Sum | Should -Be 50
        $tags.Id | ForEach-Object { [guid]::Parse($_) } | Should -HaveCount 6
        $tags[0].IsSimulator | Should -BeTrue
        $tags[0].Host | Should -Be $simulator.Uri.Authority
    }

    It 'filters by name, and is NameNotFound for one that is not there' {
        (Get-CCTag P*).Name | Should -Be 'prospect', 'partner', 'press'
        Get-CCTag z* | Should -BeNullOrEmpty
        Assert-OneError { Get-CCTag gold } 'NameNotFound' 'ObjectNotFound' "There is no tag 'gold'*"
    }

    It 'reads all pages' {
        1..510 | ForEach-Object { $null = (Get-Server $simulator).Account.AddTag("more $_") }
        (Get-CCTag more*).Count | Should -Be 510
    }
}
