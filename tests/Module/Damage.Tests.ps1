BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')

    # An import whose third batch was sent and never answered, from a file that is still there.
    function Start-OpenImport {
        param([string] $File)
        Add-Fault $simulator BulkImport CloseAfterEffect 3
        Import-ACContact -Path $File -SkipAutomation -BatchSize 20 -ThrottleLimit 1 -OnUnknown Hold -Wait -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Out-Null
        Get-ACActivity | Select-Object -Last 1
    }

    # A file that is there and cannot be read, for root too: on Linux one whose reading fails as on a broken disk.
    function Lock-Journal {
        param([string] $Path)
        if ($IsLinux) {
            Move-Item $Path "$Path.kept"
            $null = New-Item $Path -ItemType SymbolicLink -Value /proc/self/mem
        }
        elseif ($IsMacOS) { chmod 000 $Path }
        else { $script:held = [IO.File]::Open($Path, 'Open', 'Read', 'None') }
    }

    function Unlock-Journal {
        param([string] $Path)
        if ($IsLinux) { Move-Item "$Path.kept" $Path -Force }
        elseif ($IsMacOS) { chmod 600 $Path }
        else { $script:held.Dispose() }
    }

    function Edit-Line {
        param([string] $Path, [int] $Number, [scriptblock] $Change)
        $lines = [IO.File]::ReadAllLines($Path)
        $lines[$Number - 1] = & $Change $lines[$Number - 1]
        [IO.File]::WriteAllText($Path, (($lines -join "`n") + "`n"))
    }
}

