Describe 'Receipts' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $rows = @(New-TestRow 40 -BadEvery 10) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'x' }
        $source = New-TestFile 'people.csv' (($rows | Select-Object @{ n = 'E-Mail'; e = 'email' }, 'First Name', @{ n = 'Stadt'; e = { 'Graz' } } | ConvertTo-Csv) -join "`n")
        $results = Import-ACContact $source -List Newsletter -Tag vip -ColumnMap @{ Stadt = 'City' } -SkipAutomation -Wait -ErrorAction SilentlyContinue
        $receipt = Get-ACActivity $results[0].ActivityId -Receipt
        $json = $receipt | ConvertTo-Json -WarningVariable cut
        $read = $json | ConvertFrom-Json
    }

    AfterAll { Reset-TestAccount }

    It 'become JSON whole' {
        $receipt | Should -BeOfType ActiveCampaign.Bulk.ACActivityReceipt
        $cut | Should -BeNullOrEmpty
        $json | Should -Not -Match 'ActiveCampaign\.Bulk\.|System\.Collections'
        $read.Counts.RowsRead, $read.Counts.Imported, $read.Counts.Refused | Should -Be 41, 36, 5
        $read.Reasons.EmailInvalid, $read.Reasons.FailedAtService | Should -Be 4, 1
        $read.Batches.BatchId | Should -Be $results.BatchId
        $read.Batches[0].Imported, $read.Batches[0].State | Should -Be 36, Completed
    }

    It 'say who, where, with what, and what' {
        $receipt.Computer, $receipt.ModuleVersion | Should -Be ([Environment]::MachineName), "$((Get-Module ActiveCampaign.Bulk).Version)"
        $receipt.User | Should -Match ([Environment]::UserName)
        $receipt.PowerShell | Should -Be "PowerShell $($PSVersionTable.PSVersion)"
        $receipt.Runtime, $receipt.System | Should -Not -BeNullOrEmpty
        $receipt.SourceHash, $receipt.SourceLength | Should -Be (Get-FileHash $source).Hash.ToLowerInvariant(), (Get-Item $source).Length
        $receipt.Mapping['E-Mail'], $receipt.Mapping['First Name'], $receipt.Mapping['Stadt'] | Should -Be 'Email', 'FirstName', "City (field $((Get-ACField City).Id))"
        $receipt.Settings['skipAutomation'], $receipt.Settings['listName'], $receipt.Settings['tag'] | Should -Be 'True', '["Newsletter"]', '["vip"]'
    }

    It 'name nobody and hold no key' {
        $json | Should -Not -Match '\w@\w'
        $json | Should -Not -Match ([regex]::Escape($simulator.ApiToken))
    }

    It 'are there for every kind of activity, and by the pipeline' {
        New-TestRow 2 | Import-ACContact -ErrorAction SilentlyContinue | Out-Null
        'person1@example.com' | Remove-ACContact -Force | Out-Null
        Export-ACContact (Join-Path $TestDrive 'out.csv') -List Newsletter | Out-Null
        $all = @(Get-ACActivity | Get-ACActivity -Receipt)
        $all.Kind | Sort-Object -Unique | Should -Be 'delete', 'export', 'import'
        $all.User | Sort-Object -Unique | Should -HaveCount 1
        ($all | ConvertTo-Json -Depth 3 -WarningVariable cut | ConvertFrom-Json).ActivityId | Should -Be $all.ActivityId
        $cut | Should -BeNullOrEmpty
    }
}
