Describe 'Reject files' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $simulator = Connect-TestAccount -With @{ Empty = $true }
        $account = (Get-Server $simulator).Account
        [Text.Encoding]::RegisterProvider([Text.CodePagesEncodingProvider]::Instance)
    }

    AfterAll { Reset-TestAccount }

    It 'hold nothing of somebody who is excluded by a hash, and neither does the journal' {
        $sha = [Security.Cryptography.SHA256]::Create()
        $hash = -join ($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes('gone@one.example')) | ForEach-Object { $_.ToString('x2') })
        $list = Join-Path $TestDrive 'hashed.txt'
        $rejects = Join-Path $TestDrive 'hashed.csv'
        Set-Content $list $hash
        $rows = 'gone@one.example', 'stays@one.example' | ForEach-Object { [pscustomobject] @{ email = $_; 'First Name' = "Name of $_" } }
        $result = $rows | Import-ACContact -ExcludePath $list -RejectPath $rejects -SkipAutomation -Wait -WarningAction SilentlyContinue
        ($result | Measure-Object Imported -Sum).Sum | Should -Be 1
        $account.FindContact('gone@one.example') | Should -BeNullOrEmpty
        $refused = @(Import-Csv $rejects)
        $refused.AC_Code, $refused.AC_Action | Should -Be 'Excluded', 'Leave'
        Get-Content $rejects -Raw | Should -Not -Match 'gone@one'
        $folder = (Get-LastActivity $simulator).Folder
        Get-ChildItem $folder -File -Recurse | Where-Object { (Get-Content -LiteralPath $_ -Raw) -match 'gone@one' } | Should -BeNullOrEmpty
    }

    It 'are in delimiter and encoding of the input, and come in again as the warning says: <Name>' -ForEach @(
        @{ Name = 'windows-1252'; Page = 1252; Mark = $false; Delimiter = ';'; With = @{ Encoding = 'windows-1252' } }
        @{ Name = 'utf-16'; Page = 1200; Mark = $true; Delimiter = "`t"; With = @{} }
        @{ Name = 'utf-8 with bars'; Page = 65001; Mark = $false; Delimiter = '|'; With = @{} }
    ) {
        $encoding = [Text.Encoding]::GetEncoding($Page)
        $source = Join-Path $TestDrive "$Page.csv"
        $text = "email,First Name`nok$Page@one.example,Änne`nbad$Page@@one.example,Jürgen`n".Replace(',', $Delimiter)
        [IO.File]::WriteAllBytes($source, $(if ($Mark) { $encoding.GetPreamble() } else { @() }) + $encoding.GetBytes($text))
        $rejects = Join-Path $TestDrive "$Page-rejects.csv"
        Import-ACContact $source @With -RejectPath $rejects -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        $written = @([IO.File]::ReadAllText($rejects, $encoding) | ConvertFrom-Csv -Delimiter $Delimiter)
        $written[0].'First Name', $written[0].AC_Row, $written[0].AC_Line, $written[0].AC_Code | Should -Be Jürgen, 2, 3, EmailInvalid
        $written[0].AC_Reason | Should -Not -Match 'EmailInvalid'

        $exported = Join-Path $TestDrive "$Page-exported.csv"
        Export-ACReject $exported (Get-LastActivity $simulator).ActivityId | Out-Null
        [IO.File]::ReadAllText($exported, $encoding) | Should -Be ([IO.File]::ReadAllText($rejects, $encoding))

        [IO.File]::WriteAllText($rejects, [IO.File]::ReadAllText($rejects, $encoding).Replace('@@', '@'), $encoding)
        Invoke-Expression ([regex]::Match("$said", 'Import-ACContact .*').Value) | Out-Null
        $account.FindContact("bad$Page@one.example").FirstName | Should -Be Jürgen
    }

    It 'tell a column that an object lacks from a blank one, by <Route>' -ForEach @(
        'file', 'pipeline', 'spreadsheet file', 'Export-ACReject', 'error objects' | ForEach-Object { @{ Route = $_ } }
    ) {
        $blank, $absent, $filled = 'blank', 'absent', 'filled' | ForEach-Object { "$_-$($Route -replace ' ')@one.example" }
        $blank, $absent, $filled | ForEach-Object { $null = $account.AddContact($_, 'Ann', 'Lee', '111') }
        $rows = '[{"email":"@@@"}]', "[{""email"":""$blank"",""phone"":"""",""tags"":[""missing $Route""]}]", "[{""email"":""$absent"",""tags"":[""missing $Route""]},{""email"":""$filled"",""tags"":[""missing $Route""]}]" | ForEach-Object { ConvertFrom-Json $_ }
        $rejects = Join-Path $TestDrive "absent $Route.csv"
        $quiet = @{ ClearColumn = 'phone'; AllowClearAll = $true; SkipAutomation = $true; Wait = $true; WarningAction = 'SilentlyContinue' }
        if ($Route -eq 'error objects') {
            $rows | Import-ACContact @quiet -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
            $again = $problem.TargetObject | Where-Object email -NE '@@@'
            $again | Where-Object email -EQ $filled | Add-Member phone 222
            $again | Import-ACContact @quiet -AllowNewTag | Out-Null
        }
        else {
            $rows | Import-ACContact @quiet -RejectPath $rejects -SafeForSpreadsheet:($Route -like 'spread*') | Out-Null
            $id = (Get-LastActivity $simulator).ActivityId
            if ($Route -eq 'Export-ACReject') {
                $rejects = Join-Path $TestDrive 'absent exported.csv'
                $null = Export-ACReject $rejects $id
            }

            # Refused once more, and then corrected.
            $second = Join-Path $TestDrive "absent $Route again.csv"
            Import-Csv $rejects | Where-Object email -NotLike '*@@@' | Export-Csv $rejects.Replace('.csv', ' left.csv')
            Import-ACContact -Path $rejects.Replace('.csv', ' left.csv') @quiet -RejectPath $second | Out-Null
            (Import-Csv $second).AC_Absent | Should -Be '', 'phone', 'phone'
            $corrected = Import-Csv $second
            $corrected[2].phone = '222'
            $corrected | Export-Csv $second
            if ($Route -eq 'pipeline') { Import-Csv $second | Import-ACContact @quiet -AllowNewTag | Out-Null } else { Import-ACContact -Path $second @quiet -AllowNewTag | Out-Null }
        }

        $blank, $absent, $filled | ForEach-Object { "$($account.FindContact($_).Phone)" } | Should -Be '', '111', '222'
    }

    It 'keep the first row and line over generations, of rows refused here and by the service' {
        $account.AddExclusion('never@one.example') | Out-Null
        $source = New-TestFile 'generations.csv' "email,First Name`na@one.example,A`nb@@one.example,B`nc@@one.example,C`nnever@one.example,N`n"
        $first, $second, $third = 1..3 | ForEach-Object { Join-Path $TestDrive "generation$_.csv" }
        Import-ACContact $source -RejectPath $first -SkipAutomation -Wait -WarningAction Ignore | Out-Null
        Import-ACContact $first -RejectPath $second -SkipAutomation -Wait -WarningAction Ignore | Out-Null
        Import-ACContact $second -RejectPath $third -SkipAutomation -Wait -WarningAction Ignore | Out-Null
        foreach ($file in $first, $second, $third) {
            $rows = Import-Csv $file | Sort-Object { [int] $_.AC_Row }
            $rows.AC_Row | Should -Be 2, 3, 4 -Because $file
            $rows.AC_Line | Should -Be 3, 4, 5 -Because $file
            $rows.'First Name' | Should -Be B, C, N
        }
    }
}
