# What an import leaves out or takes off: rows that are as before, excluded addresses, people who have opted out.
Describe 'Import-ACContact -ComparedTo' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $WarningPreference = 'SilentlyContinue'
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $rows = @(New-TestRow 300)
        $nightly = @{ ActivityName = 'Nightly'; ComparedTo = 'Last' }
        $first = $rows | Import-ACContact @nightly -AllowFull -Wait
    }

    AfterEach {
        $simulator.Offences | Should -Be 0
        Reset-TestAccount
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
    }

    It 'sends what differs, and counts the others as Unchanged' {
        ($first.Imported | Measure-Object -Sum).Sum | Should -Be 300
        $before = Get-WriteCount $simulator
        $rows[0..19] | ForEach-Object { $_.'First Name' = 'New' }
        $summary = $rows | Import-ACContact @nightly | Wait-ACImport -Summary
        $summary.RowsRead, $summary.Imported, $summary.Unchanged, $summary.NotSent, $summary.ExitCode | Should -Be 300, 20, 280, 0, 0
        (Get-WriteCount $simulator) - $before | Should -Be 1
        Assert-CountsAddUp (Get-LastActivity $simulator)
    }

    It 'sends nothing where nothing differs, and is an activity all the same' {
        $before = Get-WriteCount $simulator
        $batch = $rows | Import-ACContact @nightly
        $batch.State, $batch.Rows, $batch.BatchNumber | Should -Be 'Completed', 0, 0
        $summary = $batch | Wait-ACImport -Summary -FailOn Any
        $summary.RowsRead, $summary.Unchanged, $summary.ExitCode | Should -Be 300, 300, 0
        $activity = Get-LastActivity $simulator
        $activity.State, $activity.Unchanged, $activity.NextCommand | Should -Be 'Completed', 300, $null
        ($rows | Import-ACContact @nightly -Wait).Rows | Should -Be 0
        Get-WriteCount $simulator | Should -Be $before
    }

    It 'compares with what -DependsOn has waited for' {
        (Get-Server $simulator).Options.ActiveFor = [timespan]::FromSeconds(60)
        $rows[0].'First Name' = 'New'
        $changed = $rows | Import-ACContact @nightly
        $before = Get-WriteCount $simulator
        $summary = $rows | Import-ACContact @nightly -DependsOn $changed | Wait-ACImport -Summary
        $summary.Unchanged, $summary.ExitCode | Should -Be 300, 0
        Get-WriteCount $simulator | Should -Be $before
    }

    It 'takes the same file again, which is AlreadyImported otherwise' {
        $path = New-TestFile 'same.csv' (($rows | ConvertTo-Csv -NoTypeInformation) -join "`n")
        Import-ACContact -Path $path @nightly -Wait | Out-Null
        (Import-ACContact -Path $path @nightly -Wait).Rows | Should -Be 0
        Assert-OneError { Import-ACContact -Path $path -ActivityName Nightly } 'AlreadyImported' 'ResourceExists'
    }

    It 'takes an activity, or its id' {
        $rows[0].'First Name' = 'New'
        $activity = Get-LastActivity $simulator
        foreach ($source in $activity, $activity.ActivityId) {
            $result = $rows | Import-ACContact -ComparedTo $source -ActivityName Nightly -Wait
            $result.Imported | Should -Be 1
        }

        Get-Completion 'Import-ACContact -ComparedTo ' | Select-Object -First 1 | Should -Be 'Last'
    }

    It 'takes an exported file' {
        $path = New-TestFile 'export.csv' "email,First Name,status`nperson1@example.com,First1,active`nperson2@example.com,Other,active`n"
        $result = $rows[0..1] | Import-ACContact -ComparedTo $path -ActivityName Nightly -Wait
        $result.Imported | Should -Be 1
        (Get-LastActivity $simulator).Unchanged | Should -Be 1
    }

    It 'is NoBaseline without an earlier import of the name, and sends nothing' {
        $before = Get-WriteCount $simulator
        Assert-OneError { $rows | Import-ACContact -ComparedTo Last -ActivityName Other } 'NoBaseline' 'ObjectNotFound' "*'Other'*-AllowFull*"
        Assert-OneError { $rows | Import-ACContact -ComparedTo 20200101-000000-000abc -ActivityName Nightly } 'NameNotFound' 'ObjectNotFound'
        Get-WriteCount $simulator | Should -Be $before
    }

    It 'is a SettingsConflict <Why>' -ForEach @(
        @{ Why = 'without a name'; With = @{ ComparedTo = 'Last' } }
        @{ Why = 'for -AllowFull alone'; With = @{ AllowFull = $true; ActivityName = 'Nightly' } }
    ) {
        Assert-OneError { $rows | Import-ACContact @With } 'SettingsConflict' 'InvalidArgument' '*-ComparedTo*'
    }

    It 'is an AccountMismatch for an activity of another account' {
        $activity = Get-LastActivity $simulator
        $other = Start-ACSimulator | Connect-ACSession -Name other -PassThru
        Assert-OneError { $rows | Import-ACContact -ComparedTo $activity -ActivityName Nightly -Session $other } 'AccountMismatch' 'InvalidArgument'
    }

    It 'counts with -WhatIf' {
        $rows[0..4] | ForEach-Object { $_.'First Name' = 'New' }
        $before = Get-WriteCount $simulator
        $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $null = Start-Transcript $transcript
        $rows | Import-ACContact @nightly -WhatIf
        $null = Stop-Transcript
        (Get-Content $transcript -Raw) -replace '\s+', ' ' | Should -BeLike "*only what differs from the last 'Nightly'*300 rows read: 5 would be sent*295 unchanged*"
        Get-WriteCount $simulator | Should -Be $before
        @(Get-ACActivity) | Should -HaveCount 1
    }

    It 'keeps what removed activities have confirmed, and forgets people who are erased' {
        Get-ACActivity | Remove-ACActivity
        ($rows | Import-ACContact @nightly -Wait).Rows | Should -Be 0
        $said = Remove-ACActivity -Email PERSON7@example.com -Verbose 4>&1
        "$said" | Should -BeLike '*count as changed*'
        ($rows | Import-ACContact @nightly -Wait).Imported | Should -Be 1
    }

    It 'goes on with -IfOpen Resume, comparing as before' {
        $rows | ForEach-Object { $_.'First Name' = 'New' }
        Stop-AfterFirst $simulator { $rows | Import-ACContact @nightly -SkipAutomation -BatchSize 50 -ThrottleLimit 1 }
        $null = $rows | Import-ACContact @nightly -SkipAutomation -IfOpen Resume -Wait
        $activity = Get-LastActivity $simulator
        $activity.State, $activity.Imported | Should -Be 'Completed', 300
        ($rows | Import-ACContact @nightly -SkipAutomation -Wait).Rows | Should -Be 0
    }
}

