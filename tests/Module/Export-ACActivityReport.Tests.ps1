Describe 'Export-ACActivityReport' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $rows = @(New-TestRow 40 -BadEvery 10) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = '<b>' }
        $source = New-TestFile 'people.csv' (($rows | ConvertTo-Csv) -join "`n")
        $results = Import-ACContact $source -List Newsletter -Tag vip -SkipAutomation -Wait -ErrorAction SilentlyContinue
        $activityId = $results[0].ActivityId
        $other = (New-TestRow 3 -Prefix other | Import-ACContact -ActivityName Other -Wait).ActivityId
    }

    AfterAll { Reset-TestAccount }

    BeforeEach {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).html"
        $before = $simulator.RequestCount
    }

    AfterEach { $simulator.RequestCount | Should -Be $before }

    It 'writes a page that is well-formed and names nobody, and one object' {
        $report = Export-ACActivityReport $path $activityId
        $report | Should -BeOfType ActiveCampaign.Bulk.ACActivityReport
        $report.Path, $report.ActivityId, $report.Rows, $report.ShowsAddress | Should -Be $path, $activityId, 41, $false
        $report.Length | Should -Be (Get-Item $path).Length
        $text = Get-Content $path -Raw
        $text | Should -Not -Match '\w@\w'
        $page = [xml]::new()
        $page.XmlResolver = $null
        $page.LoadXml($text)
        $page.html.head.title | Should -Be 'Report on people.csv'
        $words = $page.html.body.main.InnerText
        foreach ($word in 'people.csv', $activityId, 'Newsletter', 'vip', 'skipped', (Get-FileHash $source).Hash.ToLowerInvariant(), [Environment]::MachineName, "module $((Get-Module ActiveCampaign.Bulk).Version)", "PowerShell $($PSVersionTable.PSVersion)", '4 Refused: EmailInvalid', '1 Refused: FailedAtService', 'Rows 10, 20, 30, 40', 'The service takes 100 in a minute.') {
            $words | Should -Match ([regex]::Escape($word))
        }
    }

    It 'names refused rows with -ShowAddress' {
        (Export-ACActivityReport $path $activityId -ShowAddress).ShowsAddress | Should -BeTrue
        Get-Content $path -Raw | Should -Match 'blocked@simulator\.example'
        Get-Content $path -Raw | Should -Not -Match 'person1@example\.com'
    }

    It 'says the next steps, and they are right' {
        Export-ACActivityReport $path $activityId | Out-Null
        $page = [xml]::new()
        $page.XmlResolver = $null
        $page.LoadXml((Get-Content $path -Raw))
        $commands = @($page.SelectNodes('//code').InnerText)
        $commands | Should -HaveCount 2
        $commands[0] | Should -Be (Get-ACActivity $activityId).NextCommand
        Push-Location $TestDrive
        try {
            Invoke-Expression $commands[0] | Out-Null
            $rejects = Join-Path $TestDrive "$activityId-rejects.csv"
            Import-Csv $rejects | Should -HaveCount 5
            (Get-Content $rejects -Raw).Replace('@@', '@') | Set-Content $rejects
            $again = Invoke-Expression "$($commands[1]) -Wait -ErrorAction SilentlyContinue"
            ($again | Measure-Object Imported -Sum).Sum | Should -Be 4
        }
        finally {
            Pop-Location
            $before = $simulator.RequestCount
        }
    }

    It 'takes activities of the pipeline onto one page, and their copies' {
        $report = Get-ACActivity $activityId, $other | Export-ACActivityReport $path
        $report.ActivityId | Should -Be $activityId, $other
        $copy = Get-ACActivity $other | ConvertTo-Json | ConvertFrom-Json
        (($copy | Export-ACActivityReport $path -Force)).ActivityId | Should -Be $other
    }

    It 'tells of exports and deletions too' {
        Export-ACContact (Join-Path $TestDrive 'out.csv') -List Newsletter | Out-Null
        'person1@example.com' | Remove-ACContact -Force | Out-Null
        $before = $simulator.RequestCount
        $activities = Get-ACActivity -Kind export, delete
        ($activities | Export-ACActivityReport $path).ActivityId | Should -Be $activities.ActivityId
        Get-Content $path -Raw | Should -Not -Match '\w@\w'
    }

    It 'writes nothing with -WhatIf' {
        Export-ACActivityReport $path $activityId -WhatIf
        $path | Should -Not -Exist
    }

    It 'replaces a file with -Force alone, and never what an activity was read from' {
        Set-Content $path 'mine'
        Assert-OneError { Export-ACActivityReport $path $activityId } 'FileExists' 'ResourceExists' '*-Force*'
        Get-Content $path | Should -Be 'mine'
        Export-ACActivityReport $path $activityId -Force | Out-Null
        Get-Content $path -TotalCount 1 | Should -BeLike '<!DOCTYPE html*'
        Assert-OneError { Export-ACActivityReport $source $activityId -Force } 'SettingsConflict' 'InvalidArgument'
        Assert-OneError { Export-ACActivityReport (Join-Path $TestDrive 'no/where.html') $activityId } 'FileUnwritable' 'WriteError'
    }

    It 'names an id that is not there, and writes the others' {
        Assert-OneError { Export-ACActivityReport $path 'nothing' } 'NameNotFound' 'ObjectNotFound'
        $path | Should -Not -Exist
        (Export-ACActivityReport $path $activityId, 'nothing' -ErrorAction SilentlyContinue).ActivityId | Should -Be $activityId
    }

    It 'completes ids' {
        Get-Completion 'Export-ACActivityReport r.html ' | Should -Contain $activityId
    }
}
