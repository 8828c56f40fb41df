Describe 'Get-CCContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
        $server = Get-Server $simulator
        $server.Account.SetPermission('sample003@simulator.example', 'PendingConfirmation')
        $server.Account.Delete('sample049@simulator.example')
        function Get-Call { $server.RequestCount('CCContactList') + $server.RequestCount('CCContactGet') }
    }

    AfterAll { Reset-TestAccount }

    It 'shows everybody but the deleted, with all they have' {
        $contacts = Get-CCContact
        $contacts | Should -HaveCount 49
        $contacts[0] | Should -BeOfType ActiveCampaign.Bulk.CCContact
        $contact = $contacts | Where-Object Email -EQ 'sample001@simulator.example'
        $contact.FirstName, $contact.LastName, $contact.Status, $contact.Permission, $contact.IsSimulator | Should -Be 'Ben', 'Brown', 'active', 'implicit', $true
        $contact.Tags, $contact.Lists | Should -Be 'newsletter', 'Customers'
        $contact.Fields.'Membership Level' | Should -Be 'Silver'
        $contact.Created | Should -BeOfType datetimeoffset
        ($contacts | Group-Object Permission | Sort-Object Name).Name | Should -Be 'implicit', 'pending_confirmation', 'unsubscribed'
    }

    It 'takes <With.Keys> as a filter' -ForEach @(
        @{ With = @{ List = 'Newsletter' }; Count = 16 }
        @{ With = @{ Status = 'Unsubscribed' }; Count = 1 }
        @{ With = @{ Status = 'Deleted', 'PendingConfirmation' }; Count = 2 }
        @{ With = @{ Tag = 'VIP' }; Count = 9 }
        @{ With = @{ Tag = 'vip'; List = 'Newsletter' }; Count = 8 }
        @{ With = @{ CreatedAfter = [datetime]::Now.AddYears(-1); UpdatedAfter = [datetime]::Now.AddYears(-1) }; Count = 49 }
        @{ With = @{ CreatedBefore = [datetime]::Now.AddYears(-1) }; Count = 0 }
        @{ With = @{ UpdatedBefore = [datetime]::Now.AddYears(1) }; Count = 49 }
    ) {
        @(Get-CCContact @With -Property email) | Should -HaveCount $Count
    }

    It 'is FilterEmpty, and reads nothing, for -<Name> that is nothing' -ForEach @('List', 'Status', 'Tag', 'Segment', 'CreatedAfter', 'CreatedBefore', 'UpdatedAfter', 'UpdatedBefore' | ForEach-Object { @{ Name = $_ } }) {
        $before = Get-Call
        $empty = @{ $Name = $null }
        Assert-OneError { Get-CCContact @empty } 'FilterEmpty' 'InvalidArgument' "*-$Name*everybody*"
        Get-Call | Should -Be $before
    }

    It 'is <Id> for a name that is not there' -ForEach @(
        @{ Id = 'UnknownList'; With = @{ List = 'Newsleter' }; Saying = "*nearest is 'Newsletter'*" }
        @{ Id = 'UnknownTag'; With = @{ Tag = 'vipp' }; Saying = "*nearest is 'vip'*Get-CCTag*" }
        @{ Id = 'UnknownColumn'; With = @{ Property = 'Memberhip' }; Saying = '*Get-CCField*' }
    ) {
        @(Get-ErrorOf { Get-CCContact @With })[-1].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        @(Get-ErrorOf { Get-CCContact @With })[-1].Exception.Message | Should -BeLike $Saying
    }

    It 'reads only the parts that -Property names' {
        $contact = Get-CCContact -Tag vip -Property email, Membership* | Select-Object -First 1
        $contact.Fields.Keys | Should -Be 'Membership Level'
        $contact.Lists | Should -BeNullOrEmpty
        $contact.Tags | Should -BeNullOrEmpty
    }

    It 'takes addresses, ids and rows, in their order' {
        $third = $server.Account.FindContact('sample002@simulator.example').Id
        (Get-CCContact sample004@simulator.example, SAMPLE001@simulator.example).Email | Should -Be 'sample004@simulator.example', 'sample001@simulator.example'
        (Get-CCContact -Id $third).Email | Should -Be 'sample002@simulator.example'
        $rows = 'sample004@simulator.example', [pscustomobject] @{ email = 'SAMPLE000@simulator.example' }, [pscustomobject] @{ contact_id = $third; name = 'x' }
        ($rows | Get-CCContact).Email | Should -Be 'sample004@simulator.example', 'sample000@simulator.example', 'sample002@simulator.example'
        (Get-CCContact -Tag vip | Get-CCContact -Property email).Id | Should -Be (Get-CCContact -Tag vip).Id
        (Get-CCContact sample049@simulator.example).Status | Should -Be 'deleted'
    }

    It 'tells who is not there, and shows the others' {
        $found = 'nobody@example.com', 'not an address', 'sample001@simulator.example' | Get-CCContact -ErrorAction SilentlyContinue -ErrorVariable failed
        $found.Email | Should -Be 'sample001@simulator.example'
        $failed.FullyQualifiedErrorId | Should -Be 'ContactNotFound,ActiveCampaign.Bulk.Commands.GetCCContactCommand', 'EmailInvalid,ActiveCampaign.Bulk.Commands.GetCCContactCommand'
        $mixed = [pscustomobject] @{ contact_id = $server.Account.FindContact('sample002@simulator.example').Id; email = 'sample001@simulator.example' }
        Assert-OneError { $mixed | Get-CCContact } 'ContactMismatch' 'InvalidData'
        Assert-OneError { 7 | Get-CCContact } 'NotAContact' 'InvalidType' '*Get-CCContact*'
        Assert-OneError { Get-CCTag vip | Get-CCContact } 'NotAContact' 'InvalidType'
        @() | Get-CCContact | Should -BeNullOrEmpty
    }

    It 'writes rows that import again' {
        $rows = Get-CCContact -List Newsletter -Status Active -AsRow
        $rows[0].PSObject.Properties.Name | Select-Object -First 3 | Should -Be 'contact_id', 'email', 'email_status'
        ($rows | Import-CCContact -List Events -Wait).Imported | Should -Be 15
    }

    It 'shows fields that were asked for by name, in 80 columns' {
        $lines = (Get-CCContact sample001@simulator.example -Property email, fields | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ }
        $lines[0] | Should -BeLike 'Email*Fields*'
        $lines[2] | Should -BeLike '*Membership Level: Silver*'
        (Get-CCContact sample001@simulator.example | Out-String -Width 80) | Should -BeLike '*Email*FirstName*LastName*Permission*Host*'
    }

    It 'stops in between' {
        (Get-CCContact | Select-Object -First 1).Email | Should -Be 'sample000@simulator.example'
    }
}
