# What README's first command imports: which rows of the sample are accepted and refused, and why.
Describe 'The sample file' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $sample = Join-Path $PSScriptRoot '../../module/samples/contacts.csv'
        $simulator = Connect-TestAccount
        $errors = Get-ErrorOf { $script:results = Import-ACContact $sample | Wait-ACImport }
    }

    AfterAll { Reset-TestAccount }

    It 'has 520 rows, of which 512 are imported and 8 refused on purpose' {
        $activity = Get-LastActivity $simulator
        $activity.RowsRead, $activity.Imported, $activity.Refused | Should -Be 520, 512, 8
        $errors | Should -HaveCount 8
    }

    It 'has row <Row> refused: <Id>' -ForEach @(
        @{ Row = 57; Id = 'EmailInvalid' }
        @{ Row = 113; Id = 'EmailMissing' }
        @{ Row = 190; Id = 'DateInvalid' }
        @{ Row = 266; Id = 'OptionUnknown' }
        @{ Row = 301; Id = 'TagUnknown' }
        @{ Row = 377; Id = 'EmailInvalid' }
        @{ Row = 402; Id = 'FailedAtService' }
        @{ Row = 403; Id = 'FailedAtService' }
    ) {
        $found = $errors | Where-Object { $_.Exception.Message -match "^Row ${Row}\b" }
        $found.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'imports the same by both routes' {
        $other = Connect-TestAccount -Name other
        Import-Csv $sample | Import-ACContact -Session other -ErrorAction SilentlyContinue | Wait-ACImport -Session other -ErrorAction SilentlyContinue | Out-Null
        $one = Get-ACContact -Session (Get-ACSession | Where-Object Name -NE 'other').Name | Sort-Object Email | Select-Object Email, FirstName, LastName, Phone
        $two = Get-ACContact -Session other | Sort-Object Email | Select-Object Email, FirstName, LastName, Phone
        ConvertTo-Json $two | Should -Be (ConvertTo-Json $one)
    }
}
