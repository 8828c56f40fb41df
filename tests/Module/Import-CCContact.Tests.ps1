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

    It 'names Test-CCContact with -WhatIf, once a row is refused' {
        $null = Connect-CCTestAccount
        $transcript = Join-Path $TestDrive 'whatif.txt'
        $null = Start-Transcript $transcript
        New-TestRow 3 -BadEvery 3 | Import-CCContact -List Newsletter -WhatIf -ErrorAction SilentlyContinue
        $null = Stop-Transcript
        $told = ((Get-Content $transcript -Raw) -split '\*{22}')[2] -replace '\s+', ' '
        $told | Should -BeLike '*3 rows read: 2 would be sent*Test-CCContact with the same parameters*'
        $told | Should -Not -MatchExactly '-AC[A-Z]'
    }

    It 'names the command that goes on from the start, and none of another service' {
        $null = Connect-CCTestAccount
        $told = New-TestRow 3 | Import-CCContact -List Newsletter 6>&1 | Where-Object { $_ -is [Management.Automation.InformationRecord] }
        "$($told[0])" | Should -BeLike '*Get-CCActivity -ActivityId*Resume-CCActivity*Wait-CCActivity'
        "$told" | Should -Not -MatchExactly '-AC[A-Z]'
    }

    It 'has no parameter that the service lacks' {
        $own = (Get-Command Import-CCContact).Parameters.Keys
        'SkipAutomation', 'ClearColumn', 'UnsubscribeList', 'CallbackUri' | Where-Object { $_ -in $own } | Should -BeNullOrEmpty
    }

    It 'stops for Select-Object -First' {
        $null = Connect-CCTestAccount
        $first = New-TestRow 40 | Import-CCContact -List Newsletter -BatchSize 10 -ThrottleLimit 1 | Select-Object -First 1
        $first.BatchNumber | Should -Be 1
    }

    Context 'near the end of the day''s calls' {
        BeforeEach {
            $simulator = Start-CCSimulator -SpeedFactor 30
            $server = Get-Server $simulator
            $journal = Join-Path $TestDrive ([guid]::NewGuid())
            Connect-CCSession $simulator.ClientId (ConvertTo-SecureString $simulator.RefreshToken -AsPlainText -Force) -Uri $simulator.Uri -JournalPath $journal
            $import = @{ List = 'Newsletter'; BatchSize = 1; JournalPath = $journal; WarningVariable = 'told'; WarningAction = 'SilentlyContinue' }

            # As if other imports of this folder had made their calls.
            function Set-Used([int] $Calls) {
                Set-Content (Get-ChildItem $journal -Recurse -Filter day.use).FullName "$([datetime]::UtcNow.ToString('yyyy-MM-dd')) $Calls open"
            }
        }

        It 'says before the start that a file will not fit' {
            Set-Used 9990
            (Get-CCSession).CallsLeft | Should -Be 10
            $file = New-TestFile day.csv ((New-TestRow 8 | ConvertTo-Csv) -join "`n")
            Import-CCContact $file @import -WhatIf
            "$told" | Should -BeLike 'This import takes about * calls, and ? of the day''s 10,000 are left*00:00 UTC.'
            $null = Import-CCContact $file @import
            $told -like 'This import takes*' | Should -HaveCount 1
            $server.Account.Activities.Count | Should -Be 8
        }

        It 'says nothing where it fits' {
            $file = New-TestFile day.csv ((New-TestRow 8 | ConvertTo-Csv) -join "`n")
            $null = Import-CCContact $file @import
            $null = New-TestRow 3 -Prefix other | Import-CCContact @import
            $told -like 'This import*' | Should -BeNullOrEmpty
        }

        It 'says it of a pipeline as soon as it is known' {
            Set-Used 9994
            $null = New-TestRow 12 | Import-CCContact @import
            $told -like 'This import takes about * calls, and ? of*' | Should -HaveCount 1
        }
    }

    It 'stops where the day ends, and goes on with the command that the error names' {
        $simulator = Connect-CCTestAccount
        $server = Get-Server $simulator
        $server.SpendQuota(9992)
        $rows = New-TestRow 40
        $failure = Get-ErrorOf { $rows | Import-CCContact -List Newsletter -BatchSize 2 }
        $failure.FullyQualifiedErrorId | Should -Be 'QuotaReached,ActiveCampaign.Bulk.Commands.ImportCCContactCommand'
        $failure.Exception.Message | Should -BeLike '*after *00:00 UTC*Resume-CCActivity*'
        $server.Account.Activities.Count | Should -BeLessThan 10
        (Get-CCSession).CallsLeft | Should -Be 0

        # The next day has calls again.
        $server.Options.RequestsPerDay = 20000
        $results = Invoke-Expression ([regex]::Match($failure.Exception.Message, 'Go on with: (.*)$').Groups[1].Value) -WarningAction SilentlyContinue
        ($results | Measure-Object Imported -Sum).Sum | Should -Be 40
        $server.Account.Activities.Count | Should -Be 20
    }

    It 'ends waiting where the day ends, and the batches can be waited for after it' {
        $simulator = Connect-CCTestAccount
        $batches = New-TestRow 4 | Import-CCContact -List Newsletter -BatchSize 2
        $server = Get-Server $simulator
        $server.SpendQuota(10000)
        $failure = Get-ErrorOf { $batches | Wait-CCActivity }
        $failure.FullyQualifiedErrorId | Should -Be 'QuotaReached,ActiveCampaign.Bulk.Commands.WaitCCActivityCommand'
        $server.Options.RequestsPerDay = 30000
        ($batches | Wait-CCActivity).Imported | Should -Be 2, 2
    }
}
