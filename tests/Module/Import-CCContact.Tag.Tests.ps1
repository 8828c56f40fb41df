# Tags of an import, which its people get by an activity of its own.
Describe 'Import-CCContact, tags' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Tag([string] $Email) { ((Get-CCContact $Email).Tags | Sort-Object) -join '+' }
    }

    BeforeEach {
        $simulator = Connect-CCTestAccount
        $server = Get-Server $simulator
        $rows = 'ada', 'bob', 'cy', 'di', 'nobody' | ForEach-Object { [pscustomobject] @{ email = "$_@example.com"; tags = '' } }
        $rows[0].tags, $rows[1].tags, $rows[2].tags, $rows[4].email = 'vip; press', '||press||vip||', 'VIP', 'nobody'
    }

    AfterEach { Reset-TestAccount }

    It 'gives them when the import has ended, with -Wait and by Wait-CCActivity' -ForEach @(
        @{ Command = { $rows | Import-CCContact -List Newsletter -Wait } }
        @{ Command = { $rows | Import-CCContact -List Newsletter -BatchSize 2 | Wait-CCActivity } }
        @{ Command = { Import-CCContact (New-TestFile tagged.csv (($rows | ConvertTo-Csv -NoTypeInformation) -join "`n")) -List Newsletter -Wait -Method Json } }
    ) {
        $results = & $Command 2>$null 3>$null
        ($results | Measure-Object Imported -Sum).Sum | Should -Be 4 -Because 'an import''s results count rows of the import'
        'ada', 'bob', 'cy', 'di' | ForEach-Object { Get-Tag "$_@example.com" } | Should -Be 'press+vip', 'press+vip', 'vip', ''
        $server.RequestCount('CCTaggingsAdd') | Should -Be 2
        $simulator.Offences | Should -Be 0 -Because "$($server.Offences.Descriptions)"
        $follower = Get-CCActivity | Where-Object Kind -EQ 'tag'
        $follower.Rows | Sort-Object | Should -Be 1, 2
        Get-CCActivity | Where-Object NextCommand | Should -BeNullOrEmpty
    }

    It 'gives -Tag to all rows that are in, by name and id, and sums up how many got some' {
        $id = (Get-CCTag press).Id
        $summary = $rows | Import-CCContact -List Newsletter -Tag VIP, "id:$id" -ErrorAction Ignore | Wait-CCActivity -Summary -FailOn Never
        $summary.Imported, $summary.Refused, $summary.Tagged, $summary.ExitCode, $summary.NextCommand | Should -Be 4, 1, 4, 0, $summary.NextCommand
        'ada', 'di' | ForEach-Object { Get-Tag "$_@example.com" } | Should -Be 'press+vip', 'press+vip'
        $server.RequestCount('CCTaggingsAdd') | Should -Be 1
    }

    It 'says what is due where nobody waits, and brings it by the command that it names' {
        $batch = $rows[0..3] | Import-CCContact -List Newsletter -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike 'Tags are given when*Get-CCActivity -ActivityId*| Wait-CCActivity'
        $null = $batch
        $command = [regex]::Match("$told", 'Get-CCActivity .*$').Value
        Invoke-Expression $command | Out-Null
        Get-Tag ada@example.com | Should -Be 'press+vip'
        Invoke-Expression $command | Out-Null
        $server.RequestCount('CCTaggingsAdd') | Should -Be 2
    }

    It 'brings what a cut left by <Name>, and nothing twice' -ForEach @(
        @{ Name = 'Wait-CCActivity'; Command = { Get-CCActivity $id | Wait-CCActivity } }
        @{ Name = 'Resume-CCActivity'; Command = { Resume-CCActivity $id } }
        @{ Name = 'Resume-CCActivity of the activity of tags'; Command = { (Get-CCActivity | Where-Object Kind -EQ 'tag').ActivityId | Select-Object -First 1 | ForEach-Object { Resume-CCActivity $_ } } }
    ) {
        $server.Faults.Add('CCTaggingsAdd', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::Nth(2), [ActiveCampaign.Bulk.Simulator.ConstantContact.Faults.QuotaExceededFault]::new())
        $failure = Get-ErrorOf { $rows[0..3] | Import-CCContact -List Newsletter -ActivityName cut -Wait | ForEach-Object { $script:id = $_.ActivityId } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'QuotaReached,*'
        $failure.Exception.Message | Should -BeLike "*Get-CCActivity -ActivityId '$id' | Wait-CCActivity"
        $server.Faults.Clear()
        $null = & $Command
        'ada', 'bob', 'cy', 'di' | ForEach-Object { Get-Tag "$_@example.com" } | Should -Be 'press+vip', 'press+vip', 'vip', ''
        ($server.Account.Activities | Where-Object Kind -EQ 'TaggingsAdd').Count | Should -Be 2
        Get-CCActivity | Where-Object NextCommand | Should -BeNullOrEmpty
    }

    It 'makes a tag that is allowed, and is UnknownTag or TagUnknown else, with the nearest name' {
        Assert-OneError { $rows[3] | Import-CCContact -List Newsletter -Tag vpi } 'UnknownTag' 'ObjectNotFound' "*'vip'*-AllowNewTag*"
        $rows[3].tags = 'pres'
        Assert-OneError { $rows[3] | Import-CCContact -List Newsletter | Out-Null } 'TagUnknown' 'InvalidData' "*'press'*"
        $server.RequestCount('CCImport') | Should -Be 0
        $null = $rows[3] | Import-CCContact -List Newsletter -AllowNewTag -Tag new -Wait
        Get-Tag di@example.com | Should -Be 'new+pres'
        Assert-OneError { $rows[0] | Import-CCContact -List Newsletter -AllowNewTag -MaxNewTag 1 -Tag one, two } 'UnknownTag' 'ObjectNotFound'
    }

    It 'sends nothing and makes nothing with -WhatIf' {
        $rows[0].tags = 'fresh'
        $rows | Import-CCContact -List Newsletter -Tag vip -AllowNewTag -WhatIf -ErrorAction Ignore | Should -BeNullOrEmpty
        'CCImport', 'CCTaggingsAdd', 'CCTagCreate' | ForEach-Object { $server.RequestCount($_) } | Should -Be 0, 0, 0
        Get-CCActivity | Where-Object ActivityId | Should -BeNullOrEmpty
    }

    It 'takes the tags of an earlier import with -SettingsFrom' {
        $first = $rows[0] | Import-CCContact -List Newsletter -Tag press -Wait
        $null = [pscustomobject] @{ email = 'late@example.com' } | Import-CCContact -SettingsFrom $first.ActivityId -Wait
        Get-Tag late@example.com | Should -Be 'press'
    }
}
