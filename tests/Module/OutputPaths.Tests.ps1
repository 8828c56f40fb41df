# No command writes into what it, or the pipeline before it, reads.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $simulator = Connect-TestAccount
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'paths')
    Push-Location $folder
    function Import-Piped { $input | Import-ACContact -RejectPath people.csv -Force }
    function Import-Stepped {
        param([Parameter(ValueFromPipeline)] $Row)
        begin { $steps = { Import-ACContact -RejectPath people.csv -Force }.GetSteppablePipeline(); $steps.Begin($true) }
        process { $steps.Process($Row) }
        end { $steps.End() }
    }
}

AfterAll {
    Pop-Location
    Reset-TestAccount
}

Describe 'A file that is read and written' {
    BeforeEach {
        Get-ChildItem $folder | Remove-Item
        $text = "email,phone`nann@one.example,1`nbad,2`n"
        Set-Content people.csv $text -NoNewline
        Set-Content stop.txt 'bob@one.example'
        Set-Content 'rejects.2.csv' $text -NoNewline
        $here, $name, $splat = "$folder", 'people.csv', @{ Path = 'people.csv' }
    }

    It 'is SettingsConflict: <Case>' -ForEach @(
        @{ Case = 'Import-Csv'; Action = { Import-Csv people.csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'another spelling'; Action = { Import-Csv ./people.csv | Import-ACContact -RejectPath "$here/../paths/people.csv" -Force } }
        @{ Case = 'several lines'; Action = { Import-Csv people.csv |
                    Where-Object email |
                    Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'a variable'; Action = { Import-Csv $name | Import-ACContact -RejectPath $name -Force } }
        @{ Case = 'a text with a variable'; Action = { Import-Csv "$here/people.csv" | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'Join-Path'; Action = { Import-Csv (Join-Path $here 'people.csv') | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'splatting'; Action = { Import-Csv @splat | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'Get-Content'; Action = { Get-Content people.csv | ConvertFrom-Csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = '.NET'; Action = { [IO.File]::ReadAllLines("$here/people.csv") | ConvertFrom-Csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'wildcards'; Action = { Import-Csv p*.csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'Get-ChildItem'; Action = { Get-ChildItem $here -Filter p*.csv | Import-Csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'parentheses'; Action = { (Import-Csv people.csv) | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'an assignment'; Action = { $null = Import-Csv people.csv | Import-ACContact -RejectPath people.csv -Force } }
        @{ Case = 'a function'; Action = { Import-Csv people.csv | Import-Piped } }
        @{ Case = 'a function of steps'; Action = { Import-Csv people.csv | Import-Stepped } }
        @{ Case = 'ForEach-Object'; Action = { Import-Csv people.csv | Select-Object -First 1 | ForEach-Object { $_ | Import-ACContact -RejectPath people.csv -Force } } }
        @{ Case = '-Path'; Action = { Import-ACContact people.csv -RejectPath ./people.csv -Force } }
        @{ Case = '-ExcludePath'; Action = { Import-ACContact people.csv -ExcludePath stop.txt -RejectPath stop.txt -Force } }
        @{ Case = 'a numbered reject file'; Action = { Import-ACContact rejects.2.csv -RejectPath rejects.csv -Force } }
        @{ Case = '-ComparedTo'; Action = { Import-ACContact people.csv -ComparedTo rejects.2.csv -RejectPath rejects.csv -Force } }
        @{ Case = 'Add-ACContactTag'; Action = { Import-Csv people.csv | Add-ACContactTag vip -RejectPath people.csv -Force } }
        @{ Case = 'Remove-ACListMember'; Action = { Import-Csv people.csv | Remove-ACListMember -AllLists -RejectPath people.csv -Force } }
        @{ Case = '-BackupPath'; Action = { Import-Csv people.csv | Remove-ACContact -BackupPath people.csv -Force } }
        @{ Case = '-SuppressionPath'; Action = { Import-Csv people.csv | Remove-ACContact -SuppressionPath people.csv -Force } }
        @{ Case = 'both files of a deletion'; Action = { Import-Csv people.csv | Remove-ACContact -BackupPath gone.csv -SuppressionPath ./gone.csv -Force } }
        @{ Case = 'Export-ACContact'; Action = { Import-Csv people.csv | Export-ACContact people.csv -Force } }
    ) {
        $before = (Get-Server $simulator).Requests.Count
        Assert-OneError $Action 'SettingsConflict' 'InvalidArgument' '*Nothing was read, written or sent.*'
        (Get-Server $simulator).Requests.Count | Should -Be $before
        Get-Content people.csv, rejects.2.csv -Raw | Should -Be $text, $text
        Get-Content stop.txt | Should -Be 'bob@one.example'
    }

    It 'is SettingsConflict by a <Kind>' -ForEach @{ Kind = 'SymbolicLink' }, @{ Kind = 'HardLink' } {
        try {
            $null = New-Item -ItemType $Kind -Path link.csv -Target "$folder/people.csv" -ErrorAction Stop
        }
        catch [UnauthorizedAccessException] {
            Set-ItResult -Skipped -Because 'this user may make no links'
            return
        }

        Assert-OneError { Import-Csv people.csv | Import-ACContact -RejectPath link.csv -Force } 'SettingsConflict' 'InvalidArgument'
        Assert-OneError { Import-ACContact link.csv -RejectPath people.csv -Force } 'SettingsConflict' 'InvalidArgument'
        Get-Content people.csv -Raw | Should -Be $text
    }

    It 'is SettingsConflict for Export-ACReject where the activity was read from it' {
        $activity = Import-ACContact people.csv -SkipAutomation -Wait -ErrorAction Ignore -WarningAction Ignore
        Assert-OneError { Export-ACReject ./people.csv -ActivityId $activity.ActivityId -Force } 'SettingsConflict' 'InvalidArgument' '*Nothing was read, written or sent.*'
        Get-Content people.csv -Raw | Should -Be $text
    }

    It 'is read to its end where nobody can know of it' {
        1..600 | ForEach-Object { [pscustomobject] @{ email = "p$_@one.example"; phone = $_ } } | Export-Csv people.csv
        Add-Content people.csv 'bad,1'
        $hidden = { Import-Csv ([string]::Concat('peo', 'ple.csv')) }
        & $hidden | Import-ACContact -RejectPath people.csv -Force -SkipAutomation -Wait -WarningAction Ignore | Measure-Object Imported -Sum | ForEach-Object Sum | Should -Be 600
        (Import-Csv people.csv).email | Should -Be 'bad'
        Get-ChildItem -Name | Should -Be 'people.csv', 'rejects.2.csv', 'stop.txt'
    }

    It 'stays where the run ends before the input does' {
        $rows = @([pscustomobject] @{ email = 'bad' }) * 3 + @(New-TestRow 500)
        $run = { $rows | Import-ACContact -RejectPath people.csv -Force -MaxRefused 1 -SkipAutomation -WarningVariable script:warning -WarningAction SilentlyContinue }
        (Get-ErrorOf $run).FullyQualifiedErrorId | Should -BeLike 'TooManyRefused,*'
        Get-Content people.csv -Raw | Should -Be $text
        "$script:warning" | Should -BeLike '*not read to its end*Export-ACReject*'
    }

    It 'is another one, and all is well' {
        Import-Csv people.csv | Import-ACContact -RejectPath other.csv -Force -WarningAction Ignore | Out-Null
        (Import-Csv other.csv).AC_Row | Should -Be 2
    }
}
