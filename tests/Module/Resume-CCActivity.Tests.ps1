Describe 'Resume-CCActivity' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'goes on with the same rows, and sends none twice' {
        $simulator = Connect-CCTestAccount
        $rows = New-TestRow 40
        $first = $rows | Import-CCContact -List Newsletter -BatchSize 10 -ThrottleLimit 1 | Select-Object -First 1
        $summary = $rows | Resume-CCActivity -ActivityId $first.ActivityId | Wait-CCActivity -Summary
        $summary.RowsRead, $summary.Imported | Should -Be 40, 40
        $applied = (Get-Server $simulator).Account.AppliedCounts()
        ($applied.GetEnumerator() | Where-Object Key -Like 'person*').Value | Sort-Object -Unique | Should -Be 1
    }

    It 'finds a batch whose answer was lost, and sends nothing of it again' {
        $simulator = Connect-CCTestAccount -With @{ LoseAnswer = 1 }
        New-TestRow 10 | Import-CCContact -List Newsletter -OnUnknown Hold -ActivityName lost -ErrorAction SilentlyContinue -ErrorVariable problems | Out-Null
        "$($problems.Exception.Message)" | Should -Not -MatchExactly '-AC[A-Z]'
        (Resume-CCActivity -Name lost | Wait-CCActivity | Measure-Object Imported -Sum).Sum | Should -Be 10
        (Get-Server $simulator).Account.DuplicateJobs.Count | Should -Be 0
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 1
    }

    It 'takes activities of the service, each once, and says what is not done with -WhatIf' {
        $null = Connect-CCTestAccount
        $first = New-TestRow 1000 | Import-CCContact -List Newsletter -BatchSize 100 -ThrottleLimit 1 | Select-Object -First 1
        Get-CCActivity $first.ActivityId | Resume-CCActivity -WhatIf | Should -BeNullOrEmpty
        $errors = @(Get-ErrorOf { Get-CCActivity $first.ActivityId | Resume-CCActivity | Wait-CCActivity | Out-Null })
        $errors.FullyQualifiedErrorId | Should -BeLike 'InputNeeded,*'
        $errors.Exception.Message | Should -BeLike '*Resume-CCActivity*'
        $errors.Exception.Message | Should -Not -MatchExactly '-AC[A-Z]'
    }

    It 'is SettingsConflict for rows out of its own backup, and writes and sends nothing' {
        $server = Get-Server (Connect-CCTestAccount)
        $backup = Join-Path $TestDrive 'backup.csv'
        $open = Get-CCContact -Tag vip | Remove-CCContact -BackupPath $backup -Force | Select-Object -First 1
        ($calls, $text) = $server.RequestCount('CCContactDelete'), (Get-Content $backup -Raw)
        Assert-OneError { Import-Csv $backup | Resume-CCActivity -ActivityId $open.ActivityId } 'SettingsConflict' 'InvalidArgument' "*'$backup' as its -BackupPath*"
        Assert-OneError { Resume-CCActivity -ActivityId $open.ActivityId -Path $backup } 'SettingsConflict' 'InvalidArgument' "*'$backup' as its -BackupPath*"
        $server.RequestCount('CCContactDelete') | Should -Be $calls
        Get-Content $backup -Raw | Should -BeExactly $text
        Resume-CCActivity -ActivityId $open.ActivityId -Wait | Out-Null
        Get-CCContact -Tag vip | Should -BeNullOrEmpty
    }

    It 'is ActivityNotNamed, and NameNotFound' {
        $null = Connect-CCTestAccount
        Assert-OneError { Resume-CCActivity } 'ActivityNotNamed' 'InvalidArgument' '*Resume-CCActivity*'
        Assert-OneError { Resume-CCActivity nothing } 'NameNotFound' 'ObjectNotFound' '*Get-CCActivity*'
    }
}
