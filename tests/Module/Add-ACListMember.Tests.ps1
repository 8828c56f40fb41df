Describe 'Add-ACListMember' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Add-Person { param([int] $Count) 1..$Count | ForEach-Object { $null = $account.AddContact("p$_@example.org") } }
        function Get-Status { param($Email, $List = 1) "$($account.FindContact([string] $Email).Lists[$List])" }
        function Get-ActiveMember { @($account.Contacts | Where-Object { $_.Email -like 'p*@example.org' -and "$($_.Lists[1])" -eq 'Active' } | ForEach-Object Email) }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        $account = $server.Account
        $account.Lists[1] | Should -Be 'Newsletter'
        Add-Person 20
        $contacts = $account.ContactCount
    }

    AfterEach { Reset-TestAccount }

    It 'takes objects with an id or an email, whatever else they have, hashtables, addresses and ids' {
        $id = $account.FindContact('p1@example.org').Id
        $row = [ordered] @{ email = 'P2@example.org' }
        foreach ($name in (Get-Command Add-ACListMember).Parameters.Keys | Where-Object { $_ -notin 'email', 'id' }) {
            $row[$name] = 'true'
        }

        $batches = [pscustomobject] @{ Id = "$id"; 'E-Mail' = 'p1@example.org' }, [pscustomobject] $row, @{ email = 'p3@example.org' }, 'p4@example.org', ($id + 4) | Add-ACListMember Newsletter
        $batches | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
        $results = $batches | Wait-ACImport
        $results.Imported | Should -Be 5
        Get-ActiveMember | Should -Be (1..5 | ForEach-Object { "p$_@example.org" })
        $activity = Get-LastActivity $simulator
        $activity.Kind, $activity.Name, $activity.State | Should -Be 'list', 'Add-ACListMember', 'Completed'
        $account.ContactCount | Should -Be $contacts
        $simulator.Offences | Should -Be 0 -Because "$($server.Offences.Descriptions)"
    }

    It 'refuses who is not there and creates nobody' {
        $id = $account.FindContact('p1@example.org').Id
        $errors = @(Get-ErrorOf { 'p2@example.org', 'nobody@example.org', [pscustomobject] @{ id = $id; email = 'p3@example.org' }, [pscustomobject] @{ Name = 'x' } | Add-ACListMember Newsletter -Wait | Out-Null })
        $errors.FullyQualifiedErrorId | Sort-Object | Should -Be @('ContactMismatch', 'NotAContact', 'NotFound' | ForEach-Object { "$_,ActiveCampaign.Bulk.Commands.AddACListMemberCommand" })
        ($errors | Where-Object FullyQualifiedErrorId -Like 'NotFound*').TargetObject.email | Should -Be 'nobody@example.org'
        "$($errors.Exception.Message)" | Should -Not -Match 'nobody@'
        Get-ActiveMember | Should -Be 'p2@example.org'
        $account.ContactCount | Should -Be $contacts
        Assert-CountsAddUp (Get-LastActivity $simulator)
    }

    It 'writes the refused to a file, which comes in again' {
        $path = Join-Path $TestDrive 'refused.csv'
        'late@example.org', 'p1@example.org' | Add-ACListMember Newsletter -RejectPath $path -Wait -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        "$said" | Should -BeLike "*One row was refused*Import-Csv -LiteralPath '$path' | Add-ACListMember -List 'id:1'*"
        (Import-Csv $path).AC_Code | Should -Be 'NotFound'
        $null = $account.AddContact('late@example.org')
        (Import-Csv $path | Add-ACListMember -List 'id:1' -Wait).Imported | Should -Be 1
        Get-Status late@example.org | Should -Be 'Active'
        Assert-OneError { 'p2@example.org' | Import-ACContact -SettingsFrom (Get-LastActivity $simulator).ActivityId } 'SettingsConflict' 'InvalidArgument' '*no import*'
    }

    It 'makes contacts of addresses with -AllowNewContact' {
        ('new@example.org' | Add-ACListMember Newsletter -AllowNewContact -Wait).Imported | Should -Be 1
        Get-Status new@example.org | Should -Be 'Active'
    }

    It 'takes the rows that an import brought in, once they are in: <Count>' -ForEach @{ Count = 3 }, @{ Count = 600 } {
        $events = ($account.Lists.GetEnumerator() | Where-Object Value -EQ 'Events').Key
        $rows = @(New-TestRow $Count) + [pscustomobject] @{ email = 'bad@@example.org'; 'First Name' = 'x' }
        $results = $rows | Import-ACContact -ErrorAction SilentlyContinue | Wait-ACImport | Add-ACListMember Events -SkipAutomation | Wait-ACImport
        ($results | Measure-Object Imported -Sum).Sum | Should -Be $Count
        @($account.Contacts | Where-Object { $_.Email -like 'person*' -and "$($_.Lists[$events])" -eq 'Active' }) | Should -HaveCount $Count
        $server.RequestCount('ContactList') | Should -BeLessOrEqual $Count
        @(Get-ACActivity | ForEach-Object Kind | Sort-Object) | Should -Be 'import', 'list'
        $account.OverlappingAddresses | Should -BeNullOrEmpty
    }

    It 'cannot name contacts that have left the journal, and says so' {
        New-TestRow 20 | Import-ACContact -Wait | Out-Null
        $late = Get-LastActivity $simulator | Wait-ACImport
        $late.Imported | Should -Be 20
        Assert-OneError { $late | Add-ACListMember Newsletter -AllowEmpty } 'ContactsGone' 'ObjectNotFound' '*Wait-ACImport*'
    }

    It 'refuses results of another account' {
        $result = New-TestRow 1 | Import-ACContact -Wait
        $null = Connect-TestAccount -Name other
        Assert-OneError { $result | Add-ACListMember Newsletter -Session other } 'AccountMismatch' 'InvalidArgument'
    }

    It 'sends and writes nothing with -WhatIf, and says the totals in one line' {
        $transcript = Join-Path $TestDrive 'whatif.txt'
        $null = Start-Transcript $transcript
        1..20 | ForEach-Object { "p$_@example.org" } | Add-ACListMember Newsletter -Resubscribe -WhatIf | Should -BeNullOrEmpty
        $null = Stop-Transcript
        $lines = @(Get-Content $transcript | Select-String 'What if:')
        $lines | Should -HaveCount 1
        "$lines" | Should -BeLike '*those who have left*Newsletter*no contact is created*automations run*20 contacts read: 20 would be sent*0 refused*'
        Get-WriteCount $simulator | Should -Be 0
        $server.RequestCount('ContactListSet') | Should -Be 0
        $env:AC_BULK_HOME | Should -Not -Exist
    }

    It 'needs a list that is there, and a contact' {
        Assert-OneError { 'p1@example.org' | Add-ACListMember Nowhere } 'UnknownList' 'ObjectNotFound'
        Assert-OneError { @() | Add-ACListMember Newsletter } 'NoInput' 'InvalidData'
        @() | Add-ACListMember Newsletter -AllowEmpty | Should -BeNullOrEmpty
        Assert-OneError { 'p1@example.org' | Add-ACListMember Newsletter -Resubscribe -SkipAutomation } 'SettingsConflict' 'InvalidArgument' '*-Resubscribe*'
        Get-WriteCount $simulator | Should -Be 0
    }

    Context 'somebody who has left' {
        BeforeEach { $account.Unsubscribe('p1@example.org', 1) }

        It 'stays off, and says why' {
            $errors = @(Get-ErrorOf { 'p1@example.org', 'p2@example.org' | Add-ACListMember Newsletter | Wait-ACImport -Explain | Out-Null })
            $errors.FullyQualifiedErrorId | Should -BeLike 'FailedAtService,*'
            $errors.Exception.Message | Should -BeLike '*has unsubscribed*'
            Get-Status p1@example.org | Should -Be 'Unsubscribed'
            $server.Offences.Resubscription | Should -Be 0
        }

        It 'comes back with -Resubscribe and <Name>' -ForEach @{ Name = '-Force'; With = @{ Force = $true } }, @{ Name = '-Confirm:$false'; With = @{ Confirm = $false } } {
            $result = 'p1@example.org', 'p2@example.org' | Add-ACListMember Newsletter -Resubscribe @With
            $result.State, $result.Imported | Should -Be 'Completed', 2
            Get-ActiveMember | Should -Be 'p1@example.org', 'p2@example.org'
            $server.RequestCount('ContactListSet') | Should -Be 2
            $server.RequestCount('BulkImport') + $server.RequestCount('ContactSync') | Should -Be 0
        }

        It 'is asked for once at $ConfirmPreference <Preference>, with No as the default' -ForEach 'High', 'Medium', 'Low' {
            foreach ($yes in $false, $true) {
                $run = Invoke-Asked { param($session, $preference) $ConfirmPreference = $preference; 'p1@example.org' | Add-ACListMember Newsletter -Resubscribe -Session $session } $_ -Yes:$yes
                $run.Asked, $run.Default | Should -Be 1, 1
                $run.Message | Should -BeLike '*also those who have left*1 contacts*Newsletter*'
                Get-Status p1@example.org | Should -Be $(if ($yes) { 'Active' } else { 'Unsubscribed' })
            }
        }

        It 'is asked for after the input was read, and nothing is sent where nobody can be asked' {
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($path, $session) Import-Module $path; 1..20 | ForEach-Object { "p$_@example.org" } | Add-ACListMember Newsletter -Resubscribe -Session $session').AddArgument($ModulePath).AddArgument((Get-ACSession))
            $shell.Invoke() | Should -BeNullOrEmpty
            $failure = @($shell.Streams.Error)
            $shell.Dispose()
            $failure | Should -HaveCount 1
            $failure.FullyQualifiedErrorId | Should -BeLike 'ConfirmationRequired,*'
            $failure.Exception.Message | Should -BeLike "*20 contacts*$($simulator.Uri.Authority)*-Force*"
            $server.RequestCount('ContactListSet') + (Get-WriteCount $simulator) | Should -Be 0
            Get-ACActivity | Should -BeNullOrEmpty
        }
    }

    It 'goes on where it was stopped, from the journal and the same contacts' {
        Add-Fault $simulator BulkImport Account402 -Number 1
        $addresses = 1..20 | ForEach-Object { "p$_@example.org" }
        (Get-ErrorOf { $addresses | Add-ACListMember Newsletter -ActivityName again }).FullyQualifiedErrorId | Should -BeLike 'AccountInactive,*'
        Assert-OneError { $addresses | Add-ACListMember Newsletter -ActivityName again } 'ActivityOpen' 'ResourceExists'
        $results = $addresses | Resume-ACActivity -Name again | Wait-ACImport
        ($results | Measure-Object Imported -Sum).Sum | Should -Be 20
        (Get-ACActivity -Name again).State | Should -Be 'Completed'
        Get-ActiveMember | Should -HaveCount 20
    }

    It 'is done when the pipeline wants no more' {
        Add-Person 600
        $server.Options.Latency = [timespan]::FromSeconds(5)
        1..600 | ForEach-Object { "p$_@example.org" } | Add-ACListMember Newsletter -ActivityName first -AllowNewContact | Select-Object -First 1 | Should -HaveCount 1
        $server.Options.Latency = [timespan]::Zero
        Assert-CountsAddUp (Get-ACActivity -Name first)
    }
}
