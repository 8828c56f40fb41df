Describe 'Import-CCContact' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'imports rows of the pipeline onto lists' {
        $simulator = Connect-CCTestAccount
        $batch = New-TestRow 20 | Import-CCContact -List Newsletter, Events
        $batch | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
        $batch.State, $batch.Rows | Should -Be 'Pending', 20
        ($batch | Wait-CCActivity).Imported | Should -Be 20
        $account = (Get-Server $simulator).Account
        $account.FindContact('person7@example.com').Values['first_name'] | Should -Be 'First7'
        $account.Reactivations | Should -Be 0
        $simulator.Offences | Should -Be 0 -Because "$((Get-Server $simulator).Offences.Descriptions)"
    }

    It 'imports a file, names its refused rows, and takes the reject file back by the command it names' {
        $simulator = Connect-CCTestAccount
        $rejects = Join-Path $TestDrive 'rejects.csv'
        $file = New-TestFile people.csv "email,First Name`nada@example.com,Ada`nnobody,Bob"
        $result = Import-CCContact $file -List Newsletter -RejectPath $rejects -Wait -WarningVariable told -WarningAction SilentlyContinue
        $result.Imported | Should -Be 1
        $told[-1] | Should -BeLike '*Import-CCContact*'
        $told | Should -Not -MatchExactly '-AC[A-Z]'
        (Import-Csv $rejects).AC_Code | Should -Be 'EmailInvalid'
        Set-Content $rejects ((Get-Content $rejects -Raw) -replace 'nobody', 'bob@example.com')
        $again = [regex]::Match($told[-1], 'Import-CCContact .*$').Value
        (Invoke-Expression "$again -Wait").Imported | Should -Be 1
        (Get-Server $simulator).Account.FindContact('bob@example.com') | Should -Not -BeNullOrEmpty
    }

    It 'is UnknownList without a list, and with one that is not there; nothing is sent' {
        $simulator = Connect-CCTestAccount
        Assert-OneError { New-TestRow 2 | Import-CCContact } 'UnknownList' 'ObjectNotFound' '*-List*'
        Assert-OneError { New-TestRow 2 | Import-CCContact -List Nowhere } 'UnknownList' 'ObjectNotFound' '*Get-CCList*'
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 0
    }

    It 'refuses by the service''s own rules before it sends: <Code>' -ForEach @(
        @{ Code = 'ValueTooLong'; Column = 'First Name'; Value = 'x' * 51 }
        @{ Code = 'ValueInvalid'; Column = 'Points'; Value = 'many' }
        @{ Code = 'OptionUnknown'; Column = 'Membership Level'; Value = 'Platinum' }
        @{ Code = 'DateInvalid'; Column = 'Last Visit'; Value = 'yesterday' }
    ) {
        $simulator = Connect-CCTestAccount
        $failure = @([pscustomobject] @{ email = 'ada@example.com'; $Column = $Value } | Import-CCContact -List Newsletter 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $failure.FullyQualifiedErrorId | Should -Be "$Code,ActiveCampaign.Bulk.Commands.ImportCCContactCommand"
        $failure.Exception.Message | Should -Not -MatchExactly '-AC[A-Z]'
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 0
    }

    It 'refuses a fourth phone number as TooManyValues' {
        $null = Connect-CCTestAccount
        $row = [pscustomobject] @{ email = 'ada@example.com'; phone = '1'; 'home phone' = '2'; 'work phone' = '3'; 'mobile phone' = '4' }
        Assert-OneError { $row | Import-CCContact -List Newsletter | Out-Null } 'TooManyValues' 'InvalidData'
    }

    It 'sends by both routes what Auto sends' {
        $simulator = Connect-CCTestAccount
        foreach ($method in 'Csv', 'Json') {
            $row = [pscustomobject] @{ email = "$method@example.com"; 'First Name' = 'Ada'; 'Membership Level' = 'Gold' }
            ($row | Import-CCContact -List Newsletter -Method $method -Wait).Imported | Should -Be 1
            $contact = (Get-Server $simulator).Account.FindContact("$method@example.com")
            $contact.Values['first_name'], $contact.CustomFields['Membership_Level'] | Should -Be 'Ada', 'Gold'
        }
    }

    It 'reads everything and sends nothing with -WhatIf' {
        $simulator = Connect-CCTestAccount
        New-TestRow 5 | Import-CCContact -List Newsletter -WhatIf | Should -BeNullOrEmpty
        (Get-Server $simulator).RequestCount('CCImport') | Should -Be 0
        Get-CCActivity | Where-Object ActivityId | Should -BeNullOrEmpty
    }

    It 'names the command that goes on from the start, and none of another service' {
        $null = Connect-CCTestAccount
        $told = New-TestRow 3 | Import-CCContact -List Newsletter 6>&1 | Where-Object { $_ -is [Management.Automation.InformationRecord] }
        "$($told[0])" | Should -BeLike '*Get-CCActivity -ActivityId*Resume-CCActivity*Wait-CCActivity'
        "$told" | Should -Not -MatchExactly '-AC[A-Z]'
    }

    It 'has no parameter that the service lacks' {
        $own = (Get-Command Import-CCContact).Parameters.Keys
        'SkipAutomation', 'ClearColumn', 'UnsubscribeList', 'CallbackUri', 'AllowNewTag', 'Tag' | Where-Object { $_ -in $own } | Should -BeNullOrEmpty
    }

    It 'stops for Select-Object -First' {
        $null = Connect-CCTestAccount
        $first = New-TestRow 40 | Import-CCContact -List Newsletter -BatchSize 10 -ThrottleLimit 1 | Select-Object -First 1
        $first.BatchNumber | Should -Be 1
    }
}
