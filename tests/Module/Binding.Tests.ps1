Describe 'What rows may be' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        function Import-Row { param($Row, [hashtable] $With = @{}) $Row | Import-ACContact @With -ErrorAction Stop | ForEach-Object Imported }
        function Find-Contact { param($Email) (Get-Server $simulator).Account.FindContact([string] $Email) }
    }

    AfterAll { Reset-TestAccount }

    It 'sets no parameter by a column, whatever its name' {
        $names = (Get-Command Import-ACContact).Parameters.Values | ForEach-Object { $_.Name; $_.Aliases } | Sort-Object -Unique
        $names.Count | Should -BeGreaterThan 30
        $row = [ordered] @{ email = 'every@example.com' }
        $leftOut = @{}
        foreach ($name in $names) {
            $row[$name] = 'true'
            $leftOut[$name] = $null
        }
        Import-Row ([pscustomobject] $row) @{ ColumnMap = $leftOut } | Should -Be 1
        $contact = Find-Contact every@example.com
        $contact.Tags.Count + $contact.Lists.Count + $contact.FieldValues.Count | Should -Be 0
        (Get-LastActivity $simulator).Name | Should -Be 'import'
    }

    It 'binds by property name the ids of activities alone, where no rows are taken' {
        $bound = foreach ($command in Get-Command -Module ActiveCampaign.Bulk) {
            foreach ($parameter in $command.Parameters.Values) {
                $parameter.Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName } | ForEach-Object { "$command -$($parameter.Name)" }
            }
        }
        $bound | Sort-Object | Should -Be (@('Export-ACActivityReport', 'Export-ACReject', 'Export-CCActivityReport', 'Export-CCReject') | ForEach-Object { "$_ -ActivityId" })
    }

    It 'takes a PSCustomObject with dates, numbers, arrays and nothing, in any culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo] 'de-DE'
            Import-Row ([pscustomobject] @{
                    email        = 'object@example.com'
                    phone        = 4312345
                    City         = 1234.5
                    Notes        = [DBNull]::Value
                    Birthday     = [datetime] '1990-05-06'
                    'Last Visit' = [datetime]::new(2025, 1, 31, 14, 30, 0)
                    Interests    = 'Music', 'Food'
                    tags         = @('vip', 'press')
                    'Source Id'  = $null
                }) | Should -Be 1
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        $contact = Find-Contact object@example.com
        $contact.Phone | Should -Be '4312345'
        $contact.FieldValues[1], $contact.FieldValues[3], $contact.FieldValues[6] | Should -Be '1234.5', '1990-05-06', '||Music||Food||'
        [datetimeoffset] $contact.FieldValues[4] | Should -Be ([datetimeoffset] '2025-01-31T14:30:00Z')
        $contact.FieldValues.Keys | Should -Not -Contain 2
        $contact.FieldValues.Keys | Should -Not -Contain 9
        $contact.Tags | Should -Be 'vip', 'press'
    }

    It 'takes a hashtable, ordered or not, whatever the case of its keys' {
        Import-Row @{ EMAIL = 'hash@example.com'; city = 'Graz' } | Should -Be 1
        Import-Row ([ordered] @{ Email = 'ordered@example.com'; City = 'Wien' }) | Should -Be 1
        (Find-Contact hash@example.com).FieldValues[1] | Should -Be 'Graz'
        (Find-Contact ordered@example.com).FieldValues[1] | Should -Be 'Wien'
    }

    It 'takes a generic dictionary' {
        $row = [Collections.Generic.Dictionary[string, object]]::new()
        $row['email'] = 'generic@example.com'
        $row['City'] = 'Linz'
        Import-Row (, $row) | Should -Be 1
        (Find-Contact generic@example.com).FieldValues[1] | Should -Be 'Linz'
    }

    It 'takes data rows and data records, where DBNull is blank' {
        $table = [Data.DataTable]::new()
        $null = $table.Columns.Add('email', [string]), $table.Columns.Add('City', [string]), $table.Columns.Add('Birthday', [datetime]), $table.Columns.Add('Source Id', [int])
        $null = $table.Rows.Add('row1@example.com', 'Graz', [datetime] '1990-05-06', 7)
        $null = $table.Rows.Add('row2@example.com', [DBNull]::Value, [DBNull]::Value, [DBNull]::Value)
        Import-Row $table.Rows | Should -Be 2
        $contact = Find-Contact row1@example.com
        $contact.FieldValues[1], $contact.FieldValues[3], $contact.FieldValues[9] | Should -Be 'Graz', '1990-05-06', '7'
        (Find-Contact row2@example.com).FieldValues.Count | Should -Be 0

        $table.Rows[0]['City'] = 'Wien'
        Import-Row @(foreach ($record in $table.CreateDataReader()) { , $record }) | Should -Be 2
        (Find-Contact row1@example.com).FieldValues[1] | Should -Be 'Wien'
    }

    It 'takes what Select-Object makes of anything' {
        Import-Row ([version] '1.2' | Select-Object @{ n = 'email'; e = { 'selected@example.com' } }, @{ n = 'City'; e = { $_.Major } }) | Should -Be 1
        (Find-Contact selected@example.com).FieldValues[1] | Should -Be '1'
    }

    It 'takes rows of several shapes' {
        $rows = @(1..250 | ForEach-Object { [pscustomobject] @{ email = "shape$_@example.com"; City = 'Graz' } }) + @(1..250 | ForEach-Object { [pscustomobject] @{ 'First Name' = 'Anna'; email = "other$_@example.com" } })
        ($rows | Import-ACContact -Wait | Measure-Object Imported -Sum).Sum | Should -Be 500
        (Find-Contact shape250@example.com).FieldValues[1] | Should -Be 'Graz'
        (Find-Contact other1@example.com).FirstName | Should -Be 'Anna'
    }

    It 'ends the run at a new column that matches nothing' {
        $rows = @(1..250 | ForEach-Object { [pscustomobject] @{ email = "late$_@example.com" } }) + @([pscustomobject] @{ email = 'x@example.com'; Cty = 'Graz' })
        $errors = @(Get-ErrorOf { $rows | Import-ACContact | Out-Null })
        $errors[-1].FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
        Assert-CountsAddUp (Get-LastActivity $simulator)
    }

    It 'takes zero-width and blank cells as blank' {
        Import-Row ([pscustomobject] @{ email = " blank@example.com "; City = " `u{200b}" }) | Should -Be 1
        (Find-Contact blank@example.com).FieldValues.Count | Should -Be 0
    }
}

