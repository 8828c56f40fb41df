Describe 'Get-CCActivity' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'joins what the service has with the journal' {
        $null = Connect-CCTestAccount
        $batches = New-TestRow 20 | Import-CCContact -List Newsletter -BatchSize 10 -ActivityName spring
        $batches | Wait-CCActivity | Out-Null
        $activities = Get-CCActivity -Name spring
        $activities | Should -BeOfType ActiveCampaign.Bulk.CCActivity
        $activities.BatchId | Sort-Object | Should -Be ($batches.BatchId | Sort-Object)
        $activities.State | Should -Be 'Completed', 'Completed'
        ($activities | Measure-Object Rows -Sum).Sum | Should -Be 20
        ($activities | Measure-Object People -Sum).Sum | Should -Be 20
        $activities.NextCommand | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'takes what is no id for a name' {
        $null = Connect-CCTestAccount
        $batch = New-TestRow 4 -BadEvery 2 | Import-CCContact -List Newsletter -ActivityName nightly -ErrorAction Ignore
        $null = New-TestRow 2 | Import-CCContact -List Newsletter -ActivityName weekly
        (Get-CCActivity nightly).BatchId | Should -Be $batch.BatchId
        (Get-CCActivity N*, $batch.BatchId, weekly).Name | Sort-Object | Should -Be 'nightly', 'weekly'
        Get-CCActivity nightly -Detailed | Should -HaveCount 4
        Get-CCActivity nobody* | Should -BeNullOrEmpty
        Assert-OneError { Get-CCActivity nobody } 'NameNotFound' 'ObjectNotFound'
        Assert-OneError { 'nightly' | Get-CCActivity } 'NameNotFound' 'ObjectNotFound'
    }

    It 'names the command that goes on, and it does' {
        $null = Connect-CCTestAccount
        $null = New-TestRow 3 | Import-CCContact -List Newsletter -ActivityName open
        $next = (Get-CCActivity -Name open).NextCommand
        $next | Should -BeLike 'Get-CCActivity -ActivityId*| Wait-CCActivity'
        (Invoke-Expression $next).Imported | Should -Be 3
    }

    It 'shows what other programs have begun, and what only the journal knows' {
        $null = Connect-CCTestAccount
        $batch = New-TestRow 3 | Import-CCContact -List Newsletter
        $refused = [pscustomobject] @{ email = 'nobody' } | Import-CCContact -List Newsletter -ActivityName none -ErrorAction Ignore
        (Get-CCActivity -Name none).State | Should -Be 'NotKnown'
        $home1 = $env:AC_BULK_HOME
        $env:AC_BULK_HOME = Join-Path $TestDrive 'elsewhere'
        $foreign = Get-CCActivity
        $foreign.BatchId | Should -Be $batch.BatchId
        $foreign.ActivityId | Should -BeNullOrEmpty
        ($foreign | Wait-CCActivity).State | Should -Be 'Completed'
        (Get-CCActivity).Rows | Should -Be 3
        Assert-OneError { $foreign | Resume-CCActivity } 'NameNotFound' 'ObjectNotFound' '*Wait-CCActivity*'
        $env:AC_BULK_HOME = $home1
        $refused.State | Should -Be 'Refused'
    }

    It 'lists rows with -Detailed, without the service' {
        $simulator = Connect-CCTestAccount
        $batch = New-TestRow 4 -BadEvery 2 | Import-CCContact -List Newsletter -ErrorAction Ignore
        $batch | Wait-CCActivity | Out-Null
        $before = $simulator.RequestCount
        $rows = Get-CCActivity $batch.ActivityId -Detailed
        $rows.State | Should -Be 'Imported', 'Refused', 'Imported', 'Refused'
        (Get-CCActivity $batch.ActivityId -Detailed -RowState Refused).Reason | Should -Be 'EmailInvalid', 'EmailInvalid'
        $simulator.RequestCount | Should -Be $before
    }

    It 'is NameNotFound for what nobody has, and keeps the services apart' {
        $null = Connect-CCTestAccount
        $batch = New-TestRow 2 | Import-CCContact -List Newsletter
        Assert-OneError { Get-CCActivity nothing } 'NameNotFound' 'ObjectNotFound'
        Assert-OneError { Get-ACActivity $batch.ActivityId } 'NameNotFound' 'ObjectNotFound'
        (Get-ACActivity).ActivityId | Should -Not -Contain $batch.ActivityId
        Get-Completion 'Get-CCActivity -ActivityId ' | Should -Contain $batch.ActivityId
        Get-Completion 'Get-ACActivity -ActivityId ' | Should -Not -Contain $batch.ActivityId
    }
}
