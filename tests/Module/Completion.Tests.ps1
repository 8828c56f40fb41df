# What Tab offers, asked through the engine: from what this machine knows, with no call, no error and no name of a file.
Describe 'Completion' {
    BeforeAll {
        . $PSScriptRoot/common.ps1

        function Get-Offer {
            param([string] $Line)
            @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches)
        }

        $people = New-TestFile 'people.csv' "email,First Name,Stadt,Birtday,Remark`na@example.com,Ann,Graz,1990-01-01,x"
        $workbook = Join-Path $PSScriptRoot '../Data/workbooks/hidden.xls'
        $lines = @(
            'Import-ACContact -List ', 'Import-ACContact -UnsubscribeList ', 'Import-ACContact -Tag ', 'Add-ACListMember -List ', 'Remove-ACListMember -List ', 'Add-ACContactTag -Tag '
            'Remove-ACContactTag -Tag ', 'Get-ACContact -List ', 'Export-ACContact -Tag ', 'Get-ACList ', 'Get-ACTag -Name ', 'Get-ACField ', 'Import-ACContact -ColumnMap '
            "Import-ACContact -Path '$people' -ColumnMap ", "Import-ACContact nothing.csv -ClearColumn ", 'Import-ACContact -OptOutColumn ', 'Import-ACContact -WorksheetName '
            'Import-ACContact -ActivityName ', 'Resume-ACActivity -Name ', 'Get-ACActivity -Name ', 'Get-ACActivity -ActivityId ', 'Import-ACContact -DependsOn ', 'Wait-ACImport -BatchId '
            'Get-ACImportStatus -BatchId ', 'Import-ACContact -Session ', 'Import-ACContact -List x -Session nobody -Tag ', 'Get-ACList -Session nobody -Name '
            'Import-CCContact -List ', 'Get-CCList ', 'Get-CCField -Name ', "Import-CCContact -Path '$people' -ColumnMap ", 'Import-CCContact -ActivityName ', 'Test-CCContact -List '
        )
    }

    It 'offers nothing at all where nothing is known, and throws nothing' {
        Push-Location $TestDrive
        try {
            foreach ($line in $lines) {
                { Get-Offer $line } | Should -Not -Throw
                Get-Offer $line | Should -BeNullOrEmpty -Because "'$line' has nothing to offer"
            }
        }
        finally {
            Pop-Location
        }
    }

    Context 'with a session that has read names' {
        BeforeAll {
            $simulator = Connect-TestAccount
            $server = Get-Server $simulator
            $null = $server.Account.AddTag("it's new")
            $null = Get-ACList
            $null = Get-ACTag
            $null = Get-ACField
            $batch = 1..20 | ForEach-Object { [pscustomobject] @{ email = "tab$_@example.com" } } | Import-ACContact -ActivityName 'Spring letter' -SkipAutomation
        }

        AfterAll { Reset-TestAccount }
        BeforeEach { $calls = $server.Requests.Count }
        AfterEach { $server.Requests.Count | Should -Be $calls -Because 'no completion makes a call' }

        It 'offers lists with their ids: <Line>' -ForEach @(
            @{ Line = 'Import-ACContact -List News' }, @{ Line = 'Get-ACContact -List News' }, @{ Line = 'Add-ACListMember -List ''News' }, @{ Line = 'Remove-ACListMember -List News' }, @{ Line = 'Get-ACList News' }
        ) {
            $offer = Get-Offer $Line
            $offer.CompletionText | Should -Be 'Newsletter'
            $offer.ToolTip | Should -BeLike 'List *'
        }

        It 'offers tags, in quotes where they need them' {
            Get-Completion 'Import-ACContact -Tag it' | Should -Be "'it''s new'"
            Get-Completion 'Add-ACContactTag -Tag v' | Should -Be 'vip'
            Get-Completion 'Get-ACTag -Name v' | Should -Be 'vip'
        }

        It 'offers fields, also as columns of contacts' {
            Get-Completion 'Get-ACField Birth' | Should -Be 'Birthday'
            Get-Completion 'Get-ACContact -Property Birth' | Should -Be 'Birthday'
        }

        It 'offers the columns of the file, for <Parameter>' -ForEach @{ Parameter = 'ClearColumn' }, @{ Parameter = 'OptOutColumn' } {
            Get-Completion "Import-ACContact -Path '$people' -$Parameter " | Should -Be 'email', "'First Name'", 'Stadt', 'Birtday', 'Remark'
            Get-Completion "Import-ACContact '$people' -$Parameter St" | Should -Be 'Stadt'
        }

        It 'finds the file beside the current location' {
            Push-Location $TestDrive
            try { Get-Completion 'Import-ACContact -Path ./people.csv -ClearColumn St' | Should -Be 'Stadt' } finally { Pop-Location }
        }

        It 'offers the map that the import itself would advise, and it works' {
            $offer = Get-Offer "Import-ACContact -Path '$people' -ColumnMap "
            $offer | Should -HaveCount 1
            $server.Requests.Count | Should -Be $calls
            $advised = (Get-ErrorOf { Import-ACContact -Path $people -WhatIf }).Exception.Message
            $advised | Should -BeLike "*-ColumnMap $([WildcardPattern]::Escape($offer.CompletionText))*"
            $map = Invoke-Expression $offer.CompletionText
            { Import-ACContact -Path $people -ColumnMap $map -WhatIf } | Should -Not -Throw
            $calls = $server.Requests.Count
        }

        It 'offers the sheets of the workbook, and the columns of one' {
            Get-Completion "Import-ACContact -Path '$workbook' -WorksheetName " | Should -Be 'Old', 'People', 'More'
            Get-Completion "Import-ACContact -Path '$workbook' -WorksheetName People -HeaderRow 2 -ClearColumn Rev" | Should -Be 'Revenue'
        }

        It 'offers activities by name and id, saying what is left' {
            $offer = Get-Offer 'Get-ACActivity -Name Spring'
            $offer.CompletionText | Should -Be "'Spring letter'"
            $offer.ToolTip | Should -BeLike 'Spring letter: *, 20 rows, *left'
            (Get-Offer "Get-ACActivity -ActivityId $($batch.ActivityId)").ToolTip | Should -Be $offer.ToolTip
            Get-Completion 'Resume-ACActivity -Name Spr' | Should -Be "'Spring letter'"
            Get-Completion 'Import-ACContact -ActivityName Spr' | Should -Be "'Spring letter'"
        }

        It 'offers batches that are open, saying of what' {
            (Get-Offer "Wait-ACImport -BatchId $($batch.BatchId)").ToolTip | Should -Be 'Spring letter: batch 1, rows 1 to 20'
        }

        It 'offers sessions with their hosts' {
            (Get-Offer 'Import-ACContact -Session sim').ToolTip | Should -Be "$($simulator.Uri.Authority) (simulator)"
        }

        It 'knows the names in another process' {
            $other = Invoke-InNewPwsh -Environment @{ AC_BULK_HOME = $env:AC_BULK_HOME; AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = 'unused' } -Script @'
(TabExpansion2 'Import-ACContact -List News' 27).CompletionMatches.CompletionText
(TabExpansion2 'Get-ACTag vi' 12).CompletionMatches.CompletionText
'@
            $other.Errors | Should -BeNullOrEmpty
            $other.Output -split '\r?\n' | Should -Be 'Newsletter', 'vip'
        }
    }

    Context 'for Constant Contact' {
        BeforeAll {
            $simulator = Connect-CCTestAccount
            $server = Get-Server $simulator
            Get-Offer 'Import-CCContact -List News' | Should -BeNullOrEmpty -Because 'nothing was read yet'
            $null = Get-CCList
            $null = New-TestRow 3 | Import-CCContact -List Newsletter -ActivityName 'Spring letter'
        }

        AfterAll { Reset-TestAccount }
        BeforeEach { $calls = $server.RequestCount('Any') }
        AfterEach { $server.RequestCount('Any') | Should -Be $calls -Because 'no completion makes a call' }

        It 'offers lists, fields and activities' {
            (Get-Offer 'Import-CCContact -List News').ToolTip | Should -BeLike 'List ????????-*'
            Get-Completion 'Get-CCList News' | Should -Be 'Newsletter'
            Get-Completion 'Get-CCField Memb' | Should -Be "'Membership Level'"
            Get-Completion 'Import-CCContact -ActivityName Spr' | Should -Be "'Spring letter'"
            Get-Completion 'Get-CCActivity -Name Spr' | Should -Be "'Spring letter'"
            Get-Completion 'Import-ACContact -List News' | Should -BeNullOrEmpty
        }

        It 'offers the columns of the file, and the map that the import itself would advise' {
            Get-Completion "Import-CCContact '$people' -OptOutColumn St" | Should -Be 'Stadt'
            $offer = Get-Offer "Import-CCContact -Path '$people' -ColumnMap "
            $offer.CompletionText | Should -Be "@{ 'Stadt' = `$null; 'Birtday' = 'birthday'; 'Remark' = `$null }"
            (Get-ErrorOf { Import-CCContact -Path $people -List Newsletter -WhatIf }).Exception.Message | Should -BeLike "*-ColumnMap $([WildcardPattern]::Escape($offer.CompletionText))*"
            $calls = $server.RequestCount('Any')
        }

        It 'knows the names in another process' {
            $other = Invoke-InNewPwsh -Environment @{ AC_BULK_HOME = $env:AC_BULK_HOME; CC_API_URL = "$($simulator.Uri)"; CC_CLIENT_ID = $simulator.ClientId; CC_REFRESH_TOKEN = 'unused' } -Script "(TabExpansion2 'Import-CCContact -List News' 27).CompletionMatches.CompletionText"
            $other.Errors | Should -BeNullOrEmpty
            $other.Output | Should -Be 'Newsletter'
        }
    }
}
