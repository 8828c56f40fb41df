Describe 'Get-ACActivity' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $path = New-TestFile 'people.csv' "email`na@example.com`nbad`n"
        $file = (Import-ACContact -Path $path -ErrorAction SilentlyContinue).ActivityId
        $sent = (New-TestRow 20 | Import-ACContact -ActivityName 'Spring sale').ActivityId
        $null = Get-ErrorOf { New-TestRow 20 -BadEvery 2 | Import-ACContact -ActivityName 'Spring cleaning' -MaxRefused 0 }
        Reset-TestAccount
    }

    It 'shows what the journal knows, without a connection' {
        $activities = Get-ACActivity
        $activities | Should -BeOfType ActiveCampaign.Bulk.ACActivity
        $activities = $activities | Sort-Object Name
        $activities.Name | Should -Be 'people.csv', 'Spring cleaning', 'Spring sale'
        $activities.State | Should -Be 'Completed', 'Failed', 'Sent'
        $activities | ForEach-Object { Assert-CountsAddUp $_ }
        $activities.IsSimulator | Should -Be $true, $true, $true
    }

    It 'shows the counts, the source and the folder of an activity' {
        $activity = Get-ACActivity -ActivityId $file
        $activity.RowsRead, $activity.Imported, $activity.Refused, $activity.Kind | Should -Be 2, 1, 1, 'import'
        $activity.SourcePath | Should -Be $path
        $activity.Folder | Should -Exist
        $activity.EndedAt | Should -Not -BeNullOrEmpty
    }

    It 'shows the input file as it was read, and whether contact data is there' {
        $activity = Get-ACActivity -ActivityId $file
        $activity.SourceLength | Should -Be (Get-Item $path).Length
        $activity.SourceHash | Should -Be (Get-FileHash $path).Hash
        $activity.InputComplete, $activity.Resent, $activity.HoldsContactData | Should -Be $true, 0, $true
        $activity = Get-ACActivity -ActivityId $sent
        $activity.SourceHash, $activity.SourceLength | Should -Be $null, 0
    }

    It 'shows how fast a run went, and no time left once it has ended' {
        $activity = Get-ACActivity $sent
        $activity.Rate | Should -BeGreaterThan 0
        $activity.TimeLeft, $activity.RowsExpected, $activity.Done | Should -Be $null, 20, 0
        (Get-ACActivity $file).Done | Should -Be 1
    }

    It 'takes what is no id for a name' {
        (Get-ACActivity 'spring sale').ActivityId | Should -Be $sent
        (Get-ACActivity Spring*, $file).Name | Sort-Object | Should -Be 'people.csv', 'Spring cleaning', 'Spring sale'
        Get-ACActivity nobody* | Should -BeNullOrEmpty
        Assert-OneError { Get-ACActivity nobody } 'NameNotFound' 'ObjectNotFound'
    }

    It 'finds kinds' {
        @(Get-ACActivity -Kind import) | Should -HaveCount 3
        Get-ACActivity -Kind export, list, tag, delete | Should -BeNullOrEmpty
        Get-Completion 'Get-ACActivity -Kind ' | Should -Be 'delete', 'export', 'import', 'list', 'tag'
    }

    It 'lists the rows of an activity with state, batch and reason' {
        $rows = Get-ACActivity $file -Detailed
        $rows | Should -BeOfType ActiveCampaign.Bulk.ACActivityRow
        $rows | ForEach-Object { "$($_.RowNumber) $($_.State) $($_.BatchNumber) $($_.Reason)" } | Should -Be '1 Imported 1 ', '2 Refused  EmailInvalid'
        $rows[1].Message | Should -Not -BeNullOrEmpty
        $rows[1].ActivityId, $rows[1].Kind, $rows[1].IsSimulator | Should -Be $file, 'import', $true
    }

    It 'lists only rows in the states asked for, of every activity that is found' {
        $rows = Get-ACActivity -Name 'spring sale', people.csv -Detailed -RowState Pending, Refused
        $rows | Group-Object ActivityId, State -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be "$file, Refused 1", "$sent, Pending 20"
        $rows[-1].BatchId | Should -Not -BeNullOrEmpty
        Get-ACActivity $sent -Detailed -RowState Imported | Should -BeNullOrEmpty
    }

    It 'lists rows that add up to the counts' {
        foreach ($activity in Get-ACActivity) {
            $rows = Get-ACActivity $activity.ActivityId -Detailed
            @($rows) | Should -HaveCount $activity.RowsRead
            foreach ($state in [Enum]::GetNames([ActiveCampaign.Bulk.ACRowState])) {
                @($rows | Where-Object State -EQ $state) | Should -HaveCount $activity.$state
            }
        }
    }

    It 'has the states of rows that the journal has' {
        $core = [Reflection.Assembly]::Load([Reflection.AssemblyName] 'ActiveCampaign.Bulk.Core')
        [Enum]::GetNames([ActiveCampaign.Bulk.ACRowState]) | Should -Be ([Enum]::GetNames($core.GetType('ActiveCampaign.Bulk.Core.Journal.RowState')))
    }

    It 'lists rows as they are read' {
        (Get-ACActivity -Detailed | Select-Object -First 1).RowNumber | Should -Be 1
    }

    It 'shows the journals of -JournalPath' {
        Get-ACActivity -JournalPath (Join-Path $TestDrive 'home') | Should -HaveCount 3
        Get-ACActivity -JournalPath (Join-Path $TestDrive 'elsewhere') | Should -BeNullOrEmpty
        Join-Path $TestDrive 'elsewhere' | Should -Not -Exist
    }

    It 'shows what is open, and how to go on' {
        $activity = Get-ACActivity $sent
        $activity.Pending, $activity.OpenBatches | Should -Be 20, 1
        $activity.NextCommand | Should -Be "Get-ACActivity -ActivityId '$sent' | Wait-ACImport"
    }

    It 'finds names and wildcards' {
        (Get-ACActivity -Name spring*).Name | Sort-Object | Should -Be 'Spring cleaning', 'Spring sale'
        (Get-ACActivity -Name PEOPLE.csv).ActivityId | Should -Be $file
    }

    It 'finds states' {
        (Get-ACActivity -State Failed).Error | Should -Be 'TooManyRefused'
        @(Get-ACActivity -State Completed, Sent) | Should -HaveCount 2
    }

    It 'finds what started -Since then' {
        @(Get-ACActivity -Since (Get-Date).AddHours(-1)) | Should -HaveCount 3
        @(Get-ACActivity -Since (Get-Date).AddHours(1)) | Should -HaveCount 0
    }

    It 'shows an id that is not there as NameNotFound' {
        Assert-OneError { Get-ACActivity -ActivityId nothing } 'NameNotFound' 'ObjectNotFound' "*'nothing'*"
    }

    It 'shows a damaged journal as JournalUnreadable, and the others' {
        $copy = Join-Path (Split-Path (Get-ACActivity $file).Folder) '20200101-000000-damaged'
        Copy-Item (Get-ACActivity $file).Folder $copy -Recurse
        Get-ChildItem $copy -File | Clear-Content
        Assert-OneError { Get-ACActivity -Since 2000-01-01 | Out-Null } 'JournalUnreadable' 'ReadError' '*forget this one: Remove-ACActivity -ActivityId*-Force*'
        @(Get-ACActivity -ErrorAction SilentlyContinue) | Should -HaveCount 3
        Remove-Item $copy -Recurse
    }

    It 'shows nothing where nothing was ever done, and makes no folder' {
        $env:AC_BULK_HOME = Join-Path $TestDrive 'new'
        Get-ACActivity | Should -BeNullOrEmpty
        $env:AC_BULK_HOME | Should -Not -Exist
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
    }

    It 'takes ids, activities and batches from the pipeline, each once, and nothing for nothing' {
        $all = @(Get-ACActivity)
        $all[0].ActivityId, $all[1], $all[0], [pscustomobject] @{ ActivityId = $all[1].ActivityId } | Get-ACActivity | ForEach-Object ActivityId | Sort-Object | Should -Be ($all[0, 1].ActivityId | Sort-Object)
        @() | Get-ACActivity | Should -BeNullOrEmpty
    }

    It 'completes ids' {
        Get-Completion 'Get-ACActivity -ActivityId ' | Sort-Object | Should -Be ((Get-ACActivity).ActivityId | Sort-Object)
    }
}
