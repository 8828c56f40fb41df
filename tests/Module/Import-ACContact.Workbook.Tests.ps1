# Workbooks by the public surface. What a cell shows, and how .xls and .xlsx are read, has its own tests beside the engine.
Describe 'Import-ACContact with a workbook' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $samples = Join-Path $PSScriptRoot '../Data/workbooks'
        $office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        $main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='$office'"

        function Get-RowXml {
            param([int] $Number, $Row)
            $hidden = if ($Row -is [hashtable]) { "hidden='true'" }
            $column = 0
            $xml = foreach ($cell in $(if ($hidden) { $Row.Hidden } else { $Row })) {
                $name = "$([char] (65 + $column++))$Number"
                if ("$cell") { "<c r='$name' t='inlineStr'><is><t>$([Security.SecurityElement]::Escape($cell))</t></is></c>" }
            }
            "<row r='$Number' $hidden>$xml</row>"
        }

        function Get-Relation {
            param([string] $Id, [string] $Kind, [string] $Target)
            "<Relationship Id='$Id' Type='$office/$Kind' Target='$Target'/>"
        }

        # An .xlsx of texts: sheets by name, each row an array; one in a hashtable is hidden.
        function New-TestWorkbook {
            param([string] $Name, [Collections.Specialized.OrderedDictionary] $Sheets)
            $path = Join-Path $TestDrive $Name
            $ofSheets = $relations = ''
            $parts = [ordered] @{ '[Content_Types].xml' = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>" }
            $id = 0
            foreach ($sheet in $Sheets.GetEnumerator()) {
                $id++
                $ofSheets += "<sheet name='$($sheet.Key)' sheetId='$id' r:id='s$id'/>"
                $relations += Get-Relation "s$id" worksheet "sheet$id.xml"
                $number = 0
                $rows = foreach ($row in $sheet.Value) { Get-RowXml (++$number) $row }
                $parts["xl/sheet$id.xml"] = "<worksheet $main><sheetData>$rows</sheetData></worksheet>"
            }

            $parts['xl/workbook.xml'] = "<workbook $main><sheets>$ofSheets</sheets></workbook>"
            $package = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{0}</Relationships>"
            $parts['_rels/.rels'] = $package -f (Get-Relation b officeDocument xl/workbook.xml)
            $parts['xl/_rels/workbook.xml.rels'] = $package -f $relations
            Remove-Item -LiteralPath $path -ErrorAction Ignore
            $zip = [IO.Compression.ZipFile]::Open($path, 'Create')
            foreach ($part in $parts.GetEnumerator()) {
                $writer = [IO.StreamWriter]::new($zip.CreateEntry($part.Key).Open())
                $writer.Write($part.Value)
                $writer.Dispose()
            }

            $zip.Dispose()
            $path
        }

        function Get-Stored {
            param($Simulator)
            foreach ($contact in (Get-Server $Simulator).Account.Contacts | Sort-Object Email) {
                $fields = foreach ($id in $contact.FieldValues.Keys | Sort-Object) { "$id=$($contact.FieldValues[$id])" }
                ($contact.Email, $contact.FirstName, $contact.LastName + $fields) -join ';'
            }
        }

        function Get-Address {
            param($Simulator)
            (Get-Server $Simulator).Account.Contacts.Email | Sort-Object
        }
    }

    BeforeEach { $simulator = Connect-TestAccount -With @{ Empty = $true } }
    AfterEach { Reset-TestAccount }

    It 'stores the same contacts from CSV, .xlsx and .xls' {
        Reset-TestAccount
        $csv = New-TestFile 'people.csv' @'
Email,First Name,Last Name,Birthday,ZIP,Customer,Discount,Revenue,Member,Notes,Signed
ann@one.example,Ann,Lee,1990-05-06,01234,123456789012,25%,1234.50,TRUE,hello,2026-01-31T08:30:00
bob@one.example,Bøb,Ray,1985-12-24,99501,447901234567,5%,0.99,FALSE,two & more,2026-02-28T23:59:59
cy@one.example,Цyrus,Öz,2000-02-29,00501,5,100%,1000000.00,TRUE,,2026-03-01
'@
        $stored = foreach ($path in $csv, "$samples/people.xlsx", "$samples/people.xls") {
            $account = Connect-TestAccount -With @{ Empty = $true }
            foreach ($field in 'ZIP', 'Customer', 'Discount', 'Revenue', 'Member', 'Notes') {
                $null = (Get-Server $account).Account.AddField($field, [ActiveCampaign.Bulk.Simulator.FieldType]::Text)
            }

            $null = (Get-Server $account).Account.AddField('Birthday', [ActiveCampaign.Bulk.Simulator.FieldType]::Date)
            $null = (Get-Server $account).Account.AddField('Signed', [ActiveCampaign.Bulk.Simulator.FieldType]::DateTime)
            Import-ACContact -Path $path -Wait -WarningVariable warnings | ForEach-Object Imported | Should -Be 3
            $warnings | Where-Object Message -NotLike 'JournalNotDurable*' | Should -BeNullOrEmpty
            (Get-Stored $account) -join "`n"
            Reset-TestAccount
        }

        $stored[0] | Should -BeLike '*25%*1234.50*' -Because 'the fields are stored'
        $stored[1] | Should -BeExactly $stored[0]
        $stored[2] | Should -BeExactly $stored[0]
    }

    It 'names sheet and cell of a row that is refused, and writes it to a CSV file' {
        $book = New-TestWorkbook 'bad.xlsx' ([ordered] @{ Members = @(('First Name', 'email'), ('Ann', 'ann@@one.example'), ('Bob', 'bob@one.example'), ('#N/A', 'cy@one.example')) })
        $errors = @(Get-ErrorOf { Import-ACContact $book -Wait | Out-Null })
        $errors[0].Exception.Message | Should -BeLike "Row 1 (sheet 'Members', cell B2): *"
        $errors[0].Exception.Line | Should -Be 2
        $errors[1].Exception.Message | Should -BeLike "Row 3 (sheet 'Members', cell A4): *#N/A*"

        $rejects = Join-Path $TestDrive 'bad rejects.csv'
        Import-ACContact $book -Force -RejectPath $rejects -WarningAction Ignore | Out-Null
        $rows = Import-Csv $rejects
        $rows.AC_Line | Should -Be '2', '4'
        $rows[0].email | Should -Be 'ann@@one.example'
    }

    It 'reads the sheet of -WorksheetName, each of a workbook once' {
        $book = New-TestWorkbook 'two.xlsx' ([ordered] @{ A = @('email'), @('ann@one.example'); B = @('email'), @('bob@one.example') })
        Import-ACContact $book -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        $warnings | Should -BeLike "Only the sheet 'A' is read, and there are rows in 'B', too.*"
        Import-ACContact $book -WorksheetName b -WarningVariable warnings | Out-Null
        $warnings | Should -BeNullOrEmpty
        Get-Address $simulator | Should -Be 'ann@one.example', 'bob@one.example'
        Assert-OneError { Import-ACContact $book -WorksheetName B } 'AlreadyImported' 'ResourceExists'
        Assert-OneError { Import-ACContact $book -WorksheetName C } 'UnknownWorksheet' 'ObjectNotFound' "*'A', 'B'*"
    }

    It 'is HiddenRows unless -HiddenRow says what they mean' {
        $book = New-TestWorkbook 'hidden.xlsx' ([ordered] @{ A = @('email'), @('ann@one.example'), @{ Hidden = @('bob@one.example') }, @('cy@one.example') })
        Assert-OneError { Import-ACContact $book } 'HiddenRows' 'InvalidData' "*'A'*row 3*-HiddenRow Include*-HiddenRow Skip*"
        Assert-OneError { Import-ACContact $book -WhatIf } 'HiddenRows' 'InvalidData'
        Get-WriteCount $simulator | Should -Be 0
        Import-ACContact $book -HiddenRow Skip | Out-Null
        Get-Address $simulator | Should -Be 'ann@one.example', 'cy@one.example'
        Import-ACContact $book -HiddenRow Include | Out-Null
        Get-Address $simulator | Should -Be 'ann@one.example', 'bob@one.example', 'cy@one.example'
    }

    It 'finds hidden rows and a title in .xls too' {
        Assert-OneError { Import-ACContact "$samples/hidden.xls" -WorksheetName People -HeaderRow 2 } 'HiddenRows' 'InvalidData' '*rows 4-5*'
        $message = (Get-ErrorOf { Import-ACContact "$samples/hidden.xls" -WorksheetName People -HiddenRow Skip }).Exception.Message
        $message | Should -BeLike '*begins with a title*row 2*'
        $told = [int] [regex]::Match($message, '-HeaderRow (\d+)').Groups[1].Value
        $map = @{}
        'Birthday', 'ZIP', 'Customer', 'Discount', 'Revenue', 'Member', 'Notes', 'Signed' | ForEach-Object { $map[$_] = $null }
        Import-ACContact "$samples/hidden.xls" -WorksheetName People -HiddenRow Skip -HeaderRow $told -ColumnMap $map | ForEach-Object Imported | Should -Be 1
        Get-Address $simulator | Should -Be 'ann@one.example'
    }

    It 'is SettingsConflict for <Option> with a <Kind>' -ForEach @(
        @{ Option = 'Encoding'; Kind = 'workbook'; With = @{ Encoding = 'utf8' } }
        @{ Option = 'Delimiter'; Kind = 'workbook'; With = @{ Delimiter = ';' } }
        @{ Option = 'WorksheetName'; Kind = 'text'; With = @{ WorksheetName = 'A' } }
        @{ Option = 'HiddenRow'; Kind = 'text'; With = @{ HiddenRow = 'Skip' } }
    ) {
        $path = if ($Kind -eq 'text') { New-TestFile 'a.csv' "email`nann@one.example" } else { New-TestWorkbook 'a.xlsx' ([ordered] @{ A = @('email'), @('ann@one.example') }) }
        Assert-OneError { Import-ACContact -LiteralPath $path @With } 'SettingsConflict' 'InvalidArgument' "*-$Option*Leave them out*"
    }

    It 'is NotATable for a workbook that is damaged or locked' {
        $bytes = [IO.File]::ReadAllBytes("$samples/people.xls")
        [IO.File]::WriteAllBytes("$TestDrive/cut.xls", $bytes[0..1500])
        Assert-OneError { Import-ACContact "$TestDrive/cut.xls" } 'NotATable' 'InvalidOperation' '*damaged*save it as .xlsx*'
    }

    It 'goes on with the sheet that it began with' {
        $rows = @(, @('email')) + @(1..600 | ForEach-Object { , @("a$_@one.example") })
        $book = New-TestWorkbook 'long.xlsx' ([ordered] @{ A = $rows; B = @('email'), @('bob@one.example') })
        Stop-AfterFirst $simulator { Import-ACContact $book -WorksheetName A -SkipAutomation }
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Not -Be 'Completed'
        $activity | Resume-ACActivity -Wait | Out-Null
        (Get-Server $simulator).Account.Contacts | Should -HaveCount 600
        $after = Get-ACActivity $activity.ActivityId
        $after.RowsRead, $after.Imported | Should -Be 600, 600
    }

    It 'finishes the sheet of an open activity before the one of this line, with -IfOpen Resume' {
        $rows = @(, @('email')) + @(1..600 | ForEach-Object { , @("a$_@one.example") })
        $book = New-TestWorkbook 'nightly.xlsx' ([ordered] @{ A = $rows; B = @('email'), @('bob@one.example') })
        Stop-AfterFirst $simulator { Import-ACContact $book -WorksheetName A -ActivityName nightly -SkipAutomation }
        Import-ACContact $book -WorksheetName B -ActivityName nightly -SkipAutomation -IfOpen Resume -Wait -WarningAction Ignore | Out-Null
        (Get-Server $simulator).Account.Contacts | Should -HaveCount 601
    }

    It 'sends what differs from the last workbook with -ComparedTo Last' {
        $first = New-TestWorkbook 'one.xlsx' ([ordered] @{ A = ('email', 'First Name'), ('ann@one.example', 'Ann'), ('bob@one.example', 'Bob') })
        Import-ACContact $first -ActivityName nightly -SkipAutomation -Wait | Out-Null
        $second = New-TestWorkbook 'two.xlsx' ([ordered] @{ A = ('email', 'First Name'), ('ann@one.example', 'Ann'), ('bob@one.example', 'Bea') })
        Import-ACContact $second -ActivityName nightly -SkipAutomation -ComparedTo Last -Wait | ForEach-Object Imported | Should -Be 1
        (Get-LastActivity $simulator).Unchanged | Should -Be 1
    }

    It 'takes -ExcludePath, and -SettingsFrom an import of a text in another encoding' {
        $never = New-TestWorkbook 'never.xlsx' ([ordered] @{ A = ('Name', 'email'), ('Ann', 'ann@one.example') })
        $csv = New-TestFile 'latin.csv' "email,First Name`nann@one.example,Jörg`ncy@one.example,Cy" -Encoding latin1
        Import-ACContact $csv -Encoding latin1 -ExcludePath $never -ErrorAction Ignore | Out-Null
        $book = New-TestWorkbook 'more.xlsx' ([ordered] @{ A = @('email'), @('ann@one.example'), @('bob@one.example') })
        Get-ErrorOf { Import-ACContact $book -SettingsFrom (Get-LastActivity $simulator).ActivityId | Out-Null } |
            ForEach-Object FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        Get-Address $simulator | Should -Be 'bob@one.example', 'cy@one.example'
    }

    It 'says of Export-ACContact to a workbook how one is made, and that works' {
        Import-ACContact (New-TestWorkbook 'in.xlsx' ([ordered] @{ A = ('email', 'First Name'), ('ann@one.example', 'Ann') })) | Out-Null
        $path = Join-Path $TestDrive 'out.xlsx'
        $errors = @(Get-ErrorOf { Export-ACContact -Path $path })
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'FileUnwritable,*'
        $way = [regex]::Match($errors[0].Exception.Message, "Name it '(?<Csv>[^']+)'.*: (?<Line>Import-Csv .*)$")
        Export-ACContact -Path $way.Groups['Csv'].Value | Out-Null
        function Export-Excel { param([Parameter(ValueFromPipeline)] $InputObject, $Path) process { "$Path $($InputObject.email)" } }
        Invoke-Expression $way.Groups['Line'].Value | Should -Be "$path ann@one.example"
    }
}
