# What a text advises is done here word for word, and it must end right.
Describe 'Headers and files' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"

        $simulator = Connect-TestAccount -With @{ Empty = $true }
        $account = (Get-Server $simulator).Account
        $level = $account.AddField('Customer level', [ActiveCampaign.Bulk.Simulator.FieldType]::Text)

        function Get-Text { param([scriptblock] $Run, [string] $Id)
            $records = @(Get-ErrorOf $Run)
            $records | Should -HaveCount 1
            $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $records[0].Exception.Message
        }

        # What follows a word in a text, to the end of its line, as PowerShell reads it.
        function Get-Advice { param([string] $Text, [string] $From, [string] $To = '$')
            $found = [regex]::Match($Text, "(?s)$([regex]::Escape($From)).*?$To")
            $found.Success | Should -BeTrue -Because $Text
            $found.Value
        }

        function Assert-Contact { param([string[]] $Name)
            @($account.Contacts | Sort-Object Email | ForEach-Object FirstName) | Should -Be $Name
        }
    }

    AfterAll { Reset-TestAccount }

    AfterEach { $account.Contacts | ForEach-Object { $null = $account.RemoveContact($_.Id) } }

    It 'maps all unmatched columns as the one error says, by <Route>' -ForEach @{ Route = 'Path' }, @{ Route = 'pipeline' } {
        $csv = New-TestFile "unmatched-$Route.csv" "email,Frist Name,Customer's level,its ’end’,Notes`na@one.example,Ann,gold,x,y`n"
        $import = if ($Route -eq 'Path') { "Import-ACContact -Path '$csv'" } else { "Import-Csv '$csv' | Import-ACContact" }
        $text = Get-Text { Invoke-Expression $import } 'UnknownColumn'
        $advice = Get-Advice $text '-ColumnMap' '\}'
        $advice | Should -BeExactly "-ColumnMap @{ 'Frist Name' = 'first name'; 'Customer''s level' = 'Customer level'; 'its ’’end’’' = `$null; 'Notes' = `$null }"
        Invoke-Expression "$import $advice" | Out-Null
        Assert-Contact Ann
        $account.Contacts[0].FieldValues[$level] | Should -Be gold
    }

    It 'keeps what was mapped before in the map it advises' {
        $row = [pscustomobject] @{ email = 'a@one.example'; Vor = 'Ann'; Zusatz = 'x' }
        $text = Get-Text { $row | Import-ACContact -ColumnMap @{ Vor = 'first name' } } 'UnknownColumn'
        Invoke-Expression "`$row | Import-ACContact $(Get-Advice $text '-ColumnMap' '\}')" | Out-Null
        Assert-Contact Ann
    }

    It 'leaves one of two columns out as DuplicateColumn says' {
        $row = [pscustomobject] @{ email = 'a@one.example'; 'First Name' = 'Ann'; "Given-Name" = 'Anna' }
        $text = Get-Text { $row | Import-ACContact } 'DuplicateColumn'
        Invoke-Expression "`$row | Import-ACContact $(Get-Advice $text '-ColumnMap' '\}')" | Out-Null
        Assert-Contact Ann
    }

    It 'names both places of one heading, and no map' {
        $csv = New-TestFile 'twice.csv' "email,first name,First Name`na@one.example,Ann,Anna`n"
        Get-Text { Import-ACContact -Path $csv } 'DuplicateColumn' | Should -BeLike "Two columns are called 'First Name' (2 and 3). Rename*" -Because 'a map would lose both'
    }

    It 'reads JSON as NotATable says: <What>' -ForEach @(
        @{ What = 'an array'; Text = '[{"email":"a@one.example","first name":"Ann"},{"email":"b@one.example","first name":"Bob"}]'; Names = 'Ann', 'Bob' }
        @{ What = 'an object'; Text = "{`n  `"email`": `"a@one.example`",`n  `"first name`": `"Ann`"`n}"; Names = 'Ann' }
        @{ What = 'lines'; Text = "{`"email`":`"a@one.example`",`"first name`":`"Ann`"}`n{`"email`":`"b@one.example`",`"first name`":`"Bob`"}`n"; Names = 'Ann', 'Bob' }
    ) {
        $path = New-TestFile "it's json.csv" $Text
        $text = Get-Text { Import-ACContact -Path $path } 'NotATable'
        Invoke-Expression (Get-Advice $text 'Get-Content') | Out-Null
        Assert-Contact $Names
    }

    It 'names the one column of a file without a header as HeaderInvalid says' {
        $path = New-TestFile "no 'header'.csv" "a@one.example`nb@one.example`nc@one.example`n"
        $text = Get-Text { Import-ACContact -Path $path } 'HeaderInvalid'
        $text | Should -Match 'looks like a contact'
        $text | Should -Not -Match 'ColumnMap'
        Get-Text { Import-Csv $path | Import-ACContact } 'HeaderInvalid' | Should -Match 'looks like a contact'
        Invoke-Expression (Get-Advice $text 'Import-Csv') | Out-Null
        $account.ContactCount | Should -Be 3
    }

    It 'reads UTF-16 as HeaderInvalid says, by both routes: <Encoding>' -ForEach @{ Encoding = 'unicode' }, @{ Encoding = 'bigendianunicode' } {
        $path = Join-Path $TestDrive "$Encoding.csv"
        [IO.File]::WriteAllBytes($path, [Text.Encoding]::GetEncoding(($Encoding -eq 'unicode' ? 1200 : 1201)).GetBytes("email,first name`na@one.example,Ann`n"))
        $advice = Get-Advice (Get-Text { Import-ACContact -Path $path } 'HeaderInvalid') '-Encoding' '\w+'
        Invoke-Expression "Import-ACContact -Path '$path' $advice" | Out-Null
        Assert-Contact Ann
        $advice = Get-Advice (Get-Text { Import-Csv $path | Import-ACContact } 'HeaderInvalid') '-Encoding' ' \w+'
        Invoke-Expression "Import-Csv '$path' $advice | Import-ACContact -ColumnMap @{ 'first name' = 'last name' }" | Out-Null
        $account.Contacts[0].LastName | Should -Be Ann
    }

    It 'reads a semicolon file that Import-Csv took for one column as HeaderInvalid says' {
        $path = New-TestFile 'semicolon.csv' "E-Mail;Vorname`na@one.example;Ann`n"
        $text = Get-Text { Import-Csv $path | Import-ACContact } 'HeaderInvalid'
        Invoke-Expression "Import-Csv '$path' $(Get-Advice $text '-Delimiter' "'.'") | Import-ACContact" | Out-Null
        Assert-Contact Ann
    }

    It 'removes the lines above the header that a title stands in' {
        $path = New-TestFile 'title.csv' "Contacts of March;`n;`nE-Mail;Vorname`na@one.example;Ann`n"
        $text = Get-Text { Import-ACContact -Path $path } 'HeaderInvalid'
        $line = [int] [regex]::Match($text, 'in line (\d+)').Groups[1].Value
        Set-Content -LiteralPath $path -Value (Get-Content -LiteralPath $path | Select-Object -Skip ($line - 1))
        Import-ACContact -Path $path | Out-Null
        Assert-Contact Ann
    }

    It 'leaves a column without a name out as RowRagged says' {
        $path = New-TestFile 'nameless.csv' "email,,first name`na@one.example,call,Ann`n"
        $text = Get-Text { Import-Csv $path 3> $null | Import-ACContact | Out-Null } 'RowRagged'
        Invoke-Expression "Import-Csv '$path' 3> `$null | Import-ACContact $(Get-Advice $text '-ColumnMap' '\}')" | Out-Null
        Assert-Contact Ann
    }

    It 'names the delimiter it found where the columns do not fit' {
        $path = New-TestFile 'delimiter.csv' "email;first, last`na@one.example;Ann`n"
        Get-Text { Import-ACContact -Path $path } 'UnknownColumn' | Should -Match 'a semicolon.*-Delimiter'
        Get-Text { Import-ACContact -Path $path -Delimiter ';' } 'UnknownColumn' | Should -Not -Match '-Delimiter'
    }

    It 'takes what Get-ADUser gives as the one error says' {
        $user = [pscustomobject] @{
            DistinguishedName = 'CN=Ann Lee,DC=one'; Enabled = $true; GivenName = 'Ann'; Name = 'Ann Lee'; ObjectClass = 'user'; ObjectGUID = [guid]::NewGuid()
            SamAccountName = 'ann'; SID = 'S-1-5-21'; Surname = 'Lee'; UserPrincipalName = 'ann@corp.example'
        }
        $advice = Get-Advice (Get-Text { $user | Import-ACContact } 'UnknownColumn') '-ColumnMap' '\}'
        Invoke-Expression "`$user | Import-ACContact $advice" | Out-Null
        $account.Contacts[0].Email, $account.Contacts[0].FirstName, $account.Contacts[0].LastName | Should -Be 'ann@corp.example', 'Ann', 'Lee'
    }

    It 'takes mail before UserPrincipalName where both are there, by every route' {
        $null = $account.AddTag('directory'), $account.AddContact('ann@one.example'), $account.AddContact('ann@corp.example')
        $user = [pscustomobject] @{ UserPrincipalName = 'ann@corp.example'; mail = 'ann@one.example'; Id = '7f6a0f5e-0f7c-4a0e-9b37-0d6a2f6f7d11' } | Select-Object UserPrincipalName, mail
        $user | Add-ACContactTag directory -Wait | Out-Null
        ($account.Contacts | Where-Object Tags -Contain directory).Email | Should -Be 'ann@one.example'
        $advice = Get-Advice (Get-Text { $user | Import-ACContact } 'UnknownColumn') '-ColumnMap' '\}'
        $advice | Should -BeExactly "-ColumnMap @{ 'UserPrincipalName' = `$null }"
        (Invoke-Expression "`$user | Import-ACContact $advice -Wait").Imported | Should -Be 1
        ($user | Remove-ACContact -Force).Email | Should -Be 'ann@one.example'
        $account.Contacts.Email | Should -Be 'ann@corp.example'
    }

    It 'knows the headings of seven languages for those who list, tag and delete, too' {
        Import-Csv (New-TestFile 'known.csv' "Adresse e-mail,Prénom`na@one.example,Ann`n") | Import-ACContact | Out-Null
        $null = $account.AddTag('vip')
        Import-Csv (Join-Path $TestDrive 'known.csv') | Add-ACContactTag -Tag vip -Wait | Out-Null
        $account.Contacts[0].Tags | Should -Be vip
    }
}

