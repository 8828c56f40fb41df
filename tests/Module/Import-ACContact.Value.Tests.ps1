Describe 'Import-ACContact and what is in cells' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $quiet = @{ SkipAutomation = $true; Wait = $true }
        function Find-Contact { param($Email) (Get-Server $simulator).Account.FindContact([string] $Email) }
        function Get-FieldOf { param($Email, $Id) (Find-Contact $Email).FieldValues[$Id] }

        # Both routes end alike: the rows that are refused, by number.
        function Get-RefusedBy {
            param([object[]] $Rows, [hashtable] $With = @{})
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            $Rows | Export-Csv $file
            foreach ($import in { $Rows | Import-ACContact @quiet @With }, { Import-ACContact -Path $file @quiet @With -Force }) {
                $errors = @(Get-ErrorOf $import)
                , @($errors | ForEach-Object { "$($_.Exception.RowNumber) $($_.FullyQualifiedErrorId -replace ',.*')" } | Sort-Object)
            }
        }
    }

    AfterAll { Reset-TestAccount }

    It 'refuses what a program wrote instead of a value, by both routes' {
        $bad = 'System.String[]', 'System.Security.SecureString', 'System.Collections.Generic.List`1[System.String]', '@{given=Ann}', '#N/A', ' #REF! ', '#BEZUG!', '########', 'Err:502',
            "a$([char] 0)b", "a$([char] 27)[31m", "a$([char] 7)", "a$([char] 0x85)b"
        $good = 'System analyst', 'System.out', '#1 fan', '# N/A', '#N/A or so', 'Err', "a`tb", "a`r`nb", '@home', '{a=b}'
        $i = 0
        $rows = $bad + $good | ForEach-Object { $i++; [pscustomobject] @{ email = "cell$i@example.com"; Notes = $_ } }
        $expected = @(1..$bad.Count | ForEach-Object { "$_ $(if ($_ -le 9) { 'ValueUnreadable' } else { 'EncodingDamaged' })" } | Sort-Object)
        $piped, $read = Get-RefusedBy $rows
        $piped | Should -Be $expected
        $read | Should -Be $expected
        Get-FieldOf "cell$($bad.Count + 7)@example.com" 2 | Should -Be "a`tb"
        $rows[0] | Import-ACContact @quiet -ColumnMap @{ Notes = $null } -ErrorAction Stop
    }

    It 'refuses values of the pipeline that are none: <What>' -ForEach @(
        @{ What = 'an object'; Value = [pscustomobject] @{ given = 'Ann' } }
        @{ What = 'a hashtable'; Value = @{ given = 'Ann' } }
        @{ What = 'an array of objects'; Value = , [pscustomobject] @{ name = 'vip' } }
        @{ What = 'an array of arrays'; Value = @('a', @('b', 'c')) }
        @{ What = 'a secure string'; Value = [securestring]::new() }
        @{ What = 'an object of .NET without a text'; Value = [Text.UTF8Encoding]::new() }
        @{ What = 'NaN'; Value = [double]::NaN }
        @{ What = 'infinity'; Value = [double]::NegativeInfinity }
        @{ What = 'a double beyond 2^53'; Value = [double] 1e17 }
    ) {
        $rows = @([pscustomobject] @{ email = 'nested1@example.com'; Notes = 'x' }, [pscustomobject] @{ email = 'nested2@example.com'; Notes = $Value })
        $errors = @(Get-ErrorOf { $rows | Import-ACContact @quiet })
        $errors.FullyQualifiedErrorId | Should -BeLike 'ValueUnreadable,*'
        $errors.Exception.Message | Should -BeLike "Row 2: *'Notes'*"
        Find-Contact 'nested2@example.com' | Should -BeNullOrEmpty
        $rows | Import-ACContact @quiet -ColumnMap @{ 'Notes' = $null } -ErrorAction Stop
        Find-Contact 'nested2@example.com' | Should -Not -BeNullOrEmpty
        (Get-Server $simulator).Account.RemoveContact('nested2@example.com')
    }

    It 'refuses a row with a property that fails' {
        $row = [pscustomobject] @{ email = 'fails@example.com' } | Add-Member ScriptProperty phone { throw 'no luck' } -PassThru
        $errors = @(Get-ErrorOf { $row, [pscustomobject] @{ email = 'fine@example.com' } | Import-ACContact @quiet })
        $errors.FullyQualifiedErrorId | Should -BeLike 'ValueUnreadable,*'
        $errors.Exception.Message | Should -BeLike "*'phone'*no luck*"
    }

    It 'writes numbers in full, and warns once of those that a spreadsheet has cut' {
        [pscustomobject] @{ email = 'number1@example.com'; Notes = [double] 4.47901e11; phone = 1e15 } | Import-ACContact @quiet -WarningVariable warnings -WarningAction SilentlyContinue
        Get-FieldOf 'number1@example.com' 2 | Should -Be '447901000000'
        (Find-Contact 'number1@example.com').Phone | Should -Be '1000000000000000'
        $warnings | Where-Object { $_ -like '*E+11*' } | Should -BeNullOrEmpty
        $rows = 'a', '4.47901E+11', '4,479E+11', '5E10' | ForEach-Object { [pscustomobject] @{ email = "short$($_.Length)@example.com"; phone = $_ } }
        $rows | Import-ACContact @quiet -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings | Where-Object { $_ -like '*E+11*' }) | Should -HaveCount 1
        $warnings | Where-Object { $_ -like '2 cells *first in row 2*' } | Should -Not -BeNullOrEmpty
    }

    It 'sends numbers to a field of numbers as they are written, and those of .NET in full and with a point' {
        $field = (Get-Server $simulator).Account.AddField('Score', [ActiveCampaign.Bulk.Simulator.FieldType]::Number)
        (Get-ACField Score).Type | Should -Be 'number'
        $values = @(
            @('1,5', '1,5'), @('1.234,56', '1.234,56'), @('1 234', '1 234'), @('-7', '-7'), @('007', '007'), @('1E+5', '1E+5'),
            @(1.5, '1.5'), @(-3.25, '-3.25'), @([double] 1E+5, '100000'), @(1234.50d, '1234.50'), @(-7, '-7'), @(0, '0')
        )
        $rows = for ($i = 0; $i -lt $values.Count; $i++) { [pscustomobject] @{ email = "score$i@example.com"; Score = $values[$i][0] } }
        $rows | Import-ACContact @quiet -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        for ($i = 0; $i -lt $values.Count; $i++) { Get-FieldOf "score$i@example.com" $field | Should -BeExactly $values[$i][1] }
        @($warnings | Where-Object { $_ -like '*E+11*first in row 6*' }) | Should -HaveCount 1

        # What a file has is what was written into it.
        $file = New-TestFile 'score.csv' "email;Score`nscore0@example.com;2,5`nscore1@example.com;-1.000,75`n"
        Import-ACContact -Path $file @quiet -ErrorAction Stop | Out-Null
        Get-FieldOf 'score0@example.com' $field | Should -BeExactly '2,5'
        Get-FieldOf 'score1@example.com' $field | Should -BeExactly '-1.000,75'

        $errors = @(Get-ErrorOf { [double]::NaN, [double]::PositiveInfinity, [float]::NaN | ForEach-Object { [pscustomobject] @{ email = 'score0@example.com'; Score = $_ } } | Import-ACContact @quiet })
        $errors.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'ValueUnreadable,*' }
        $errors | Should -HaveCount 3
        Get-FieldOf 'score0@example.com' $field | Should -BeExactly '2,5'
    }

    It 'takes a date that was never set for blank in every column, and clears where that is wanted' {
        $file = @{ email = 'unset@example.com'; phone = '1'; Notes = 'x'; Birthday = '2026-01-31' }
        [pscustomobject] $file | Import-ACContact @quiet -ErrorAction Stop | Out-Null
        $unset = [pscustomobject] @{ email = 'unset@example.com'; phone = [datetime]::MinValue; Notes = [datetimeoffset]::MinValue; Birthday = [datetime]::MinValue }
        $unset | Import-ACContact @quiet -ErrorAction Stop | Out-Null
        (Find-Contact 'unset@example.com').Phone, (Get-FieldOf 'unset@example.com' 2), (Get-FieldOf 'unset@example.com' 3) | Should -Be '1', 'x', '2026-01-31'
        $unset | Import-ACContact @quiet -ErrorAction Stop -ClearColumn phone, Notes -AllowClearAll -Force | Out-Null
        "$((Find-Contact 'unset@example.com').Phone)$(Get-FieldOf 'unset@example.com' 2)" | Should -BeExactly ''
    }

    Context 'tags in quotes' {
        It 'are taken without them' {
            $rows = @(
                [pscustomobject] @{ email = 'quoted1@example.com'; tags = '"vip","trial"' }
                [pscustomobject] @{ email = 'quoted2@example.com'; tags = '"one, two"; three' }
                [pscustomobject] @{ email = 'quoted3@example.com'; tags = '"open' }
                [pscustomobject] @{ email = 'quoted4@example.com'; tags = , 'a "b"' }
            )
            $errors = @(Get-ErrorOf { $rows | Import-ACContact @quiet -AllowNewTag })
            $errors | ForEach-Object { $_.Exception.RowNumber } | Should -Be 3, 4
            $errors.FullyQualifiedErrorId | Should -BeLike 'TagUnknown,*'
            (Find-Contact 'quoted1@example.com').Tags | Sort-Object | Should -Be 'trial', 'vip'
            (Find-Contact 'quoted2@example.com').Tags | Sort-Object | Should -Be 'one, two', 'three'
            (Get-ACTag).Name -like '*"*' | Should -BeNullOrEmpty
            Assert-OneError { $rows[0] | Import-ACContact @quiet -AllowNewTag -Tag '"new"' } 'UnknownTag' 'ObjectNotFound' '*quotes*'
        }
    }

    Context 'dates' {
        It 'are blank where there is none, and refused where there is no such day' {
            [pscustomobject] @{ email = 'date0@example.com'; Birthday = '2000-01-01' } | Import-ACContact @quiet
            $i = 0
            $rows = '0000-00-00', '0000-00-00 00:00:00', '0001-01-01', '1899-12-30T00:00:00', [datetime]::MinValue, [datetime] '1899-12-30' |
                ForEach-Object { $i++; [pscustomobject] @{ email = "date$i@example.com"; Birthday = $_; 'Last Visit' = $_ } }
            $rows | Import-ACContact @quiet -ErrorAction Stop
            1..6 | ForEach-Object { (Find-Contact "date$_@example.com").FieldValues.Count | Should -Be 0 }
            [pscustomobject] @{ email = 'date0@example.com'; Birthday = '0000-00-00' }, [pscustomobject] @{ email = 'date9@example.com'; Birthday = '2001-01-01' } |
                Import-ACContact @quiet -ClearColumn Birthday -ErrorAction Stop
            Get-FieldOf 'date0@example.com' 3 | Should -BeNullOrEmpty
            $errors = @(Get-ErrorOf { [pscustomobject] @{ email = 'date0@example.com'; Birthday = '2026-02-30' } | Import-ACContact @quiet })
            $errors.Exception.Message | Should -BeLike '*no such day*'
            $errors = @(Get-ErrorOf { [pscustomobject] @{ email = 'date0@example.com'; Birthday = '31.04.2026' } | Import-ACContact @quiet -DateFormat dd.MM.yyyy })
            $errors.Exception.Message | Should -BeLike '*no such day*'
        }

        It 'is DateFormatInvalid before anything is sent for <Format>, and the format that is named works' -ForEach @(
            @{ Format = 'dd/mm/yyyy'; Likely = 'dd/MM/yyyy' }
            @{ Format = 'TT.MM.JJJJ'; Likely = 'dd.MM.yyyy' }
            @{ Format = 'DD/MM/YYYY'; Likely = 'dd/MM/yyyy' }
            @{ Format = 'jj/mm/aaaa'; Likely = 'dd/MM/yyyy' }
            @{ Format = 'dd.MM.yyyy hh:mm'; Likely = 'dd.MM.yyyy HH:mm' }
            @{ Format = 'dd.MM.'; Likely = $null }
            @{ Format = 'MM/yyyy'; Likely = $null }
            @{ Format = '%'; Likely = $null }
        ) {
            $before = Get-WriteCount $simulator
            $row = [pscustomobject] @{ email = 'format@example.com'; Birthday = '' }
            Assert-OneError { $row | Import-ACContact @quiet -DateFormat $Format } 'DateFormatInvalid' 'InvalidArgument' $(if ($Likely) { "*-DateFormat '$Likely'*" } else { '*for example dd.MM.yyyy*' })
            Get-WriteCount $simulator | Should -Be $before
            $with = if ($Likely) { $Likely } else { 'dd.MM.yyyy' }
            $row.Birthday = [datetime]::new(2026, 1, 31, 12, 30, 0).ToString($with, [cultureinfo]::InvariantCulture)
            $row, [pscustomobject] @{ email = 'iso@example.com'; Birthday = '2026-05-31' } | Import-ACContact @quiet -DateFormat $with -ErrorAction Stop
            Get-FieldOf 'format@example.com' 3 | Should -Be '2026-01-31'
            Get-FieldOf 'iso@example.com' 3 | Should -Be '2026-05-31'
        }
    }

    Context 'who has opted out' {
        It 'is not subscribed whatever another row says, with -OnDuplicate <Mode> by <Route>' -ForEach @(
            foreach ($mode in 'Sequence', 'KeepFirst', 'KeepLast', 'Refuse') {
                foreach ($route in 'pipeline', 'file') {
                    if ($route -eq 'file' -or $mode -ne 'KeepLast') {
                        @{ Mode = $mode; Route = $route }
                    }
                }
            }
        ) {
            $id = "$Mode$Route".ToLower()
            $at = { param($name, $left, $birthday) [pscustomobject] @{ email = "$name-$id@example.com"; left = $left; Birthday = $birthday } }
            $rows = @(
                (& $at near1 no), (& $at near1 yes), (& $at near2 yes), (& $at near2 no)
                (& $at far1 no), (& $at far2 yes), (& $at bad1 yes wrong)
                [pscustomobject] @{ email = "zoe`u{301}-$id@xn--mnchen-3ya.example"; left = 'yes' }, [pscustomobject] @{ email = "`u{200B}zo`u{e9}-$id@münchen.example"; left = 'no' }
                1..260 | ForEach-Object { & $at "other$_" '0' }
                (& $at far1 yes), (& $at far2 no), (& $at far1 no), (& $at bad1 no)
            )
            $with = $quiet + @{ List = 'Newsletter'; OptOutColumn = 'left'; OnDuplicate = $Mode; ErrorAction = 'SilentlyContinue' }
            if ($Route -eq 'file') {
                $rows | Export-Csv "$TestDrive/$id.csv"
                $null = Import-ACContact -Path "$TestDrive/$id.csv" @with
            }
            else {
                $null = $rows | Import-ACContact @with
            }
            $newsletter = [int] (Get-ACList Newsletter).Id
            foreach ($name in 'near1', 'near2', 'far1', 'far2', 'bad1') {
                "$((Find-Contact "$name-$id@example.com").Lists[$newsletter])" | Should -Be 'Unsubscribed' -Because $name
            }
            "$((Find-Contact "other7-$id@example.com").Lists[$newsletter])" | Should -Be 'Active'
            (Get-Server $simulator).Account.Contacts | Where-Object { $_.Email -like "zo*-$id@*" -and "$($_.Lists[$newsletter])" -ne 'Unsubscribed' } | Should -BeNullOrEmpty
        }
    }

    Context 'a column to clear that has no value at all' {
        BeforeAll { $blank = New-TestRow 300 -Prefix blank | Select-Object email, @{ n = 'phone'; e = { '' } } }

        It 'is ClearColumnBlank, and nothing is sent, by <Route>' -ForEach @{ Route = 'pipeline' }, @{ Route = 'file' } {
            $before = Get-WriteCount $simulator
            $blank | Export-Csv "$TestDrive/blank.csv"
            $import = if ($Route -eq 'file') { { Import-ACContact -Path "$TestDrive/blank.csv" @quiet -ClearColumn phone } } else { { $blank | Import-ACContact @quiet -ClearColumn phone } }
            Assert-OneError $import 'ClearColumnBlank' 'InvalidData' "*'phone'*-AllowClearAll*"
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'is fine with -AllowClearAll, with a value in the last row, and where the property is absent' {
            $blank | Select-Object -First 20 | Import-ACContact @quiet -ClearColumn phone -AllowClearAll -ErrorAction Stop
            $blank[299].phone = '5'
            $blank | Import-ACContact @quiet -ClearColumn phone -ErrorAction Stop
            (Find-Contact 'blank300@example.com').Phone | Should -Be '5'
        }
    }

    Context 'input of other kinds' {
        It 'takes an array by -InputObject, here and in the other commands' {
            $rows = @(New-TestRow 3 -Prefix array)
            Import-ACContact -InputObject $rows @quiet -ErrorAction Stop
            Find-Contact 'array3@example.com' | Should -Not -BeNullOrEmpty
            @(Get-ACContact -InputObject $rows).Count | Should -Be 3
            Add-ACContactTag -InputObject $rows -Tag vip -SkipAutomation -Wait -ErrorAction Stop
            (Find-Contact 'array2@example.com').Tags | Should -Be 'vip'
            Remove-ACContactTag -InputObject $rows.email -Tag vip -Confirm:$false
            (Find-Contact 'array2@example.com').Tags | Should -BeNullOrEmpty
        }

        It 'takes contacts of another account like an exported file' {
            '{"email":"moved@example.com","phone":"7","City":"Graz","Interests":["Music","Food"],"tags":["vip"],"lists":["Newsletter"]}' | ConvertFrom-Json | Import-ACContact @quiet
            $other = Start-ACSimulator -SpeedFactor 50
            $session = $other | Connect-ACSession -Name other -PassThru
            $from = Get-ACSession | Where-Object Name -NE other
            Get-ACContact -Session $from -InputObject 'moved@example.com' | Import-ACContact @quiet -Session $session -ErrorAction Stop
            $moved = (Get-Server $other).Account.FindContact('moved@example.com')
            $moved.Phone, $moved.FieldValues[1], $moved.FieldValues[6], ($moved.Tags -join ',') | Should -Be '7', 'Graz', '||Music||Food||', 'vip'
            Disconnect-ACSession -Name other
            $other | Stop-ACSimulator
        }

        It 'passes over what PowerShell adds to objects of jobs, and takes the batch that a job hands back' {
            $rows = Start-Job { 1..12 | ForEach-Object { [pscustomobject] @{ email = "job$_@example.com" } } } | Receive-Job -Wait -AutoRemoveJob
            $rows | Select-Object -First 1 | ForEach-Object { $_.PSObject.Properties.Name } | Should -Contain 'RunspaceId'
            $rows | Add-Member @{ PSComputerName = 'server1'; PSShowComputerName = $true; PSSourceJobInstanceId = [guid]::NewGuid() } -Force
            $batch = $rows | Import-ACContact -SkipAutomation -ErrorAction Stop
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($batch))
            ($copy | Wait-ACImport -ErrorAction Stop).Imported | Should -Be 12
            ($copy | Get-ACImportStatus -ErrorAction Stop).BatchId | Should -Be $batch.BatchId
        }

        It 'passes deleted rows of a table over, with a word' {
            $table = [Data.DataTable]::new()
            $null = $table.Columns.Add('email'), $table.Columns.Add('phone')
            1..3 | ForEach-Object { $null = $table.Rows.Add("table$_@example.com", "$_") }
            $table.AcceptChanges()
            $all = @($table.Rows)
            $table.Rows[1].Delete()
            $all | Import-ACContact @quiet -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -BeLike '*marked as deleted*'
            (Find-Contact 'table3@example.com').Phone | Should -Be '3'
            Find-Contact 'table2@example.com' | Should -BeNullOrEmpty
            $all[1], $all[0], $all[2] | Add-ACContactTag vip -SkipAutomation -Wait -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -BeLike '*marked as deleted*'
            (Find-Contact 'table3@example.com').Tags | Should -Be 'vip'
            @($all | Get-ACContact -ErrorAction Stop -WarningAction SilentlyContinue) | Should -HaveCount 2
            @($all | Remove-ACContact -Force -ErrorAction Stop -WarningAction SilentlyContinue) | Should -HaveCount 2
        }

        It 'takes what an expression without output leaves for blank' {
            $null = [pscustomobject] @{ email = 'void@example.com'; phone = '7' } | Import-ACContact @quiet
            $rows = @(
                [pscustomobject] @{ email = 'void@example.com'; phone = if ($false) { 1 }; tags = $(if ($false) { 'vip' }) }
                @{ email = 'void2@example.com'; phone = $(if ($false) { 1 }) }
            )
            ($rows | Import-ACContact @quiet -ErrorAction Stop).Imported | Should -Be 2
            (Find-Contact 'void@example.com').Phone | Should -Be '7'
            @([pscustomobject] @{ id = $(if ($false) { 1 }); email = 'void@example.com' } | Get-ACContact -ErrorAction Stop).Email | Should -Be 'void@example.com'
        }
    }

    It 'imports a file again after nothing of it went in' {
        $path = New-TestFile 'tags.csv' "email,tags`ntagged1@example.com,brandnew`ntagged2@example.com,brandnew"
        @(Get-ErrorOf { Import-ACContact -Path $path @quiet }).FullyQualifiedErrorId | Should -BeLike 'TagUnknown,*'
        @(Get-ErrorOf { Import-ACContact -Path $path @quiet }).FullyQualifiedErrorId | Should -BeLike 'TagUnknown,*'
        Import-ACContact -Path $path @quiet -AllowNewTag -ErrorAction Stop
        (Find-Contact 'tagged2@example.com').Tags | Should -Be 'brandnew'
        Assert-OneError { Import-ACContact -Path $path @quiet -AllowNewTag } 'AlreadyImported' 'ResourceExists'
    }
}