Describe 'What one command of <Prefix> writes' -ForEach @(
    @{ Prefix = 'AC'; Connect = 'Connect-TestAccount'; With = @{}; Wait = 'Wait-ACImport' }
    @{ Prefix = 'CC'; Connect = 'Connect-CCTestAccount'; With = @{ List = 'Newsletter' }; Wait = 'Wait-CCActivity' }
) {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = & $Connect
        $import = "Import-${Prefix}Contact"
        $batch = New-TestRow 20 -BadEvery 5 | & $import @With -ActivityName nightly -ErrorAction Ignore
        $result = $batch | & $Wait
        $summary = $batch | & $Wait -Summary
        $id = $batch.ActivityId
        $other = (New-TestRow 4 -BadEvery 2 | & $import @With -ActivityName weekly -ErrorAction Ignore).ActivityId
        function New-Place { param($Extension) Join-Path $TestDrive "$([guid]::NewGuid()).$Extension" }
    }

    AfterAll { Reset-TestAccount }

    It 'names its activity to the commands for refused rows and reports' {
        $seen = & "Get-${Prefix}Activity" nightly
        $rows = & "Get-${Prefix}Activity" nightly -Detailed
        $file = $batch | & "Export-${Prefix}Reject" (New-Place csv)
        foreach ($given in $batch, $result, $summary, $seen, $rows, $file, ($seen | Select-Object ActivityId), [pscustomobject] @{ ActivityId = $id }) {
            $written = $given | & "Export-${Prefix}Reject" (New-Place csv)
            $written.Rows, $written.ActivityId | Should -Be 4, $id
            ($given | & "Export-${Prefix}ActivityReport" (New-Place html)).ActivityId | Should -Be $id
        }
        ($result, [pscustomobject] @{ ActivityId = $id, $other } | & "Export-${Prefix}Reject" (New-Place csv)).ActivityId | Should -Be $id, $other
    }

    It 'names an activity of another journal folder by itself' {
        $elsewhere = Join-Path $TestDrive "elsewhere-$Prefix"
        $there = (New-TestRow 6 -BadEvery 2 | & $import @With -JournalPath $elsewhere -ErrorAction Ignore).ActivityId
        $written = & "Get-${Prefix}Activity" -JournalPath $elsewhere | & "Export-${Prefix}Reject" (New-Place csv)
        $written.Rows, $written.ActivityId | Should -Be 3, $there
        (& "Get-${Prefix}Activity" -JournalPath $elsewhere | & "Export-${Prefix}ActivityReport" (New-Place html)).ActivityId | Should -Be $there
    }

    It 'names its activities to Get-<Prefix>Activity' {
        $page = $batch, [pscustomobject] @{ ActivityId = $other } | & "Export-${Prefix}ActivityReport" (New-Place html)
        ($page | & "Get-${Prefix}Activity").ActivityId | Should -Be $id, $other
        ($summary | & "Get-${Prefix}Activity").ActivityId | Should -Be $id
    }

    It 'names its batch to the commands for batches' {
        ($result | & $Wait).BatchId | Should -Be $batch.BatchId
        if ($Prefix -eq 'AC') {
            ($result | Get-ACImportStatus).BatchId | Should -Be $batch.BatchId
            ($batch | Get-ACImportStatus | Wait-ACImport).ActivityId | Should -Be $id
        }
    }

    It 'passes a repair as it is, whatever the journal says meanwhile' {
        $repaired = $result | & @{ AC = 'Repair-ACImport'; CC = 'Repair-CCActivity' }[$Prefix]
        [object]::ReferenceEquals($repaired, $result) | Should -BeTrue
    }

    It 'stands for its name where one is asked for' {
        $list = & "Get-${Prefix}List" Newsletter
        "$list" | Should -Be 'Newsletter'
        { & "Get-${Prefix}Contact" -List $list -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is not bound where it has no id' {
        Assert-OneError { & "Get-${Prefix}List" Newsletter | & "Export-${Prefix}Reject" (New-Place csv) } 'InputObjectNotBound' 'InvalidArgument'
    }

    It 'leaves a name with wildcards to the commands that take them' {
        foreach ($script in { & "Get-${Prefix}Contact" -List News* }, { & "Get-${Prefix}Contact" -Tag v* }, { New-TestRow 1 | & $import -List News* }, { & "Resume-${Prefix}Activity" -Name n* }, { & "Get-${Prefix}List" -Session * }, { & "Export-${Prefix}Reject" (New-Place csv) * }) {
            (Get-ErrorOf $script).Exception.Message | Should -BeLike '*Wildcards mean nothing here*'
        }
    }
}

