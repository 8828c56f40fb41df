# The code of about_CC_Moving as it stands, on accounts with contacts of every kind: CC to AC, and from there to another CC.
Describe 'A move by about_CC_Moving' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $topic = Get-Content (Join-Path $PSScriptRoot '../../module/help/en-US/about_CC_Moving.help.txt') -Raw -Encoding utf8
        function Get-Step([string] $From) {
            $section = [regex]::Match($topic, "(?ms)^$From`r?`$(.*?)(?=^[A-Z])").Groups[1].Value
            [regex]::Matches($section, '(?m)^ {8}(.*)$').ForEach({ $_.Groups[1].Value.TrimEnd() }) -join "`n"
        }

        # What -WhatIf says, in one line whatever the width of the host.
        function Get-Said([scriptblock] $Command) {
            $transcript = Join-Path $TestDrive 'whatif.txt'
            $null = Start-Transcript $transcript
            & $Command | Should -BeNullOrEmpty
            $null = Stop-Transcript
            ((Get-Content $transcript -Raw) -split '\*{22}')[2] -replace '\s+', ' '
        }

        function Get-Consent { Get-CCContact -Property email | Where-Object Email -Like 'mv*' | Group-Object Permission | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object }
        function Get-Value { Get-CCContact -Status Active | Where-Object Email -Like 'mv*' | Sort-Object Email | ForEach-Object { $_.Email, $_.FirstName, $_.Values['phone'], $_.Fields['Membership Level'], (($_.Lists | Sort-Object) -join '+'), (($_.Tags | Sort-Object) -join '+') -join ',' } }

        $first = Connect-CCTestAccount
        $second = Start-CCSimulator -SpeedFactor 30
        (Get-Server $second).Options.RequestsPerSecond = 8
        $target = Connect-TestAccount
        $account = (Get-Server $first).Account
        $lists = @($account.Lists.GetEnumerator() | Sort-Object Value | ForEach-Object Key)
        $permissions = 'Implicit', 'Explicit', 'Unsubscribed', 'PendingConfirmation', 'TempHold'
        1..60 | ForEach-Object {
            $values = [Collections.Generic.Dictionary[string, string]]::new()
            $values['first_name'], $values['other_phone'] = "Name $_", "555-01$_"
            $fields = [Collections.Generic.Dictionary[string, string]]::new()
            $fields['Membership_Level'] = ('Gold', 'Silver')[$_ % 2]
            $null = $account.AddContact("mv$_@example.com", $values, $fields, [string[]] @($lists | Select-Object -First (1 + $_ % 3)), [string[]] @('vip', 'press' | Select-Object -First (1 + $_ % 2)), $permissions[$_ % 5])
        }

        $before, $valuesBefore = (Get-Consent), (Get-Value)
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        Reset-TestAccount
    }

    It 'takes contacts of Constant Contact as they are, and refuses whoever may not be mailed' {
        $fields = @((Get-CCField).Label | Where-Object { $_ -notin (Get-ACField).Name })
        $errors = @(Get-ErrorOf { Get-CCContact | Where-Object Email -Like 'mv*' | Import-ACContact -SkipAutomation })
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
        $fields | Should -Be 'Points'
        $errors[0].Exception.Message | Should -BeLike "*create these fields in the account first: 'Points' (text). *-ColumnMap @{ 'Points' = `$null }*"
        $map = @{}
        $fields | ForEach-Object { $map[$_] = $null }
        $said = Get-Said { Get-CCContact | Where-Object Email -Like 'mv*' | Import-ACContact -ColumnMap $map -SkipAutomation -AllowNewTag -WhatIf -ErrorVariable script:failed -ErrorAction SilentlyContinue }
        $said | Should -BeLike '*24 would be sent*By consent: may be mailed 12 explicit, 12 implicit; kept out 12 pending_confirmation, 12 temp_hold, 12 unsubscribed.*'
        @($failed.FullyQualifiedErrorId -replace ',.*' | Group-Object | ForEach-Object { "$($_.Count) $($_.Name)" }) | Should -Be '36 Excluded'
        "$($failed[0])" | Should -BeLike '*may not be written to*'
    }

    It 'refuses whoever may not be mailed by <_> too, both in a test and in an import' -ForEach 'row', 'file' {
        $rows = Get-CCContact -AsRow -Property email, email_permission_status | Where-Object email -Like 'mv*'
        $path = New-TestFile 'out.csv' (($rows | ConvertTo-Csv) -join "`n")
        $test = if ($_ -eq 'file') { Test-ACContact $path } else { $rows | Test-ACContact }
        $test.Ready, $test.Refused, $test.Excluded | Should -Be 24, 36, 36
        $failed = @(Get-ErrorOf { if ($_ -eq 'file') { Import-ACContact $path -WhatIf } else { $rows | Import-ACContact -WhatIf } })
        @($failed.FullyQualifiedErrorId -replace ',.*' | Group-Object | ForEach-Object { "$($_.Count) $($_.Name)" }) | Should -Be '36 Excluded'
    }

    It 'brings everybody to ActiveCampaign who may be mailed, and nobody else' {
        & ([scriptblock]::Create((Get-Step 'FROM CONSTANT CONTACT TO ACTIVECAMPAIGN'))) 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $there = Get-ACContact | Where-Object Email -Like 'mv*'
        $there | Should -HaveCount 24
        $there.Status | Select-Object -Unique | Should -Be 'active'
        Get-Content left.txt | Should -HaveCount 37
        $one = $there | Where-Object Email -EQ 'mv5@example.com'
        $one.FirstName, $one.Phone, $one.Fields.'Membership Level', ($one.Tags -join '+'), $one.Lists.Count | Should -Be 'Name 5', '555-015', 'Silver', 'vip+press', 3
        (Get-Server $first).Account.Reactivations | Should -Be 0
    }

    It 'brings them back with values, lists and tags as before, and nobody moved up' {
        $customers = (Get-ACList Customers).Id
        (Get-Server $target).Account.SetListStatus('mv1@example.com', $customers, 'Unsubscribed')
        (Get-Server $target).Account.SetListStatus('mv6@example.com', $customers, 'Bounced')
        (Get-Server $target).Account.SetListStatus('mv15@example.com', $customers, 'Unsubscribed')
        (Get-Server $target).Account.SetListStatus('mv21@example.com', $customers, 'Unconfirmed')
        Disconnect-CCSession simulator
        $second | Connect-CCSession
        $failed = & ([scriptblock]::Create((Get-Step 'FROM ACTIVECAMPAIGN TO CONSTANT CONTACT'))) 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        @($failed | ForEach-Object FullyQualifiedErrorId) -replace ',.*' | Where-Object { $_ -notin 'Excluded', 'ConsentWithdrawn', 'NotFound' } | Should -BeNullOrEmpty

        $piped = @(Get-ErrorOf { Get-ACContact -Property email, status | Where-Object Email -In mv6@example.com, mv15@example.com, mv21@example.com, mv5@example.com | Import-CCContact -List Events -WhatIf })
        @($piped.FullyQualifiedErrorId -replace ',.*') | Should -Be 'Excluded', 'Excluded', 'Excluded'
        $unread = @(Get-ErrorOf { Get-ACContact mv5@example.com -Property email | Import-CCContact -List Events -WhatIf })
        $unread.FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        "$unread" | Should -BeLike '*-Property status*'

        $rows = Get-ACContact -AsRow -Property email, status | Where-Object email -In mv6@example.com, mv15@example.com, mv21@example.com, mv5@example.com
        $path = New-TestFile 'back.csv' (($rows | ConvertTo-Csv) -join "`n")
        foreach ($failed in @(Get-ErrorOf { $rows | Import-CCContact -List Events -WhatIf }), @(Get-ErrorOf { Import-CCContact $path -List Events -WhatIf })) {
            @($failed.FullyQualifiedErrorId -replace ',.*') | Should -Be 'Excluded', 'Excluded', 'Excluded'
        }

        $test = $rows | Test-CCContact -List Events
        $test.Ready, $test.Excluded, (Test-CCContact $path -List Events).Excluded | Should -Be 1, 3, 3

        $left = 'mv6@example.com', 'mv15@example.com', 'mv21@example.com'
        $left | Should -BeIn @(Get-Content left.txt)
        Get-Consent | Should -Be 'implicit 21'
        (Get-CCContact mv1@example.com).Lists | Should -Be 'Events'
        Get-Value | Where-Object { $_ -notlike 'mv1@*' } | Should -Be @($valuesBefore | Where-Object { ($_ -split ',')[0] -notin @($left; 'mv1@example.com') })
        $before | Should -Be 'explicit 12', 'implicit 12', 'pending_confirmation 12', 'temp_hold 12', 'unsubscribed 12'
        (Get-Server $second).Account.Reactivations | Should -Be 0
    }

    It 'takes contacts of ActiveCampaign as they are with their tags, and says before the start what becomes of consent' {
        $people = @(Get-ACContact mv1@example.com, mv5@example.com, mv6@example.com, mv10@example.com -Property email, status, first_name, tags, fields)
        $missing = @(Get-ErrorOf { $people | Import-CCContact -List Events })
        $missing.FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
        "$missing" | Should -BeLike "*Get-CCField*create these fields in the account first: 'Contact By' (single_select: Email, Phone); 'Colours' (multi_select: Red, Green, Blue); 'Legacy' (string).*"
        $byLists = @(Get-ErrorOf { Get-ACContact mv5@example.com -Property email, status, lists | Import-CCContact -List Events })
        $byLists.FullyQualifiedErrorId | Should -BeLike 'SettingsConflict,*'
        "$byLists" | Should -BeLike '*about_CC_Moving*'

        $map = @{ 'Contact By' = $null; Colours = $null; Legacy = $null }
        $said = Get-Said { $people | Import-CCContact -List Events -ColumnMap $map -AllowNewTag -WhatIf -ErrorAction SilentlyContinue }
        $said | Should -BeLike '*By consent: may be mailed 3 active; kept out 1 *arrives as implicit*'
        Get-CCContact mv1@example.com, mv5@example.com, mv10@example.com | Remove-CCContactTag vip -Wait | Out-Null
        $moved = $people | Import-CCContact -List Events -ColumnMap $map -Wait -WarningVariable warned -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        ($moved | Measure-Object Imported -Sum).Sum | Should -Be 3
        @($warned -like '*arrives as implicit*-WhatIf*') | Should -HaveCount 1
        (Get-CCContact mv5@example.com).Tags | Sort-Object | Should -Be 'press', 'vip'
        (Get-CCContact mv10@example.com).Tags | Should -Contain 'vip'
    }
}
