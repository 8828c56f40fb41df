Describe 'Remove-CCActivity' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'removes activities of its own service, and no others' {
        $null = Connect-CCTestAccount
        $null = Connect-TestAccount
        $ours = (New-TestRow 2 | Import-CCContact -List Newsletter -ActivityName same -Wait).ActivityId
        $other = (New-TestRow 2 | Import-ACContact -ActivityName same -Wait).ActivityId
        Remove-CCActivity -Name same -WhatIf
        (Get-CCActivity $ours).ActivityId | Should -Be $ours
        Remove-CCActivity -Name same
        Get-CCActivity -Name same | Should -BeNullOrEmpty
        (Get-ACActivity $other).Name | Should -Be 'same'
        Assert-OneError { Remove-CCActivity $other } 'NameNotFound' 'ObjectNotFound' '*Get-CCActivity*'
    }

    It 'takes activities of the service from the pipeline, and refuses one that is open' {
        $null = Connect-CCTestAccount
        $batch = New-TestRow 2 | Import-CCContact -List Newsletter
        Assert-OneError { Get-CCActivity $batch.ActivityId | Remove-CCActivity } 'ActivityOpen' 'ResourceExists'
        Get-CCActivity $batch.ActivityId | Remove-CCActivity -Force
        (Get-CCActivity).ActivityId | Should -Not -Contain $batch.ActivityId
    }

    It 'erases a person from the journals of both services' {
        $null = Connect-CCTestAccount
        $null = Connect-TestAccount
        $null = [pscustomobject] @{ email = 'ann@example.com' } | Import-CCContact -List Newsletter
        $null = [pscustomobject] @{ email = 'ann@example.com' } | Import-ACContact -SkipAutomation
        (Remove-CCActivity -Email ann@example.com -Verbose 4>&1 | Where-Object Message -Like '*erased from 1 rows*').Count | Should -Be 2
    }
}