Describe 'Names with brackets' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $simulator = Connect-TestAccount -Name 'one [DE]' -With @{ Empty = $true }
        $account = (Get-Server $simulator).Account
        'News [DE]', 'News D', 'News E' | ForEach-Object { $null = $account.AddList($_); $null = $account.AddTag($_); $null = $account.AddField($_, [ActiveCampaign.Bulk.Simulator.FieldType]::Text) }
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'brackets')
        Push-Location $folder
    }

    AfterAll {
        Pop-Location
        Reset-TestAccount
    }

    It '<Command> takes the name before the pattern' -ForEach @{ Command = 'Get-ACList' }, @{ Command = 'Get-ACTag' }, @{ Command = 'Get-ACField' } {
        (& $Command 'News [DE]').Name | Should -Be 'News [DE]'
        (& $Command 'News [D]').Name | Should -Be 'News D'
        (& $Command 'News *') | Should -HaveCount 3
        Assert-OneError { & $Command 'News [DE' } 'NameNotFound' 'ObjectNotFound'
    }

    It 'Get-ACSession and Get-ACActivity take the name before the pattern' {
        (Get-ACSession 'one [DE]').Name | Should -Be 'one [DE]'
        [pscustomobject] @{ email = 'a@one.example'; 'News [DE]' = 'x'; 'News D' = 'y' } | Import-ACContact -ActivityName 'job [1]' | Out-Null
        [pscustomobject] @{ email = 'b@one.example' } | Import-ACContact -ActivityName 'job 1' | Out-Null
        (Get-ACActivity -Name 'job [1]').Name | Should -Be 'job [1]'
        ('a@one.example' | Get-ACContact -Property 'News [DE]').Fields.Keys | Should -Be 'News [DE]'
    }

    It 'is PathAmbiguous, naming both, where a name is a pattern as well' {
        Set-Content -LiteralPath 'people[1].csv' "email,first name`na@one.example,Ann"
        Set-Content -LiteralPath 'people1.csv' "email,first name`nb@one.example,Bob"
        Assert-OneError { Import-ACContact './people[1].csv' } 'PathAmbiguous' 'InvalidArgument' '*people`[1`].csv*people1.csv*-LiteralPath*'
        Import-ACContact -LiteralPath './people[1].csv' | Out-Null
        $account.FindContact('a@one.example').FirstName | Should -Be Ann
        Import-ACContact 'people`[1`].csv' -Force | Out-Null
        Remove-Item -LiteralPath people1.csv
        Import-ACContact './people[1].csv' -Force | Out-Null
        $account.FindContact('b@one.example').FirstName | Should -BeNullOrEmpty
    }

    It 'takes a file of excluded addresses by its name' {
        Set-Content -LiteralPath 'stop[1].txt' 'x@one.example'
        [pscustomobject] @{ email = 'x@one.example' } | Import-ACContact -ExcludePath 'stop[1].txt' -ErrorAction SilentlyContinue | Out-Null
        $account.FindContact('x@one.example') | Should -BeNullOrEmpty
    }
}