Describe 'a damaged journal' {
    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $file = New-TestFile "$([guid]::NewGuid()).csv" ("email`n" + ((1..80 | ForEach-Object { "person$_@example.com" }) -join "`n") + "`n")
        $activity = Start-OpenImport $file
        $journal = Join-Path $activity.Folder 'journal.jsonl'
        $account = (Get-Server $simulator).Account
    }

    AfterEach { Reset-TestAccount }

    It 'is named by file and line once, and its rows are settled by the command that is named' {
        $number = [array]::FindIndex([IO.File]::ReadAllLines($journal), [Predicate[string]] { $args[0] -like '*"t":"settled","n":1,*' }) + 1
        Edit-Line $journal $number { '{"t":"settled","n":1' }
        $seen = Get-ACActivity -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -HaveCount 1
        $warning[0].Message | Should -BeLike "*line $number of journal.jsonl*Resume-ACActivity*"
        $null = $warning[0].Message -match 'settled by: (?<command>.+)$'
        Invoke-Expression $Matches.command -WarningAction SilentlyContinue | Out-Null
        $after = Get-ACActivity -WarningAction SilentlyContinue
        $after.State, $after.RowsRead, $after.Imported, $after.Unknown | Should -Be 'Completed', 80, 80, 0
        $account.Contacts.Where{ $_.Email -like 'person*' }.Count | Should -Be 80
    }

    It 'keeps nobody from another import' {
        Edit-Line $journal 1 { 'null' }
        New-TestRow 20 -Prefix other | Import-ACContact -SkipAutomation -Wait -WarningVariable warning -WarningAction SilentlyContinue -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem | Should -BeNullOrEmpty
        $account.Contacts.Where{ $_.Email -like 'other*' }.Count | Should -Be 20
        ($warning -like "*$($activity.ActivityId)*") | Should -HaveCount 1
    }

    It 'goes by the command in the error where its first line is damaged' {
        Edit-Line $journal 1 { $args[0] -replace 'kind', 'kinx' }
        $problem = Get-ErrorOf { Get-ACActivity | Out-Null }
        $problem.FullyQualifiedErrorId | Should -BeLike 'JournalUnreadable,*'
        $problem.Exception.Message | Should -BeLike '*line 1 of journal.jsonl*'
        $null = $problem.Exception.Message -match '(?<command>Remove-ACActivity .+ -Force)$'
        Invoke-Expression $Matches.command
        Get-ACActivity | Should -BeNullOrEmpty
        Test-Path $activity.Folder | Should -BeFalse
    }

    It 'is damaged for every command where a setting of version 1 has another type: <Setting>' -ForEach @(
        @{ Setting = 'list'; Value = '[\"x\"]' }, @{ Setting = 'columnMap'; Value = '[]' }, @{ Setting = 'tag'; Value = '7' }
    ) {
        $result = Get-ACActivity | Wait-ACImport -ErrorAction SilentlyContinue | Select-Object -First 1
        ConvertTo-Version1 $activity.Folder
        Edit-Line $journal 1 { $args[0] -replace "(?<=`"$Setting`":`")[^`"]*(\\`"[^`"]*)*(?=`")", $Value }
        $id = $activity.ActivityId
        foreach ($command in {
                Get-ACActivity
            }, {
                Get-ACActivity $id -Detailed
            }, {
                Resume-ACActivity $id
            }, {
                $activity | Repair-ACImport
            }, {
                $activity | Wait-ACImport -Summary
            }, {
                New-TestRow 1 | Import-ACContact -SettingsFrom $id
            }) {
            $errors = @(Get-ErrorOf { & $command | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'JournalUnreadable,*' -Because $command
            $errors[0].Exception.Message | Should -BeLike '*line 1 of journal.jsonl*' -Because $command
        }

        (New-TestRow 20 -Prefix other | Import-ACContact -SkipAutomation -Wait -WarningAction SilentlyContinue -ErrorAction Stop).Imported | Should -Be 20
        $errors = @(Get-ErrorOf { Get-ACActivity $id | Out-Null })
        $null = $errors[0].Exception.Message -match '(?<command>Remove-ACActivity .+ -Force)$'
        Invoke-Expression $Matches.command
        Test-Path $activity.Folder | Should -BeFalse
    }

    It 'is shown where its main file is gone, and removed by its id' {
        Remove-Item $journal
        Assert-OneError { Get-ACActivity | Out-Null } 'JournalUnreadable' 'ReadError' '*journal.jsonl is gone*'
        Remove-ACActivity $activity.ActivityId
        Get-ACActivity | Should -BeNullOrEmpty
    }

    It 'is named, with what to do, where the disk does not give it' {
        New-TestRow 20 -Prefix other | Import-ACContact -SkipAutomation -WarningAction SilentlyContinue | Out-Null
        Lock-Journal $journal
        $id = $activity.ActivityId
        try {
            $errors = @(Get-ErrorOf { $script:shown = @(Get-ACActivity) })
            $errors.FullyQualifiedErrorId | Should -BeLike 'DiskFailed,*'
            $errors[0].CategoryInfo.Category | Should -Be 'DeviceError'
            $errors[0].Exception.Message | Should -BeLike "*'$journal'*Check the disk*"
            $shown.ActivityId | Should -Not -Contain $id
            $shown.Pending | Should -Be 20
            foreach ($command in {
                    Resume-ACActivity $id
                }, {
                    $activity | Repair-ACImport
                }, {
                    New-TestRow 1 -Prefix late | Import-ACContact -SkipAutomation
                }, {
                    Remove-ACActivity -Email other1@example.com -Force
                }) {
                $errors = @(Get-ErrorOf { & $command | Out-Null })
                $errors.FullyQualifiedErrorId | Should -BeLike 'DiskFailed,*' -Because $command
                $errors[0].Exception.Message | Should -BeLike '*Check the disk*Get-ACActivity*' -Because $command
            }
        }
        finally {
            Unlock-Journal $journal
        }

        (Get-ACActivity $id).Unknown | Should -Be 20
        Get-ChildItem $shown.Folder -File | Select-String 'other1@example.com' -SimpleMatch | Should -BeNullOrEmpty
        Get-ChildItem $shown.Folder -File | Select-String 'other2@example.com' -SimpleMatch | Should -Not -BeNullOrEmpty
    }

    It 'says what to do where the key is damaged' {
        $key = Join-Path (Split-Path $activity.Folder) 'key'
        [IO.File]::WriteAllBytes($key, [byte[]]::new(5000))
        Assert-OneError { New-TestRow 20 | Import-ACContact -SkipAutomation } 'JournalUnreadable' 'ReadError' "*'$key'*delete this file*"
        Remove-Item $key
        (New-TestRow 20 | Import-ACContact -SkipAutomation -Wait -WarningAction SilentlyContinue).State | Should -Be 'Completed'
    }

    It 'reads rows again from the input whose contact data is gone' {
        Remove-Item (Join-Path $activity.Folder 'batches-*')
        $before = Get-ACActivity
        $before.Unknown, $before.NextCommand | Should -Be 20, "Resume-ACActivity -ActivityId '$($activity.ActivityId)' | Wait-ACImport"
        Invoke-Expression $before.NextCommand | Out-Null
        $after = Get-ACActivity
        $after.State, $after.Imported, $after.Unknown, $after.NextCommand | Should -Be 'Completed', 80, 0, $null
    }

    It 'names the rows where that input is gone too, and takes it by -Path' {
        Remove-Item (Join-Path $activity.Folder 'batches-*')
        $moved = "$file.moved"
        Move-Item $file $moved
        Assert-OneError { Resume-ACActivity $activity.ActivityId | Out-Null } 'InputNeeded' 'ObjectNotFound' '*Rows 41-60 *-Path*'
        Resume-ACActivity $activity.ActivityId -Path $moved -Wait | Out-Null
        (Get-ACActivity).Unknown | Should -Be 0
    }

    It 'is a clear error for Wait-ACImport where its folder is deleted meanwhile' {
        $errors = Get-ErrorOf {
            New-TestRow 60 -Prefix late | Import-ACContact -SkipAutomation -BatchSize 20 -WarningAction SilentlyContinue |
                ForEach-Object { Remove-Item (Split-Path $activity.Folder) -Recurse -Force -ErrorAction Ignore; $_ } | Wait-ACImport -Summary | Out-Null
        }
        $errors | ForEach-Object FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -BeIn 'JournalUnreadable', 'JournalUnwritable'
        $errors | Should -Not -BeNullOrEmpty
    }
}

Describe 'an activity that was killed before its first line' {
    It 'was not sent, which Resume-ACActivity says, and is gone afterwards' {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $null = New-TestRow 20 | Import-ACContact -Wait
        $id = '20260105-080000-000abc'
        $folder = Join-Path (Split-Path (Get-ACActivity).Folder) $id
        $null = New-Item $folder -ItemType Directory
        Set-Content "$folder/lock" '' -NoNewline
        Set-Content "$folder/journal.jsonl" '{"t":"activity","v":2,"id":"20' -NoNewline
        @(Get-ACActivity) | Should -HaveCount 1
        Resume-ACActivity $id -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warning" | Should -BeLike '*nothing was sent*'
        Test-Path $folder | Should -BeFalse
        Reset-TestAccount
    }
}

Describe 'a folder that is a link' {
    It 'goes as a link, and what it leads to stays' {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $null = New-TestRow 20 | Import-ACContact -Wait
        $own = Get-ACActivity
        $elsewhere = Join-Path $TestDrive ([guid]::NewGuid())
        Move-Item $own.Folder $elsewhere
        Set-Content "$elsewhere/mine.txt" 'mine'

        # Windows lets everybody make these.
        $kind = if ($IsWindows -or $PSEdition -eq 'Desktop') { 'Junction' } else { 'SymbolicLink' }
        $null = New-Item -ItemType $kind -Path $own.Folder -Target $elsewhere
        Remove-ACActivity $own.ActivityId
        Test-Path $own.Folder | Should -BeFalse
        Get-ChildItem $elsewhere | ForEach-Object Name | Should -Contain 'mine.txt'
        Test-Path "$elsewhere/journal.jsonl" | Should -BeTrue
        Reset-TestAccount
    }
}

Describe 'what is left and what is compared with' {
    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
    }

    AfterEach { Reset-TestAccount }

    It 'tells once of an export that was left open' {
        New-TestRow 250 | Import-ACContact -Wait | Out-Null
        $server = Get-Server $simulator
        $null = $server.Faults.Add('ContactList', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::After(2), [ActiveCampaign.Bulk.Simulator.Faults.Account402Fault]::new(), $null)
        $target = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $result = Invoke-InNewPwsh "`$null = Connect-ACSession -Uri '$($simulator.Uri)' -ApiToken ('$($server.ApiToken)' | ConvertTo-SecureString -AsPlainText -Force); Export-ACContact '$target'"
        $server.Faults.Clear()
        $open = Get-ACActivity -Kind export
        New-TestRow 20 | Import-ACContact -Wait -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
        @($warning -like "*$($open.ActivityId)*$($open.NextCommand)*") | Should -HaveCount 1
        Invoke-Expression $open.NextCommand | Out-Null
        Test-Path $target | Should -BeTrue
    }

    It 'forgets with -Baseline what imports of a name are compared with' {
        $nightly = @{ ActivityName = 'nightly'; ComparedTo = 'Last'; AllowFull = $true; SkipAutomation = $true }
        New-TestRow 30 | Import-ACContact @nightly -Wait | Out-Null
        Remove-ACActivity -Name nightly -Baseline -WhatIf
        New-TestRow 30 | Import-ACContact @nightly -Wait | Out-Null
        (Get-ACActivity)[-1].Unchanged | Should -Be 30
        Remove-ACActivity -Name night* -Baseline
        @(Get-ACActivity) | Should -HaveCount 2
        New-TestRow 30 | Import-ACContact @nightly -Wait | Out-Null
        $last = (Get-ACActivity)[-1]
        $last.Unchanged, $last.Imported | Should -Be 0, 30
        Assert-OneError { Remove-ACActivity -Name nobody -Baseline } 'NameNotFound' 'ObjectNotFound'
    }

    It 'compares with a .jsonl file of Export-ACContact' {
        New-TestRow 30 | Import-ACContact -Wait | Out-Null
        $export = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Export-ACContact $export | Out-Null
        $rows = New-TestRow 30
        $rows[4].'First Name' = 'Other'
        $rows | Import-ACContact -ActivityName jsonl -ComparedTo $export -SkipAutomation -Method Bulk -Wait | Out-Null
        $last = (Get-ACActivity)[-1]
        $last.Unchanged, $last.Imported | Should -Be 29, 1
    }

    It 'makes no file with -WhatIf and -ComparedTo' {
        New-TestRow 5 | Import-ACContact -ActivityName first -ComparedTo Last -AllowFull -WhatIf
        Test-Path $env:AC_BULK_HOME/*/key, $env:AC_BULK_HOME/*/baselines | Should -Be $false, $false
    }
}
