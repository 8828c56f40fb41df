Describe 'Import-ACContact with objects of many shapes' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $quiet = @{ SkipAutomation = $true; Wait = $true }
        function Find-Contact { param($Email) (Get-Server $simulator).Account.FindContact([string] $Email) }
        class ACTestCode { static [object] Phone([psobject] $row) { return "7-$($row.number)" } }
        function Get-FieldOf { param($Email, $Id) (Find-Contact $Email).FieldValues[$Id] }
    }

    AfterAll { Reset-TestAccount }

    Context 'columns that earlier objects lack' {
        It 'are sent' {
            $rows = 1..300 | ForEach-Object {
                $row = [ordered] @{ email = "late$_@example.com" }
                if ($_ -ge 100) { $row.phone = "555$_" }
                if ($_ -eq 280) { $row.City = 'Graz'; $row.tags = , 'vip' }
                [pscustomobject] $row
            }
            ($rows | Import-ACContact @quiet | Measure-Object Imported -Sum).Sum | Should -Be 300
            (Find-Contact 'late99@example.com').Phone | Should -BeNullOrEmpty
            foreach ($i in 100, 101, 250, 251, 300) { (Find-Contact "late$i@example.com").Phone | Should -Be "555$i" }
            Get-FieldOf 'late280@example.com' 1 | Should -Be 'Graz'
            (Find-Contact 'late280@example.com').Tags | Should -Be 'vip'
        }

        It 'refuse their row by name where the account does not know them, <Where>' -ForEach @(
            @{ Where = 'in the first chunk'; Before = 0 }
            @{ Where = 'in a later chunk'; Before = 260 }
        ) {
            $rows = @(New-TestRow ($Before + 1) -Prefix "known$Before-") + @(('{"email":"bob#@one.example","phone":"5550100","tags":["vip"],"nosuch":"x"}',
                '{"email":"cy#@one.example","nosuch":null}') -replace '#', $Before | ConvertFrom-Json)
            $errors = @(Get-ErrorOf { $rows | Import-ACContact @quiet })
            $errors.FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
            $errors | Should -HaveCount 1
            $errors[0].Exception.Message | Should -BeLike "Row $($Before + 2): The column 'nosuch'*"
            $errors[0].TargetObject.phone | Should -Be '5550100'
            (Get-LastActivity $simulator).Imported | Should -Be ($Before + 2)
            Find-Contact "bob$Before@one.example" | Should -BeNullOrEmpty
            Find-Contact "cy$Before@one.example" | Should -Not -BeNullOrEmpty

            # The way that the error names, word for word.
            $rows | Import-ACContact @quiet -ColumnMap @{ 'nosuch' = $null } -ErrorAction Stop
            (Find-Contact "bob$Before@one.example").Tags | Should -Be 'vip'
        }

        It 'may name the same thing otherwise, and refuse a row that names it twice' {
            $rows = @(
                [pscustomobject] @{ 'E-Mail' = 'two1@example.com'; phone = '1' }
                [pscustomobject] @{ PHONE = '2'; email = 'two2@example.com' }
                @{ Email = 'two3@example.com'; Phone = '3' }
                [pscustomobject] @{ 'E-Mail' = 'two4@example.com'; email = 'two5@example.com' }
            )
            $errors = @(Get-ErrorOf { $rows | Import-ACContact @quiet })
            $errors.FullyQualifiedErrorId | Should -BeLike 'DuplicateColumn,*'
            $errors[0].Exception.Message | Should -BeLike "Row 4: *'E-Mail'*'email'*"
            foreach ($i in 1..3) { (Find-Contact "two$i@example.com").Phone | Should -Be "$i" }
        }

        It 'is not blank: -ClearColumn clears what is blank, and leaves what is absent' {
            '{"email":"has@example.com","phone":"1"}', '{"email":"not@example.com","phone":"2"}' | ConvertFrom-Json | Import-ACContact @quiet
            '{"email":"has@example.com","phone":""}', '{"email":"not@example.com"}', '{"email":"new@example.com","phone":"3"}' | ConvertFrom-Json |
                Import-ACContact @quiet -ClearColumn phone
            (Find-Contact 'has@example.com').Phone | Should -BeNullOrEmpty
            (Find-Contact 'not@example.com').Phone | Should -Be '2'
            (Find-Contact 'new@example.com').Phone | Should -Be '3'
        }
    }

    Context 'properties of every kind' {
        It 'are sent as Export-Csv would write them: <Kind>' -ForEach @(
            @{ Kind = 'ScriptProperty'; Add = { param($row) $row | Add-Member ScriptProperty phone { "5-$($this.number)" } } }
            @{ Kind = 'AliasProperty'; Add = { param($row) $row | Add-Member AliasProperty phone number } }
            @{ Kind = 'CodeProperty'; Add = { param($row) $row | Add-Member CodeProperty phone ([ACTestCode].GetMethod('Phone')) } }
            @{ Kind = 'a property of its type'; Add = { param($row) $row.PSTypeNames.Insert(0, 'ACTest.Row') } }
        ) {
            Update-TypeData -TypeName ACTest.Row -MemberType ScriptProperty -MemberName phone -Value { "6-$($this.number)" } -Force
            $kind = $Kind -replace '\W'
            $rows = 1..3 | ForEach-Object { [pscustomobject] @{ email = "$kind$_@example.com"; number = "$_" } }
            & $Add $rows[1]
            $expected = $rows[1].phone
            $rows | Import-ACContact @quiet -ColumnMap @{ number = $null } -ErrorAction Stop
            (Find-Contact "${kind}2@example.com").Phone | Should -Be $expected
            (Find-Contact "${kind}3@example.com").Phone | Should -BeNullOrEmpty
        }

        It 'are sent when the object was listed before, or comes from a file of Export-Clixml' {
            $rows = @(New-TestRow 3 -Prefix 'listed')
            $rows[2] | Add-Member phone '77'
            $rows | Export-Clixml "$TestDrive/rows.xml"
            $rows | ForEach-Object { $null = $_.PSObject.Properties.Name; $_ } | Import-ACContact @quiet -ErrorAction Stop
            (Find-Contact 'listed3@example.com').Phone | Should -Be '77'
            Import-Clixml "$TestDrive/rows.xml" | Select-Object *, @{ n = 'last name'; e = { 'Berg' } } | Import-ACContact @quiet -ErrorAction Stop
            Import-Clixml "$TestDrive/rows.xml" | Import-ACContact @quiet -ErrorAction Stop -Tag vip
            (Find-Contact 'listed3@example.com').LastName | Should -Be 'Berg'
            (Find-Contact 'listed1@example.com').Tags | Should -Be 'vip'
        }
    }
}
