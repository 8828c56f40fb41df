Describe 'Repair-CCActivity' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'brings in what the service ended as <_>' -ForEach 'FailBatch', 'InterruptBatch' {
        $simulator = Connect-CCTestAccount -With @{ $_ = 1 }
        $results = New-TestRow 30 | Import-CCContact -List Newsletter | Wait-CCActivity -ErrorAction SilentlyContinue -ErrorVariable problems | Repair-CCActivity
        "$($problems.Exception.Message)" | Should -BeLike '*Repair-CCActivity*'
        "$($problems.Exception.Message)" | Should -Not -MatchExactly '-AC[A-Z]'
        ($results | Measure-Object Imported -Sum).Sum | Should -Be 30
        (Get-Server $simulator).Account.FindContact('person30@example.com') | Should -Not -BeNullOrEmpty
    }

    It 'takes an activity of the service, and passes on what is well' {
        $null = Connect-CCTestAccount -With @{ FailBatch = 1 }
        $batch = New-TestRow 5 | Import-CCContact -List Newsletter
        $batch | Wait-CCActivity -ErrorAction Ignore | Out-Null
        (Get-CCActivity $batch.ActivityId | Repair-CCActivity | Measure-Object Imported -Sum).Sum | Should -Be 5
        $well = New-TestRow 2 -Prefix well | Import-CCContact -List Newsletter -Wait
        ($well | Repair-CCActivity).BatchId | Should -Be $well.BatchId
    }

    It 'sends nothing with -WhatIf' {
        $simulator = Connect-CCTestAccount -With @{ FailBatch = 1 }
        New-TestRow 5 | Import-CCContact -List Newsletter -Wait -ErrorAction Ignore | Repair-CCActivity -WhatIf
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 1
    }
}
