Describe 'Stop-CCSimulator' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'stops the one that comes by pipeline, and no other' {
        $first, $second = (Start-CCSimulator), (Start-CCSimulator)
        $first | Stop-CCSimulator | Should -BeNullOrEmpty
        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeTrue
        { [Net.Sockets.TcpClient]::new('127.0.0.1', $first.Uri.Port) } | Should -Throw "*refused*"
    }

    It 'stops all without one' {
        $all = (Start-CCSimulator), (Start-CCSimulator)
        Stop-CCSimulator
        $all.IsRunning | Should -Be $false, $false
    }

    It 'stops none with -WhatIf' {
        $simulator = Start-CCSimulator
        Stop-CCSimulator -WhatIf
        $simulator.IsRunning | Should -BeTrue
    }

    It 'shows that none runs as SimulatorNotRunning' {
        Assert-OneError { Stop-CCSimulator } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-CCSimulator*'
    }

    It 'shows one that was stopped before as SimulatorNotRunning' {
        $simulator = Start-CCSimulator
        $simulator | Stop-CCSimulator
        Assert-OneError { $simulator | Stop-CCSimulator } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-CCSimulator*'
    }

    It 'stops none for an empty pipeline' {
        $simulator = Start-CCSimulator
        @() | Stop-CCSimulator
        $simulator.IsRunning | Should -BeTrue
    }
}
