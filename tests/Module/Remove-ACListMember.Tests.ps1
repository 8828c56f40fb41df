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
        $server.Requests.Target | Where-Object { $_ -like '*include=contactLists*' } | Should -HaveCount 2
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
        $null = $addresses[1] | Remove-ACListMember -AllLists -Wait -Force
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
        $server.Requests.Target | Where-Object { $_ -like '*include=contactLists*' } | Should -HaveCount 1
    }

    It 'refuses who is not there' {
        Assert-OneError { 'nobody@example.org' | Remove-ACListMember -AllLists -Force | Out-Null } 'NotFound' 'InvalidData'
        $account.ContactCount | Should -Be $contacts
    }

    It 'needs lists that are there' {
        Assert-OneError { 'p1@example.org' | Remove-ACListMember Nowhere* } 'UnknownList' 'ObjectNotFound' '*Nowhere*'
        Assert-OneError { 'p1@example.org' | Remove-ACListMember -AllLists:$false } 'UnknownList' 'ObjectNotFound'
        Get-WriteCount $simulator | Should -Be 0
    }

    It 'is AmbiguousName for a name that two lists have, in every command' {
        $second = $account.AddList('Newsletter')
        $row = [pscustomobject] @{ email = 'p1@example.org'; lists = 'Newsletter' }
        foreach ($command in { 'p1@example.org' | Remove-ACListMember Newsletter }, { 'p1@example.org' | Add-ACListMember newsletter }, { $row | Import-ACContact -List Newsletter }, { $row | Import-ACContact -UnsubscribeList Newsletter }, { Get-ACContact -List Newsletter }, { Export-ACContact "$TestDrive/x.csv" -List Newsletter }) {
            Assert-OneError $command 'AmbiguousName' 'InvalidArgument' "*id:1, id:$second*Get-ACList*"
        }

        Assert-OneError { $row | Import-ACContact } 'ListUnknown' 'InvalidData' "*id:1, id:$second*"
        Get-WriteCount $simulator | Should -Be 0
        ('p1@example.org' | Remove-ACListMember "id:$second", id:1 -Wait).Imported | Should -Be 1
        Get-Status p1@example.org | Should -Be 'Unsubscribed'
    }

    It 'takes a bare number for a name' {
        Assert-OneError { 'p1@example.org' | Remove-ACListMember 1 } 'UnknownList' 'ObjectNotFound' '*id:1*'
        Assert-OneError { Get-ACContact -List 1 } 'UnknownList' 'ObjectNotFound' '*id:1*'
        Assert-OneError { Get-ACContact -Tag 1 } 'UnknownTag' 'ObjectNotFound' '*id:1*'
        Assert-OneError { 'p1@example.org' | Remove-ACContactTag 1 } 'UnknownTag' 'ObjectNotFound' '*id:1*'
        Get-ACContact -List id:1 | Should -Not -BeNullOrEmpty
    }

    It 'needs -AllLists where <Pattern> means every list' -ForEach '*', '?*', '[a-z]*' {
        Assert-OneError { 'p1@example.org' | Remove-ACListMember $_ -Force } 'SettingsConflict' 'InvalidArgument' '*-AllLists*'
        Get-WriteCount $simulator | Should -Be 0
    }

    It 'asks before it takes contacts off all lists, with No as the default' {
        $run = Invoke-Asked { param($session) 'p1@example.org', 'p2@example.org' | Remove-ACListMember -AllLists -Session $session }
        $run.Output.Count, $run.Asked, $run.Default | Should -Be 0, 1, 1
        $run.Message | Should -BeLike '*2 contacts*every list*Newsletter*'
        Get-WriteCount $simulator | Should -Be 0
        (Invoke-Asked { param($session) 'p1@example.org' | Remove-ACListMember -AllLists -Wait -Session $session } -Yes).Output.Imported | Should -Be 1
        Get-Status p1@example.org | Should -Be 'Unsubscribed'
        $shell = [powershell]::Create().AddScript({ param($module, $session) Import-Module $module; 'p2@example.org' | Remove-ACListMember -AllLists -Session $session }).AddArgument($ModulePath).AddArgument((Get-ACSession))
        $shell.Invoke() | Should -BeNullOrEmpty
        $shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'ConfirmationRequired,*'
        $shell.Dispose()
        Get-Status p2@example.org | Should -Be 'Active'
    }

    It 'is MaxCountExceeded before anybody is taken off' {
        Assert-OneError { $addresses | Remove-ACListMember Newsletter -MaxCount 19 } 'MaxCountExceeded' 'LimitsExceeded' '*-MaxCount*'
        Get-WriteCount $simulator | Should -Be 0
        Get-ACActivity | Should -BeNullOrEmpty
        ($addresses | Remove-ACListMember Newsletter -MaxCount 20 -Wait).Imported | Should -Be 20
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
