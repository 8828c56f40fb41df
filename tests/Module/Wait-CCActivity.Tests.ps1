Describe 'Wait-CCActivity' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'tells what became of each batch, by batch, id and activity' {
        $null = Connect-CCTestAccount
        $batches = New-TestRow 20 | Import-CCContact -List Newsletter -BatchSize 10
        $results = $batches | Wait-CCActivity
        $results | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
        ($results | Measure-Object Imported -Sum).Sum | Should -Be 20
        (Wait-CCActivity $batches[0].BatchId).Imported | Should -Be 10
        (Get-CCActivity $batches[0].ActivityId | Wait-CCActivity | Measure-Object Imported -Sum).Sum | Should -Be 20
    }

    It 'sums up, and turns red by the rule' {
        $null = Connect-CCTestAccount
        $summary = New-TestRow 10 -BadEvery 5 | Import-CCContact -List Newsletter -ErrorAction Ignore |
            Wait-CCActivity -Summary -FailOn 1 -ErrorAction SilentlyContinue -ErrorVariable problems
        $summary.RowsRead, $summary.Imported, $summary.Refused, $summary.ExitCode | Should -Be 10, 8, 2, 2
        $problems[-1].FullyQualifiedErrorId | Should -BeLike 'ImportFailed,*'
        "$($problems.Exception.Message)" | Should -Not -MatchExactly '-AC[A-Z]'
    }

    It 'names who has left, and puts nobody back' {
        $simulator = Connect-CCTestAccount
        $rows = 'sample000@simulator.example', 'ada@example.com' | ForEach-Object { [pscustomobject] @{ email = $_ } }
        $result = $rows | Import-CCContact -List Events | Wait-CCActivity -ErrorAction SilentlyContinue -ErrorVariable problems
        $result.Imported, $result.Refused | Should -Be 1, 1
        $result.RefusedRows | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConsentWithdrawn,*'
        (Get-Server $simulator).Account.Reactivations | Should -Be 0
    }

    It 'is AccountMismatch between services' {
        $null = Connect-CCTestAccount
        $batch = New-TestRow 2 | Import-CCContact -List Newsletter
        $null = Connect-TestAccount
        Assert-OneError { $batch | Wait-ACImport } 'AccountMismatch' 'InvalidArgument'
        ($batch | Wait-CCActivity).Imported | Should -Be 2
    }
}
