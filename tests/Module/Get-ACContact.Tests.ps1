Describe 'Get-ACContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        $null = $server.Account.AddContactWithoutEmail('Phone', 'Only', '555-1')
        $server.Account.SetListStatus('sample003@simulator.example', 1, 'Bounced')

        # The server asks on threads of its own, where no script block runs.
        $contact = [Linq.Expressions.Expression]::Parameter([ActiveCampaign.Bulk.Simulator.ContactSnapshot])
        $isEarly = [Linq.Expressions.Expression]::LessThan([Linq.Expressions.Expression]::Property($contact, 'Id'), [Linq.Expressions.Expression]::Constant(8))
        $null = $server.Account.AddSegment([Linq.Expressions.Expression]::Lambda([Func[ActiveCampaign.Bulk.Simulator.ContactSnapshot, bool]], $isEarly, $contact).Compile(), 'First seven')
        function Get-Call { $server.RequestCount('ContactList') }
    }

    AfterAll { Reset-TestAccount }

    It 'shows every contact with all it has' {
        $contacts = Get-ACContact
        $contacts | Should -HaveCount 51
        $contacts[0] | Should -BeOfType ActiveCampaign.Bulk.ACContact
        $contact = $contacts | Where-Object Email -EQ 'sample001@simulator.example'
        $contact.Id, $contact.FirstName, $contact.LastName, $contact.Status, $contact.IsSimulator | Should -Be 2, 'Ben', 'Brown', 'active', $true
        $contact.Tags, $contact.Lists | Should -Be 'newsletter', 'Customers'
        $contact.Fields.'Membership Level' | Should -Be 'Silver'
        $contact.Created | Should -BeOfType datetimeoffset
        $left = $contacts | Where-Object Id -EQ 1
        $left.Status, "$($left.Lists)", "$($left.ListsUnsubscribed)" | Should -Be 'unsubscribed', '', 'Newsletter'
        ($contacts | Where-Object Email -EQ '').Phone | Should -Be '555-1'
    }

    It 'takes <With.Keys> as a filter' -ForEach @(
        @{ With = @{ List = 'Newsletter' }; Count = 15 }
        @{ With = @{ List = 'id:1'; Status = 'Unsubscribed' }; Count = 1 }
        @{ With = @{ Status = 'Bounced' }; Count = 1 }
        @{ With = @{ Tag = 'VIP' }; Count = 3 }
        @{ With = @{ Tag = 'vip'; List = 'Newsletter' }; Count = 2 }
        @{ With = @{ Search = 'sample01' }; Count = 10 }
        @{ With = @{ Segment = 'first seven' }; Count = 7 }
        @{ With = @{ CreatedAfter = [datetime]::Now.AddYears(-1); UpdatedAfter = [datetime]::Now.AddYears(-1) }; Count = 51 }
        @{ With = @{ CreatedBefore = [datetime]::Now.AddYears(-1) }; Count = 0 }
        @{ With = @{ UpdatedBefore = [datetime]::Now.AddYears(1) }; Count = 51 }
    ) {
        @(Get-ACContact @With -Property id) | Should -HaveCount $Count
    }

    It 'is FilterEmpty, and reads nothing, for -<Name> that is nothing' -ForEach @('List', 'Status', 'Tag', 'Segment', 'CreatedAfter', 'CreatedBefore', 'UpdatedAfter', 'UpdatedBefore', 'Search' | ForEach-Object { @{ Name = $_ } }) {
        $before = $simulator.RequestCount
        $empty = @{ $Name = $null }
        Assert-OneError { Get-ACContact @empty } 'FilterEmpty' 'InvalidArgument' "*-$Name*everybody*"
        $simulator.RequestCount | Should -Be $before
    }

    It 'is <Id> with the nearest for a name that is not there' -ForEach @(
        @{ Id = 'UnknownList'; With = @{ List = 'Newsleter' }; Near = 'Newsletter' }
        @{ Id = 'UnknownTag'; With = @{ Tag = 'vipp' }; Near = 'vip' }
        @{ Id = 'UnknownSegment'; With = @{ Segment = 'First sevn' }; Near = 'First seven' }
    ) {
        Assert-OneError { Get-ACContact @With } $Id 'ObjectNotFound' "*nearest is '$Near'*"
    }

    It 'reads only the parts that -Property names' {
        $contact = Get-ACContact -Tag vip -Property email, Membership* | Select-Object -First 1
        $contact.Fields.Keys | Should -Be 'Membership Level'
        foreach ($part in 'Tags', 'Lists', 'ListsUnsubscribed', 'ListsUnconfirmed', 'Status') {
            $contact.$part | Should -BeNullOrEmpty
        }

        Assert-OneError { Get-ACContact -Property Memberhip } 'UnknownColumn' 'InvalidData' '*-Property*'
    }

    It 'takes addresses, ids and rows from the pipeline, in their order' {
        $rows = 'sample004@simulator.example', 3, [pscustomobject] @{ email = 'SAMPLE000@simulator.example' }, [pscustomobject] @{ id = '7'; name = 'x' }
        ($rows | Get-ACContact).Id | Should -Be 5, 3, 1, 7
        (Get-ACContact -Tag vip | Get-ACContact -Property id).Id | Should -Be (Get-ACContact -Tag vip).Id
        (Get-ACContact -InputObject 9).Id | Should -Be 9
    }

    It 'reads a hundred ids a call' {
        $before = Get-Call
        @(1..50 + 1..50 | Get-ACContact) | Should -HaveCount 100
        (Get-Call) - $before | Should -Be 1
    }

    It 'is ContactNotFound for what is not there, and shows the others' {
        $shown = 'nobody@example.com', 2, 999 | Get-ACContact -ErrorVariable missing -ErrorAction SilentlyContinue
        $shown.Id | Should -Be 2
        $missing | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'ContactNotFound,*'
        $missing.TargetObject | Should -Be 'nobody@example.com', 999
        $missing[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'is EmailInvalid for <Text>, and nobody is said not to be there' -ForEach @(
        'sample001@simulator.example, sample002@simulator.example', "sample001`u{200B}@simulator.example", 'sample001', 'other@x.example <sample001@simulator.example>' | ForEach-Object { @{ Text = $_ } }
    ) {
        foreach ($command in { $Text, 2 | Get-ACContact }, { @{ email = $Text }, 2 | Export-ACContact "$TestDrive/invalid.csv" -Force }) {
            $shown = & $command 2>&1
            $problem, $rest = @($shown).Where({ $_ -is [Management.Automation.ErrorRecord] }, 'Split')
            $problem.FullyQualifiedErrorId | Should -BeLike 'EmailInvalid,*'
            "$($problem.CategoryInfo.Category) $problem" | Should -BeLike 'InvalidData Object 1 of the input*'
            $rest | Should -HaveCount 1
        }

        ('mailto:sample001@simulator.example', 'Ben <sample001@simulator.example>' | Get-ACContact).Id | Should -Be 2, 2
    }

    It 'is NotAContact for an object without id and address' {
        Assert-OneError { [pscustomobject] @{ name = 'x' } | Get-ACContact } 'NotAContact' 'InvalidType'
    }

    It 'shows nobody, and asks nobody, when nothing comes in' {
        $before = $simulator.RequestCount
        @() | Get-ACContact | Should -BeNullOrEmpty
        $simulator.RequestCount | Should -Be $before
    }

    It 'ends when the pipeline takes no more' {
        Get-ACContact | Select-Object -First 1 -ExpandProperty Id | Should -BeGreaterThan 0
        Get-ACContact -Property id | Select-Object -First 1 -ExpandProperty Id | Should -BeGreaterThan 0
    }

    It 'completes columns' {
        Get-Completion 'Get-ACContact -Property lists_u' | Should -Be 'lists_unsubscribed', 'lists_unconfirmed'
    }

    It 'breaks no rule of the service' { $simulator.Offences | Should -Be 0 }

    It 'takes addresses and ids without a word before them' {
        (Get-ACContact sample001@simulator.example).Id | Should -Be 2
        (Get-ACContact 2).Email | Should -Be 'sample001@simulator.example'
        (Get-ACContact -Id 2, 3).Id | Should -Be 2, 3
        (Get-ACContact -Email sample002@simulator.example, sample001@simulator.example).Id | Should -Be 3, 2
        Assert-OneError { Get-ACContact nobody@example.com } 'ContactNotFound' 'ObjectNotFound'
        Assert-OneError { Get-ACContact -Id 99999 } 'ContactNotFound' 'ObjectNotFound'
    }

    It 'writes rows with -AsRow that are those of an exported file' {
        $file = Join-Path $TestDrive 'export.csv'
        $null = Export-ACContact -Path $file
        $exported = Import-Csv $file | Sort-Object { [int] $_.id }
        $rows = Get-ACContact -AsRow | Sort-Object { [int] $_.id }
        $rows | Should -HaveCount $exported.Count
        ($rows | ConvertTo-Csv) | Should -Be ($exported | ConvertTo-Csv)
        $rows | Group-Object 'Membership Level' | ForEach-Object Name | Should -Contain 'Silver'
        (Get-ACContact sample001@simulator.example -Property email, 'Membership Level' -AsRow).PSObject.Properties.Name | Should -Be 'email', 'Membership Level'
        'sample001@simulator.example' | Get-ACContact -AsRow | ForEach-Object tags | Should -Be 'newsletter'
    }

    It 'imports its rows again as they are' {
        $before = @($server.Account.Contacts.Where({ $_.Email })).Count
        $summary = Get-ACContact -AsRow | Where-Object email | Import-ACContact -SkipAutomation | Wait-ACImport -Summary
        $summary.Imported, $summary.Refused | Should -Be $before, 0
    }

    It 'shows fields that were asked for, at 80 columns' {
        $shown = Get-ACContact sample001@simulator.example -Property email, 'Membership Level' | Out-String -Width 80
        $shown | Should -Match 'Id +Email +Fields'
        $shown | Should -Match 'Membership Level: Silver'
        Get-ACContact sample001@simulator.example | Out-String -Width 80 | Should -Not -Match 'Membership'
        Get-ACContact sample001@simulator.example -Property email | Should -BeOfType ActiveCampaign.Bulk.ACContact
    }
}
