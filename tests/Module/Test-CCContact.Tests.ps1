Describe 'Test-CCContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'takes what Import-CCContact takes, so that one table of parameters serves both' {
        $own = (Get-Command Test-CCContact).Parameters.Keys
        (Get-Command Import-CCContact).Parameters.Keys | Where-Object { $_ -notin 'WhatIf', 'Confirm' -and $_ -notin $own } | Should -BeNullOrEmpty
    }

    It 'says what an import would do, by <_>, and sends nothing' -ForEach 'file', 'pipeline' {
        $rows = New-TestRow 30 -BadEvery 10
        $path = New-TestFile 'people.csv' (($rows | ConvertTo-Csv) -join "`n")
        $test = if ($_ -eq 'file') { Test-CCContact $path -List Newsletter } else { $rows | Test-CCContact -List Newsletter }
        $test | Should -BeOfType ActiveCampaign.Bulk.ACContactTest
        $test.IsValid, $test.RowsRead, $test.Ready, $test.Refused, $test.Batches | Should -Be $false, 30, 27, 3, 1
        $test.Issue.Code, $test.Issue.FirstRow | Should -Be 'EmailInvalid', 10
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 0
        Get-CCActivity | Where-Object ActivityId | Should -BeNullOrEmpty
    }

    It 'refuses the rows that the import refuses' {
        $path = New-TestFile 'faults.csv' "email,first name,Points`nada@example.com,Ada,1`nbob@example.com,$('x' * 51),2`ncy@example.com,Cy,many`ntwo@@example.com,Di,3"
        $rejects = Join-Path $TestDrive 'rejects.csv'
        Import-CCContact $path -List Newsletter -RejectPath $rejects -WarningAction Ignore | Out-Null
        $refused = Import-Csv $rejects
        (Test-CCContact $path -List Newsletter).Issue | ForEach-Object { "$($_.FirstRow) $($_.Code)" } | Sort-Object | Should -Be ($refused | ForEach-Object { "$($_.AC_Row) $($_.AC_Code)" } | Sort-Object)
    }

    It 'names a parameter that mends it, and with it the rows are valid' {
        $row = [pscustomobject] @{ email = 'eve@example.com'; Vermerk = 'x' }
        $test = $row | Test-CCContact -List Newsletter
        $test.Issue.Fix | Should -Be "-ColumnMap @{ 'Vermerk' = `$null }"
        Invoke-Expression "`$row | Test-CCContact -List Newsletter -Quiet $($test.Issue.Fix)" | Should -BeTrue
    }

    It 'tells of a column of lists with the import''s text, and tests the rows without it' {
        $rows = [pscustomobject] @{ email = 'eve@example.com'; tags = 'vip'; lists = 'Events' }, [pscustomobject] @{ email = 'nobody'; tags = ''; lists = '' }
        $test = $rows | Test-CCContact -List Newsletter
        $test.IsValid, $test.Ready, $test.Refused | Should -Be $false, 1, 1
        $test.Issue | ForEach-Object { "$($_.Code) $($_.Column)" } | Should -Be 'SettingsConflict lists', 'EmailInvalid '
        $failure = { $rows | Import-CCContact -List Newsletter } | Should -Throw -ErrorId 'SettingsConflict,*' -PassThru
        $test.Issue[0].Message | Should -Be $failure.Exception.Message
        (Invoke-Expression "`$rows[0] | Test-CCContact -List Newsletter $($test.Issue[0].Fix)").IsValid | Should -BeTrue
    }

    It 'tells of tags that are not there, of rows and for all of them, and of what allows them' {
        $rows = 'fresh', 'vip|FRESH', 'vip' | ForEach-Object { [pscustomobject] @{ email = "$($_.Length)@example.com"; tags = $_ } }
        $test = $rows | Test-CCContact -List Newsletter
        $test.Ready, $test.Refused, $test.Issue.Code, $test.Issue.Fix | Should -Be 1, 2, 'TagUnknown', '-AllowNewTag'
        $test = Invoke-Expression "`$rows | Test-CCContact -List Newsletter $($test.Issue.Fix)"
        $test.IsValid, ($test.NewTag -join ' ') | Should -Be $true, 'fresh'
        $test = $rows[2] | Test-CCContact -List Newsletter -Tag vpi
        $test.Issue.Code | Should -Be 'UnknownTag'
        $test.Issue.Message | Should -BeLike "*'vip'*"
        (Get-CCTag).Name | Should -Not -Contain 'fresh'
    }

    It 'tells of a list that lacks, and names no cmdlet of another service' {
        foreach ($test in (New-TestRow | Test-CCContact), (New-TestRow | Test-CCContact -List Nowhere)) {
            $test.IsValid, $test.Issue.Code | Should -Be $false, 'UnknownList'
            $test.Issue.Message | Should -BeLike '*Get-CCList*'
        }

        New-TestRow | Test-CCContact -Quiet | Should -BeFalse
    }

    It 'writes every issue to the file of -IssuePath' {
        $path = Join-Path $TestDrive 'issues.csv'
        $test = New-TestRow 4 -BadEvery 2 | Test-CCContact -List Newsletter -IssuePath $path
        (Import-Csv $test.IssuePath).Row | Should -Be 2, 4
        Assert-OneError { New-TestRow | Test-CCContact -List Newsletter -IssuePath $path } 'FileExists' 'ResourceExists'
    }

    It 'stops for Select-Object -First' {
        New-TestRow 10 | Test-CCContact -List Newsletter | Select-Object -First 1 -ExpandProperty RowsRead | Should -Be 10
    }
}
