# The columns of those whom lists and tags are for: found by name, kept in what is written of the refused.
Describe 'Input of the commands for lists and tags' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"

        $simulator = Connect-TestAccount -With @{ Empty = $true }
        $account = (Get-Server $simulator).Account
        $list = $account.AddList('Newsletter')
        $null = $account.AddTag('vip')
        1..40 | ForEach-Object { $null = $account.AddContact("p$_@one.example") }
    }

    AfterAll { Reset-TestAccount }

    It 'keeps every column of those who are not found, and takes the file again' {
        $path = Join-Path $TestDrive 'refused.csv'
        $rows = Import-Csv (New-TestFile 'some.csv' "City,E-Mail-Adresse,Notes`nGraz,p1@one.example,a`nWien,late@one.example,b`n")
        $rows | Add-ACContactTag vip -RejectPath $path -Wait -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        $written = @(Import-Csv $path)
        $written | Should -HaveCount 1
        $written[0].City, $written[0].'E-Mail-Adresse', $written[0].Notes | Should -Be Wien, late@one.example, b
        $null = $account.AddContact('late@one.example')
        Invoke-Expression ([regex]::Match("$said", 'Import-Csv -LiteralPath .*').Value + ' -Wait') | Out-Null
        $account.FindContact('late@one.example').Tags | Should -Be vip
    }

    It 'is one error for a column that is not there, by <Command>' -ForEach @(
        @{ Command = { $input | Add-ACListMember Newsletter -Wait } }
        @{ Command = { $input | Add-ACContactTag vip -Wait } }
        @{ Command = { $input | Remove-ACListMember Newsletter -Force -Wait } }
        @{ Command = { $input | Remove-ACContact -Force } }
    ) {
        $rows = 1..3 | ForEach-Object { [pscustomobject] @{ Kontakt = "p$_@one.example"; City = 'Graz' } }
        Assert-OneError { $rows | & $Command } 'NotAContact' 'InvalidType' '*Kontakt, City*Select-Object*'
        $account.ContactCount | Should -BeGreaterThan 39
    }

    It 'names what was read as a header for what it is, by <Command>: <What>' -ForEach @(
        foreach ($command in 'Add-ACContactTag vip -Wait', 'Add-ACListMember Newsletter -Wait', 'Remove-ACContact -Force', 'Get-ACContact') {
            @{ Command = $command; What = 'a contact'; Text = "p1@one.example`np2@one.example`n"; Saying = 'looks like a contact, not a header' }
            @{ Command = $command; What = 'zeros'; Text = "e`0m`0a`0i`0l`0`np1@one.example`n"; Saying = '-Encoding unicode' }
            @{ Command = $command; What = 'sep='; Text = "sep=;`nemail;City`np1@one.example;Graz`n"; Saying = "'sep='" }
            @{ Command = $command; What = 'another delimiter'; Text = "email;City`np1@one.example;Graz`n"; Saying = "Import-Csv -Delimiter ';'" }
            @{ Command = $command; What = 'a title'; Text = "Contacts of March`n`nemail,City`np1@one.example,Graz`n"; Saying = 'title, not a header' }
            @{ Command = $command; What = 'JSON'; Text = "[`n{""email"":""p1@one.example""}`n]"; Saying = 'ConvertFrom-Json' }
        }
    ) {
        $path = New-TestFile 'header.csv' $Text
        $before = $account.ContactCount
        $records = @(Get-ErrorOf { Import-Csv $path | & ([scriptblock]::Create("`$input | $Command")) })
        $records | Should -HaveCount 1
        $records[0].FullyQualifiedErrorId | Should -BeLike 'NotAContact,*'
        $records[0].Exception.Message | Should -BeLike "*$Saying*"
        $records[0].Exception.Message | Should -Not -Match 'its name now' -Because 'whoever follows that loses the first contact'
        $account.ContactCount | Should -Be $before
    }

    It 'passes over rows whose cells are all blank, by <Command>' -ForEach @(
        @{ Command = { $input | Add-ACContactTag vip -Wait -SkipAutomation }; Property = 'Imported' }
        @{ Command = { $input | Add-ACListMember Newsletter -Force -Wait }; Property = 'Imported' }
        @{ Command = { $input | Remove-ACListMember Newsletter -Force -Wait }; Property = 'Imported' }
        @{ Command = { $input | Remove-ACContactTag vip -Confirm:$false } }
        @{ Command = { $input | Get-ACContact } }
        @{ Command = { $input | Export-ACContact (Join-Path $TestDrive 'blank-rows.out.csv') }; Property = 'Rows' }
        @{ Command = { $input | Remove-ACContact -Force } }
    ) {
        'blank1@one.example', 'blank2@one.example' | ForEach-Object { $null = $account.AddContact($_); $account.Subscribe($_, $list) }
        $rows = Import-Csv (New-TestFile 'blank-rows.csv' "email,City`n,`nblank1@one.example,Graz`n,`n , `nblank2@one.example,Wien`n,`n")
        $output = @($rows | & $Command -ErrorAction Stop)
        $(if ($Property) { ($output | Measure-Object $Property -Sum).Sum } else { $output.Count }) | Should -Be 2
        foreach ($row in [pscustomobject] @{ email = ''; City = 'Graz' }, [pscustomobject] @{ email = [pscustomobject] @{ address = 'p1@one.example' } }) {
            Assert-OneError { $row | Remove-ACContact -Force } 'NotAContact' 'InvalidType'
        }
    }

    It 'finds the columns by name where Resume-ACActivity reads a file' {
        $file = New-TestFile 'members.csv' ("Notes;E-Mail;City`n" + ((1..6000 | ForEach-Object { "a;m$_@one.example;Graz`n" }) -join ''))
        Stop-AfterFirst $simulator { Import-Csv $file -Delimiter ';' | Add-ACListMember Newsletter -AllowNewContact -Force }
        $open = Get-LastActivity $simulator
        $open.InputComplete | Should -BeFalse
        Resume-ACActivity -ActivityId $open.ActivityId -Path $file -Wait | Out-Null
        $after = Get-ACActivity $open.ActivityId
        $after.State, $after.RowsRead, $after.Imported | Should -Be Completed, 6000, 6000
        @($account.Contacts | Where-Object { $_.Email -like 'm*' -and $_.Lists.ContainsKey($list) }) | Should -HaveCount 6000
    }

    It 'is NotAContact for a file without such a column' {
        $rows = 1..6000 | ForEach-Object { [pscustomobject] @{ email = "n$_@one.example" } }
        Stop-AfterFirst $simulator { $rows | Add-ACListMember Newsletter -AllowNewContact -Force }
        $open = Get-LastActivity $simulator
        $file = New-TestFile 'other.csv' "Kontakt`nx`n"
        Assert-OneError { Resume-ACActivity -ActivityId $open.ActivityId -Path $file } 'NotAContact' 'InvalidType' '*Kontakt*'
        $rows | Resume-ACActivity -ActivityId $open.ActivityId -Wait | Out-Null
        (Get-ACActivity $open.ActivityId).Imported | Should -Be 6000
    }
}
