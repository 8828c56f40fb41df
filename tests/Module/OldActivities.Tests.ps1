# What goes on with an old activity, judged by the account: nobody is made, put back, taken off or deleted whom it no longer means.
Describe 'Old activities and what came after them' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Status { param($Email, $List = 1) "$($account.FindContact([string] $Email).Lists[$List])" }
        function Get-Person { param($Email) $account.FindContact([string] $Email) }
        function Get-JournalEvent { ($account.Lists.GetEnumerator() | Where-Object Value -EQ 'Events').Key }
        $people = 1..6 | ForEach-Object { "p$_@example.org" }
        $quiet = @{ WarningAction = 'SilentlyContinue'; InformationAction = 'SilentlyContinue' }

        # Nothing of it is sent; the activity stays.
        function Stop-AtOnce {
            param([scriptblock] $Start)
            Add-Fault $simulator BulkImport Account402 -Number 1
            try { & $Start 2>&1 | Out-Null } catch { $null = $_ }
            $activity = Get-LastActivity $simulator
            $activity.NotSent | Should -BeGreaterThan 0
            $activity
        }

        # The service ends the batch as failed.
        function Invoke-Failed {
            param([scriptblock] $Start)
            Add-Fault $simulator BulkImport BatchFails -Number 1
            & $Start 2>&1 | Out-Null
            $activity = Get-LastActivity $simulator
            $activity.NextCommand | Should -BeLike '*Repair-ACImport*'
            $activity
        }

        # What was changed until now is older than what is sent from now on: by more than the two seconds that the client allows for,
        # and by what it knows of the service's clock.
        function Wait-Moment {
            $live = [ActiveCampaign.Bulk.ACSession].Assembly.GetType('ActiveCampaign.Bulk.Sessions.SessionFinder').GetMethod('Live').Invoke($null, [ActiveCampaign.Bulk.ACSession[]] (Get-ACSession))
            $until = $server.Clock.GetUtcNow().AddSeconds(4)
            $null = [Threading.SpinWait]::SpinUntil({ $live.Account.ServiceNow -gt $until })
        }
    }

    BeforeEach {
        $env:AC_BULK_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        $account = $server.Account
        $people | ForEach-Object { $null = $account.AddContact($_); $account.Subscribe($_, 1) }
        $contacts = $account.ContactCount
        Wait-Moment
    }

    AfterEach { Reset-TestAccount }

    It 'creates nobody on a resume of <Name>' -ForEach @(
        @{ Name = 'Add-ACListMember'; Start = { $people | Add-ACListMember Events @quiet } }
        @{ Name = 'Remove-ACListMember'; Start = { $people | Remove-ACListMember Newsletter @quiet } }
        @{ Name = 'Add-ACContactTag'; Start = { $people | Add-ACContactTag vip @quiet } }
        @{ Name = 'Add-ACContactTag -SkipAutomation'; Start = { $people | Add-ACContactTag vip -SkipAutomation @quiet } }
    ) {
        $activity = Stop-AtOnce $Start
        $null = $account.RemoveContact('p4@example.org')
        $errors = @(Get-ErrorOf { Resume-ACActivity -ActivityId $activity.ActivityId -Wait @quiet | Out-Null })
        $errors.FullyQualifiedErrorId | Should -Be 'NotFound,ActiveCampaign.Bulk.Commands.ResumeACActivityCommand'
        Get-Person p4@example.org | Should -BeNullOrEmpty
        $account.ContactCount | Should -Be ($contacts - 1)
        $after = Get-ACActivity -ActivityId $activity.ActivityId
        $after.State, $after.Imported, $after.Refused | Should -Be 'Completed', 5, 1
        Assert-CountsAddUp $after
    }

    It 'creates nobody on a repair of <Name>' -ForEach @(
        @{ Name = 'Remove-ACListMember'; Start = { $people | Remove-ACListMember Newsletter -Wait @quiet } }
        @{ Name = 'Add-ACContactTag -SkipAutomation'; Start = { $people | Add-ACContactTag vip -SkipAutomation -Wait @quiet } }
    ) {
        $activity = Invoke-Failed $Start
        $null = $account.RemoveContact('p4@example.org')
        Get-ErrorOf { $activity | Repair-ACImport @quiet | Out-Null } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $account.ContactCount | Should -Be ($contacts - 1)
        (Get-ACActivity -ActivityId $activity.ActivityId).Imported | Should -Be 5
    }

    It 'takes nobody off a list on a repair who has joined it since' {
        $activity = Invoke-Failed { $people | Remove-ACListMember Newsletter -SkipAutomation -Wait @quiet }
        Wait-Moment
        $account.Unsubscribe('p3@example.org', 1)
        $account.Subscribe('p3@example.org', 1)
        Get-ErrorOf { $activity | Repair-ACImport @quiet | Out-Null } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'ChangedSince,*'
        Get-Status p3@example.org | Should -Be 'Active'
        ($people -ne 'p3@example.org') | ForEach-Object { Get-Status $_ } | Sort-Object -Unique | Should -Be 'Unsubscribed'
    }

    It 'takes contacts off those lists alone that they are on' {
        $events = Get-JournalEvent
        $account.Subscribe('p1@example.org', $events)
        ($people | Remove-ACListMember Newsletter, Events -Wait | Measure-Object Imported -Sum).Sum | Should -Be 6
        Get-Status p1@example.org $events | Should -Be 'Unsubscribed'
        ($people | Select-Object -Skip 1 | ForEach-Object { Get-Status $_ $events }) -ne '' | Should -BeNullOrEmpty
        $sent = $server.RequestCount('BulkImport')
        ('p2@example.org' | Remove-ACListMember Events -Wait).Imported | Should -Be 1
        Get-Status p2@example.org $events | Should -Be ''
        $server.RequestCount('BulkImport') | Should -Be $sent
        (Get-LastActivity $simulator).State | Should -Be 'Completed'
    }

    It 'deletes nobody on a resume whose id is somebody else by now' {
        $ids = $people | ForEach-Object { (Get-Person $_).Id }
        $server.Options.ArchiveLimit = 0
        Get-ErrorOf { $people | Remove-ACContact -Force @quiet } | Out-Null
        $activity = Get-LastActivity $simulator
        $server.Options.ArchiveLimit = 100
        $null = Invoke-RestMethod "$($simulator.Uri.GetLeftPart('Authority'))/api/3/contacts/$($ids[2])" -Method Put -Headers @{ 'Api-Token' = $simulator.ApiToken } -Body '{"contact":{"email":"stranger@two.example"}}'
        $errors = @(Get-ErrorOf { Resume-ACActivity -ActivityId $activity.ActivityId @quiet | Out-Null })
        $errors.FullyQualifiedErrorId | Should -BeLike 'ContactMismatch,*'
        Get-Person stranger@two.example | Should -Not -BeNullOrEmpty
        $account.Deletions.Email | Should -Not -Contain 'stranger@two.example'
    }

    It 'puts nobody back on a resume over a newer opt-out, whether the answer was lost or nothing was sent' {
        $people | ForEach-Object { $account.Unsubscribe($_, 1) }
        foreach ($number in 1..4) { Add-Fault $simulator ContactListSet CloseAfterEffect -Number $number }
        Get-ErrorOf { $people | Add-ACListMember Newsletter -Resubscribe -Force @quiet } | Out-Null
        $activity = Get-LastActivity $simulator
        $people | ForEach-Object { $account.Unsubscribe($_, 1) }
        $errors = @(Get-ErrorOf { Resume-ACActivity -ActivityId $activity.ActivityId @quiet | Out-Null })
        $people | ForEach-Object { Get-Status $_ } | Sort-Object -Unique | Should -Be 'Unsubscribed'
        "$($errors.Exception.Message)" | Should -BeLike '*Add-ACListMember -Resubscribe*'

        # What the error advises for those of whom nobody can tell ends it, and changes nobody.
        $unclear = @($errors | Where-Object FullyQualifiedErrorId -Like 'BatchUnknown,*')
        $unclear | Should -HaveCount 1
        $null = $unclear[0].Exception.Message -match '(?<forget>Remove-ACActivity .+ -Force)$'
        Invoke-Expression $Matches.forget
        Get-ACActivity | Should -BeNullOrEmpty
        $people | ForEach-Object { Get-Status $_ } | Sort-Object -Unique | Should -Be 'Unsubscribed'
        ($people | Add-ACListMember Newsletter -Resubscribe -Force @quiet | Measure-Object Imported -Sum).Sum | Should -Be 6
        Get-Status p1@example.org | Should -Be 'Active'
    }

    It 'sends nothing on a repair that later activities have replaced, and nobody they have deleted' {
        $rows = $people | ForEach-Object { [pscustomobject] @{ email = $_; phone = 'old' } }
        $monday = Invoke-Failed { $rows | Import-ACContact -SkipAutomation -List Newsletter -Wait -ActivityName monday @quiet }
        'p1', 'p2' | ForEach-Object { [pscustomobject] @{ email = "$_@example.org"; phone = 'new' } } | Import-ACContact -SkipAutomation -Wait -ActivityName tuesday @quiet | Out-Null
        'p5@example.org' | Remove-ACContact -Force @quiet | Out-Null
        $errors = @(Get-ErrorOf { $monday | Repair-ACImport @quiet | Out-Null })
        $errors.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'ChangedSince,ActiveCampaign.Bulk.Commands.RepairACImportCommand'
        $errors | Should -HaveCount 3
        Get-Person p5@example.org | Should -BeNullOrEmpty
        (Get-Person p1@example.org).Phone, (Get-Person p3@example.org).Phone | Should -Be 'new', 'old'
        $after = Get-ACActivity -ActivityId $monday.ActivityId
        $after.Imported, $after.Refused | Should -Be 3, 3
        Assert-CountsAddUp $after
    }

    It 'sends nobody on a repair who is excluded by now' {
        $stop = New-TestFile 'stop.txt' "nobody@example.org`n"
        $rows = $people | ForEach-Object { [pscustomobject] @{ email = $_; phone = 'x' } }
        $activity = Invoke-Failed { $rows | Import-ACContact -SkipAutomation -ExcludePath $stop -Wait @quiet }
        Add-Content $stop 'p2@example.org'
        Get-ErrorOf { $activity | Repair-ACImport @quiet | Out-Null } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'Excluded,*'
        "$((Get-Person p2@example.org).Phone)$((Get-Person p1@example.org).Phone)" | Should -Be 'x'
    }

    It 'reads the contacts of a file by the names of its columns' {
        Add-Fault $simulator BulkImport Account402 -Number 1
        try { $people[0..2] | Add-ACListMember Events -ActivityName again @quiet 2>&1 | Out-Null } catch { $null = $_ }
        $path = New-TestFile 'people.csv' "name,mail`nAnn,p1@example.org`nBob,p2@example.org`nCy,p3@example.org`n"
        Get-ErrorOf { Resume-ACActivity -Name again -Path $path -Wait @quiet | Out-Null } | Should -BeNullOrEmpty
        $people[0..2] | ForEach-Object { Get-Status $_ (Get-JournalEvent) } | Should -Be 'Active', 'Active', 'Active'
    }

    It 'waits for what -DependsOn names: <Name>' -ForEach @(
        @{ Name = 'Add-ACContactTag'; Then = { $people | Add-ACContactTag vip -DependsOn $first @quiet } }
        @{ Name = 'Remove-ACContact'; Then = { $people | Remove-ACContact -Force -DependsOn $first @quiet } }
    ) {
        $first = Stop-AtOnce { $people | Add-ACListMember Events @quiet }
        Assert-OneError $Then 'DependencyOpen' 'InvalidOperation' '*Resume-ACActivity*'
        $account.ContactCount | Should -Be $contacts
        Resume-ACActivity -ActivityId $first.ActivityId -Wait @quiet | Out-Null
        & $Then | Should -Not -BeNullOrEmpty
    }

    It 'waits for a batch that comes out of another process' {
        $batch = $people | Add-ACContactTag vip @quiet
        $copies = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($batch)), [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-LastActivity $simulator)))
        ($copies[0] | Wait-ACImport).Imported | Should -Be 6
        $copies[1] | Wait-ACImport -Summary | ForEach-Object Imported | Should -Be 6
    }

    It 'takes copies of batches, results and activities by their ids: <How>' -ForEach @(
        @{ How = 'Select-Object *'; Copy = { $args[0] | Select-Object * } }
        @{ How = 'Select-Object ActivityId, BatchNumber'; Copy = { $args[0] | Select-Object ActivityId, BatchNumber } }
        @{ How = 'Select-Object BatchId'; Copy = { $args[0] | Select-Object BatchId } }
        @{ How = 'JSON'; Copy = { $args[0] | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json } }
        @{ How = 'CSV'; Copy = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $rows = $people | ForEach-Object { [pscustomobject] @{ email = $_; phone = '7' } }
        $batch = $rows | Import-ACContact -Method Bulk -SkipAutomation @quiet
        (& $Copy $batch | Get-ACImportStatus -ErrorAction Stop).BatchId | Should -Be $batch.BatchId
        $done = & $Copy $batch | Wait-ACImport -ErrorAction Stop
        $done.ActivityId, $done.BatchNumber, $done.State, $done.Imported | Should -Be $batch.ActivityId, 1, 'Completed', 6
        (& $Copy $done | Repair-ACImport -ErrorAction Stop).State | Should -Be 'Completed'

        Add-Fault $simulator BulkImport BatchFails
        $failed = $rows | Import-ACContact -Method Bulk -SkipAutomation -Force -Wait -ErrorAction SilentlyContinue @quiet
        $failed.State | Should -Be 'Failed'
        $server.Faults.Clear()
        (& $Copy $failed | Repair-ACImport -ErrorAction Stop @quiet | Measure-Object Imported -Sum).Sum | Should -Be 6
        (Get-LastActivity $simulator).State | Should -Be 'Completed'
    }

    It 'takes copies of activities by their ids: <How>' -ForEach @(
        @{ How = 'Select-Object ActivityId'; Copy = { $args[0] | Select-Object ActivityId } }
        @{ How = 'JSON'; Copy = { $args[0] | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json } }
    ) {
        $activity = Invoke-Failed { $people | Add-ACContactTag vip -SkipAutomation @quiet | Wait-ACImport -ErrorAction SilentlyContinue }
        (& $Copy $activity | Repair-ACImport -ErrorAction Stop @quiet | Measure-Object Imported -Sum).Sum | Should -Be 6
        (& $Copy $activity | Wait-ACImport -Summary -ErrorAction Stop).Imported | Should -Be 6
    }

    It 'goes on with, writes the refused rows of, and removes the copy of an activity: <How>' -ForEach @(
        @{ How = 'Select-Object *'; Copy = { $args[0] | Select-Object * } }
        @{ How = 'Select-Object ActivityId, Folder'; Copy = { $args[0] | Select-Object ActivityId, Folder } }
        @{ How = 'JSON'; Copy = { $args[0] | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json } }
        @{ How = 'CSV'; Copy = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ How = 'another process'; Copy = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($args[0])) } }
    ) {
        $rows = @($people; 'nobody') | ForEach-Object { [pscustomobject] @{ email = $_; phone = '7' } }
        Add-Fault $simulator BulkImport CloseAfterEffect 1
        $rows | Import-ACContact -Method Bulk -SkipAutomation -OnUnknown Hold -ErrorAction SilentlyContinue @quiet | Out-Null
        $server.Faults.Clear()
        $activity = Get-LastActivity $simulator
        $activity.Unknown | Should -Be 6
        & $Copy $activity | Resume-ACActivity -Wait -ErrorAction Stop @quiet | Out-Null
        (Get-ACActivity $activity.ActivityId).Unknown | Should -Be 0
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        & $Copy $activity | Export-ACReject $path -ErrorAction Stop @quiet | Out-Null
        (Import-Csv $path).email | Should -Be 'nobody'
        & $Copy $activity | Remove-ACActivity -ErrorAction Stop
        $activity.Folder | Should -Not -Exist
    }

    It 'removes no activity for an object that only has its id' {
        $activity = $people | Add-ACContactTag vip @quiet | Wait-ACImport | ForEach-Object { Get-LastActivity $simulator }
        Assert-OneError { [pscustomobject] @{ ActivityId = $activity.ActivityId; Name = 'x' } | Remove-ACActivity -Force } 'InputObjectNotBound' 'InvalidArgument'
        $activity.Folder | Should -Exist
    }

    It 'says of the copy of a batch that no journal knows what to do, by <Command>' -ForEach @{ Command = 'Wait-ACImport' }, @{ Command = 'Get-ACImportStatus' }, @{ Command = 'Repair-ACImport' } {
        foreach ($copy in [pscustomobject] @{ BatchId = 'nosuch' }, [pscustomobject] @{ ActivityId = '20260101-000000-000000'; BatchNumber = 1 }) {
            $errors = @(Get-ErrorOf { $copy | & $Command | Out-Null })
            $errors | Should -HaveCount 1
            $errors[0].Exception.Message | Should -BeLike '*no journal here*'
        }
    }

    It 'shows those as unsubscribed alone who are active nowhere' {
        $account.Unsubscribe('p1@example.org', 1)
        $account.Subscribe('p1@example.org', (Get-JournalEvent))
        $account.Unsubscribe('p2@example.org', 1)
        Get-ACContact -Status Unsubscribed | ForEach-Object Email | Where-Object { $_ -like 'p*@example.org' } | Should -Be 'p2@example.org'
        Get-ACContact -Status Unsubscribed -List Newsletter | ForEach-Object Email | Where-Object { $_ -like 'p*@example.org' } | Sort-Object | Should -Be 'p1@example.org', 'p2@example.org'
    }

    It 'goes by the latest date of all with -UpdatedBefore and -UpdatedAfter, which together miss nobody' {
        $null = $account.AddContact('old@example.org')
        Wait-Moment
        $account.Subscribe('old@example.org', 1)
        $since = (Get-ACContact -Search old@example.org).Updated.UtcDateTime.AddSeconds(2)
        $before = (Get-ACContact -UpdatedBefore $since).Email
        $after = (Get-ACContact -UpdatedAfter $since -Property email).Email
        $before | Should -Not -Contain 'old@example.org'
        $after | Should -Contain 'old@example.org'
        @($before) + $after | Sort-Object | Should -Be ((Get-ACContact).Email | Sort-Object)
        Export-ACContact "$TestDrive/after.csv" -UpdatedAfter $since | Out-Null
        (Import-Csv "$TestDrive/after.csv").email | Sort-Object | Should -Be ($after | Sort-Object)
    }

    It 'sets nobody active who is <Status> on the list: <Name>' -ForEach @(
        foreach ($status in 'Unconfirmed', 'Bounced') {
            @{ Status = $status; Name = 'three rows'; Start = { $people[0..2] | ForEach-Object { [pscustomobject] @{ email = $_ } } | Import-ACContact -List Newsletter -Wait @quiet } }
            @{ Status = $status; Name = 'the importer'; Start = { $people | ForEach-Object { [pscustomobject] @{ email = $_ } } | Import-ACContact -List Newsletter -Method Bulk -Wait @quiet } }
            @{ Status = $status; Name = 'Add-ACListMember'; Start = { $people | Add-ACListMember Newsletter -Wait @quiet } }
        }
    ) {
        $account.SetListStatus('p2@example.org', 1, [ActiveCampaign.Bulk.Simulator.ContactListStatus] $Status)
        Get-ErrorOf { & $Start | Out-Null } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'ConsentWithdrawn,*'
        Get-Status p2@example.org | Should -Be $Status
    }
}
