Describe 'Stop-ACSimulator' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'stops the one that comes by pipeline, and no other' {
        $first, $second = (Start-ACSimulator), (Start-ACSimulator)
        $first | Stop-ACSimulator | Should -BeNullOrEmpty
        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeTrue
        { [Net.Sockets.TcpClient]::new('127.0.0.1', $first.Uri.Port) } | Should -Throw "*refused*"
    }

    It 'stops all without one' {
        $all = (Start-ACSimulator), (Start-ACSimulator)
        Stop-ACSimulator
        $all.IsRunning | Should -Be $false, $false
    }

    It 'stops none with -WhatIf' {
        $simulator = Start-ACSimulator
        Stop-ACSimulator -WhatIf
        $simulator.IsRunning | Should -BeTrue
    }

    It 'shows that none runs as SimulatorNotRunning' {
        Assert-OneError { Stop-ACSimulator } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-ACSimulator*'
    }

    It 'shows one that was stopped before as SimulatorNotRunning' {
        $simulator = Start-ACSimulator
        $simulator | Stop-ACSimulator
        Assert-OneError { $simulator | Stop-ACSimulator } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-ACSimulator*'
    }

    It 'stops none for an empty pipeline' {
        $simulator = Start-ACSimulator
        @() | Stop-ACSimulator
        $simulator.IsRunning | Should -BeTrue
    }
}
