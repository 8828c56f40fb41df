Describe 'Remove-ACListMember' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Status { param($Email, $List = 1) "$($account.FindContact([string] $Email).Lists[$List])" }
        $addresses = 1..20 | ForEach-Object { "p$_@example.org" }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        $account = $server.Account
        $addresses | ForEach-Object { $null = $account.AddContact($_); $account.Subscribe($_, 1); $account.Subscribe($_, 2) }
        $contacts = $account.ContactCount
    }

    AfterEach {
        $simulator.Offences | Should -Be 0 -Because "$($server.Offences.Descriptions)"
        Reset-TestAccount
    }

    It 'takes contacts off a list and reads back that they have left' {
        $result = $addresses | Remove-ACListMember Newsletter -SkipAutomation | Wait-ACImport
        $result.State, $result.Imported | Should -Be 'Completed', 20
        $addresses | ForEach-Object { Get-Status $_ } | Sort-Object -Unique | Should -Be 'Unsubscribed'
        $addresses | ForEach-Object { Get-Status $_ 2 } | Sort-Object -Unique | Should -Be 'Active'
        $server.Requests.Target | Where-Object { $_ -like '*include=contactLists*' } | Should -HaveCount 1
        $account.ContactCount | Should -Be $contacts
        $simulator.AutomationRuns | Should -Be 0
        (Get-ACActivity).Kind, (Get-ACActivity).State | Should -Be 'list', 'Completed'
    }

    It 'takes lists by wildcards, and every list with -AllLists' {
        $null = $addresses[0] | Remove-ACListMember News*, 'id:2' -Wait
        Get-Status $addresses[0] | Should -Be 'Unsubscribed'
        Get-Status $addresses[0] 2 | Should -Be 'Unsubscribed'
        $second = $account.AddList('Newsletter')
        $account.Subscribe($addresses[1], $second)
        $null = $addresses[1] | Remove-ACListMember -AllLists -Wait
        1, 2, $second | ForEach-Object { Get-Status $addresses[1] $_ } | Should -Be 'Unsubscribed', 'Unsubscribed', 'Unsubscribed'
    }

    It 'refuses who is on the list again, also when somebody else waits' {
        $batch = $addresses | Remove-ACListMember Newsletter
        [Threading.SpinWait]::SpinUntil({ (Get-Status p7@example.org) -eq 'Unsubscribed' }, 30000) | Should -BeTrue
        $account.Subscribe('p7@example.org', 1)
        $errors = @(Get-ErrorOf { (Get-LastActivity $simulator | Wait-ACImport).Imported | Should -Be 19 })
        $errors.FullyQualifiedErrorId | Should -Be 'NotConfirmed,ActiveCampaign.Bulk.Commands.WaitACImportCommand'
        $errors.TargetObject.email | Should -Be 'p7@example.org'
        (Get-ACActivity).Refused, (Get-ACActivity).Imported | Should -Be 1, 19
        $batch.State | Should -Be 'Pending'
    }

    It 'takes the service''s word with -NoVerify' {
        ($addresses | Remove-ACListMember Newsletter -NoVerify -Wait).Imported | Should -Be 20
        $server.Requests.Target | Where-Object { $_ -like '*include=contactLists*' } | Should -BeNullOrEmpty
    }

    It 'refuses who is not there' {
        Assert-OneError { 'nobody@example.org' | Remove-ACListMember -AllLists | Out-Null } 'NotFound' 'InvalidData'
        $account.ContactCount | Should -Be $contacts
    }

    It 'needs lists that are there' {
        Assert-OneError { 'p1@example.org' | Remove-ACListMember Nowhere* } 'UnknownList' 'ObjectNotFound' '*Nowhere*'
        Assert-OneError { 'p1@example.org' | Remove-ACListMember -AllLists:$false } 'UnknownList' 'ObjectNotFound'
        Get-WriteCount $simulator | Should -Be 0
    }

    It 'sends and writes nothing with -WhatIf' {
        $addresses + 'nobody@example.org' | Remove-ACListMember -AllLists -WhatIf -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-WriteCount $simulator | Should -Be 0
        $env:AC_BULK_HOME | Should -Not -Exist
    }

    It 'sets no parameter by a column, whatever its name' {
        $row = [ordered] @{ email = 'p1@example.org' }
        foreach ($name in (Get-Command Remove-ACListMember).Parameters.Keys) {
            $row[$name] = 'true'
        }

        ([pscustomobject] $row | Remove-ACListMember Newsletter -Wait).Imported | Should -Be 1
        Get-Status p1@example.org 2 | Should -Be 'Active'
    }
}
