Describe 'Disconnect-CCSession' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'closes by name, and what was closed is SessionClosed' {
        $null = Connect-CCTestAccount -Name one
        $session = Get-CCSession one
        Disconnect-CCSession one
        Get-CCSession | Should -BeNullOrEmpty
        Assert-OneError { Get-CCList -Session $session } 'SessionClosed' 'ConnectionError' '*Connect-CCSession*'
    }

    It 'closes what comes in, and nothing with -WhatIf' {
        $null = Connect-CCTestAccount -Name one
        Disconnect-CCSession * -WhatIf
        Get-CCSession | Should -HaveCount 1
        Get-CCSession | Disconnect-CCSession
        Get-CCSession | Should -BeNullOrEmpty
    }

    It 'closes the only connection without a name, and none of several' {
        $null = Connect-CCTestAccount -Name one
        Connect-CCSession -Simulator -Name two
        Assert-OneError { Disconnect-CCSession } 'AmbiguousSession' 'InvalidArgument' '*one, two*'
        Disconnect-CCSession two
        Disconnect-CCSession
        Get-CCSession | Should -BeNullOrEmpty
    }

    It 'is SessionNotFound for a name that is not there' {
        Assert-OneError { Disconnect-CCSession nobody } 'SessionNotFound' 'ObjectNotFound' '*Get-CCSession*'
    }
}
