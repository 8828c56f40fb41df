Describe 'Get-CCSession' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = Connect-CCTestAccount -Name one
        $null = Connect-CCTestAccount -Name two
    }

    AfterAll { Reset-TestAccount }

    It 'shows all, or those that are named' {
        (Get-CCSession).Name | Should -Be 'one', 'two'
        (Get-CCSession o*).Name | Should -Be 'one'
        Get-CCSession z* | Should -BeNullOrEmpty
    }

    It 'counts the calls of the day' {
        $before = (Get-CCSession one).CallsToday
        $null = Get-CCList -Session one
        (Get-CCSession one).CallsToday | Should -BeGreaterThan $before
        (Get-CCSession one).CallsToday + (Get-CCSession one).CallsLeft | Should -Be 10000
        (Get-CCSession one).CallsResetAt.UtcDateTime.TimeOfDay | Should -Be ([timespan]::Zero)
    }

    It 'is SessionNotFound for a name that is not there, and shows the others' {
        Assert-OneError { Get-CCSession nobody } 'SessionNotFound' 'ObjectNotFound' '*Get-CCSession*'
        (Get-CCSession nobody, one -ErrorAction Ignore).Name | Should -Be 'one'
    }

    It 'holds no token, and completes names of its own service' {
        $null = Connect-TestAccount -Name other
        Get-CCSession one | ConvertTo-Json -Depth 3 | Should -Not -Match 'eyJ'
        Get-Completion 'Get-CCSession -Name ' | Should -Be 'one', 'two'
    }
}