Describe 'The module in a session' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    It 'works after importing it with -Force, and after removing it' {
        $result = Invoke-InNewPwsh @"
            Import-Module '$ModulePath' -Force
            Import-Module '$ModulePath' -Force
            Connect-ACSession -Simulator
            1..3 | ForEach-Object { [pscustomobject] @{ email = "a`$_@example.com" } } | Import-ACContact 6>`$null | ForEach-Object Imported
            Remove-Module ActiveCampaign.Bulk
            Import-Module '$ModulePath'
            Connect-ACSession -Simulator -Name again
            1..3 | ForEach-Object { [pscustomobject] @{ email = "b`$_@example.com" } } | Import-ACContact -Session again 6>`$null | ForEach-Object Imported
            (Get-Module ActiveCampaign.Bulk).ExportedCmdlets.Count
"@
        $result.Errors | Should -BeNullOrEmpty
        $result.Output -split '\r?\n' | Where-Object { $_ -notlike 'WARNING: JournalNotDurable*' } | Should -Be '3', '3', "$((Get-Module ActiveCampaign.Bulk).ExportedCmdlets.Count)"
    }

    It 'keeps engine, service and their packages in a load context of their own' {
        $result = Invoke-InNewPwsh @'
            $WarningPreference = 'SilentlyContinue'
            Connect-ACSession -Simulator
            $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).csv"
            Export-ACContact $file | Out-Null
            Import-ACContact $file -ErrorAction Ignore 6>$null | Out-Null
            Remove-Item $file
            foreach ($context in [Runtime.Loader.AssemblyLoadContext]::All) {
                $context.Assemblies | Where-Object { $_.Location -like '*lib?net8.0*' } | ForEach-Object { "$($context.Name): $($_.GetName().Name)" }
            }
'@
        $result.Output -split '\r?\n' | Sort-Object | Should -Be @(
            'ActiveCampaign.Bulk: ActiveCampaign.Bulk.Core', 'ActiveCampaign.Bulk: ActiveCampaign.Bulk.Service', 'ActiveCampaign.Bulk: Polly.Core'
            'Default: ActiveCampaign.Bulk', 'Default: ActiveCampaign.Bulk.Loader', 'Default: ActiveCampaign.Bulk.Simulator')
    }
}