Describe 'Import-ACContact -ExcludePath' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $WarningPreference = 'SilentlyContinue'
        $simulator = Connect-TestAccount
        $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('person2@example.com')))
        $addresses = New-TestFile 'never.txt' "PERSON1@example.com`n$hash`n"
        $csv = New-TestFile 'never.csv' "name,E-Mail`nAnn,person3@example.com`n"
    }

    AfterAll {
        $simulator.Offences | Should -Be 0
        Reset-TestAccount
    }

    It 'refuses addresses and hashes as Excluded' {
        $errors = @(Get-ErrorOf { New-TestRow 20 | Import-ACContact -ExcludePath $addresses, $csv -Wait })
        $errors.FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        $errors.Exception.RowNumber | Should -Be 1, 2, 3
        $errors[0].Exception.Message | Should -Not -BeLike '*@*'
        (Get-LastActivity $simulator).Refused | Should -Be 3
        (Get-Server $simulator).Account.FindContact('person2@example.com') | Should -BeNullOrEmpty
    }

    It 'is an error before anything is sent for a file that is <Why>' -ForEach @(
        @{ Why = 'missing'; Id = 'FileNotFound'; Category = 'ObjectNotFound'; Text = $null }
        @{ Why = 'something else'; Id = 'ExclusionInvalid'; Category = 'InvalidData'; Text = 'everybody' }
    ) {
        $before = Get-WriteCount $simulator
        $path = if ($Text) { New-TestFile 'wrong.txt' $Text } else { Join-Path $TestDrive 'missing.txt' }
        Assert-OneError { New-TestRow 20 | Import-ACContact -ExcludePath $path } $Id $Category '*.txt*'
        Get-WriteCount $simulator | Should -Be $before
    }

    It 'is taken over by -SettingsFrom, and read again' {
        $id = (New-TestRow 20 -Prefix again | Import-ACContact -ExcludePath $addresses -Wait)[0].ActivityId
        $errors = @(Get-ErrorOf { New-TestRow 3 | Import-ACContact -SettingsFrom $id -Wait })
        $errors.FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        $errors | Should -HaveCount 2
    }
}

Describe 'Import-ACContact -OptOutColumn' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $account = (Get-Server $simulator).Account
        $lists = @{}
        $account.Lists.GetEnumerator() | ForEach-Object { $lists[$_.Value] = $_.Key }

        function Get-ListState {
            param([string] $Email, [string] $List)
            "$($account.FindContact($Email).Lists[$lists[$List]])"
        }
    }

    AfterAll {
        $simulator.Offences | Should -Be 0
        Reset-TestAccount
    }

    It 'unsubscribes who has opted out, and subscribes the others' {
        $rows = New-TestRow 20 -Prefix opt | Select-Object *, @{ Name = 'Left'; Expression = { '' } }
        $rows[0].Left = 'YES'
        $rows[1].Left = '0'
        $rows | Import-ACContact -List Newsletter -OptOutColumn Left -Wait | Out-Null
        Get-ListState 'opt1@example.com' Newsletter | Should -Be 'Unsubscribed'
        Get-ListState 'opt2@example.com' Newsletter | Should -Be 'Active'
        Get-ListState 'opt3@example.com' Newsletter | Should -Be 'Active'
    }

    It 'unsubscribes from every list where none is named' {
        $account.AddContact('gone@example.com') | Out-Null
        foreach ($name in $lists.Keys) { $account.Subscribe('gone@example.com', $lists[$name]) }
        [pscustomobject] @{ email = 'gone@example.com'; Left = $true } | Import-ACContact -OptOutColumn left -Wait | Out-Null
        foreach ($name in $lists.Keys) { Get-ListState 'gone@example.com' $name | Should -Be 'Unsubscribed' }
    }

    It 'refuses what it does not understand as OptOutUnclear' {
        $row = [pscustomobject] @{ email = 'who@example.com'; Left = 'perhaps' }
        Assert-OneError { $row | Import-ACContact -List Newsletter -OptOutColumn Left } 'OptOutUnclear' 'InvalidData' "*'Left'*"
        $account.FindContact('who@example.com') | Should -BeNullOrEmpty
    }

    It 'is ColumnMapInvalid for a column that is not there, or is mapped as well' {
        Assert-OneError { New-TestRow | Import-ACContact -OptOutColumn Left } 'ColumnMapInvalid' 'InvalidArgument' '*-OptOutColumn*'
        Assert-OneError { New-TestRow | Import-ACContact -OptOutColumn 'First Name' -ColumnMap @{ 'First Name' = 'last name' } } 'ColumnMapInvalid' 'InvalidArgument'
    }
}
