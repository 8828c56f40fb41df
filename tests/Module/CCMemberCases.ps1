# What holds for every command on lists and tags of Constant Contact. Dot-sourced in a Describe that has for each: Command, its
# parameter With, the Route of its activities, the error for an Unknown name, and what a contact Is afterwards.

BeforeAll {
    . $PSScriptRoot/common.ps1
}

BeforeEach {
    $simulator = Connect-CCTestAccount
    $server = Get-Server $simulator
}

AfterEach { Reset-TestAccount }

It 'does it for contacts of Get-CCContact, without looking anybody up' {
    $contacts = Get-CCContact sample006@simulator.example, sample012@simulator.example
    $before = $server.RequestCount('CCContactList')
    $result = $contacts | & $Command @With -Wait
    $result | Should -BeOfType ActiveCampaign.Bulk.ACImportResult
    $result.State, $result.Imported | Should -Be 'Completed', 2
    $server.RequestCount('CCContactList') | Should -Be $before
    $server.RequestCount($Route) | Should -Be 1
    Get-CCContact sample006@simulator.example, sample012@simulator.example | Where-Object $Is | Should -HaveCount 2
    $server.Account.ContactCount | Should -Be 50
}

It 'finds addresses, refuses who is not plainly meant, and creates nobody' {
    $mixed = [pscustomobject] @{ contact_id = $server.Account.FindContact('sample001@simulator.example').Id; email = 'sample002@simulator.example' }
    $rows = [pscustomobject] @{ email = 'SAMPLE006@simulator.example' }, [pscustomobject] @{ email = 'nobody@example.com' }, [pscustomobject] @{ email = 'no address' }, $mixed
    $result = $rows | & $Command @With -Wait -ErrorAction SilentlyContinue -ErrorVariable failed -WarningVariable said 3>$null
    $result.Imported | Should -Be 1
    "$said" | Should -BeLike "*3 rows refused: *. To try them once more, write them to a file: *| Export-CCReject *| $Command *"
    ($failed.FullyQualifiedErrorId -replace ',.*' | Sort-Object) -join ' ' | Should -Be 'ContactMismatch EmailInvalid NotFound'
    $server.Account.ContactCount | Should -Be 50
    Get-CCContact sample006@simulator.example | Where-Object $Is | Should -HaveCount 1
}

It 'changes nothing for nobody, and says so' {
    Assert-OneError { Get-CCContact -Tag vip -List Customers | & $Command @With } 'NoInput' 'InvalidData'
    @() | & $Command @With -AllowEmpty | Should -BeNullOrEmpty
    $server.RequestCount($Route) | Should -Be 0
}

It 'is <Unknown> for a name that is not there, before anything is read' {
    $named = @{}
    $With.Keys | ForEach-Object { $named[$_] = 'nothing like it' }
    Assert-OneError { 'sample001@simulator.example' | & $Command @named } $Unknown 'ObjectNotFound' '*Get-CC*'
}

It 'changes nothing with -WhatIf' {
    Get-CCContact -Tag vip | & $Command @With -WhatIf
    $server.RequestCount($Route) | Should -Be 0
}

It 'begins when an import before it has ended, in one pipeline' {
    $rows = 1..30 | ForEach-Object { [pscustomobject] @{ email = "new$_@example.com" } }
    $result = $rows | Import-CCContact -List Customers | ForEach-Object { $rows[0..9] } | & $Command @With -Wait
    $result.State, $result.Imported | Should -Be 'Completed', 10
    Get-CCContact new1@example.com, new10@example.com | Where-Object $Is | Should -HaveCount 2
}

It 'waits for an import of another command that goes on' {
    $null = [pscustomobject] @{ email = 'other@example.com' } | Import-CCContact -List Customers
    ('other@example.com' | & $Command @With -Wait).Imported | Should -Be 1
}
