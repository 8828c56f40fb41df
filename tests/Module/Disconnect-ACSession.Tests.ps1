Describe 'Disconnect-ACSession' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-ACSimulator -SpeedFactor 50
    }

    BeforeEach { 'one', 'two', 'three' | ForEach-Object { $simulator | Connect-ACSession -Name $_ -SkipCheck } }
    AfterEach { Get-ACSession | Disconnect-ACSession }
    AfterAll { Reset-TestAccount }

    It 'closes by name, whatever its case, and writes nothing' {
        Disconnect-ACSession TWO | Should -BeNullOrEmpty
        (Get-ACSession).Name | Should -Be 'one', 'three'
    }

    It 'closes by wildcard' {
        Disconnect-ACSession -Name t*
        (Get-ACSession).Name | Should -Be 'one'
    }

    It 'closes what comes by pipeline' {
        Get-ACSession t* | Disconnect-ACSession
        (Get-ACSession).Name | Should -Be 'one'
    }

    It 'closes the only connection without a name' {
        Disconnect-ACSession t*
        Disconnect-ACSession -WhatIf
        (Get-ACSession).Name | Should -Be 'one'
        Disconnect-ACSession | Should -BeNullOrEmpty
        Get-ACSession | Should -BeNullOrEmpty
        Assert-OneError { Disconnect-ACSession } 'NoConnection' 'ConnectionError'
    }

    It 'closes none of several without a name: AmbiguousSession names them' {
        Assert-OneError { Disconnect-ACSession } 'AmbiguousSession' 'InvalidArgument' '*one, two, three*'
        @(Get-ACSession) | Should -HaveCount 3
    }

    It 'closes nothing where nothing comes by pipeline' {
        Disconnect-ACSession t*
        Get-ACSession none* | Disconnect-ACSession
        Get-ErrorOf { 'one' | Disconnect-ACSession } | Should -Not -BeNullOrEmpty
        Get-ErrorOf { $null | Disconnect-ACSession } | Should -Not -BeNullOrEmpty
        (Get-ACSession).Name | Should -Be 'one'
    }

    It 'closes nothing with -WhatIf' {
        Disconnect-ACSession * -WhatIf
        @(Get-ACSession) | Should -HaveCount 3
    }

    It 'shows a name that is not there as SessionNotFound' {
        Assert-OneError { Disconnect-ACSession four } 'SessionNotFound' 'ObjectNotFound' "*'four'*"
        @(Get-ACSession) | Should -HaveCount 3
    }

    It 'leaves the session object closed: SessionClosed' {
        $session = Get-ACSession one
        $session | Disconnect-ACSession
        Assert-OneError { Get-ACList -Session $session } 'SessionClosed' 'ConnectionError' '*Connect-ACSession*'
    }

    It 'completes names' {
        Get-Completion 'Disconnect-ACSession -Name t' | Should -Be 'two', 'three'
    }
}