Describe 'Files under the name of a workbook' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $null = Connect-TestAccount
    }

    AfterAll { Reset-TestAccount }

    It 'is FileUnwritable for <What>, and the name it advises is written' -ForEach @(
        @{ What = 'an export'; Do = { param($Path) Export-ACContact $Path } }
        @{ What = 'refused rows'; Do = { param($Path) [pscustomobject] @{ email = 'a@@one.example' } | Import-ACContact -RejectPath $Path -WarningAction Ignore | Out-Null } }
        @{ What = 'a backup'; Do = { param($Path) 'sample001@simulator.example' | Remove-ACContact -BackupPath $Path -Force } }
    ) {
        $path = Join-Path $TestDrive 'people.xlsx'
        $records = @(Get-ErrorOf { & $Do $path })
        $records[0].FullyQualifiedErrorId | Should -BeLike 'FileUnwritable,*'
        $path | Should -Not -Exist
        $advised = [regex]::Match($records[0].Exception.Message, "Name it '([^']+)'").Groups[1].Value
        & $Do $advised | Out-Null
        $advised | Should -Exist
        Remove-Item $advised
    }

    It 'is SettingsConflict for an export to .json without -Format' {
        Assert-OneError { Export-ACContact (Join-Path $TestDrive 'people.json') } 'SettingsConflict' 'InvalidArgument' '*people.jsonl*'
    }
}
