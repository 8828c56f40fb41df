# A file as marketing sends it: semicolons, German headings, a byte order mark, and one fault or more in most rows.
BeforeDiscovery {
    $cases = 1..20 | ForEach-Object { @{ Seed = $_; Rows = if ($_ % 4 -eq 0) { 8 } else { 60 } } }
}

Describe 'Test-ACContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount

        function Get-One { param([object[]] $From) $From[$random.Next($From.Count)] }

        # Rows with a number each, of which some have a fault; whether a row has one is not noted, since the import says it.
        function New-MessyFile {
            param([int] $Seed, [int] $Rows, [string] $Delimiter = ';', [string[]] $More = @())
            $random = [Random]::new($Seed)
            $lines = [Collections.Generic.List[string]]::new()
            $lines.Add((@('E-Mail', 'Vorname', 'Nachname', 'City', 'Birthday', 'Membership Level', 'Tags', 'Lists') + $More) -join $Delimiter)
            for ($i = 1; $i -le $Rows; $i++) {
                $cells = @(
                    Get-One "m$Seed.$i@example.com", "m$Seed.$i@example.com", "m$Seed.$($random.Next(1, $i + 1))@example.com", "m$Seed.$i#example.com", "m$i@localhost", 'two@@example.com', ''
                    Get-One 'Zoë', 'Ann', 'ZoÃ«', '"Bob ""the"" B."', 'Ann "x"'
                    Get-One 'Berg', 'Berg', '', '#NAME?', ('L' * 255), "Umb`u{FFFD}ruch"
                    Get-One 'Graz', 'Wien', '4.47901E+11', '3-May', '1234567890123450000'
                    Get-One '1990-05-06', '1990-05-06', '', '06.05.1990', '31.02.1990', 'unknown'
                    Get-One 'Gold', 'gold', '', 'Platinum'
                    Get-One 'vip', 'vip|press', '', 'nowhere', 'VIP'
                    Get-One 'Newsletter', '', '', 'Nobody'
                ) + @($More | ForEach-Object { 'x' })
                if ($random.Next(15) -eq 0) { $cells = $cells[0..2] }
                $lines.Add($cells -join $Delimiter)
            }

            New-TestFile "messy$Seed.csv" ($lines -join "`r`n") -Encoding utf8BOM
        }

        # The rows that an import refuses before it sends them, and why.
        function Get-Refusal {
            param([string] $Path, [hashtable] $With)
            $file = Join-Path $TestDrive "refused$([guid]::NewGuid()).csv"
            Import-ACContact $Path @With -RejectPath $file -WarningAction Ignore | Out-Null
            if (Test-Path $file) { Get-Refused $file }
        }

        function Get-Refused {
            param([string] $File)
            Get-ChildItem ($File -replace '\.csv$', '*.csv') | ForEach-Object { Import-Csv $_ -Delimiter ';' } | Sort-Object { [int] $_.AC_Row } | ForEach-Object { "$($_.AC_Row) $($_.AC_Code)" }
        }
    }

    AfterAll { Reset-TestAccount }

    It 'takes what Import-ACContact takes, so that one table of parameters serves both' {
        $own = (Get-Command Test-ACContact).Parameters.Keys
        (Get-Command Import-ACContact).Parameters.Keys | Where-Object { $_ -notin 'WhatIf', 'Confirm' -and $_ -notin $own } | Should -BeNullOrEmpty
    }

    It 'says what an import would do, by <_>, and sends nothing' -ForEach 'file', 'pipeline' {
        $rows = New-TestRow 600 -Prefix 'valid'
        $path = New-TestFile 'valid.csv' (($rows | ConvertTo-Csv) -join "`n")
        $sent = Get-WriteCount $simulator
        $test = if ($_ -eq 'file') { Test-ACContact $path -List Newsletter } else { $rows | Test-ACContact -List Newsletter }
        $test | Should -BeOfType ActiveCampaign.Bulk.ACContactTest
        $test.IsValid, $test.RowsRead, $test.Ready, $test.Refused, $test.Batches | Should -Be $true, 600, 600, 0, 3
        $test.Issue | Should -BeNullOrEmpty
        $test.Path | Should -Be $(if ($_ -eq 'file') { $path })
        $test.Bytes | Should -BeGreaterThan 20000
        $test.Created, $test.Updated, $test.Room | Should -Be $null, $null, $null
        Get-WriteCount $simulator | Should -Be $sent
        Get-ACActivity | Should -BeNullOrEmpty
    }

    It 'finds everything in one pass, without an error of its own' {
        $path = New-TestFile 'everything.csv' ("`u{FEFF}" + @'
E-Mail;Vorname;Stadt;Birthday;Membership Level;Tags;Lists;Interner Vermerk
ann@example.com;Ann;Graz;1990-05-06;Gold;vip;Newsletter;x
bob#example.com;Bob;Wien;06.05.1990;Platinum;nowhere;Nobody;x
ann@example.com;Ann;Linz;1990-05-06;Gold;;;x
cem@example.com;ZoÃ«;4.47901E+11;13.05.1990;Gold;;;x
dan@example.com;Dan
'@)
        $test = Test-ACContact $path -ColumnMap @{ Stadt = 'City' } -Tag typo -List Nowhere -ErrorVariable errors 2>$null
        $errors | Should -BeNullOrEmpty
        $test.IsValid, $test.RowsRead, $test.Ready, $test.Refused, $test.Repeated | Should -Be $false, 5, 2, 3, 1
        $test.RefusedBy['DateInvalid'], $test.RefusedBy['RowRagged'] | Should -Be 2, 1
        $found = @{}
        $test.Issue | ForEach-Object { $found["$($_.Severity) $($_.Code)"] = $_ }
        $found.Keys | Sort-Object | Should -Be @(
            'Error DateInvalid', 'Error EmailInvalid', 'Error ListUnknown', 'Error OptionUnknown', 'Error RowRagged', 'Error TagUnknown', 'Error UnknownColumn', 'Error UnknownList', 'Error UnknownTag'
            'Warning AddressRepeated', 'Warning EncodingDoubtful', 'Warning NumberShortened' | Sort-Object)
        $found['Error UnknownColumn'].Fix | Should -Be "-ColumnMap @{ 'Stadt' = 'City'; 'Interner Vermerk' = `$null }"
        $dates = $found['Error DateInvalid']
        $dates.Rows, $dates.FirstRow, $dates.FirstLine, $dates.Column, $dates.Example, $dates.Fix | Should -Be 2, 2, 3, 'Birthday', '06.05.1990', "-DateFormat 'dd.MM.yyyy'"
        $found['Error EmailInvalid'].Example | Should -BeNullOrEmpty
        $found['Error TagUnknown'].Missing, $found['Error ListUnknown'].Missing, $found['Error OptionUnknown'].Missing | Should -Be 'nowhere', 'Nobody', 'Platinum'
        $found['Warning AddressRepeated'].FirstRow | Should -Be 3
        $found['Warning NumberShortened'].Column | Should -Be 'Stadt'
        $test | ConvertTo-Json -Depth 4 | Should -Not -Match '@example|#example'
    }

    It 'is right with what it says to add, as it is typed' {
        $path = New-TestFile 'fixes.csv' "E-Mail;Vermerk;Birthday;Tags;Name`na@example.com;x;31.12.1990;new1|new2;Ann`nb@example.com;y;1990-01-31;new3;Ben"
        $test = Test-ACContact $path -MaxNewTag 2
        $test.IsValid | Should -BeFalse
        $fix = ($test.Issue | Where-Object Fix).Fix -join ' '
        $fix | Should -BeLike "-ColumnMap * -AllowNewTag -MaxNewTag 3 -DateFormat 'dd.MM.yyyy'"
        $again = Invoke-Expression "Test-ACContact '$path' $fix"
        $again.IsValid, $again.Refused | Should -Be $true, 0
        $again.NewTag | Sort-Object | Should -Be 'new1', 'new2', 'new3'
        $again.Issue.Code | Should -Be 'TagNew'
        (Invoke-Expression "Import-ACContact '$path' $fix -Wait").Imported | Should -Be 2
    }

    It 'refuses the rows that the import refuses, and no others: file <Seed> of <Rows> rows' -ForEach $cases {
        $more = if ($Seed % 3 -eq 0) { 'Vermerk' }
        $path = New-MessyFile $Seed $Rows -More @($more | Where-Object { $_ })
        $with = @{ OnDuplicate = 'Sequence', 'KeepFirst', 'Refuse', 'KeepLast' | Select-Object -Index ($Seed % 4); ActivityName = "messy$Seed" }
        if ($Seed % 2) { $with.DateFormat = 'dd.MM.yyyy' }
        if ($Seed % 5 -eq 0) { $with += @{ AllowNewTag = $true; MaxNewTag = 1 } }
        $file = Join-Path $TestDrive "tested$Seed.csv"
        $test = Test-ACContact $path @with -RejectPath $file
        if ($more) {
            $test.Issue[0].Code | Should -Be 'UnknownColumn'
            $with.ColumnMap = @{ Vermerk = $null }
        }

        $import = @(Get-Refusal $path $with)
        $import.Count | Should -BeGreaterThan 0
        @(Get-Refused $file) | Should -Be $import
        $test.Refused | Should -Be $import.Count
        ($test.RefusedBy.Values | Measure-Object -Sum).Sum | Should -Be $import.Count
        $byPipe = Import-Csv $path -Delimiter ';' | Test-ACContact -ColumnMap @{ 'E-Mail' = 'email' } -IssuePath "$TestDrive/pipe$Seed.csv"
        $byPipe.RowsRead | Should -BeGreaterThan 0
        $activity = Get-ACActivity -Name "messy$Seed"
        $test.RowsRead, $test.Superseded | Should -Be $activity.RowsRead, $activity.Superseded
    }

    It 'refuses the same rows of a pipeline as the import' {
        $path = New-MessyFile 99 80
        $rows = Import-Csv $path -Delimiter ';'
        $refused = @(Get-ErrorOf { $rows | Import-ACContact | Out-Null })
        $refused.Count | Should -BeGreaterThan 10
        $issues = Join-Path $TestDrive 'pipeline-issues.csv'
        ($rows | Test-ACContact -IssuePath $issues).Refused | Should -Be $refused.Count
        $lines = Import-Csv $issues
        $lines | Where-Object Severity -EQ Error | ForEach-Object { [int] $_.Row } | Sort-Object -Unique | Should -Be ($refused.Exception.RowNumber | Sort-Object)
        (Get-Content $issues -Raw) | Should -Not -Match 'm99\.'
    }

    It 'tells what would end the import, and is no error then: <Code>' -ForEach @(
        @{ Code = 'NoInput'; Text = "email`n"; Fix = '-AllowEmpty' }
        @{ Code = 'FileEmpty'; Text = '' }
        @{ Code = 'NoEmailColumn'; Text = "First Name`nAnn" }
        @{ Code = 'DuplicateColumn'; Text = "email,Surname,Last Name`na@example.com,a,b"; Fix = "-ColumnMap @{ 'Last Name' = `$null }" }
        @{ Code = 'ClearColumnBlank'; Text = "email,City`na@example.com,"; With = @{ ClearColumn = 'City' }; Fix = '-AllowClearAll' }
        @{ Code = 'TooManyRefused'; Text = "email`na`nb"; With = @{ MaxRefused = 1 } }
        @{ Code = 'ColumnMapInvalid'; Text = "email`na@example.com"; With = @{ ColumnMap = @{ Frist = 'City' } } }
    ) {
        $path = New-TestFile "ends$Code.csv" $Text
        $more = if ($With) { $With } else { @{} }
        $test = Test-ACContact $path @more
        $test.IsValid | Should -BeFalse
        $test.Issue[0].Code, $test.Issue[0].Fix | Should -Be $Code, $Fix
        Test-ACContact $path @more -Quiet | Should -BeFalse
        (Get-ErrorOf { Import-ACContact $path @more })[-1].FullyQualifiedErrorId | Should -BeLike "$Code,*"
    }

    It 'ends with an error where the input is not to blame: <Id>' -ForEach @(
        @{ Id = 'FileNotFound'; Category = 'ObjectNotFound'; With = @{ Path = 'nothing.csv' } }
        @{ Id = 'SettingsConflict'; Category = 'InvalidArgument'; With = @{ Path = 'good.csv'; Method = 'Single'; SkipAutomation = $true } }
        @{ Id = 'DateFormatInvalid'; Category = 'InvalidArgument'; With = @{ Path = 'good.csv'; DateFormat = 'DD' } }
        @{ Id = 'FileExists'; Category = 'ResourceExists'; With = @{ Path = 'good.csv'; IssuePath = 'there.csv' } }
        @{ Id = 'FileExists'; Category = 'ResourceExists'; With = @{ Path = 'good.csv'; RejectPath = 'there.csv' } }
        @{ Id = 'FileUnwritable'; Category = 'WriteError'; With = @{ Path = 'good.csv'; IssuePath = 'nowhere/issues.csv' } }
        @{ Id = 'SettingsConflict'; Category = 'InvalidArgument'; With = @{ Path = 'good.csv'; IssuePath = 'good.csv'; Force = $true } }
    ) {
        $null = New-TestFile 'good.csv' "email`na@example.com"
        $null = New-TestFile 'there.csv' 'mine'
        $given = $With.Clone()
        'Path', 'IssuePath', 'RejectPath' | Where-Object { $given[$_] } | ForEach-Object { $given[$_] = Join-Path $TestDrive $given[$_] }
        Assert-OneError { Test-ACContact @given } $Id $Category
        Get-Content (Join-Path $TestDrive 'there.csv') | Should -Be 'mine'
        Get-ChildItem $TestDrive -Filter *.new | Should -BeNullOrEmpty
    }

    It 'is NoConnection without a connection' {
        $result = Invoke-InNewPwsh "try { [pscustomobject] @{ email = 'a@example.com' } | Test-ACContact } catch { `$_.FullyQualifiedErrorId }"
        $result.Output | Should -BeLike 'NoConnection,*'
    }

    It 'writes True or False with -Quiet' {
        New-TestRow 3 | Test-ACContact -Quiet | Should -BeExactly $true
        New-TestRow 3 -BadEvery 3 | Test-ACContact -Quiet | Should -BeExactly $false
    }

    It 'puts the rows into a file that imports once it is corrected' {
        $file = Join-Path $TestDrive 'to-correct.csv'
        $rows = New-TestRow 20 -BadEvery 5 -Prefix corrected
        $test = $rows | Test-ACContact -RejectPath $file
        $test.RejectPath, $test.Refused | Should -Be $file, 4
        $corrected = Import-Csv $file | ForEach-Object { $_.email = $_.email.Replace('@@', '@'); $_ }
        $corrected.AC_Row | Should -Be 5, 10, 15, 20
        ($corrected | Import-ACContact -Wait).Imported | Should -Be 4
        $rows | Test-ACContact -RejectPath $file -Append | Out-Null
        (Import-Csv $file).Count | Should -Be 8
        New-TestRow 2 | Test-ACContact -RejectPath $file -Force | ForEach-Object Refused | Should -Be 0
        $file | Should -Not -Exist
    }

    It 'runs -RejectAction for each row' {
        $seen = [Collections.Generic.List[object]]::new()
        New-TestRow 6 -BadEvery 2 | Test-ACContact -RejectAction { $seen.Add($_) } | Out-Null
        $seen.AC_Row | Should -Be 2, 4, 6
        $seen.AC_Code | Should -Be 'EmailInvalid', 'EmailInvalid', 'EmailInvalid'
    }

    It 'counts excluded and opted-out rows' {
        $list = New-TestFile 'exclude.csv' "email`nperson1@example.com"
        $rows = New-TestRow 5 | Select-Object *, @{ n = 'out'; e = { if ($_.email -like '*3*') { 'yes' } } }
        $test = $rows | Test-ACContact -ExcludePath $list -OptOutColumn out
        $test.Excluded, $test.OptedOut, $test.Refused | Should -Be 1, 1, 1
        $test.Issue.Code | Should -Be 'Excluded'
    }

    It 'looks up with -CheckAccount what would be created and updated, and the room that is left' {
        $null = New-TestRow 30 -Prefix known | Import-ACContact -Wait
        $account = (Get-Server $simulator).Account
        $test = @(New-TestRow 20 -Prefix known) + @(New-TestRow 300 -Prefix fresh) + @(New-TestRow 5 -Prefix fresh) | Test-ACContact -CheckAccount
        $test.Created, $test.Updated, $test.Repeated | Should -Be 300, 20, 5
        $test.Room | Should -BeGreaterThan 300
        $options = (Get-Server $simulator).Options
        try {
            $options.ContactLimit = 200
            $tight = New-TestRow 300 -Prefix fresh | Test-ACContact -CheckAccount
            $tight.IsValid | Should -BeTrue
            $tight.Room | Should -BeLessThan 200
            $tight.Issue.Code | Should -Be 'ContactLimit'
        }
        finally {
            $options.ContactLimit = $null
        }
    }

    It 'tells what becomes of repeated addresses with <_>' -ForEach 'Sequence', 'KeepFirst', 'Refuse' {
        $rows = @(New-TestRow 20) + @(New-TestRow 3)
        $test = $rows | Test-ACContact -OnDuplicate $_
        $expected = switch ($_) { Sequence { $true, 23, 3, 0 } KeepFirst { $true, 20, 3, 3 } Refuse { $false, 20, 0, 0 } }
        $test.IsValid, $test.Ready, $test.Repeated, $test.Superseded | Should -Be $expected
        $test.Issue.Code, $test.Issue.Rows | Should -Be 'AddressRepeated', 3
        if (-not $test.IsValid) {
            (Invoke-Expression "`$rows | Test-ACContact $($test.Issue.Fix)").IsValid | Should -BeTrue
        }
    }

    It 'gathers many faults of one kind in one issue, which names fifty of what is missing' {
        $test = 1..3000 | ForEach-Object { [pscustomobject] @{ email = "p$_@example.com"; tags = "unknown$_" } } | Test-ACContact
        $test.Issue | Should -HaveCount 1
        $test.Issue[0].Rows, $test.Issue[0].Missing.Count, $test.Issue[0].Fix | Should -Be 3000, 50, $null
    }

    It 'shows its issues in 80 columns' {
        $path = New-MessyFile 7 40
        $shown = (Test-ACContact $path | Out-String -Width 80) -split '\r?\n'
        $shown | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
        ($shown -join ' ') | Should -BeLike '*IsValid*RowsRead*Refused*Issue*EmailInvalid*'
    }
}
