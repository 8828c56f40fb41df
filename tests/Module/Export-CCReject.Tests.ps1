Describe 'Export-CCReject' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = Connect-CCTestAccount
        $batch = New-TestRow 4 -BadEvery 2 | Import-CCContact -List Newsletter -ErrorAction Ignore
        $batch | Wait-CCActivity | Out-Null
    }

    AfterAll { Reset-TestAccount }

    It 'writes the refused rows, by id and by activity' {
        $file = Join-Path $TestDrive 'rejects.csv'
        (Export-CCReject $file $batch.ActivityId).Rows | Should -Be 2
        (Import-Csv $file).AC_Code | Should -Be 'EmailInvalid', 'EmailInvalid'
        Assert-OneError { Export-CCReject $file $batch.ActivityId } 'FileExists' 'ResourceExists'
        (Get-CCActivity $batch.ActivityId | Export-CCReject $file -Force).Rows | Should -Be 2
    }

    It 'reads another journal folder with -JournalPath' {
        $elsewhere = Join-Path $TestDrive 'elsewhere'
        $there = (New-TestRow 4 -BadEvery 2 | Import-CCContact -List Newsletter -JournalPath $elsewhere -ErrorAction Ignore).ActivityId
        $new = Join-Path $TestDrive 'there.csv'
        Assert-OneError { Export-CCReject $new $there } 'NameNotFound' 'ObjectNotFound'
        (Export-CCReject $new $there -JournalPath $elsewhere).Rows | Should -Be 2
        (Get-CCActivity $there -JournalPath $elsewhere | Export-CCReject $new -JournalPath $elsewhere -Force).ActivityId | Should -Be $there
    }

    It 'writes nothing with -WhatIf, and is NameNotFound for an id that is not there' {
        $file = Join-Path $TestDrive 'none.csv'
        Export-CCReject $file $batch.ActivityId -WhatIf
        $file | Should -Not -Exist
        Assert-OneError { Export-CCReject $file nothing } 'NameNotFound' 'ObjectNotFound' '*Get-CCActivity*'
    }
}
