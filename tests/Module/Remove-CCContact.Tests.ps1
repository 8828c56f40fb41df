Describe 'Remove-CCContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
        $server = Get-Server $simulator
        $backup = Join-Path $TestDrive 'deleted.csv'
    }

    AfterAll { Reset-TestAccount }

    It 'is ConfirmationRequired where nobody can be asked, with the number, and deletes nobody' {
        Assert-OneError { Get-CCContact -Tag vip | Remove-CCContact } 'ConfirmationRequired' 'OperationStopped' '*Delete contacts: 9 contacts*without a backup*'
        $server.RequestCount('CCContactDelete') | Should -Be 0
    }

    It 'deletes nobody with -WhatIf, and writes no backup' {
        Get-CCContact -Tag vip | Remove-CCContact -BackupPath $backup -WhatIf
        Test-Path $backup | Should -BeFalse
        $server.Account.ContactCount | Should -Be 50
    }

    It 'is MaxCountExceeded for too many, and NoInput for nobody' {
        Assert-OneError { Get-CCContact | Remove-CCContact -MaxCount 49 -Force } 'MaxCountExceeded' 'LimitsExceeded'
        Assert-OneError { Get-CCContact -Tag vip -List Customers | Remove-CCContact -Force } 'NoInput' 'InvalidData'
        $server.Account.ContactCount | Should -Be 50
    }

    It 'writes everybody to the backup before, which imports again' {
        $result = Get-CCContact -Tag vip -Status Active | Remove-CCContact -BackupPath $backup -Force -Wait
        $result.State, $result.Imported | Should -Be 'Completed', 8
        $server.Account.ContactCount | Should -Be 42
        $rows = Import-Csv $backup
        $rows.contact_tags | Should -Be (@('vip') * 8)
        (Import-CCContact -Path $backup -List Newsletter -Wait).Imported | Should -Be 8
        $server.Account.ContactCount | Should -Be 50
    }

    It 'is FileExists for a backup that is there, and adds to it with -Append' {
        Assert-OneError { 'sample001@simulator.example' | Remove-CCContact -BackupPath $backup -Force } 'FileExists' 'ResourceExists'
        $null = 'sample001@simulator.example' | Remove-CCContact -BackupPath $backup -Append -Force -Wait
        @(Import-Csv $backup) | Should -HaveCount 9
        $server.Account.FindContact('sample001@simulator.example').Status | Should -Be 'deleted'
    }

    It 'is IdWithoutAddress for <What> alone, unless -AllowIdOnly' -ForEach @(
        @{ What = 'an id'; Make = { param($Id) [guid] $Id } }
        @{ What = 'an id in a row'; Make = { param($Id) [pscustomobject] @{ contact_id = $Id } } }
    ) {
        $who = & $Make $server.Account.FindContact('sample005@simulator.example').Id
        foreach ($command in { $who | Remove-CCContact -Force }, { $who | Add-CCListMember Customers }, { $who | Remove-CCContactTag vip }) {
            Assert-OneError $command 'IdWithoutAddress' 'InvalidArgument' '*-AllowIdOnly*'
        }

        $server.Account.FindContact('sample005@simulator.example').Status | Should -Be 'active'
        (Get-CCContact -Id "$($who.contact_id ?? $who)").Email | Should -Be 'sample005@simulator.example'
        ($who | Add-CCListMember Customers -AllowIdOnly -Wait).Imported | Should -Be 1
    }

    It 'is ContactMismatch for an object with two ids, naming both columns, and deletes neither' {
        $one, $other = 'sample005@simulator.example', 'sample007@simulator.example' | ForEach-Object { $server.Account.FindContact($_).Id }
        foreach ($row in [pscustomobject] @{ contact_id = $one; id = $other }, [pscustomobject] @{ id = $one; email = 'sample005@simulator.example'; contact_id = $other }, @{ Id = $other; Contact_Id = $one }) {
            $errors = Get-ErrorOf { $row | Remove-CCContact -AllowIdOnly -Force }
            $errors.FullyQualifiedErrorId -replace ',.*' | Should -Be 'ContactMismatch', 'NoInput'
            $errors[0].Exception.Message | Should -BeLike "*'contact_id'*'id'*"
        }

        'sample005@simulator.example', 'sample007@simulator.example' | ForEach-Object { $server.Account.FindContact($_).Status } | Should -Be 'active', 'active'
        $same = [pscustomobject] @{ contact_id = $one; id = $one.ToUpperInvariant(); email = 'sample005@simulator.example' }
        ($same | Add-CCContactTag vip -Wait).Imported | Should -Be 1
        ([pscustomobject] @{ contact_id = $one; id = 'A-17'; email = 'sample005@simulator.example' } | Remove-CCContactTag vip -Wait).Imported | Should -Be 1
    }

    It 'counts people for -MaxCount and in its question, not rows' {
        $rows = 'sample008@simulator.example', ' SAMPLE008@simulator.example', [pscustomobject] @{ email = 'Sample008@Simulator.example' }, 'sample009@simulator.example'
        Assert-OneError { $rows | Remove-CCContact -MaxCount 1 -Force } 'MaxCountExceeded' 'LimitsExceeded'
        Assert-OneError { $rows | Remove-CCContact -MaxCount 2 } 'ConfirmationRequired' 'OperationStopped' '*Delete contacts: 2 contacts*'
        ($rows | Remove-CCContact -MaxCount 2 -Force -Wait | Measure-Object Imported -Sum).Sum | Should -Be 2
        'sample008@simulator.example', 'sample009@simulator.example' | ForEach-Object { $server.Account.FindContact($_).Status } | Should -Be 'deleted', 'deleted'
    }

    It 'is NotARow for an object that only has an Id, and names its own cmdlets' {
        $errors = Get-ErrorOf { Get-Process -Id $PID | Remove-CCContact -Force }
        $errors.FullyQualifiedErrorId -replace ',.*' | Should -Be 'NotARow', 'NoInput'
        $errors[0].Exception.Message | Should -BeLike '*contacts of Get-CCContact*'
    }

    It 'adds whoever came back since to the backup, as they are now' {
        $null = [pscustomobject] @{ email = 'sample001@simulator.example'; first_name = 'Anew' } | Import-CCContact -List Newsletter -Wait
        $null = 'sample001@simulator.example' | Remove-CCContact -BackupPath $backup -Append -Force -Wait
        $rows = @(Import-Csv $backup | Where-Object email -EQ 'sample001@simulator.example')
        $rows.first_name | Should -Be 'Ben', 'Anew'
    }

    It 'is SettingsConflict for a backup that is the reject file too, and deletes nobody' {
        $both = Join-Path $TestDrive 'both.csv'
        $before = $server.RequestCount('CCContactDelete')
        Assert-OneError { 'sample003@simulator.example', 'no address' | Remove-CCContact -BackupPath $both -RejectPath $both -Force } 'SettingsConflict' 'InvalidArgument' '*same file*'
        $server.RequestCount('CCContactDelete') | Should -Be $before
        Test-Path $both | Should -BeFalse
    }

    It 'is shown with its kind' {
        $open = Get-CCActivity | Where-Object Kind -EQ 'delete'
        $open.Name | Should -Contain 'Remove-CCContact'
    }
}
