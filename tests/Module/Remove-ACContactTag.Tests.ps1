Describe 'Remove-ACContactTag' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Tagged { param($Tag) @((Get-Server $simulator).Account.Contacts | Where-Object Tags -Contains $Tag) }
    }

    BeforeEach {
        $simulator = Connect-TestAccount
        $account = (Get-Server $simulator).Account
        1..20 | ForEach-Object { $null = $account.AddContact("sample$('{0:d3}' -f $_)@simulator.example", $null, $null, $null, $null, [string[]] 'gone', $null, $null) }
        $others = $account.Contacts | ForEach-Object { $_.Tags -ne 'gone' }
    }

    AfterEach { Reset-TestAccount }

    It 'takes a tag off those who have it, and leaves everything else' {
        $results = 'sample001@simulator.example', 'sample049@simulator.example', 'nobody@example.com' | Remove-ACContactTag -Tag GONE -ErrorVariable problem -ErrorAction SilentlyContinue | Sort-Object Row
        $results | Should -BeOfType ActiveCampaign.Bulk.ACContactResult
        $results.State | Should -Be Done, AlreadyGone, NotFound
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        Get-Tagged gone | Should -HaveCount 19
        $account.ContactCount | Should -Be 50
        $account.Contacts | ForEach-Object { $_.Tags -ne 'gone' } | Should -Be $others
        $activity = Get-ACActivity -ActivityId $results[0].ActivityId
        $activity.Kind, $activity.State, $activity.Imported, $activity.Refused | Should -Be 'tag', 'Completed', 2, 1
        $simulator.Offences | Should -Be 0
    }

    It 'reads the links of a hundred contacts in one call, and calls for nobody without the tag' {
        $server = Get-Server $simulator
        $before = ($server.Requests | Select-Object -Last 1).Sequence
        (1..50 | Remove-ACContactTag gone).State | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'AlreadyGone 30', 'Done 20'

        # A call may be repeated, by the transport too: what counts is what was asked.
        $asked = $server.Requests | Where-Object Sequence -GT $before | Group-Object { "$($_.Method) $($_.Target)" } | ForEach-Object { $_.Group[0] }
        @($asked | Where-Object Route -EQ ContactList) | Should -HaveCount 2
        @($asked | Where-Object Target -Like '*include=contactTags') | Should -HaveCount 1
        @($asked | Where-Object Method -EQ DELETE) | Should -HaveCount 20
        $asked | Should -HaveCount (1 + 1 + 1 + 20) -Because ($asked.Target -join ', ')
    }

    It 'looks each contact up where the service puts no links beside them' {
        (Get-Server $simulator).Options.SideLoading = $false
        (1..22 | Remove-ACContactTag gone).State | Should -Contain Done
        Get-Tagged gone | Should -BeNullOrEmpty
    }

    It 'takes tags by id, and several' {
        $id = $account.Tags.GetEnumerator() | Where-Object Value -EQ gone | ForEach-Object Key
        $null = $account.AddContact('sample001@simulator.example', $null, $null, $null, $null, [string[]] 'also', $null, $null)
        (Get-Server $simulator).Account.FindContact('sample001@simulator.example').Id | Remove-ACContactTag "id:$id", also | ForEach-Object State | Should -Be Done
        Get-Tagged also | Should -BeNullOrEmpty
        Get-Tagged gone | Should -HaveCount 19
    }

    It 'is UnknownTag with the nearest' {
        Assert-OneError { 1 | Remove-ACContactTag gon } 'UnknownTag' 'ObjectNotFound' "*nearest is 'gone'*Get-ACTag*"
    }

    It 'is NoInput for nothing, unless -AllowEmpty' {
        Assert-OneError { @() | Remove-ACContactTag gone } 'NoInput' 'InvalidData'
        @() | Remove-ACContactTag gone -AllowEmpty | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        1..50 | Remove-ACContactTag gone -WhatIf | Should -BeNullOrEmpty
        Get-Tagged gone | Should -HaveCount 20
        Get-ACActivity | Where-Object Host -EQ $simulator.Uri.Authority | Should -BeNullOrEmpty
    }

    It 'goes on after a stop' {
        2..21 | Remove-ACContactTag gone | Select-Object -First 3 | Should -HaveCount 3
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Be Stopped
        ($activity | Resume-ACActivity).State | Sort-Object -Unique | Should -Be Done
        Get-Tagged gone | Should -BeNullOrEmpty
        (Get-Server $simulator).RequestCount('ContactTagRemove') | Should -Be 20
    }
}
