Describe 'Import-ACContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Find-Contact { param($Email) (Get-Server $simulator).Account.FindContact([string] $Email) }
    }

    Context 'input that cannot be imported' {
        BeforeAll { $simulator = Connect-TestAccount }
        AfterAll { Reset-TestAccount }

        AfterEach {
            Get-WriteCount $simulator | Should -Be 0
            Get-ACActivity | Should -BeNullOrEmpty
        }

        It 'is FileNotFound for a file that is not there, by <Parameter>' -ForEach @{ Parameter = 'Path' }, @{ Parameter = 'LiteralPath' } {
            $path = @{ $Parameter = Join-Path $TestDrive 'nothing.csv' }
            Assert-OneError { Import-ACContact @path } 'FileNotFound' 'ObjectNotFound' '*nothing.csv*Check the path*'
        }

        It 'is FileNotFound for a pattern that matches nothing' {
            Assert-OneError { Import-ACContact -Path "$TestDrive/nothing*.csv" } 'FileNotFound' 'ObjectNotFound' '*Check the path*'
        }

        It 'is PathAmbiguous for a pattern that matches several files' {
            'several1.csv', 'several2.csv' | ForEach-Object { $null = New-TestFile $_ "email`na@example.com" }
            Assert-OneError { Import-ACContact -Path "$TestDrive/several*.csv" } 'PathAmbiguous' 'InvalidArgument' '*-LiteralPath*'
        }

        It 'is FileUnreadable for a folder' {
            Assert-OneError { Import-ACContact -Path "$TestDrive" } 'FileUnreadable' 'ReadError' '*is a folder*'
        }

        It 'is FileEmpty for a file without a byte' {
            $path = New-TestFile 'empty.csv' ''
            Assert-OneError { Import-ACContact -Path $path } 'FileEmpty' 'InvalidData' '*first line names the columns*'
        }

        It 'is NoInput for a file with a header only' {
            $path = New-TestFile 'header.csv' "email,First Name`n"
            Assert-OneError { Import-ACContact -Path $path } 'NoInput' 'InvalidData' '*-AllowEmpty*'
        }

        It 'is NoInput for a pipeline without a row' {
            Assert-OneError { @() | Import-ACContact } 'NoInput' 'InvalidData' '*-AllowEmpty*'
        }

        It 'is NotARow for <What>' -ForEach @(
            @{ What = 'a text'; Value = 'people.csv'; Saying = '*-Path*Import-Csv*' }
            @{ What = 'a file'; Value = [IO.FileInfo]::new('people.csv'); Saying = '*-Path*Import-Csv*' }
            @{ What = 'a number'; Value = 42; Saying = '*Select-Object*' }
            @{ What = 'an object of a type'; Value = [version] '1.2'; Saying = '*Select-Object*' }
        ) {
            Assert-OneError { $Value | Import-ACContact } 'NotARow' 'InvalidType' $Saying
        }

        It 'is NoEmailColumn without an address' {
            $path = New-TestFile 'noemail.csv' "First Name,City`nAnna,Graz"
            Assert-OneError { Import-ACContact -Path $path } 'NoEmailColumn' 'InvalidData' '*First Name, City*-ColumnMap*'
            Assert-OneError { Import-Csv $path | Import-ACContact } 'NoEmailColumn' 'InvalidData' '*First Name, City*-ColumnMap*'
        }

        It 'is UnknownColumn with the nearest field' {
            $rows = [pscustomobject] @{ email = 'a@example.com'; Birtday = '2000-01-01' }
            Assert-OneError { $rows | Import-ACContact } 'UnknownColumn' 'InvalidData' "*Near 'Birtday' is 'Birthday'*@{ 'Birtday' = 'Birthday' }*"
        }

        It 'is DuplicateColumn for two columns that lead to the same place' {
            $rows = [pscustomobject] @{ email = 'a@example.com'; Surname = 'a'; 'Last Name' = 'b' }
            Assert-OneError { $rows | Import-ACContact } 'DuplicateColumn' 'InvalidData' "*'Surname'*'Last Name'*`$null*"
        }

        It 'is HeaderInvalid for a header in another encoding' {
            $path = New-TestFile 'latin.csv' "email,Größe`na@example.com,b" -Encoding 'latin1'
            Assert-OneError { Import-ACContact -Path $path } 'HeaderInvalid' 'InvalidData' '*-Encoding*'
        }

        It 'is ColumnMapInvalid for <What>' -ForEach @(
            @{ What = 'a map of a column that is not there'; With = @{ ColumnMap = @{ Frist = $null } } }
            @{ What = 'a column to clear that is not there'; With = @{ ClearColumn = 'Frist' } }
            @{ What = 'a column that cannot be cleared'; With = @{ ClearColumn = 'email' } }
        ) {
            Assert-OneError { New-TestRow 2 | Import-ACContact @With } 'ColumnMapInvalid' 'InvalidArgument'
        }

        It 'is UnknownList with the nearest' {
            Assert-OneError { New-TestRow 2 | Import-ACContact -List Newsleter } 'UnknownList' 'ObjectNotFound' "*nearest is 'Newsletter'*Get-ACList*"
            Assert-OneError { New-TestRow 2 | Import-ACContact -UnsubscribeList 99 } 'UnknownList' 'ObjectNotFound' '*Get-ACList*'
        }

        It 'is UnknownTag without -AllowNewTag, or beyond -MaxNewTag' {
            Assert-OneError { New-TestRow 2 | Import-ACContact -Tag vipp } 'UnknownTag' 'ObjectNotFound' "*nearest is 'vip'*-AllowNewTag*"
            Assert-OneError { New-TestRow 2 | Import-ACContact -Tag new1, new2 -AllowNewTag -MaxNewTag 1 } 'UnknownTag' 'ObjectNotFound' '*-MaxNewTag*'
        }

        It 'is SettingsConflict for <What>' -ForEach @(
            @{ What = '-Method Single with -SkipAutomation'; With = @{ Method = 'Single'; SkipAutomation = $true } }
            @{ What = '-Method Single with a callback'; With = @{ Method = 'Single'; CallbackUri = 'https://example.com' } }
            @{ What = '-Method Single with a company'; With = @{ Method = 'Single'; ColumnMap = @{ 'First Name' = 'company' } } }
            @{ What = '-OnDuplicate KeepLast without a file'; With = @{ OnDuplicate = 'KeepLast' } }
            @{ What = 'a list both ways'; With = @{ List = 'Events'; UnsubscribeList = 'id:3' } }
        ) {
            Assert-OneError { New-TestRow 2 | Import-ACContact @With } 'SettingsConflict' 'InvalidArgument'
        }

        It 'is an error of the parameter for an encoding that is none' {
            $errors = @(Get-ErrorOf { Import-ACContact -Path x.csv -Encoding klingon })
            $errors.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            $errors[0].Exception.Message | Should -BeLike '*windows-1252*'
        }
    }

    Context 'a journal that cannot be written' {
        BeforeAll { $simulator = Connect-TestAccount }

        AfterAll {
            $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
            Reset-TestAccount
        }

        It 'is JournalUnwritable, and nothing is sent' {
            $env:AC_BULK_HOME = Join-Path (New-TestFile 'afile' 'x') 'below'
            Assert-OneError { New-TestRow 20 | Import-ACContact } 'JournalUnwritable' 'WriteError' '*AC_BULK_HOME*'
            Get-WriteCount $simulator | Should -Be 0
        }
    }

    Context 'no connection' {
        It 'is NoConnection, and says how to get one' {
            Assert-OneError { New-TestRow 20 | Import-ACContact } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
        }

        It 'is NoConnection without a word of runspaces where there never was one' {
            $result = Invoke-InNewPwsh "try { [pscustomobject] @{ email = 'a@example.com' } | Import-ACContact } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }"
            $result.Output | Should -BeLike 'NoConnection,*Read-Host -AsSecureString*-Simulator*'
        }
    }

    Context 'rows and settings' {
        BeforeAll {
            $simulator = Connect-TestAccount
            (Get-Server $simulator).Options.LogBodies = $true
        }

        AfterAll {
            $simulator.Offences | Should -Be 0
            Reset-TestAccount
        }

        It 'writes batches, which name their rows and the activity' {
            $batches = New-TestRow 600 -Prefix batch | Import-ACContact -ActivityName 'Spring' | Sort-Object FirstRow
            $batches | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
            $batches.BatchNumber | Sort-Object | Should -Be 1, 2, 3
            $batches.Rows | Should -Be 250, 250, 100
            $batches.FirstRow | Should -Be 1, 251, 501
            $batches.LastRow | Should -Be 250, 500, 600
            $batches.State | Should -Be 'Pending', 'Pending', 'Pending'
            $batches.BatchId | Should -Not -BeNullOrEmpty
            $activity = Get-ACActivity -ActivityId $batches[0].ActivityId
            $activity.Name | Should -Be 'Spring'
            $activity.RowsRead | Should -Be 600
        }

        It 'names the activity after the file' {
            $path = New-TestFile 'people.csv' "email`nnamed@example.com"
            (Import-ACContact -Path $path).ActivityId | ForEach-Object { (Get-ACActivity $_).Name } | Should -Be 'people.csv'
        }

        It 'names the activity on the information stream from the start' {
            $said = New-TestRow 1 | Import-ACContact -InformationVariable said 6>$null | ForEach-Object { $said }
            $said.Tags | Should -Contain 'ActiveCampaign.Bulk'
            "$said" | Should -BeLike "Activity * started*Get-ACActivity -ActivityId '*'*Resume-ACActivity -ActivityId '*' | Wait-ACImport"
        }

        It 'takes at most -BatchSize rows a batch' {
            $batches = New-TestRow 25 -Prefix small | Import-ACContact -BatchSize 10
            ($batches.Rows | Measure-Object -Sum).Sum | Should -Be 25
            ($batches.Rows | Measure-Object -Maximum).Maximum | Should -Be 10
        }

        It 'does not leave one contact alone in a batch' {
            (New-TestRow 251 -Prefix lone | Import-ACContact | Sort-Object FirstRow).Rows | Should -Be 249, 2
        }

        It 'sends ten rows or fewer by single calls, more by the importer' {
            $server = Get-Server $simulator
            $before = $server.RequestCount('BulkImport'), $server.RequestCount('ContactSync')
            New-TestRow 3 | Import-ACContact | ForEach-Object Imported | Should -Be 3
            $server.RequestCount('ContactSync') | Should -Be ($before[1] + 3)
            New-TestRow 11 | Import-ACContact | ForEach-Object State | Should -Be 'Pending'
            $server.RequestCount('BulkImport') | Should -Be ($before[0] + 1)
        }

        It 'sends by the importer what only the importer can' {
            $server = Get-Server $simulator
            $before = $server.RequestCount('ContactSync')
            New-TestRow 3 | Import-ACContact -SkipAutomation | ForEach-Object State | Should -Be 'Pending'
            New-TestRow 3 | Import-ACContact -Method Bulk | ForEach-Object State | Should -Be 'Pending'
            $server.RequestCount('ContactSync') | Should -Be $before
        }

        It 'sends by single calls with -Method Single' {
            $batches = New-TestRow 12 -Prefix single | Import-ACContact -Method Single
            ($batches.Imported | Measure-Object -Sum).Sum | Should -Be 12
        }

        It 'runs automations, or with -SkipAutomation none' {
            New-TestRow 20 -Prefix calm | Import-ACContact -List Events -SkipAutomation | Wait-ACImport | Out-Null
            (Find-Contact calm1@example.com).AutomationRuns | Should -Be 0
            New-TestRow 20 -Prefix loud | Import-ACContact -List Events | Wait-ACImport | Out-Null
            (Find-Contact loud1@example.com).AutomationRuns | Should -BeGreaterThan 0
        }

        It 'finds fields by name, and shapes values by their type' {
            $path = New-TestFile 'fields.csv' @'
E-Mail,Given Name,surname,phone,city,Birthday,membership level,Interests,tags,lists
fields@example.com,Zoë,O'Neil,+43 1,Graz,1990-05-06,gold,Music|Food,vip;press,Events
'@
            Import-ACContact -Path $path | ForEach-Object Imported | Should -Be 1
            $contact = Find-Contact fields@example.com
            $contact.FirstName, $contact.LastName, $contact.Phone | Should -Be 'Zoë', "O'Neil", '+43 1'
            $contact.FieldValues[1], $contact.FieldValues[3], $contact.FieldValues[5], $contact.FieldValues[6] | Should -Be 'Graz', '1990-05-06', 'Gold', '||Music||Food||'
            $contact.Tags | Should -Be 'vip', 'press'
            $contact.Lists[3] | Should -Be 'Active'
        }

        It 'takes lists and tags for all rows, by name and by id' {
            New-TestRow 20 -Prefix listed | Import-ACContact -List newsletter, 2 -UnsubscribeList Events -Tag VIP, id:2, fresh -AllowNewTag | Wait-ACImport | Out-Null
            $contact = Find-Contact listed1@example.com
            $contact.Lists[1], $contact.Lists[2], $contact.Lists[3] | Should -Be 'Active', 'Active', 'Unsubscribed'
            $contact.Tags | Should -Be 'vip', 'newsletter', 'fresh'
        }

        It 'maps columns, and leaves out those that lead to $null' {
            [pscustomobject] @{ Mailbox = 'mapped@example.com'; Stadt = 'Wien'; Remark = 'x'; Other = 'left out' } |
                Import-ACContact -ColumnMap @{ Mailbox = 'email'; Stadt = 'City'; Remark = 'field:2'; Other = $null } | ForEach-Object Imported | Should -Be 1
            $contact = Find-Contact mapped@example.com
            $contact.FieldValues[1], $contact.FieldValues[2] | Should -Be 'Wien', 'x'
            $contact.FieldValues.Count | Should -Be 2
        }

        It 'keeps values behind blank cells, but for -ClearColumn' {
            [pscustomobject] @{ email = 'clear@example.com'; City = 'Graz'; Notes = 'x' } | Import-ACContact | Out-Null
            [pscustomobject] @{ email = 'clear@example.com'; City = ''; Notes = ' ' } | Import-ACContact -ClearColumn city -AllowClearAll | Out-Null
            $contact = Find-Contact clear@example.com
            $contact.FieldValues[1] | Should -BeNullOrEmpty
            $contact.FieldValues[2] | Should -Be 'x'
        }

        It 'reads dates in -DateFormat' {
            [pscustomobject] @{ email = 'dated@example.com'; Birthday = '06.05.1990' } | Import-ACContact -DateFormat dd.MM.yyyy | Out-Null
            (Find-Contact dated@example.com).FieldValues[3] | Should -Be '1990-05-06'
        }

        It 'separates values by -ValueSeparator and by nothing else' {
            [pscustomobject] @{ email = 'split@example.com'; Interests = 'Music/Food'; tags = 'a;b/c' } | Import-ACContact -ValueSeparator / -AllowNewTag | Out-Null
            $contact = Find-Contact split@example.com
            $contact.FieldValues[6] | Should -Be '||Music||Food||'
            $contact.Tags | Should -Be 'a;b', 'c'
        }

        It 'reads a file in -Encoding <Encoding>' -ForEach @{ Encoding = 'windows-1252' }, @{ Encoding = 1252 }, @{ Encoding = [Text.Encoding]::Latin1 } {
            $path = New-TestFile 'western.csv' "email,First Name`nwestern@example.com,Jörg" -Encoding latin1
            Import-ACContact -Path $path -Encoding $Encoding -Force | Out-Null
            (Find-Contact western@example.com).FirstName | Should -Be 'Jörg'
        }

        It 'finds the delimiter, or takes -Delimiter' {
            $path = New-TestFile 'semicolon.csv' "email;First Name`nsemicolon@example.com;A, B"
            Import-ACContact -Path $path | Out-Null
            (Find-Contact semicolon@example.com).FirstName | Should -Be 'A, B'
            $path = New-TestFile 'tilde.csv' "email~First Name`ntilde@example.com~Anna"
            Import-ACContact -Path $path -Delimiter '~' | Out-Null
            (Find-Contact tilde@example.com).FirstName | Should -Be 'Anna'
        }

        It 'reads one file that a pattern matches, and takes -LiteralPath as it is' {
            $path = New-TestFile 'one[1].csv' "email`nliteral@example.com"
            Import-ACContact -LiteralPath $path | ForEach-Object Imported | Should -Be 1
            Import-ACContact -Path "$TestDrive/one*.csv" -Force | ForEach-Object Imported | Should -Be 1
        }

        It 'finds files beside the current location' {
            $null = New-TestFile 'beside.csv' "email`nbeside@example.com"
            Push-Location $TestDrive
            try { Import-ACContact beside.csv | ForEach-Object Imported | Should -Be 1 } finally { Pop-Location }
        }

        It 'asks the service to call back, with what was given along' {
            New-TestRow 20 | Import-ACContact -CallbackUri https://example.com/hook -CallbackParameter @{ run = 7 } -CallbackHeader @{ 'X-Key' = 'k' } | Out-Null
            $callback = ((Get-Server $simulator).Requests | Where-Object Route -EQ BulkImport | Select-Object -Last 1).Body | ConvertFrom-Json | ForEach-Object callback
            $callback.url | Should -Be 'https://example.com/hook'
            $callback.params.key, $callback.params.value | Should -Be 'run', '7'
            $callback.headers.key, $callback.headers.value | Should -Be 'X-Key', 'k'
        }

        It 'takes an empty input with -AllowEmpty' {
            @(@() | Import-ACContact -AllowEmpty) | Should -HaveCount 0
            Import-ACContact -Path (New-TestFile 'header.csv' "email`n") -AllowEmpty | Should -BeNullOrEmpty
        }

        It 'writes results instead of batches with -Wait' {
            $results = New-TestRow 300 -Prefix wait | Import-ACContact -Wait
            $results | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
            $results.State | Should -Be 'Completed', 'Completed'
            ($results.Imported | Measure-Object -Sum).Sum | Should -Be 300
        }

        It 'takes a session by name and by object' {
            New-TestRow 1 | Import-ACContact -Session simulator | ForEach-Object Imported | Should -Be 1
            New-TestRow 1 | Import-ACContact -Session (Get-ACSession) | ForEach-Object Imported | Should -Be 1
        }

        It 'works in another runspace with a session handed over' {
            $session = Get-ACSession
            $job = Start-ThreadJob {
                Import-Module $using:ModulePath
                1..20 | ForEach-Object { [pscustomobject] @{ email = "thread$_@example.com" } } | Import-ACContact -Session $using:session | Wait-ACImport -Session $using:session
            }
            ($job | Receive-Job -Wait -AutoRemoveJob).Imported | Should -Be 20
        }

        It 'completes -Encoding' {
            Get-Completion 'Import-ACContact x.csv -Encoding windows-125' | Should -Be 'windows-1252', 'windows-1250', 'windows-1251'
        }
    }

    Context 'refused rows' {
        BeforeAll { $simulator = Connect-TestAccount }
        AfterAll { Reset-TestAccount }

        It 'is an error each, with number and line, and the row as target' {
            $path = New-TestFile 'refused.csv' "email,First Name`na@example.com,Anna`n`"two`nlines`",Ben`nc@@example.com,Carla"
            $batches = Import-ACContact -Path $path -ErrorVariable refused -ErrorAction SilentlyContinue
            $batches.Rows | Should -Be 1
            $refused.FullyQualifiedErrorId | Should -BeLike 'EmailInvalid,*'
            $refused.Exception.RowNumber | Should -Be 2, 3
            $refused.Exception.Line | Should -Be 3, 5
            $refused[1].CategoryInfo.Category | Should -Be 'InvalidData'
            $refused[1].TargetObject.'First Name' | Should -Be 'Carla'
            "$refused" | Should -Not -Match 'c@@'
        }

        It 'is <Reason> for <What>' -ForEach @(
            @{ Reason = 'EmailMissing'; What = 'a blank address'; Row = @{ email = " `u{200b}"; City = 'Graz' } }
            @{ Reason = 'EmailInvalid'; What = 'a bad address'; Row = @{ email = 'two@@example.com' } }
            @{ Reason = 'EncodingDamaged'; What = 'damaged text'; Row = @{ email = 'a@example.com'; City = "K`u{fffd}ln" } }
            @{ Reason = 'RowTooLarge'; What = 'a cell of half a megabyte'; Row = @{ email = 'a@example.com'; Notes = 'x' * 500000 } }
            @{ Reason = 'ListUnknown'; What = 'a list that is not there'; Row = @{ email = 'a@example.com'; lists = 'Nowhere' } }
            @{ Reason = 'ListConflict'; What = 'a list to join and to leave'; Row = @{ email = 'a@example.com'; lists = 'Events' }; With = @{ UnsubscribeList = 'Events' } }
            @{ Reason = 'TagUnknown'; What = 'a tag that is not there'; Row = @{ email = 'a@example.com'; tags = 'vipp' } }
            @{ Reason = 'TagLimit'; What = 'one new tag too many'; Row = @{ email = 'a@example.com'; tags = 'new1;new2' }; With = @{ AllowNewTag = $true; MaxNewTag = 1 } }
            @{ Reason = 'DateInvalid'; What = 'a date that is not ISO'; Row = @{ email = 'a@example.com'; Birthday = '06.05.1990' } }
            @{ Reason = 'OptionUnknown'; What = 'an option that is not there'; Row = @{ email = 'a@example.com'; 'Membership Level' = 'Platinum' } }
            @{ Reason = 'ValueNotSingle'; What = 'several values for one'; Row = @{ email = 'a@example.com'; City = 'Graz', 'Wien' } }
        ) {
            $parameters = $With ?? @{}
            $before = Get-WriteCount $simulator
            Assert-OneError { [pscustomobject] $Row | Import-ACContact @parameters | Out-Null } $Reason 'InvalidData' 'Row 1: *'
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'is RowRagged for a row with a cell too many' {
            $path = New-TestFile 'ragged.csv' "email,City`na@example.com,Graz,x"
            Assert-OneError { Import-ACContact -Path $path | Out-Null } 'RowRagged' 'InvalidData' 'Row 1 (line 2): *-Delimiter*'
        }

        It 'is QuoteUnclosed for a quote that swallows the rest of the file' {
            $path = New-TestFile 'quote.csv' "email,City`na@example.com,`"Graz`nb@example.com,Linz`n"
            Assert-OneError { Import-ACContact -Path $path | Out-Null } 'QuoteUnclosed' 'InvalidData' 'Row 1 (line 2): *Close the quote*'
        }

        It 'writes one batch without rows sent when every row is refused' {
            $before = Get-WriteCount $simulator
            $batch = New-TestRow 5 -BadEvery 1 | Import-ACContact -ErrorAction SilentlyContinue
            $batch.State | Should -Be 'Refused'
            $batch.Refused | Should -Be 5
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'ends as TooManyRefused beyond -MaxRefused' {
            $errors = @(Get-ErrorOf { New-TestRow 1000 -BadEvery 10 | Import-ACContact -MaxRefused 3 })
            $errors[-1].FullyQualifiedErrorId | Should -BeLike 'TooManyRefused,*'
            $errors[-1].CategoryInfo.Category | Should -Be 'LimitsExceeded'
            $activity = Get-LastActivity $simulator
            $activity.State | Should -Be 'Failed'
            $activity.Error | Should -Be 'TooManyRefused'
            Assert-CountsAddUp $activity
        }

        It 'allows so many with -MaxRefused' {
            New-TestRow 20 -BadEvery 10 | Import-ACContact -MaxRefused 2 -ErrorAction SilentlyContinue | ForEach-Object Rows | Should -Be 18
        }

        It 'is ConsentWithdrawn where a single call would subscribe somebody who left' {
            Assert-OneError { [pscustomobject] @{ email = 'sample000@simulator.example' } | Import-ACContact -List Newsletter | Out-Null } 'ConsentWithdrawn' 'InvalidData' '*consent*'
            (Find-Contact sample000@simulator.example).Lists[1] | Should -Be 'Unsubscribed'
        }
    }

    Context 'a file for refused rows' {
        BeforeAll {
            $simulator = Connect-TestAccount
            $blocked = [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
        }

        AfterAll {
            $simulator.Offences | Should -Be 0
            Reset-TestAccount
        }

        BeforeEach {
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item $folder -ItemType Directory
            $path = Join-Path $folder 'rejects.csv'
        }

        It 'writes refused rows to -RejectPath, with one warning and no error, and is not cut by Stop' {
            $ErrorActionPreference = 'Stop'
            $batches = New-TestRow 600 -BadEvery 10 | Import-ACContact -RejectPath $path -ErrorVariable failure -WarningVariable warning -WarningAction SilentlyContinue
            $failure | Should -BeNullOrEmpty
            $warning | Should -HaveCount 1
            "$warning" | Should -BeLike "60 rows were refused*'$path'*-SettingsFrom '$($batches[0].ActivityId)'"
            ($batches.Rows | Measure-Object -Sum).Sum | Should -Be 540
            $written = Import-Csv $path
            $written.AC_Row | Should -Be (1..60 | ForEach-Object { $_ * 10 })
            $written[0].email, $written[0].'First Name', $written[0].AC_Action | Should -Be 'person10@@example.com', 'First10', 'Correct'
            $written[0].AC_Code | Should -Be 'EmailInvalid'
            $written[0].AC_Reason | Should -Not -Match 'person10'
            $written.AC_ActivityId | Sort-Object -Unique | Should -Be $batches[0].ActivityId
        }

        It 'counts rows that are refused here and by the service in one warning with -Wait' {
            $results = @(New-TestRow 20 -BadEvery 10) + $blocked | Import-ACContact -Wait -RejectPath $path -WarningVariable warning -WarningAction SilentlyContinue
            $results.Refused | Should -Be 1 -Because ($results | Format-List | Out-String)
            "$warning" | Should -BeLike '3 rows were refused*'
            $written = Import-Csv $path
            $written.AC_Row | Should -Be 10, 20, 21
            $written[2].AC_BatchId, $written[2].AC_Action | Should -Be $results.BatchId, 'Review'
        }

        It 'has in the file what was refused before the run was cut' {
            $errors = @(Get-ErrorOf { New-TestRow 1000 -BadEvery 10 | Import-ACContact -MaxRefused 3 -RejectPath $path 3>$null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'TooManyRefused,*'
            @(Import-Csv $path).Count | Should -Be (Get-LastActivity $simulator).Refused
        }

        It 'has in the file what was refused when the pipeline takes no more' {
            New-TestRow 3000 -BadEvery 10 | Import-ACContact -RejectPath $path -WarningAction SilentlyContinue | Select-Object -First 1 | Out-Null
            @(Import-Csv $path).Count | Should -Be (Get-LastActivity $simulator).Refused
        }

        It 'makes no file when nothing is refused' {
            New-TestRow 20 | Import-ACContact -RejectPath $path -WarningVariable warning | Out-Null
            $warning | Should -BeNullOrEmpty
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }

        It 'is FileExists for a file that is there, and nothing is sent' {
            Set-Content $path 'mine'
            $before = Get-WriteCount $simulator
            Assert-OneError { New-TestRow 20 | Import-ACContact -RejectPath $path } 'FileExists' 'ResourceExists' '*-Append*-Force*'
            Get-WriteCount $simulator | Should -Be $before
            Get-Content $path | Should -Be 'mine'
        }

        It 'replaces the file with -Force, also when nothing is refused' {
            Set-Content $path 'mine'
            New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectPath $path -Force -WarningAction SilentlyContinue | Out-Null
            (Import-Csv $path).AC_Row | Should -Be 10, 20
            New-TestRow 20 | Import-ACContact -RejectPath $path -Force | Out-Null
            $path | Should -Not -Exist
        }

        It 'adds to the file with -Append' {
            1..2 | ForEach-Object { New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectPath $path -Append -WarningAction SilentlyContinue | Out-Null }
            $written = Import-Csv $path
            $written.AC_Row | Should -Be 10, 20, 10, 20
            $written.AC_ActivityId | Sort-Object -Unique | Should -HaveCount 2
        }

        It 'is RejectFileMismatch with -Append for another file, and nothing is sent' {
            Set-Content $path "email,City`r`na@example.com,Graz"
            $before = Get-WriteCount $simulator
            Assert-OneError { New-TestRow 20 | Import-ACContact -RejectPath $path -Append } 'RejectFileMismatch' 'InvalidArgument' '*no reject file*-Force*'
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'is FileUnwritable for <What>, and nothing is sent' -ForEach @{ What = 'a folder that is not there'; Where = 'no/such/file.csv' }, @{ What = 'a folder'; Where = '.' } {
            $before = Get-WriteCount $simulator
            Assert-OneError { New-TestRow 20 | Import-ACContact -RejectPath (Join-Path $folder $Where) } 'FileUnwritable' 'WriteError'
            Assert-OneError { New-TestRow 20 | Import-ACContact -RejectPath 'Env:\rejects' } 'FileUnwritable' 'WriteError' '*file system*'
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'is SettingsConflict where the input itself would be replaced' {
            $source = New-TestFile 'input.csv' "email`nbad"
            Assert-OneError { Import-ACContact $source -RejectPath $source -Force } 'SettingsConflict' 'InvalidArgument' '*-RejectPath*read by -Path too*'
            $source | Should -Exist
        }

        It 'warns, and names Export-ACReject, where the file is taken away meanwhile' {
            $batches = @(New-TestRow 20) + $blocked | Import-ACContact -RejectPath $path
            Set-Content $path 'mine'
            $batches | Wait-ACImport -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
            "$warning" | Should -BeLike "One row was refused*could not take*Get-ACActivity -ActivityId '$($batches.ActivityId)' | Export-ACReject -Path <another file>*"
            Get-Content $path | Should -Be 'mine'
            (Export-ACReject "$folder/other.csv" $batches.ActivityId).Rows | Should -Be 1
        }

        It 'writes no file with -WhatIf, and no error' {
            New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectPath $path -RejectAction { throw 'x' } -WhatIf -ErrorVariable failure | Should -BeNullOrEmpty
            $failure | Should -BeNullOrEmpty
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }

        It 'runs -RejectAction for each refused row instead of an error' {
            $taken = [Collections.Generic.List[object]]::new()
            $result = @(New-TestRow 20 -BadEvery 10) + $blocked | Import-ACContact -Wait -RejectAction { $taken.Add($_); $taken.Add($args[0]) } -ErrorVariable failure
            $failure | Should -BeNullOrEmpty
            $result.Imported | Should -Be 18
            $taken.AC_Row | Should -Be 10, 10, 20, 20, 21, 21
            $taken[0].email, $taken[0].AC_Action, $taken[0].AC_ActivityId | Should -Be 'person10@@example.com', 'Correct', $result.ActivityId
            $taken[4].AC_BatchId | Should -Be $result.BatchId
            $taken[4].AC_Code | Should -Be 'FailedAtService'
        }

        It 'runs -RejectAction and writes the file where both are given' {
            $taken = [Collections.Generic.List[object]]::new()
            New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectPath $path -RejectAction { param($row) $taken.Add($row.AC_Row) } -WarningAction SilentlyContinue | Out-Null
            $taken | Should -Be 10, 20
            Import-Csv $path | Should -HaveCount 2
        }

        It 'is RejectActionFailed for a script block that throws, and the row counts all the same' {
            $errors = @(Get-ErrorOf { New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectAction { throw "no $($_.AC_Row)" } | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'RejectActionFailed,*'
            $errors | Should -HaveCount 2
            $errors[1].Exception.Message | Should -BeLike '*row 20: no 20*'
            $errors[1].TargetObject.AC_Row | Should -Be 20
            (Get-LastActivity $simulator).Refused | Should -Be 2
        }
    }

    Context 'a reject file that comes back' {
        BeforeAll { $simulator = Connect-TestAccount }

        AfterAll {
            $simulator.Offences | Should -Be 0
            Reset-TestAccount
        }

        BeforeEach { $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv" }

        It 'imports 1,000 corrected rows with no further mapping, <How>' -ForEach @{ How = 'by -Path' }, @{ How = 'by the pipeline' } {
            $rows = 1..1200 | ForEach-Object {
                [pscustomobject] @{ Mailbox = if ($_ -le 200) { "good$How$_@example.com" -replace '[ -]' } else { "late$How$_@@example.com" -replace '[ -]' }; Stadt = "=Graz,`n$_"; Born = '06.05.1990'; Remark = 'x'; Junk = 'left out' }
            }

            $settings = @{ ColumnMap = @{ Mailbox = 'email'; Stadt = 'City'; Born = 'Birthday'; Remark = 'Notes'; Junk = $null }; DateFormat = 'dd.MM.yyyy'; List = 'Events'; Tag = 'vip'; SkipAutomation = $true }
            $first = $rows | Import-ACContact @settings -RejectPath $path -SafeForSpreadsheet -Wait -WarningAction SilentlyContinue
            (Import-Csv $path).Count | Should -Be 1000
            $corrected = "$path.corrected.csv"
            Import-Csv $path | ForEach-Object { $_.Mailbox = $_.Mailbox.Replace('@@', '@'); $_ } | Export-Csv $corrected -NoTypeInformation
            $again = if ($How -eq 'by -Path') {
                Import-ACContact -Path $corrected -SettingsFrom $first[0].ActivityId -Wait -ErrorVariable failure
            }
            else {
                Import-Csv $corrected | Import-ACContact -SettingsFrom (Get-ACActivity $first[0].ActivityId) -Wait -ErrorVariable failure
            }

            $failure | Should -BeNullOrEmpty
            ($again.Imported | Measure-Object -Sum).Sum | Should -Be 1000
            $again.State | Sort-Object -Unique | Should -Be 'Completed'
            foreach ($number in 201, 1200) {
                $contact = Find-Contact ("late$How$number@example.com" -replace '[ -]')
                $contact.FieldValues[1], $contact.FieldValues[3], $contact.FieldValues[2] | Should -Be "=Graz,`n$number", '1990-05-06', 'x'
                $contact.Lists[3], $contact.Tags | Should -Be 'Active', 'vip'
                $contact.AutomationRuns | Should -Be 0
            }
        }

        It 'brings back a cell that begins with an apostrophe' {
            [pscustomobject] @{ email = 'bad'; City = "'=x" }, [pscustomobject] @{ email = 'worse'; City = "'plain" } |
                Import-ACContact -RejectPath $path -SafeForSpreadsheet -WarningAction SilentlyContinue | Out-Null
            Import-Csv $path | ForEach-Object { $_.email += '@example.com'; $_ } | Import-ACContact | ForEach-Object Imported | Should -Be 2
            (Find-Contact bad@example.com).FieldValues[1], (Find-Contact worse@example.com).FieldValues[1] | Should -Be "'=x", "'plain"
        }

        It 'makes a reject file of a reject file with the original columns' {
            New-TestRow 20 -BadEvery 10 | Import-ACContact -RejectPath $path -SafeForSpreadsheet -WarningAction SilentlyContinue | Out-Null
            $second = "$path.2nd.csv"
            Import-ACContact -Path $path -RejectPath $second -WarningAction SilentlyContinue | Out-Null
            (Get-Content $second)[0] | Should -Be 'email,First Name,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action,AC_InputRow'
            (Import-Csv $second).AC_Row | Should -Be 10, 20
        }

        It 'lets a parameter that is given win over -SettingsFrom' {
            $id = ([pscustomobject] @{ Mailbox = 'won1@example.com' } | Import-ACContact -ColumnMap @{ Mailbox = 'email' } -Tag vip -List Events).ActivityId
            [pscustomobject] @{ Mailbox = 'won2@example.com' } | Import-ACContact -SettingsFrom $id -Tag id:2 | ForEach-Object Imported | Should -Be 1
            $contact = Find-Contact won2@example.com
            $contact.Tags | Should -Be 'newsletter'
            $contact.Lists[3] | Should -Be 'Active'
        }

        It 'hints at -SettingsFrom where a column of a reject file finds nothing' {
            [pscustomobject] @{ Mailbox = 'bad' } | Import-ACContact -ColumnMap @{ Mailbox = 'email' } -RejectPath $path -WarningAction SilentlyContinue | Out-Null
            Assert-OneError { Import-ACContact $path } 'UnknownColumn' 'InvalidData' '*-SettingsFrom*AC_ActivityId*'
            Assert-OneError { Import-Csv $path | Import-ACContact } 'UnknownColumn' 'InvalidData' '*-SettingsFrom*AC_ActivityId*'
        }

        It 'is NameNotFound for an activity that is not there, and AccountMismatch for one of another account' {
            Assert-OneError { New-TestRow 2 | Import-ACContact -SettingsFrom nothing } 'NameNotFound' 'ObjectNotFound' "*'nothing'*"
            $activity = (New-TestRow 2 | Import-ACContact).ActivityId
            $other = Start-ACSimulator -SpeedFactor 50
            $other | Connect-ACSession -Name other
            Assert-OneError { New-TestRow 2 | Import-ACContact -SettingsFrom $activity -Session other } 'AccountMismatch' 'InvalidArgument'
            Disconnect-ACSession other
            $other | Stop-ACSimulator
        }

        It 'completes -SettingsFrom' {
            $id = (New-TestRow 2 | Import-ACContact).ActivityId
            Get-Completion "Import-ACContact x.csv -SettingsFrom $id" | Should -Be $id
        }
    }

    Context 'a service that fails' {
        BeforeEach { $simulator = Connect-TestAccount }
        AfterEach { Reset-TestAccount }

        It 'is <Id> for <Fault> while the account is looked at, and nothing is sent' -ForEach @(
            @{ Id = 'ServiceUnavailable'; Category = 'ResourceUnavailable'; Fault = 'Html503'; ArgumentList = @($false) }
            @{ Id = 'AnswerUnreadable'; Category = 'ProtocolError'; Fault = 'TruncatedJson' }
            @{ Id = 'AccessDenied'; Category = 'PermissionDenied'; Fault = 'Random403' }
            @{ Id = 'AccountInactive'; Category = 'PermissionDenied'; Fault = 'Account402' }
            @{ Id = 'TokenRefused'; Category = 'AuthenticationError'; Fault = 'TokenRevoked' }
            @{ Id = 'RequestRefused'; Category = 'InvalidOperation'; Fault = 'NotFound404' }
        ) {
            Add-Fault $simulator Fields $Fault -ArgumentList ($ArgumentList ?? @())
            Assert-OneError { New-TestRow 20 | Import-ACContact } $Id $Category
            Get-WriteCount $simulator | Should -Be 0
        }

        It 'keeps what was taken when the token is revoked on the way' {
            Add-Fault $simulator BulkImport TokenRevoked -Number 3
            $errors = @(Get-ErrorOf { New-TestRow 1000 | Import-ACContact -ThrottleLimit 1 | ForEach-Object { $script:taken = $_ } })
            $errors[-1].FullyQualifiedErrorId | Should -BeLike 'TokenRefused,*'
            $activity = Get-ACActivity $taken.ActivityId
            $activity.State | Should -Be 'Failed'
            $activity.Error | Should -Be 'TokenRefused'
            $activity.Pending | Should -Be 500
            Assert-CountsAddUp $activity
        }

        It 'is BatchUnknown, with the rows, where an answer was lost' {
            Add-Fault $simulator BulkImport CloseAfterEffect -Number 1
            Assert-OneError { New-TestRow 20 | Import-ACContact -OnUnknown Hold | Out-Null } 'BatchUnknown' 'ConnectionError' '*rows between 1 and 20*'
            $activity = Get-LastActivity $simulator
            $activity.Unknown | Should -Be 20
            Assert-CountsAddUp $activity
        }

        It 'is BatchRefused for each row of a batch that is refused whole' {
            Add-Fault $simulator BulkImport ImportSizeRefusal
            $errors = @(Get-ErrorOf { New-TestRow 20 | Import-ACContact | Out-Null })
            $errors | Should -HaveCount 20
            $errors.FullyQualifiedErrorId | Should -BeLike 'BatchRefused,*'
            (Get-LastActivity $simulator).Refused | Should -Be 20
        }

        It 'is RefusedByService for a row that a single call refuses' {
            Add-Fault $simulator ContactSync NotFound404 -Number 2
            Assert-OneError { New-TestRow 3 | Import-ACContact | Out-Null } 'RefusedByService' 'InvalidData' 'Row 2: *'
            (Get-LastActivity $simulator).Imported | Should -Be 2
        }

        It 'waits, and does not offend, where the service asks for time' {
            Add-Fault $simulator BulkImport Throttle429 -Number 1 -ArgumentList 2
            New-TestRow 20 | Import-ACContact | Wait-ACImport | ForEach-Object Imported | Should -Be 20
            $simulator.Offences | Should -Be 0
        }

        It 'is FailedAtService for a row the service reports as failed' {
            $rows = @(New-TestRow 15) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
            $errors = @(Get-ErrorOf { $rows | Import-ACContact -Wait | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'FailedAtService,*'
            $errors.Exception.RowNumber | Should -Be 16
            $errors.TargetObject.email | Should -Be 'blocked@simulator.example'
        }
    }

    Context 'the same address more than once' {
        BeforeAll {
            $simulator = Connect-TestAccount
            $script:run = 0
        }

        AfterAll {
            $simulator.Offences | Should -Be 0
            Reset-TestAccount
        }

        BeforeEach {
            $rows = @(New-TestRow 300 -Prefix "d$($script:run++)x")
            $address = $rows[0].email
            $rows += [pscustomobject] @{ email = $address.ToUpper(); 'First Name' = 'Second' }
            $rows += [pscustomobject] @{ email = $address; 'First Name' = 'Third' }
        }

        It 'ends as the rows one by one would, without anything asked for' {
            $results = $rows | Import-ACContact -Wait
            ($results.Imported | Measure-Object -Sum).Sum | Should -Be 302
            (Find-Contact $address).FirstName | Should -Be 'Third'
            (Get-Server $simulator).Account.OverlappingAddresses | Should -BeNullOrEmpty
            Assert-CountsAddUp (Get-LastActivity $simulator)
        }

        It 'counts later rows as Superseded with KeepFirst' {
            $summary = $rows | Import-ACContact -OnDuplicate KeepFirst | Wait-ACImport -Summary
            $summary.Superseded | Should -Be 2
            $summary.Imported | Should -Be 300
            (Find-Contact $address).FirstName | Should -Be 'First1'
            (Get-LastActivity $simulator).Superseded | Should -Be 2
            Assert-CountsAddUp (Get-LastActivity $simulator)
        }

        It 'counts earlier rows as Superseded with KeepLast' {
            $path = Join-Path $TestDrive 'last.csv'
            $rows | Export-Csv $path -NoTypeInformation
            $summary = Import-ACContact -Path $path -OnDuplicate KeepLast | Wait-ACImport -Summary
            $summary.Superseded | Should -Be 2
            (Find-Contact $address).FirstName | Should -Be 'Third'
            Assert-CountsAddUp (Get-LastActivity $simulator)
        }

        It 'is AddressRepeated for each later row with Refuse' {
            $errors = @(Get-ErrorOf { $rows | Import-ACContact -OnDuplicate Refuse -Wait })
            $errors.FullyQualifiedErrorId | Should -BeLike 'AddressRepeated,*'
            $errors.Exception.RowNumber | Should -Be 301, 302
            $errors[0].Exception.Message | Should -Not -BeLike '*@*'
            (Get-LastActivity $simulator).Refused | Should -Be 2
        }

        It 'says how many would be superseded with -WhatIf' {
            $transcript = Join-Path $TestDrive 'superseded.txt'
            $null = Start-Transcript $transcript
            $rows | Import-ACContact -OnDuplicate KeepFirst -WhatIf
            $null = Stop-Transcript
            (Get-Content $transcript -Raw) -replace '\s+', ' ' | Should -BeLike '*302 rows read: 300 would be sent*0 refused, 2 superseded*'
        }
    }

    Context 'rows that wait for a batch nobody knows the end of' {
        BeforeAll { $simulator = Connect-TestAccount }
        AfterAll { Reset-TestAccount }

        It 'leaves them NotSent, with a warning' {
            Add-Fault $simulator BulkImport CloseAfterEffect 1
            $rows = @(New-TestRow 600 -Prefix held) + [pscustomobject] @{ email = 'HELD1@example.com'; 'First Name' = 'Late' }
            $batches = $rows | Import-ACContact -OnUnknown Hold -ThrottleLimit 1 -WarningVariable said -WarningAction SilentlyContinue -ErrorVariable errors -ErrorAction SilentlyContinue
            $held = $batches | Where-Object State -EQ 'NotSent'
            $held.Rows | Should -Be 1
            "$said" | Should -BeLike '*1 row*not sent*'
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'BatchUnknown,*'
            (Find-Contact 'held1@example.com').FirstName | Should -Not -Be 'Late'
            $activity = Get-LastActivity $simulator
            $activity.NotSent | Should -Be 1
            Assert-CountsAddUp $activity
        }
    }

    Context 'an answer that was lost' {
        BeforeEach {
            $simulator = Connect-TestAccount
            Add-Fault $simulator BulkImport CloseAfterEffect -Number 1
            $rows = New-TestRow 100
        }

        AfterEach { Reset-TestAccount }

        It 'is settled by asking the account, so that no automation runs twice, with -OnUnknown <_>' -ForEach 'Auto', 'Check' {
            $batch = $rows | Import-ACContact -OnUnknown $_
            $batch.State, $batch.Imported | Should -Be 'Completed', 100
            $batch.Message | Should -BeLike '*asked*are in*'
            (Get-LastActivity $simulator).State | Should -Be 'Completed'
            Assert-AppliedOnce $simulator 100
            $simulator.AutomationRuns | Should -Be 100
        }

        It 'sends the others once more where only a part is in' {
            (Get-Server $simulator).Faults.Clear()
            Add-Fault $simulator BulkImport CloseBeforeEffect -Number 1
            ($rows | Import-ACContact -OnUnknown Check -Wait | Measure-Object Imported -Sum).Sum | Should -Be 100
            Assert-AppliedOnce $simulator 100
        }

        It 'is sent once more, with a warning, with <What>' -ForEach @{ What = '-OnUnknown Resend'; With = @{ OnUnknown = 'Resend' } }, @{ What = 'Auto where automations are skipped'; With = @{ SkipAutomation = $true } } {
            $results = $rows | Import-ACContact @With -Wait -WarningVariable warning -WarningAction SilentlyContinue
            $results.Imported | Should -Be 100
            "$warning" | Should -BeLike 'The answer to batch 1 was lost*once more*'
            (Get-Server $simulator).Account.TimesApplied('person1@example.com') | Should -Be 2
            (Get-LastActivity $simulator).State | Should -Be 'Completed'
        }

        It 'ends as the error advises, word for word, where somebody has changed the contact meanwhile: <Way>' -ForEach @{ Way = 'once more' }, @{ Way = 'left as it is' } {
            (Get-Server $simulator).Faults.Clear()
            Add-Fault $simulator BulkImport CloseBeforeEffect -Number 1
            $rows | Import-ACContact -OnUnknown Hold -ErrorAction SilentlyContinue | Out-Null
            $null = (Get-Server $simulator).Account.AddContact('person1@example.com')
            $errors = @(Get-ErrorOf { Invoke-Expression (Get-LastActivity $simulator).NextCommand | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'BatchUnknown,*'
            $null = $errors[0].Exception.Message -match 'send them once more with (?<again>.+ \| Wait-ACImport); or, .+ (?<forget>Remove-ACActivity .+ -Force)$'
            $again, $forget = $Matches.again, $Matches.forget
            if ($Way -eq 'once more') {
                (Invoke-Expression $again).Imported | Should -Be 1
                (Get-LastActivity $simulator).State | Should -Be 'Completed'
                (Find-Contact 'person1@example.com').FirstName | Should -Be 'First1'
            }
            else {
                Invoke-Expression $forget
                Get-LastActivity $simulator | Should -BeNullOrEmpty
                (Find-Contact 'person1@example.com').FirstName | Should -BeNullOrEmpty
            }

            (Find-Contact 'person2@example.com').FirstName | Should -Be 'First2'
        }

        It 'stays unknown with -OnUnknown Hold, and the error names the command that settles it' {
            $batch = $rows | Import-ACContact -OnUnknown Hold -ErrorVariable failure -ErrorAction SilentlyContinue
            $batch.State, $batch.Unknown | Should -Be 'Unknown', 100
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'BatchUnknown,*'
            $failure[0].TargetObject.BatchNumber | Should -Be $batch.BatchNumber
            $next = (Get-LastActivity $simulator).NextCommand
            $failure[0].Exception.Message | Should -BeLike "*$next"
            $batch | Wait-ACImport | ForEach-Object NextCommand | Should -Be $next
        }
    }

    Context 'one activity of a name' {
        BeforeEach {
            $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
            $simulator = Connect-TestAccount
            $rows = New-TestRow 4000
            $path = Join-Path $TestDrive 'nightly.csv'
            $rows | Export-Csv $path -NoTypeInformation
            $line = @{ Path = $path; ActivityName = 'nightly'; ThrottleLimit = 1 }
        }

        AfterEach { Reset-TestAccount }

        AfterAll { $env:AC_BULK_HOME = Join-Path $TestDrive 'home' }

        It 'is AlreadyImported for the same file with the same settings, and names when' {
            Import-ACContact @line -Wait | Out-Null
            $activity = Get-ACActivity
            $before = Get-WriteCount $simulator
            Assert-OneError { Import-ACContact @line } 'AlreadyImported' 'ResourceExists' "*$($activity.StartedAt.ToUniversalTime().ToString('yyyy-MM-dd'))*$($activity.ActivityId)*-Force*"
            Assert-OneError { Import-ACContact $path -ActivityName other } 'AlreadyImported' 'ResourceExists'
            Get-WriteCount $simulator | Should -Be $before
        }

        It 'takes the same file with -Force, with other settings, or after a change' {
            Import-ACContact @line -Wait | Out-Null
            (Import-ACContact @line -Force -Wait | Measure-Object Imported -Sum).Sum | Should -Be 4000
            (Import-ACContact @line -Tag vip -Wait | Measure-Object Imported -Sum).Sum | Should -Be 4000
            Add-Content $path 'late@example.com,Late'
            (Import-ACContact @line -Wait | Measure-Object Imported -Sum).Sum | Should -Be 4001
        }

        It 'takes rows of the pipeline again: nobody can tell what they are before they come' {
            1..2 | ForEach-Object { (New-TestRow 100 | Import-ACContact -ActivityName nightly -Wait).Imported | Should -Be 100 }
        }

        It 'is ActivityOpen while the last one is open, and names both ways out' {
            Stop-AfterFirst $simulator { Import-ACContact @line }
            $open = Get-ACActivity
            $before = Get-WriteCount $simulator
            Assert-OneError { Import-ACContact @line } 'ActivityOpen' 'ResourceExists' "*$($open.ActivityId)*Resume-ACActivity -ActivityId '$($open.ActivityId)'*-IfOpen Resume*-Force*"
            Assert-OneError { New-TestRow 20 | Import-ACContact -ActivityName nightly } 'ActivityOpen' 'ResourceExists'
            Get-WriteCount $simulator | Should -Be $before
            New-TestRow 20 -Prefix free | Import-ACContact -ActivityName nightly -Force -Wait | ForEach-Object Imported | Should -Be 20
            New-TestRow 20 -Prefix free | Import-ACContact -Wait | ForEach-Object Imported | Should -Be 20
        }

        It 'is ActivityRunning while one of the name runs' {
            Add-Fault $simulator BulkImport Stall -ArgumentList ([timespan]::FromHours(10))
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($path, $session, $line) Import-Module $path; Import-ACContact @line -Session $session').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($line)
            $running = $shell.BeginInvoke()
            [Threading.SpinWait]::SpinUntil({ (Get-Server $simulator).RequestCount('BulkImport') -ge 1 }, 30000) | Should -BeTrue
            try {
                foreach ($mode in 'Fail', 'Resume') {
                    Assert-OneError { Import-ACContact @line -IfOpen $mode } 'ActivityRunning' 'ResourceBusy' "*'nightly'*-Force*"
                }
            }
            finally {
                $shell.Stop()
                $shell.Dispose()
            }
        }

        Context '-IfOpen Resume' {
            It 'starts where nothing is open' {
                (Import-ACContact @line -IfOpen Resume -Wait | Measure-Object Imported -Sum).Sum | Should -Be 4000
            }

            It 'goes on with the same file' {
                Stop-AfterFirst $simulator { Import-ACContact @line }
                $open = Get-ACActivity
                Import-ACContact @line -IfOpen Resume -Wait -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
                "$warning" | Should -BeLike "'nightly' was not finished*$($open.ActivityId)*"
                (Get-ACActivity).ActivityId, (Get-ACActivity).State | Should -Be $open.ActivityId, 'Completed'
                Assert-AppliedOnce $simulator 4000
            }

            It 'finishes the last file first where the next one is another' {
                Add-Fault $simulator BulkImport CloseAfterEffect
                $first = New-TestFile 'first.csv' ((@('email') + (New-TestRow 60 -Prefix first).email) -join "`n")
                $errors = @(Get-ErrorOf { Import-ACContact $first -ActivityName nightly -BatchSize 20 -ThrottleLimit 1 | Out-Null })
                $errors[-1].FullyQualifiedErrorId | Should -BeLike 'ServiceUnavailable,*'
                $open = Get-ACActivity
                $open.Unknown | Should -Be 60
                (Get-Server $simulator).Faults.Clear()
                $results = Import-ACContact @line -IfOpen Resume -Wait -WarningVariable warning -WarningAction SilentlyContinue
                "$warning" | Should -BeLike "'nightly' was not finished*$($open.ActivityId)*"
                $results[0].ActivityId | Should -Be $open.ActivityId
                (Get-ACActivity).State | Should -Be 'Completed', 'Completed'
                (Get-ACActivity).Imported | Should -Be 60, 4000
                Assert-AppliedOnce $simulator 4060
            }

            It 'is ActivityOpen where the last file is held by -OnUnknown Hold' {
                Add-Fault $simulator BulkImport CloseAfterEffect -Number 1
                $first = New-TestFile 'held.csv' ((@('email') + (New-TestRow 60 -Prefix held).email) -join "`n")
                Import-ACContact $first -ActivityName nightly -OnUnknown Hold -ErrorAction SilentlyContinue | Out-Null
                $errors = @(Get-ErrorOf { Import-ACContact @line -IfOpen Resume 3>$null })
                $errors.FullyQualifiedErrorId -replace ',.*' | Should -Be 'BatchUnknown', 'ActivityOpen'
            }

            It 'is InputChanged where rows of the last file were never read and it is gone' {
                Stop-AfterFirst $simulator { Import-ACContact @line }
                Add-Content $path 'late@example.com,Late'
                Assert-OneError { Import-ACContact @line -IfOpen Resume 3>$null } 'InputChanged' 'InvalidData' '*SHA-256*'
            }

            It 'goes on with the same rows of the pipeline, and is InputChanged for others' {
                Stop-AfterFirst $simulator { $rows | Import-ACContact -ActivityName nightly -ThrottleLimit 1 }
                $open = Get-ACActivity
                $errors = @(Get-ErrorOf { New-TestRow 4000 -Prefix other | Import-ACContact -ActivityName nightly -IfOpen Resume 3>$null })
                $errors[-1].FullyQualifiedErrorId | Should -BeLike 'InputChanged,*'
                $rows | Import-ACContact -ActivityName nightly -IfOpen Resume -Wait 3>$null | Out-Null
                (Get-ACActivity).ActivityId, (Get-ACActivity).State | Should -Be $open.ActivityId, 'Completed'
                Assert-AppliedOnce $simulator 4000
            }

            It 'waits for a file that the service is not done with, and sends nothing anew' {
                Import-ACContact @line | Out-Null
                $before = Get-WriteCount $simulator
                $results = Import-ACContact @line -IfOpen Resume -Wait -WarningAction SilentlyContinue
                ($results | Measure-Object Imported -Sum).Sum | Should -Be 4000
                Get-WriteCount $simulator | Should -Be $before
                @(Get-ACActivity) | Should -HaveCount 1
            }

            It 'is AlreadyImported where the same file is done' {
                Import-ACContact @line -Wait | Out-Null
                Assert-OneError { Import-ACContact @line -IfOpen Resume } 'AlreadyImported' 'ResourceExists'
            }
        }
    }

    Context '-WhatIf and -Confirm' {
        BeforeAll { $simulator = Connect-TestAccount }
        AfterAll { Reset-TestAccount }

        It 'sends and writes nothing with -WhatIf, and says the totals in one line' {
            $script = Join-Path $TestDrive 'whatif.ps1'
            $transcript = Join-Path $TestDrive 'transcript.txt'
            $null = Start-Transcript $transcript
            $output = New-TestRow 600 -BadEvery 100 | Import-ACContact -List Newsletter -Tag vip -WhatIf -ErrorAction SilentlyContinue
            $null = Stop-Transcript
            $output | Should -BeNullOrEmpty
            $lines = @(Get-Content $transcript | Select-String 'What if:')
            $lines | Should -HaveCount 1
            "$lines" | Should -BeLike '*Newsletter*vip*automations run*600 rows read: 594 would be sent in 3 batches, 6 refused*min*'
            Get-WriteCount $simulator | Should -Be 0
            Join-Path $TestDrive 'home' | Should -Not -Exist
        }

        It 'reads the whole file with -WhatIf, and shows its refused rows' {
            $path = New-TestFile 'whatif.csv' ("email`n" + ((1..30 | ForEach-Object { if ($_ -eq 30) { 'bad' } else { "w$_@example.com" } }) -join "`n"))
            Assert-OneError { Import-ACContact -Path $path -WhatIf } 'EmailInvalid' 'InvalidData' 'Row 30 (line 31)*'
            Get-WriteCount $simulator | Should -Be 0
        }

        It 'goes by $WhatIfPreference too' {
            & { $WhatIfPreference = $true; New-TestRow 20 | Import-ACContact } | Should -BeNullOrEmpty
            Get-WriteCount $simulator | Should -Be 0
            Join-Path $TestDrive 'home' | Should -Not -Exist
        }

        It 'shows input that cannot be imported with -WhatIf too' {
            Assert-OneError { @() | Import-ACContact -WhatIf } 'NoInput' 'InvalidData'
            Assert-OneError { New-TestRow 2 | Import-ACContact -List Nowhere -WhatIf } 'UnknownList' 'ObjectNotFound'
        }

        It 'asks nobody with <Name>' -ForEach @{ Name = '-Confirm:$false'; With = @{ Confirm = $false } }, @{ Name = '-Force'; With = @{ Force = $true } } {
            $result = & { $ConfirmPreference = 'Low'; New-TestRow 1 | Import-ACContact @With }
            $result.Imported | Should -Be 1
        }

        It 'is an error where it should ask and nobody can be asked, and nothing is sent' {
            $before = Get-WriteCount $simulator
            $errors = @(Get-ErrorOf { New-TestRow 1 | Import-ACContact -Confirm })
            $errors | Should -HaveCount 1
            Get-WriteCount $simulator | Should -Be $before
        }
    }

    Context '-JournalPath' {
        BeforeAll {
            $simulator = Connect-TestAccount
            $elsewhere = Join-Path $TestDrive 'else where'
        }

        AfterAll { Reset-TestAccount }

        It 'keeps the journal there, and says so in the commands that go on' {
            $batch = New-TestRow 20 | Import-ACContact -JournalPath $elsewhere -InformationVariable said
            "$said" | Should -BeLike "*Get-ACActivity -ActivityId '$($batch.ActivityId)' -JournalPath '$elsewhere'*"
            Get-ACActivity -ActivityId $batch.ActivityId -ErrorAction Ignore | Should -BeNullOrEmpty
            $activity = Get-ACActivity -JournalPath $elsewhere
            $activity.NextCommand | Should -Be "Get-ACActivity -ActivityId '$($batch.ActivityId)' -JournalPath '$elsewhere' | Wait-ACImport"
            ($batch | Wait-ACImport).Imported | Should -Be 20
            (Get-ACActivity -JournalPath $elsewhere).Imported | Should -Be 20
        }

        It 'takes a path of the file system only' {
            Assert-OneError { New-TestRow 20 | Import-ACContact -JournalPath Env:/x } 'FileUnwritable' 'WriteError'
        }

        It 'writes no folder with -WhatIf' {
            $never = Join-Path $TestDrive 'never'
            New-TestRow 20 | Import-ACContact -JournalPath $never -WhatIf
            $never | Should -Not -Exist
        }

        It 'warns once that a journal below the folder for temporary files is no durable one: JournalNotDurable' {
            $volatile = Join-Path ([IO.Path]::GetTempPath()) "acbulk-$([guid]::NewGuid())"
            try {
                New-TestRow 20 -Prefix first | Import-ACContact -JournalPath $volatile -ActivityName a -WarningVariable first -WarningAction SilentlyContinue | Out-Null
                New-TestRow 20 -Prefix second | Import-ACContact -JournalPath $volatile -ActivityName b -WarningVariable second -WarningAction SilentlyContinue | Out-Null
                "$first" | Should -BeLike "JournalNotDurable: *$volatile*-JournalPath*AC_BULK_HOME*"
                "$second" | Should -Not -BeLike '*JournalNotDurable*'
            }
            finally {
                Remove-Item $volatile -Recurse -ErrorAction Ignore
            }
        }
    }

    Context '-Canary' {
        BeforeEach { $simulator = Connect-TestAccount }
        AfterEach { Reset-TestAccount }

        It 'sends the first rows ahead, reads them back, and goes on with the rest' {
            $results = New-TestRow 300 | Import-ACContact -Canary 5 -SkipAutomation -List Newsletter -Tag vip -Wait
            $results.Rows | Select-Object -First 1 | Should -Be 5
            ($results.Imported | Measure-Object -Sum).Sum | Should -Be 300
            (Get-Server $simulator).RequestCount('AutomationsOfContact') | Should -Be 5
        }

        It 'takes the importer for a few rows too' {
            (New-TestRow 3 | Import-ACContact -Canary 1 -Wait).Imported | Measure-Object -Sum | Select-Object -ExpandProperty Sum | Should -Be 3
            (Get-Server $simulator).RequestCount('ContactSync') | Should -Be 0
        }

        It 'is CanaryFailed where the account does not have what was sent, and sends nothing else' {
            (Get-Server $simulator).Options.ExcludeAutomationsPlace = 'PerContact'
            $errors = @(Get-ErrorOf { New-TestRow 300 | Import-ACContact -Canary 2 -SkipAutomation -List Newsletter | Out-Null })
            $errors | Should -HaveCount 1
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'CanaryFailed,*'
            $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
            $errors[0].Exception.Message | Should -BeLike '*2 rows were sent ahead, and nothing else*row 1: an automation ran*row 2:*Resume-ACActivity*'
            Get-WriteCount $simulator | Should -Be 1
            $activity = Get-LastActivity $simulator
            $activity.State, $activity.Error, $activity.Pending | Should -Be 'Failed', 'CanaryFailed', 2
            Assert-CountsAddUp $activity
        }

        It 'is SettingsConflict with -Method Single, and an error of the parameter beyond 250' {
            Assert-OneError { New-TestRow 3 | Import-ACContact -Canary 1 -Method Single } 'SettingsConflict' 'InvalidArgument' '*-Canary*'
            Assert-OneError { New-TestRow 3 | Import-ACContact -Canary 251 } 'ParameterArgumentValidationError' 'InvalidData'
        }

        It 'sends nothing with -WhatIf' {
            New-TestRow 300 | Import-ACContact -Canary 5 -WhatIf | Should -BeNullOrEmpty
            Get-WriteCount $simulator | Should -Be 0
        }
    }

    Context '-DependsOn' {
        BeforeEach {
            $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
            $simulator = Connect-TestAccount
        }

        AfterEach {
            $simulator.Offences | Should -Be 0
            Reset-TestAccount
            $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
        }

        It 'waits until every row of the others is settled, whatever names them' {
            $first = New-TestRow 300 | Import-ACContact
            $second = (New-TestRow 20 -Prefix second | Import-ACContact).ActivityId
            (Get-ACActivity).State | Should -Be 'Sent', 'Sent'
            (New-TestRow 20 -Prefix third | Import-ACContact -DependsOn $first -Wait).Imported | Should -Be 20
            (Get-ACActivity $first[0].ActivityId).State | Should -Be 'Completed'
            (Get-ACActivity $second).State | Should -Be 'Sent'
            (New-TestRow 20 -Prefix fourth | Import-ACContact -DependsOn (Get-ACActivity $second), $first[0].ActivityId -Wait).Imported | Should -Be 20
            (Get-ACActivity).State | Sort-Object -Unique | Should -Be 'Completed'
        }

        It 'warns of rows that were refused there, and goes on' {
            (Get-Server $simulator).Account.SetBounced('person4@example.com')
            $first = (New-TestRow 20 | Import-ACContact).ActivityId
            (New-TestRow 20 -Prefix next | Import-ACContact -DependsOn $first -Wait -WarningVariable warning -WarningAction SilentlyContinue).Imported | Should -Be 20
            "$warning" | Should -BeLike "One row of*$first*refused*Get-ACActivity -ActivityId '$first' -Detailed -RowState Refused*"
            (Get-ACActivity $first -Detailed -RowState Refused).RowNumber | Should -Be 4
        }

        It 'is DependencyOpen where no waiting settles the rows, with the command that does' {
            Stop-AfterFirst $simulator { New-TestRow 3000 | Import-ACContact -ThrottleLimit 1 }
            $open = Get-LastActivity $simulator
            $before = Get-WriteCount $simulator
            Assert-OneError { New-TestRow 20 | Import-ACContact -DependsOn $open } 'DependencyOpen' 'InvalidOperation' "*$($open.ActivityId)*Nothing was sent*Resume-ACActivity -ActivityId '$($open.ActivityId)'*"
            Assert-OneError { New-TestRow 20 | Import-ACContact -DependsOn $open -WhatIf } 'DependencyOpen' 'InvalidOperation'
            Add-Fault $simulator BulkImport BatchFails -Number 1
            $failed = (New-TestRow 20 | Import-ACContact -SkipAutomation).ActivityId
            Assert-OneError { New-TestRow 20 | Import-ACContact -DependsOn $failed } 'DependencyOpen' 'InvalidOperation' "*20 of its rows*Get-ACActivity -ActivityId '$failed' | Repair-ACImport"
            Get-WriteCount $simulator | Should -Be ($before + 1)
            @(Get-ACActivity) | Should -HaveCount 2
        }

        It 'is NameNotFound for an activity that is not there, and AccountMismatch for one of another account' {
            Assert-OneError { New-TestRow 20 | Import-ACContact -DependsOn nothing } 'NameNotFound' 'ObjectNotFound' "*'nothing'*"
            $first = New-TestRow 20 | Import-ACContact
            $other = Connect-TestAccount -Name other
            Assert-OneError { New-TestRow 20 | Import-ACContact -DependsOn $first -Session other } 'AccountMismatch' 'InvalidArgument'
            Get-WriteCount $other | Should -Be 0
        }

        It 'does not wait with -WhatIf, and says so' {
            Add-Fault $simulator BulkImport BatchStuckWaiting
            $first = (New-TestRow 20 | Import-ACContact).ActivityId
            $shell = Invoke-InNewPwsh "[pscustomobject] @{ email = 'a@example.com' } | Import-ACContact -DependsOn $first -WhatIf" @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken }
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Output -replace '\s+', ' ' | Should -BeLike "*after every row is settled of $first*"
            Get-WriteCount $simulator | Should -Be 1
            (Get-Server $simulator).RequestCount('ImportInfo') | Should -Be 0
        }

        It 'is kept for a resume, which goes on without a journal that was removed' {
            $first = (New-TestRow 20 | Import-ACContact).ActivityId
            Stop-AfterFirst $simulator { New-TestRow 3000 -Prefix later | Import-ACContact -ThrottleLimit 1 -DependsOn $first }
            $open = Get-LastActivity $simulator
            Remove-ACActivity $first -Confirm:$false
            New-TestRow 3000 -Prefix later | Resume-ACActivity $open.ActivityId -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
            "$warning" | Should -BeLike "*wait for $first*removed*"
            (Get-ACActivity $open.ActivityId).State | Should -Be 'Sent'
        }
    }

    Context 'output while it runs' {
        BeforeAll { $simulator = Connect-TestAccount }
        AfterAll { Reset-TestAccount }

        It 'writes a batch as soon as it is answered, while rows still come in' {
            $script:read = 0
            $firstAt = New-TestRow 20000 -Prefix flow | ForEach-Object { $script:read++; $_ } | Import-ACContact | ForEach-Object { $script:read } | Select-Object -First 1
            $firstAt | Should -BeGreaterThan 0
            $firstAt | Should -BeLessThan 20000
        }

        It 'says in its progress how many rows of how many, what was refused, and that it waits for the limit' {
            $path = New-TestFile 'progress.csv' ((New-TestRow 208 -BadEvery 52 -Prefix progress | ConvertTo-Csv) -join "`n")
            $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
            $null = $shell.AddScript('param($path, $session, $file) Import-Module $path; Import-ACContact $file -Session $session -BatchSize 2 -WarningAction Ignore').AddArgument($ModulePath).AddArgument((Get-ACSession)).AddArgument($path)
            $shell.Invoke() | Should -HaveCount 102
            $records = @($shell.Streams.Progress | Where-Object RecordType -EQ Processing)
            $shell.Dispose()
            $waiting = $records | Where-Object StatusDescription -Like '*; waits for the limit' | Select-Object -Last 1
            $waiting.StatusDescription | Should -Match '^(\d+ %, \d+ of 208 rows|\d+ rows read, \d+ sent), [1-4] refused; waits'
            $known = @($records | Where-Object PercentComplete -GE 0)
            $known.StatusDescription | Should -Match '^\d+ %, \d+ of 208 rows, 4 refused'
            $known | ForEach-Object { [int] ($_.StatusDescription -replace ' %.*') } | Should -Be $known.PercentComplete
        }

        It 'shows progress and completes it' {
            $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
            $null = $shell.AddScript('param($path, $session) Import-Module $path; 1..600 | ForEach-Object { [pscustomobject] @{ email = "p$_@example.com" } } | Import-ACContact -Session $session -Wait').AddArgument($ModulePath).AddArgument((Get-ACSession))
            ($shell.Invoke().Imported | Measure-Object -Sum).Sum | Should -Be 600
            $records = @($shell.Streams.Progress)
            $shell.Dispose()
            $records.Activity | Should -Contain 'Importing'
            $records.Activity | Should -Contain 'Waiting for results'
            $records | Group-Object ActivityId | ForEach-Object { $_.Group[-1].RecordType } | Should -Not -Contain 'Processing'
        }
    }
}
