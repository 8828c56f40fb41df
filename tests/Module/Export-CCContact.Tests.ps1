Describe 'Export-CCContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-CCTestAccount
        $server = Get-Server $simulator
        $path = Join-Path $TestDrive 'people.csv'
    }

    AfterAll { Reset-TestAccount }

    It 'writes a file that imports again as it is, and refuses who has left' {
        $result = Export-CCContact -Path $path
        $result | Should -BeOfType ActiveCampaign.Bulk.ACExportResult
        $result.Rows, $result.ServiceTotal, $result.Calls, $result.IsSimulator | Should -Be 50, 50, 1, $true
        (Get-FileHash $path).Hash | Should -Be $result.Hash
        $rows = Import-Csv $path
        $rows | Should -HaveCount 50
        ($rows | Where-Object email -EQ 'sample001@simulator.example').contact_tags | Should -Be 'newsletter'

        $imported = Import-CCContact -Path $path -List Events -Wait -ErrorAction SilentlyContinue -ErrorVariable failed
        $imported.Imported | Should -Be 49
        $failed.FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        $failed.Exception.Message | Should -BeLike '*may not be written to*'
        $server.Account.Reactivations | Should -Be 0
    }

    It 'is FileExists without -Force, and reads nothing' {
        $before = $server.RequestCount('CCContactList')
        Assert-OneError { Export-CCContact -Path $path } 'FileExists' 'ResourceExists' '*-Force*'
        $server.RequestCount('CCContactList') | Should -Be $before
        (Export-CCContact -Path $path -Tag vip -Force).Rows | Should -Be 9
    }

    It 'is FilterEmpty for a filter that is nothing, and writes no file' {
        $none = Join-Path $TestDrive 'none.csv'
        Assert-OneError { Export-CCContact -Path $none -List '' } 'FilterEmpty' 'InvalidArgument' '*everybody*'
        Test-Path $none | Should -BeFalse
    }

    It 'is SettingsConflict for contacts that are piped in, who would be everybody, and the text has a command that does it' {
        $asked = New-TestFile 'asked.txt' 'sample001@simulator.example'
        Assert-OneError { Get-Content $asked | Export-CCContact -Path $asked -Force } 'SettingsConflict' 'InvalidArgument' '*Get-CCContact -AsRow | Export-Csv*'
        Get-Content $asked | Should -Be 'sample001@simulator.example'
        $rows = Join-Path $TestDrive 'rows.csv'
        Get-Content $asked | Get-CCContact -AsRow | Export-Csv -Encoding UTF8 -NoTypeInformation -Path $rows
        (Import-Csv $rows).email | Should -Be 'sample001@simulator.example'
    }

    It 'writes nothing and leaves no journal with -WhatIf' {
        $none = Join-Path $TestDrive 'none.csv'
        $before = @(Get-ChildItem $env:AC_BULK_HOME -Recurse -Directory).Count
        Export-CCContact -Path $none -WhatIf
        Test-Path $none | Should -BeFalse
        @(Get-ChildItem $env:AC_BULK_HOME -Recurse -Directory) | Should -HaveCount $before
    }

    It 'goes on after a failure with Resume-CCActivity' {
        1..600 | ForEach-Object { $null = $server.Account.AddContact("more$_@example.com") }
        $whole = (Export-CCContact -Path (Join-Path $TestDrive 'whole.csv')).Hash
        $cut = Join-Path $TestDrive 'cut.csv'
        $null = $server.Faults.Add('CCContactList', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::After(1), [ActiveCampaign.Bulk.Simulator.ConstantContact.Faults.ServiceErrorFault]::new(500))
        Assert-OneError { Export-CCContact -Path $cut } 'ServiceUnavailable' 'ResourceUnavailable'
        Test-Path $cut | Should -BeFalse
        $server.Faults.Clear()
        $open = Get-CCActivity | Where-Object Name -EQ 'cut.csv'
        $open.NextCommand | Should -BeLike "Resume-CCActivity -ActivityId '$($open.ActivityId)'*"

        $result = Resume-CCActivity -ActivityId $open.ActivityId
        $result | Should -BeOfType ActiveCampaign.Bulk.ACExportResult
        $result.Hash | Should -Be $whole
        Test-Path $cut | Should -BeTrue
    }
}
