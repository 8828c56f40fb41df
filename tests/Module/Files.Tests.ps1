# Files as spreadsheets, address books, mail services, databases and scripts write them, each by both routes. The people
# are made up. Stored: address, first name, last name, phone, company, Notes, tags. Where Import-Csv cannot read a file,
# or has guessed before an import sees the rows, the entry says so: PipeError, PipeStored.
Describe 'Files that people bring' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"

        $folder = Join-Path $PSScriptRoot 'Files'
        $notes = @{}
        $accounts = foreach ($route in 'path', 'pipe') {
            $simulator = Connect-TestAccount -Name $route -With @{ Empty = $true }
            $account = (Get-Server $simulator).Account
            $notes[$route] = $account.AddField('Notes', [ActiveCampaign.Bulk.Simulator.FieldType]::TextArea)
            'vip', 'trial' | ForEach-Object { $null = $account.AddTag($_) }
            @{ Route = $route; Account = $account }
        }

        function Get-Stored {
            param($Of)
            foreach ($contact in $Of.Account.Contacts | Sort-Object Email) {
                $tags = ($contact.Tags | Sort-Object) -join ','
                $cells = $contact.Email.Split('@')[0], $contact.FirstName, $contact.LastName, $contact.Phone, $contact.AccountName, $contact.FieldValues[$notes[$Of.Route]], $tags
                ($cells -join ';').TrimEnd(';')
            }
        }

        # The outcome in words: what was stored, and the ids of the errors, those of rows with their lines.
        function Invoke-Route {
            param($Of, [scriptblock] $Import)
            $errors = foreach ($record in Get-ErrorOf $Import) {
                $id = $record.FullyQualifiedErrorId.Split(',')[0]
                if ($record.FullyQualifiedErrorId -notlike '*ActiveCampaign*') { 'Import-Csv' }
                elseif ($record.Exception.Line) { "$id@$($record.Exception.Line)" }
                else { $id }
            }
            [pscustomobject] @{ Stored = @(Get-Stored $Of); Errors = @($errors) }
            $Of.Account.Contacts | ForEach-Object { $null = $Of.Account.RemoveContact($_.Id) }
        }
    }

    AfterAll { Reset-TestAccount }

    It '<File>' -ForEach @(
        @{ File = 'excel-utf8.csv'; Stored = 'ann;Ann;Lee;5550100', 'bob;Bob;Ray;5550101' }
        @{ File = 'excel-german.csv'; Read = @{ Encoding = 'windows-1252'; Delimiter = ';' }; Stored = 'ann;Änne;Müller;5550100' }
        @{ File = 'excel-german-read-as-utf8.csv'; Pipe = @{ Delimiter = ';' }; Refused = 'EncodingDamaged@2'; Stored = 'bob;Bob' }
        @{ File = 'excel-german-without-delimiter.csv'; PipeError = 'HeaderInvalid'; Stored = 'ann;Ann' }
        @{ File = 'excel-french.csv'; Read = @{ Encoding = 'windows-1252'; Delimiter = ';' }; Stored = 'ann;Zoë;Lefèvre;5550100' }
        @{ File = 'excel-spanish.csv'; Pipe = @{ Delimiter = ';' }; Stored = 'ann;Ana;Núñez;5550100' }
        @{ File = 'excel-italian.csv'; Pipe = @{ Delimiter = ';' }; Stored = 'ann;Anna;Rossi;5550100' }
        @{ File = 'excel-dutch.csv'; Pipe = @{ Delimiter = ';' }; Stored = 'ann;Anna;de Vries;5550100' }
        @{ File = 'excel-portuguese.csv'; Pipe = @{ Delimiter = ';' }; Stored = 'ann;Ana;Gonçalves;5550100' }
        @{ File = 'excel-unicode-text.csv'; Pipe = @{ Delimiter = "`t" }; Stored = 'ann;Анна;;;;likes, commas; and more', 'bob;;;;;x' }
        @{ File = 'excel-macintosh.csv'; Stored = 'ann;Ann', 'bob;Bob' }
        @{ File = 'excel-blank-rows.csv'; Stored = 'ann;Ann', 'bob;Bob;;5550101' }
        @{ File = 'excel-blank-column.csv'; Stored = 'ann;Ann', 'bob;Bob' }
        @{ File = 'excel-text-without-heading.csv'; Refused = 'RowRagged@3'; Stored = 'ann;Ann' }
        @{ File = 'excel-trailing-delimiters.csv'; Stored = 'ann;Ann', 'bob;Bob' }
        @{ File = 'excel-sep-line.csv'; PipeError = 'HeaderInvalid'; Stored = 'ann;Ann' }
        @{ File = 'excel-title-row.csv'; Fails = 'HeaderInvalid' }
        @{ File = 'excel-title-alone.csv'; Pipe = @{ Delimiter = ';' }; Fails = 'HeaderInvalid' }
        @{ File = 'excel-newline-in-cell.csv'; Stored = "ann;Ann;;;;two`r`nlines, `"quoted`"", 'bob;Bob;;;;one' }
        @{ File = 'excel-newline-in-heading.csv'; Fails = 'UnknownColumn' }
        @{ File = 'excel-workbook-renamed.csv'; Fails = 'NotATable' }
        @{ File = 'excel-97-renamed.csv'; Fails = 'NotATable'; PipeError = 'HeaderInvalid' }
        @{ File = 'libreoffice-all-quoted.csv'; Stored = 'ann;Ann;;0555 0100', 'bob' }
        @{ File = 'google-sheets.csv'; Stored = 'ann;Ann;;;Lee, Ray & Co', 'bob;Bob;;;Acme' }
        @{ File = 'numbers-semicolon.csv'; Pipe = @{ Delimiter = ';' }; Stored = 'ann;Ann;;;;3,5 stars' }
        @{ File = 'google-contacts.csv'; Map = @{ Name = $null }; Stored = 'ann;Ann;Lee;5550100;Acme' }
        @{ File = 'outlook.csv'; Stored = 'ann;Ann;Lee;5550100;Acme' }
        @{ File = 'thunderbird.csv'; Stored = 'ann;Ann;Lee;5550100' }
        @{ File = 'mailchimp.csv'; Stored = 'ann;Ann;Lee;5550100;;;trial,vip', 'bob;Bob;;;;;vip' }
        @{ File = 'mailchimp-all-columns.csv'; Fails = 'UnknownColumn' }
        @{ File = 'mailchimp-merge-tags.csv'; Stored = 'ann;Ann;Lee;5550100' }
        @{ File = 'constant-contact.csv'; Stored = 'ann;Ann;Lee;;Acme;;trial,vip' }
        @{ File = 'hubspot.csv'; Stored = 'ann;Ann;Lee;5550100;Acme' }
        @{ File = 'brevo.csv'; Pipe = @{ Delimiter = ';' }; Map = @{ SMS = 'phone' }; Stored = 'ann;Ann;Lee;5550100' }
        @{ File = 'name-in-one-column.csv'; Fails = 'UnknownColumn' }
        @{ File = 'activecampaign-export.csv'; Stored = 'ann;Ann;Lee;5550100;Acme;;trial,vip' }
        @{ File = 'activecampaign-bulk-export.csv'; Stored = 'ann;Ann;Lee;5550100;;hello;trial,vip' }
        @{ File = 'activecampaign-bulk-rejects.csv'; Stored = 'ann;Ann' }
        @{ File = 'salesforce.csv'; Stored = 'ann;Ann;Lee;5550100;Acme' }
        @{ File = 'shop-orders.csv'; Fails = 'UnknownColumn' }
        @{ File = 'two-phones.csv'; Fails = 'UnknownColumn' }
        @{ File = 'one-heading-twice.csv'; Fails = 'DuplicateColumn'; PipeError = 'Import-Csv' }
        @{ File = 'mysql-tab.csv'; Pipe = @{ Delimiter = "`t" }; Stored = 'ann;Ann;Lee', 'bob;;Ray' }
        @{ File = 'mysql-backslash-quotes.csv'; Refused = 'QuoteMisplaced@2'; Stored = 'bob;Bob'; PipeStored = 'ann;Ann \Annie\" May"', 'bob;Bob' }
        @{ File = 'postgres.csv'; Stored = 'ann;Ann, jr.', 'bob;;;5550101' }
        @{ File = 'postgres-bar.csv'; Pipe = @{ Delimiter = '|' }; Stored = 'ann;Ann' }
        @{ File = 'sqlserver-no-header.csv'; Fails = 'HeaderInvalid' }
        @{ File = 'sqlserver-no-header-wide.csv'; Fails = 'HeaderInvalid' }
        @{ File = 'sqlserver-utf16.csv'; Fails = 'HeaderInvalid' }
        @{ File = 'sqlserver-utf16-named.csv'; Read = @{ Encoding = 'unicode' }; Stored = 'ann;Ann' }
        @{ File = 'sap-utf16-bigendian.csv'; Fails = 'HeaderInvalid' }
        @{ File = 'oracle-blanks-after-comma.csv'; Stored = 'ann;Ann;;;; kept ', 'bob;Bob;;;;x' }
        @{ File = 'powershell-5.1.csv'; Stored = 'ann;Ann' }
        @{ File = 'script-comment.csv'; Stored = 'ann;Ann' }
        @{ File = 'script-blank-lines-first.csv'; PipeError = 'HeaderInvalid'; Stored = 'ann;Ann' }
        @{ File = 'script-text-after-quote.csv'; Refused = 'QuoteMisplaced@2'; Stored = 'bob;Bob'; PipeStored = 'ann;Ann Annie" May"', 'bob;Bob' }
        @{ File = 'script-quote-in-cell.csv'; Refused = 'QuoteMisplaced@2'; Stored = 'bob;;;;;x'; PipeStored = 'ann;;;;;5" pipe', 'bob;;;;;x' }
        @{ File = 'script-quote-unclosed.csv'; Refused = 'QuoteUnclosed@3'; Stored = 'ann;Ann'; PipeStored = 'ann;Ann', "bob;Bob`ncy@one.example,Cy`n" }
        @{ File = 'script-short-row.csv'; Refused = 'RowRagged@3'; Stored = 'ann;Ann;;5550100'; PipeStored = 'ann;Ann;;5550100', 'bob;Bob' }
        @{ File = 'script-comma-not-quoted.csv'; Refused = 'RowRagged@3'; Stored = 'ann;;;;Acme'; PipeStored = 'ann;;;;Acme', 'bob;;;;Lee' }
        @{ File = 'script-surplus-blank-cells.csv'; Stored = 'ann;Ann', 'bob;Bob' }
        @{ File = 'api-answer.csv'; Fails = 'NotATable'; PipeError = 'NoInput' }
        @{ File = 'api-answer-pretty.csv'; Fails = 'NotATable' }
        @{ File = 'api-answer-lines.csv'; Fails = 'NotATable' }
        @{ File = 'login-page.csv'; Fails = 'NotATable' }
        @{ File = 'soap-answer.csv'; Fails = 'NotATable' }
        @{ File = 'empty.csv'; Fails = 'FileEmpty'; PipeError = 'NoInput' }
        @{ File = 'header-only.csv'; Fails = 'NoInput' }
        @{ File = 'heading-with-odd-blanks.csv'; Stored = 'ann;Ann' }
        @{ File = 'heading-decomposed.csv'; Stored = 'ann;Ann' }
        @{ File = 'emoji.csv'; Stored = 'ann;;;;;😀 👨‍👩' }
    ) {
        $case = $_
        $path = Join-Path $folder $case.File
        $more = if ($case.Map) { @{ ColumnMap = $case.Map } } else { @{} }
        $how = if ($case.Read) { $case.Read } elseif ($case.Pipe) { $case.Pipe } else { @{} }
        $encoding = if ($case.Read) { @{ Encoding = $case.Read.Encoding } } else { @{} }

        $byPath = Invoke-Route $accounts[0] { Import-ACContact -LiteralPath $path @encoding @more -Session path -Wait | Out-Null }
        $byPipe = Invoke-Route $accounts[1] { Import-Csv -LiteralPath $path @how 3> $null | Import-ACContact @more -Session pipe -Wait | Out-Null }

        $byPath.Errors | Should -Be @(@($case.Fails) + @($case.Refused) | Where-Object { $_ })
        $byPath.Stored | Should -Be @($case.Stored | Where-Object { $_ })
        if ($case.PipeError) {
            $byPipe.Errors | Should -Be $case.PipeError
            $byPipe.Stored | Should -BeNullOrEmpty
        }
        elseif ($case.PipeStored) {
            $byPipe.Errors | Should -BeNullOrEmpty
            $byPipe.Stored | Should -Be @($case.PipeStored)
        }
        else {
            $byPipe.Errors | Should -Be @($byPath.Errors -replace '@.*')
            $byPipe.Stored | Should -Be @($byPath.Stored)
        }
    }
}
