Describe 'Remove-ACActivity' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $WarningPreference = 'SilentlyContinue'

        # Text files of the journal root that hold a text.
        function Find-InJournal {
            param([string] $Text)
            @(Get-ChildItem $env:AC_BULK_HOME -Recurse -File | Where-Object { (Get-Content -LiteralPath $_ -Raw) -like "*$Text*" })
        }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $done = (New-TestRow 20 | Import-ACContact -ActivityName 'Done' -Wait)[0].ActivityId
        $open = (New-TestRow 40 -BadEvery 10 -Prefix open | Import-ACContact -ActivityName 'Open' -SkipAutomation -ErrorAction SilentlyContinue)[0].ActivityId
    }

    AfterEach {
        Reset-TestAccount
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
    }

    It 'removes an activity by id, and writes nothing' {
        $folder = (Get-ACActivity $done).Folder
        Remove-ACActivity $done | Should -BeNullOrEmpty
        $folder | Should -Not -Exist
        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'removes activities of the pipeline' {
        Get-ACActivity -State Completed | Remove-ACActivity
        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'removes activities by name and wildcard' {
        Remove-ACActivity -Name d*
        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'refuses -OlderThan <_>, which everything would be' -ForEach -30, '-1.00:00:00' {
        Assert-OneError { Remove-ACActivity -OlderThan $_ -Force } 'ParameterArgumentValidationError' 'InvalidData' '*below zero*'
        @(Get-ACActivity) | Should -HaveCount 2
    }

    It 'reads the person out of <_>' -ForEach 'Ann <open1@example.com>', 'mailto:open1@example.com', " open1@example.com$([char] 0x200b)" {
        Find-InJournal 'open1@example.com' | Should -Not -BeNullOrEmpty
        Remove-ACActivity -Email $_ -Force
        Find-InJournal 'open1@example.com' | Should -BeNullOrEmpty
    }

    It 'says so where it found nobody of that address' {
        Remove-ACActivity -Email nobody@example.com -Force -WarningVariable said
        $said | Should -Not -BeNullOrEmpty
    }

    It 'removes what is -OlderThan that, a number counting days' {
        Remove-ACActivity -OlderThan 1 -Force
        @(Get-ACActivity) | Should -HaveCount 2
        Remove-ACActivity -Name Done -OlderThan 1
        @(Get-ACActivity) | Should -HaveCount 2
        Remove-ACActivity -OlderThan 0 -Force
        Get-ACActivity | Should -BeNullOrEmpty
    }

    It 'refuses an open activity as ActivityOpen, unless -Force, and goes on with the others' {
        Assert-OneError { Remove-ACActivity $open, $done } 'ActivityOpen' 'ResourceExists' "*36 rows are open*-Force*"
        (Get-ACActivity).ActivityId | Should -Be $open
        Remove-ACActivity $open -Force
        Get-ACActivity | Should -BeNullOrEmpty
    }

    It 'refuses one that somebody is at work on as ActivityRunning, even with -Force' {
        $lock = [IO.File]::Open((Join-Path (Get-ACActivity $open).Folder 'lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            Assert-OneError { Remove-ACActivity $open, $done -Force } 'ActivityRunning' 'ResourceBusy' "*$open*"
            Assert-OneError { Remove-ACActivity -Email open1@example.com } 'ActivityRunning' 'ResourceBusy' "*$open*"
        }
        finally {
            $lock.Dispose()
        }

        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'shows an id that is not there as NameNotFound' {
        Assert-OneError { Remove-ACActivity nothing, $done } 'NameNotFound' 'ObjectNotFound' "*'nothing'*"
        (Get-ACActivity).ActivityId | Should -Be $open
        $gone = Get-ACActivity $open
        Remove-ACActivity $open -Force
        Assert-OneError { $gone | Remove-ACActivity } 'NameNotFound' 'ObjectNotFound' "*$open*"
    }

    It 'changes nothing with -WhatIf' {
        Remove-ACActivity $done -WhatIf
        Get-ACActivity | Remove-ACActivity -Force -WhatIf
        Remove-ACActivity -Email open1@example.com -WhatIf
        @(Get-ACActivity) | Should -HaveCount 2
        Find-InJournal 'open1@example.com' | Should -Not -BeNullOrEmpty
    }

    It 'erases one person from all journals, and leaves the others' {
        (Get-ACActivity $open).HoldsContactData | Should -BeTrue
        Find-InJournal 'open10@@example.com' | Should -Not -BeNullOrEmpty
        $said = Remove-ACActivity -Email 'OPEN1@example.com', 'open10@@example.com' -Verbose 4>&1
        "$said" | Should -BeLike '*erased from 1 rows sent or planned, 1 refused rows*'
        "$said" | Should -Not -BeLike '*open1*'
        Find-InJournal 'open1@example.com' | Should -BeNullOrEmpty
        Find-InJournal 'open10@' | Should -BeNullOrEmpty
        Find-InJournal 'open2@example.com' | Should -Not -BeNullOrEmpty
        $result = Get-ACActivity $open | Wait-ACImport
        $result.Imported, $result.Refused, $result.Unknown | Should -Be 36, 0, 0
    }

    It 'erases from the activities that are named only' {
        Remove-ACActivity -Name Done -Email open1@example.com
        Get-ACActivity $done | Remove-ACActivity -Email open1@example.com
        Remove-ACActivity $done -Email open1@example.com
        Find-InJournal 'open1@example.com' | Should -Not -BeNullOrEmpty
        Get-ACActivity $open | Remove-ACActivity -Email open1@example.com
        Find-InJournal 'open1@example.com' | Should -BeNullOrEmpty
        @(Get-ACActivity) | Should -HaveCount 2
    }

    It 'erases the person from the reject file too, and names one that it cannot search' {
        $path = Join-Path $env:AC_BULK_HOME 'rejects.csv'
        $null = New-TestRow 40 -BadEvery 10 -Prefix file | Import-ACContact -RejectPath $path -ActivityName file -WarningAction SilentlyContinue
        Remove-ACActivity -Email 'file10@@example.com' -WarningVariable warning -WarningAction SilentlyContinue
        (Import-Csv $path).email | Should -Be 'file20@@example.com', 'file30@@example.com', 'file40@@example.com'
        $warning | Should -BeNullOrEmpty
        Set-Content $path 'mine'
        Remove-ACActivity -Email 'file20@@example.com' -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike "*$path*"
    }

    It 'works on the journals of -JournalPath' {
        $elsewhere = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-TestRow 20 | Import-ACContact -JournalPath $elsewhere -Wait
        Remove-ACActivity -OlderThan 0 -JournalPath $elsewhere
        Get-ACActivity -JournalPath $elsewhere | Should -BeNullOrEmpty
        @(Get-ACActivity) | Should -HaveCount 2
    }

    It 'removes a damaged journal by its id' {
        Clear-Content (Join-Path (Get-ACActivity $done).Folder 'journal.jsonl')
        Assert-OneError { Get-ACActivity | Out-Null } 'JournalUnreadable' 'ReadError'
        Remove-ACActivity $done
        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'ends when it is stopped by -First, with what came until then gone' {
        Get-ACActivity | Select-Object -First 1 | Remove-ACActivity
        (Get-ACActivity).ActivityId | Should -Be $open
    }

    It 'completes ids' {
        Get-Completion 'Remove-ACActivity -ActivityId ' | Sort-Object | Should -Be ((Get-ACActivity).ActivityId | Sort-Object)
    }
}

Describe 'Contact data of old activities' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $WarningPreference = 'SilentlyContinue'
        $null = Connect-TestAccount
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $id = (New-TestRow 20 -BadEvery 10 | Import-ACContact -ErrorAction SilentlyContinue)[0].ActivityId
        $folder = (Get-ACActivity $id).Folder
        Reset-TestAccount
    }

    AfterAll { $env:AC_BULK_HOME = Join-Path $TestDrive 'home' }

    It 'goes in passing, with the next command on the journals' {
        # The same journal, as if it had been written long ago, in a root that this process has not looked through yet.
        $root = Join-Path $TestDrive ([guid]::NewGuid())
        $old = Join-Path $root 'host/20200101-000000-000abc'
        $null = New-Item (Split-Path $old) -ItemType Directory
        Copy-Item $folder $old -Recurse
        ConvertTo-Version1 $old
        (Get-Content "$old/journal.jsonl") -replace '"started":"[^"]+"', '"started":"2020-01-01T00:00:00+00:00"' -replace '"id":"[^"]+"', '"id":"20200101-000000-000abc"' | Set-Content "$old/journal.jsonl"
        # As if it had been seen for the first time long ago.
        Set-Content "$old/due.mark" '2020-02-01T00:00:00.0000000Z'
        $activity = Get-ACActivity -JournalPath $root -ActivityId '20200101-000000-000abc'
        $activity.HoldsContactData | Should -BeFalse
        $activity = Get-ACActivity -JournalPath $root -Since 2000-01-01
        $activity.RowsRead, $activity.Refused, $activity.Unknown | Should -Be 20, 2, 18
        Get-ChildItem $old -File | Get-Content -Raw | Should -Not -BeLike '*@*'
    }

    It 'stays as long as it is young' {
        (Get-ACActivity $id).HoldsContactData | Should -BeTrue
    }
}
