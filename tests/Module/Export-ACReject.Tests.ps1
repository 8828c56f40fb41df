Describe 'Export-ACReject' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $rows = @(New-TestRow 20 -BadEvery 5) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = '=1+1' }
        $results = $rows | Import-ACContact -Wait -ErrorAction SilentlyContinue
        $refused = $results[0].ActivityId
        $clean = (New-TestRow 3 | Import-ACContact).ActivityId
        $elsewhere = Join-Path $TestDrive 'elsewhere'
        $there = (New-TestRow 4 -BadEvery 2 | Import-ACContact -JournalPath $elsewhere -ErrorAction Ignore).ActivityId
    }

    AfterAll { Reset-TestAccount }

    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $path = Join-Path $folder 'rejects.csv'
        $before = $simulator.RequestCount
    }

    AfterEach { $simulator.RequestCount | Should -Be $before }

    It 'writes the refused rows of an activity, and one object' {
        $file = Export-ACReject -ActivityId $refused -Path $path
        $file | Should -BeOfType ActiveCampaign.Bulk.ACRejectFile
        $file.Path, $file.Rows, $file.ActivityId, $file.IsSafeForSpreadsheet | Should -Be $path, 5, $refused, $false
        $file.Length | Should -Be (Get-Item $path).Length
        $written = Import-Csv $path
        $written.AC_Row | Should -Be 5, 10, 15, 20, 21
        $written.AC_Action | Should -Be 'Correct', 'Correct', 'Correct', 'Correct', 'Review'
        $written[0].AC_Code | Should -Be 'EmailInvalid'
        $written[4].'First Name', $written[4].AC_BatchId, $written[4].AC_ActivityId | Should -Be '=1+1', $results[0].BatchId, $refused
        $written[0].AC_BatchId | Should -BeNullOrEmpty
    }

    It 'takes activities from the pipeline' {
        $file = Get-ACActivity $refused, $clean | Export-ACReject $path -WarningVariable warning -WarningAction SilentlyContinue
        $file.Rows, $file.ActivityId | Should -Be 5, $refused
        "$warning" | Should -BeLike "Activity $clean has no refused row*"
    }

    It 'reads another journal folder with -JournalPath' {
        $new = Join-Path $TestDrive 'there.csv'
        Assert-OneError { Export-ACReject $new $there } 'NameNotFound' 'ObjectNotFound'
        (Export-ACReject $new $there -JournalPath $elsewhere).Rows | Should -Be 2
        (Get-ACActivity -JournalPath $elsewhere | Export-ACReject $new -JournalPath $elsewhere -Force).ActivityId | Should -Be $there
    }

    It 'escapes cells with -SafeForSpreadsheet' {
        (Export-ACReject $path $refused -SafeForSpreadsheet).IsSafeForSpreadsheet | Should -BeTrue
        (Import-Csv $path)[4].'First Name', (Import-Csv $path)[4].AC_Escaped | Should -Be "'=1+1", '1'
    }

    It 'is a warning and no file for an activity without refused rows' {
        Export-ACReject $path $clean -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warning" | Should -BeLike "Activity $clean has no refused row*"
        $path | Should -Not -Exist
    }

    It 'leaves a file that is there for such an activity, even with -Force' {
        Set-Content $path 'mine'
        Export-ACReject $path $clean -Force -WarningAction SilentlyContinue
        Get-Content $path | Should -Be 'mine'
    }

    It 'is FileExists for a file that is there, unless -Force' {
        Set-Content $path 'mine'
        Assert-OneError { Export-ACReject $path $refused } 'FileExists' 'ResourceExists' '*-Append*-Force*'
        Get-Content $path | Should -Be 'mine'
        (Export-ACReject $path $refused -Force).Rows | Should -Be 5
        Import-Csv $path | Should -HaveCount 5
    }

    It 'adds with -Append what the file lacks, each row once' {
        Export-ACReject $path $refused | Out-Null
        $lines = Get-Content $path
        Set-Content $path ($lines | Select-Object -SkipLast 2)
        (Export-ACReject $path $refused -Append).Rows | Should -Be 2
        Get-Content $path | Should -Be $lines
        Export-ACReject $path $refused -Append -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'is RejectFileMismatch with -Append for <What>' -ForEach @(
        @{ What = 'another file'; Text = "email,City`r`na@example.com,Graz`r`n"; With = @{} }
        @{ What = 'a file that is not escaped'; Text = "email,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action`r`n"; With = @{ SafeForSpreadsheet = $true } }
    ) {
        Set-Content $path $Text -NoNewline
        Assert-OneError { Export-ACReject $path $refused -Append @With } 'RejectFileMismatch' 'InvalidArgument' '*-Force*'
        Get-Content $path -Raw | Should -Be $Text
    }

    It 'is FileUnwritable for <What>' -ForEach @{ What = 'a folder that is not there'; Where = 'no/such/file.csv' }, @{ What = 'a folder'; Where = '' } {
        Assert-OneError { Export-ACReject (Join-Path $folder $Where) $refused } 'FileUnwritable' 'WriteError'
    }

    It 'is FileUnwritable for a path that is none of the file system' {
        Assert-OneError { Export-ACReject 'Env:\rejects' $refused } 'FileUnwritable' 'WriteError' '*file system*'
        Assert-OneError { Export-ACReject 'nodrive:\rejects' $refused } 'FileUnwritable' 'WriteError' '*file system*'
    }

    It 'is NameNotFound for an id that is not there, and writes the others' {
        Assert-OneError { Export-ACReject $path nothing, $refused | Out-Null } 'NameNotFound' 'ObjectNotFound' "*'nothing'*Get-ACActivity*"
        Import-Csv $path | Should -HaveCount 5
    }

    It 'writes nothing with -WhatIf' {
        Export-ACReject $path $refused -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
        Set-Content $path 'mine'
        Export-ACReject $path $refused -WhatIf -Force | Should -BeNullOrEmpty
        Get-Content $path | Should -Be 'mine'
    }

    It 'writes rows whose contact data has expired without cells, and warns' {
        $copy = Join-Path (Split-Path (Get-ACActivity $refused).Folder) '20200101-000000-expired'
        Copy-Item (Get-ACActivity $refused).Folder $copy -Recurse
        Set-Content "$copy/refused.jsonl" '{"t":"refused","row":7,"line":8,"batch":0,"reason":"EmailInvalid","text":"Why."}'
        $file = Export-ACReject $path '20200101-000000-expired' -WarningVariable warning -WarningAction SilentlyContinue
        $file.Rows | Should -Be 1
        (Import-Csv $path).AC_Row | Should -Be 7
        "$warning" | Should -BeLike '*one refused row*no cells*'
        Remove-Item $copy -Recurse
    }

    It 'writes several shapes to several files' {
        $two = @(New-TestRow 250 -BadEvery 50) + [pscustomobject] @{ email = 'bad'; City = 'Graz' }
        $id = ($two | Import-ACContact -SkipAutomation -ErrorAction SilentlyContinue)[0].ActivityId
        $before = $simulator.RequestCount
        $files = Export-ACReject $path $id
        $files.Path | Should -Be $path, (Join-Path $folder 'rejects.2.csv')
        $files.Rows | Should -Be 5, 1
        (Import-Csv $files[1].Path).City | Should -Be 'Graz'
    }

    It 'completes the ids of activities' {
        Get-Completion "Export-ACReject x.csv -ActivityId $refused" | Should -Be $refused
    }

    It 'ends when the pipeline takes no more' {
        Export-ACReject $path $refused | Select-Object -First 1 -ExpandProperty Rows | Should -Be 5
    }
}
