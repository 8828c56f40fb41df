Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $format = [xml] (Get-Content -LiteralPath (Join-Path (Split-Path $ModulePath) 'module/ActiveCampaign.Bulk.Format.ps1xml') -Raw)
        $views = $format.Configuration.ViewDefinitions.View

        # The columns that a table shows in so many columns of text, by header, with the cells of its first row.
        function Get-Shown {
            param($Object, [int] $Width)
            $lines = ($Object | Format-Table | Out-String -Width $Width) -split '\r?\n' | Where-Object { $_.Trim() }
            $lines[0].Trim() -split '\s+'
        }
    }

    AfterAll { Reset-TestAccount }

    It 'have the names of properties as headers, none wider than its column' {
        foreach ($view in $views) {
            $type = ($view.ViewSelectedBy.TypeName -replace '#.*' -as [type])
            foreach ($header in $view.TableControl.TableHeaders.TableColumnHeader) {
                $type.GetProperty($header.Label) | Should -Not -BeNullOrEmpty -Because "$($view.Name) shows $($header.Label)"
                if ($header.Width) { [int] $header.Width | Should -BeGreaterOrEqual $header.Label.Length }
            }
        }
    }

    It 'show no control character of the service, and neither do errors and names of activities' {
        $simulator = Connect-TestAccount
        $account = (Get-Server $simulator).Account
        $odd = "Odd`e[31m`a`nname"
        $null = $account.AddList($odd), $account.AddTag($odd), $account.AddField($odd, 'Text', $null)
        $names = (Get-ACList Odd*).Name, (Get-ACTag Odd*).Name, (Get-ACField Odd*).Name
        $names | Should -HaveCount 3
        $told = @(Get-ErrorOf { New-TestRow 20 | Import-ACContact -List 'Odd name' }) + (Get-ErrorOf { Get-ACContact -Tag 'Odd name' })
        $told.FullyQualifiedErrorId | Should -BeLike 'Unknown*'
        $names + $told.Exception.Message | Should -Not -Match '[\x00-\x1f]'
        Assert-OneError { New-TestRow 20 | Import-ACContact -ActivityName $odd } 'ParameterArgumentValidationError' 'InvalidData'
    }

    # A table leaves the last column free.
    It 'cut no heading at <_> columns' -ForEach 80, 120 {
        foreach ($view in $views) {
            $start = 0
            foreach ($header in $view.TableControl.TableHeaders.TableColumnHeader) {
                $room = $_ - 1 - $start
                if ($room -le 0) { break }
                [Math]::Min($room, $(if ($header.Width) { [int] $header.Width } else { $room })) | Should -BeGreaterOrEqual "$($header.Label)".Length -Because "$($view.Name) shows $($header.Label)"
                if (-not $header.Width) { break }
                $start += [int] $header.Width + 1
            }
        }
    }

    It 'show the whole address and every heading of a simulator at 80 columns' {
        $simulator = Connect-TestAccount
        $text = $simulator | Format-Table | Out-String -Width 80
        $text | Should -Match ([regex]::Escape("$($simulator.Uri)".TrimEnd('/')) + ' ')
        Get-Shown $simulator 80 | Should -Be 'Uri', 'SpeedFactor', 'ContactCount', 'RequestCount', 'Offences', 'IsRunning'
    }

    It 'add up at 80 columns, with nothing wrapped there or at 120: <_>' -ForEach 'activity', 'summary' {
        $simulator = Connect-TestAccount
        $summary = New-TestRow 6 -BadEvery 3 | Import-ACContact -SkipAutomation -ErrorAction SilentlyContinue | Wait-ACImport -Summary -FailOn Never
        $object = if ($_ -eq 'summary') { $summary } else { Get-LastActivity $simulator }
        $shown = Get-Shown $object 80
        $shown + (Get-Shown $object 120) | Where-Object { $_ -notin $object.PSObject.Properties.Name } | Should -BeNullOrEmpty -Because 'a heading that wraps is cut'
        $shown | Should -Contain 'RowsRead'
        $parts = 'Imported', 'Unchanged', 'Refused', 'Superseded', 'Open'
        $parts | ForEach-Object { $shown | Should -Contain $_ }
        ($parts | ForEach-Object { $object.$_ } | Measure-Object -Sum).Sum | Should -Be $object.RowsRead
        $object.RowsRead, $object.Refused | Should -Be 6, 2
        if ($_ -eq 'summary') { $shown | Should -Contain 'ExitCode' }
        $object | Format-Table | Out-String -Width 80 | Should -BeLike '*simulator*'
    }
}
