Describe 'Add-ACContactTag' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $addresses = 1..20 | ForEach-Object { "p$_@example.org" }
        function Get-Tagged { param($Tag) @($account.Contacts | Where-Object { $_.Email -like 'p*@example.org' -and $_.Tags -contains $Tag }) }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        $account = $server.Account
        $addresses | ForEach-Object { $null = $account.AddContact($_) }
        $contacts = $account.ContactCount
    }

    AfterEach {
        $simulator.Offences | Should -Be 0 -Because "$($server.Offences.Descriptions)"
        Reset-TestAccount
    }

    It 'tags contacts through the importer, each once' {
        $batches = $addresses + 'P1@example.org' | Add-ACContactTag VIP, press -SkipAutomation
        $batches | Should -BeOfType ActiveCampaign.Bulk.ACImportBatch
        ($batches | Wait-ACImport).Imported | Should -Be 20
        Get-Tagged vip | Should -HaveCount 20
        Get-Tagged press | Should -HaveCount 20
        $server.RequestCount('BulkImport') | Should -Be 1
        $simulator.AutomationRuns | Should -Be 0
        $account.ContactCount | Should -Be $contacts
        $activity = Get-ACActivity
        $activity.Kind, $activity.Superseded, $activity.State | Should -Be 'tag', 1, 'Completed'
    }

    It 'takes the rows that an import brought in' {
        (New-TestRow 12 | Import-ACContact | Wait-ACImport | Add-ACContactTag vip | Wait-ACImport).Imported | Should -Be 12
        @($account.Contacts | Where-Object { $_.Email -like 'person*' -and $_.Tags -contains 'vip' }) | Should -HaveCount 12
    }

    It 'creates no tag unless -AllowNewTag, and nothing is sent before' {
        Assert-OneError { $addresses | Add-ACContactTag 'brand new' } 'UnknownTag' 'ObjectNotFound' '*-AllowNewTag*'
        Get-WriteCount $simulator | Should -Be 0
        ($addresses | Add-ACContactTag 'brand new' -AllowNewTag -Wait).Imported | Should -Be 20
        Get-Tagged 'brand new' | Should -HaveCount 20
    }

    It 'refuses who is not there' {
        Assert-OneError { 'nobody@example.org' | Add-ACContactTag vip | Out-Null } 'NotFound' 'InvalidData'
        $account.ContactCount | Should -Be $contacts
    }

    It 'sends and writes nothing with -WhatIf' {
        $addresses | Add-ACContactTag vip -WhatIf | Should -BeNullOrEmpty
        Get-WriteCount $simulator | Should -Be 0
        $env:AC_BULK_HOME | Should -Not -Exist
    }

    It 'ends within a moment when it is stopped, with a journal that can be read' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($path, $session) Import-Module $path; 1..1000000 | ForEach-Object { "q$_@example.org" } | Add-ACContactTag vip -AllowNewContact -Session $session').AddArgument($ModulePath).AddArgument((Get-ACSession))
        $running = $shell.BeginInvoke()
        [Threading.SpinWait]::SpinUntil({ $server.RequestCount('BulkImport') -ge 2 }, 30000) | Should -BeTrue
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
        try { $null = $shell.EndInvoke($running) } catch [Management.Automation.PipelineStoppedException], [Management.Automation.MethodInvocationException] { $null = $_ }
        $shell.Dispose()
        $activity = Get-LastActivity $simulator
        $activity.State | Should -Be 'Stopped'
        Assert-CountsAddUp $activity
        $activity.NextCommand | Should -BeLike '$rows | Resume-ACActivity*'
    }
}
