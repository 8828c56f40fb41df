Describe 'Export-CCActivityReport' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = Connect-CCTestAccount
        $batch = New-TestRow 4 -BadEvery 2 | Import-CCContact -List Newsletter -ErrorAction Ignore
        $batch | Wait-CCActivity | Out-Null
        $page = Join-Path $TestDrive 'report.html'
    }

    AfterAll { Reset-TestAccount }

    It 'writes a page on an activity, by id and from the pipeline, and names nobody' {
        $report = Export-CCActivityReport $page $batch.ActivityId
        $report.Rows, $report.ActivityId | Should -Be 4, $batch.ActivityId
        $text = Get-Content $page -Raw
        $text | Should -Match 'EmailInvalid'
        $text | Should -Not -Match '\w@\w'
        $text | Should -Not -MatchExactly '-AC[A-Z]'
        Assert-OneError { Export-CCActivityReport $page $batch.ActivityId } 'FileExists' 'ResourceExists'
        (Get-CCActivity $batch.ActivityId | Export-CCActivityReport $page -Force).Rows | Should -Be 4
    }

    It 'writes nothing with -WhatIf, and is NameNotFound for an id that is not there' {
        Export-CCActivityReport (Join-Path $TestDrive 'none.html') $batch.ActivityId -WhatIf
        Join-Path $TestDrive 'none.html' | Should -Not -Exist
        Assert-OneError { Export-CCActivityReport $page nothing } 'NameNotFound' 'ObjectNotFound' '*Get-CCActivity*'
    }
}
