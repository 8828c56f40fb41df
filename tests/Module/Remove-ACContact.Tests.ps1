Describe 'Remove-ACContact' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Get-Deleted { param($Simulator) (Get-Server $Simulator).Account.Deletions | ForEach-Object Email }
        function Stop-AfterSome {
            param([int] $Count)
            1..50 | Remove-ACContact -Force -InformationAction SilentlyContinue | Select-Object -First $Count
        }
    }

    BeforeEach {
        $simulator = Connect-TestAccount
        $account = (Get-Server $simulator).Account
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
    }

    AfterEach { Reset-TestAccount }

    It 'deletes contacts by address, id, object and row, and says what became of each' {
        $rows = 'sample001@simulator.example', 3, [pscustomobject] @{ email = 'SAMPLE004@simulator.example'; session = 'x'; force = 'x' }, @{ Id = 7; Mail = 'sample006@simulator.example' }, 'nobody@example.com', 3, [pscustomobject] @{ id = 9; email = 'other@example.com' }
        $results = $rows | Remove-ACContact -Force -ErrorVariable problem -ErrorAction SilentlyContinue | Sort-Object Row
        $results | Should -BeOfType ActiveCampaign.Bulk.ACContactResult
        $results.State | Should -Be Done, Done, Done, Done, AlreadyGone, Superseded, Refused
        $results.Email[0, 2, 4] | Should -Be 'sample001@simulator.example', 'sample004@simulator.example', 'nobody@example.com'
        $results[0].Host, $results[0].IsSimulator | Should -Be $simulator.Uri.Authority, $true
        $problem.FullyQualifiedErrorId | Should -BeLike 'ContactMismatch,*'
        $problem[0].TargetObject.id | Should -Be 9
        Get-Deleted $simulator | Should -HaveCount 4
        $account.ContactCount | Should -Be 46
        $activity = Get-ACActivity -ActivityId $results[0].ActivityId
        $activity.Kind, $activity.State, $activity.RowsRead, $activity.Imported, $activity.Refused | Should -Be 'delete', 'Completed', 7, 5, 1
        Assert-CountsAddUp $activity
        $simulator.Offences | Should -Be 0
    }

    It 'binds nothing by a column' {
        $row = [ordered] @{ email = 'sample001@simulator.example' }
        (Get-Command Remove-ACContact).Parameters.Keys | ForEach-Object { $row[$_] = 'true' }
        ([pscustomobject] $row | Remove-ACContact -Force).State | Should -Be Done
        $account.ContactCount | Should -Be 49
    }

    It 'deletes with -Confirm:$false, and asks nobody where $ConfirmPreference is None' {
        (1 | Remove-ACContact -Confirm:$false).State | Should -Be Done
        $ConfirmPreference = 'None'
        (2 | Remove-ACContact).State | Should -Be Done
    }

    It 'is ConfirmationRequired where nobody can be asked, and ends red' {
        $run = Invoke-InNewPwsh @'
$ErrorActionPreference = 'Stop'
$simulator = Start-ACSimulator -SpeedFactor 50
$simulator | Connect-ACSession
try { 1..5 | Remove-ACContact } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $(@(Get-ACActivity).Count)"; (Export-ACContact $env:OUT).Rows }
1..5 | Remove-ACContact
'not reached'
'@ @{ AC_BULK_HOME = Join-Path $folder 'home'; OUT = Join-Path $folder 'left.csv' }
        $run.ExitCode | Should -Be 1
        $run.Output | Should -BeLike '*ConfirmationRequired,ActiveCampaign.Bulk.Commands.RemoveACContactCommand OperationStopped 0*50'
        $run.Errors | Should -BeLike '*Delete 5 contacts*nobody can be*asked*-Force*'
    }

    It 'is ConfirmationRequired in a runspace without a person' {
        $shell = [powershell]::Create().AddScript({ param($module, $session) Import-Module $module; 1..3 | Remove-ACContact -Session $session }).AddArgument($ModulePath).AddArgument((Get-ACSession))
        $shell.Invoke() | Should -BeNullOrEmpty
        $shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'ConfirmationRequired,*'
        $shell.Dispose()
        $account.ContactCount | Should -Be 50
        Get-ACActivity | Where-Object Host -EQ $simulator.Uri.Authority | Should -BeNullOrEmpty
    }

    It 'deletes nobody with -WhatIf, leaves no journal, and prints one line with the totals' {
        $run = Invoke-InNewPwsh 'Start-ACSimulator -SpeedFactor 50 | Connect-ACSession; @(1..40) + 99, 3 | Remove-ACContact -WhatIf; @(Get-ACActivity).Count' @{ AC_BULK_HOME = Join-Path $TestDrive 'whatif' }
        $run.Output | Should -BeLike 'What if: Delete 40 contacts from the simulator 127.0.0.1:* (about 9 s; 1 not in the account; 1 named twice)*0'
        1..5 | Remove-ACContact -WhatIf -BackupPath "$folder/b.csv" -SuppressionPath "$folder/s.txt" -Force | Should -BeNullOrEmpty
        $account.ContactCount | Should -Be 50
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'is NoInput for nothing, unless -AllowEmpty' {
        Assert-OneError { @() | Remove-ACContact -Force } 'NoInput' 'InvalidData' '*-AllowEmpty*'
        @() | Remove-ACContact -Force -AllowEmpty | Should -BeNullOrEmpty
    }

    It 'is AccountMismatch for contacts of another account, and deletes nobody' {
        $mine = (Get-ACSession).Name
        $other = Connect-TestAccount -Name other
        Assert-OneError { Get-ACContact -Session $mine | Remove-ACContact -Session other -Force } 'AccountMismatch' 'InvalidArgument'
        Assert-OneError { Get-ACContact -Session $mine | Select-Object * | Remove-ACContact -Session other -Force } 'AccountMismatch' 'InvalidArgument'
        (Get-Server $other).Account.ContactCount | Should -Be 50
    }

    It 'takes a blank address beside an id for a contact that has none' {
        (@{ Id = 7; Email = ' ' } | Remove-ACContact -Force -ErrorAction SilentlyContinue -ErrorVariable problem).State | Should -Be Refused
        $problem.FullyQualifiedErrorId | Should -BeLike 'ContactMismatch,*'
        $account.ContactCount | Should -Be 50
    }

    It 'deletes nobody where a filter turns out empty, and says why' {
        $empty = $null
        $errors = @(Get-ErrorOf { Get-ACContact -Tag $empty | Remove-ACContact -Force })
        $errors.FullyQualifiedErrorId | Should -Be 'FilterEmpty,ActiveCampaign.Bulk.Commands.GetACContactCommand'
        "$errors" | Should -BeLike '*-Tag*'
        $account.ContactCount | Should -Be 50
        Get-Deleted $simulator | Should -BeNullOrEmpty
    }

    It 'is NotAContact for what names nobody, and deletes nobody' {
        Assert-OneError { 1, 2, [pscustomobject] @{ name = 'x' } | Remove-ACContact -Force } 'NotAContact' 'InvalidType'
        Assert-OneError { Get-ACTag | Remove-ACContact -Force } 'NotAContact' 'InvalidType'
        Assert-OneError { Get-ACList | Select-Object Id | Remove-ACContact -Force } 'NotAContact' 'InvalidType'
        Assert-OneError { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-ACField))) | Remove-ACContact -Force } 'NotAContact' 'InvalidType'
        $account.ContactCount | Should -Be 50
    }

    It 'reads the address out of <Text>' -ForEach @(
        'Ann <sample001@simulator.example>', 'mailto:sample001@simulator.example', "`u{200B}sample001@simulator.example", ' <SAMPLE001@simulator.example> ' | ForEach-Object { @{ Text = $_ } }
    ) {
        ($Text | Remove-ACContact -Force).State | Should -Be Done
        ([pscustomobject] @{ id = 3; email = $Text.Replace('001', '002') } | Remove-ACContact -Force).State | Should -Be Done
        Get-Deleted $simulator | Should -HaveCount 2
    }

    It 'is EmailInvalid for <Text>, and counts nobody as gone' -ForEach @(
        'sample001@simulator.example, sample002@simulator.example', "sample001`u{200B}@simulator.example", 'sample001', '3', 'other@x.example <sample001@simulator.example>' | ForEach-Object { @{ Text = $_ } }
    ) {
        foreach ($command in { $Text | Remove-ACContact -Force }, { $Text | Remove-ACContactTag vip }, { @{ email = $Text } | Add-ACContactTag vip | Out-Null }, { $Text | Remove-ACListMember Newsletter | Out-Null }, { $Text | Add-ACListMember Newsletter -AllowNewContact | Out-Null }) {
            @(Get-ErrorOf $command).FullyQualifiedErrorId | Should -BeLike 'EmailInvalid,*'
        }

        $activity = Get-ACActivity | Where-Object { $_.Host -eq $simulator.Uri.Authority -and $_.Kind -eq 'delete' }
        $activity.Refused, $activity.Imported | Should -Be 1, 0
        $account.ContactCount | Should -Be 50
        Get-WriteCount $simulator | Should -Be 0
    }

    It 'is IdWithoutAddress for <What>, unless -AllowIdOnly' -ForEach @(
        @{ What = 'a row'; Make = { [pscustomobject] @{ Id = 3 } } }
        @{ What = 'a hashtable'; Make = { @{ id = 3; name = 'x' } } }
        @{ What = 'an id taken from a contact'; Make = { Get-ACContact -Search sample002 | Select-Object Id } }
        @{ What = 'a file of lists'; Make = { [pscustomobject] @{ Id = '3'; Name = 'Events'; StringId = 'events'; Host = $simulator.Uri.Authority } } }
    ) {
        $made = & $Make
        foreach ($command in { $made | Remove-ACContact -Force }, { $made | Remove-ACContactTag vip }, { $made | Add-ACContactTag vip }, { $made | Remove-ACListMember Newsletter }, { $made | Add-ACListMember Newsletter }) {
            Assert-OneError $command 'IdWithoutAddress' 'InvalidArgument' '*-AllowIdOnly*'
        }

        $account.ContactCount | Should -Be 50
        Get-WriteCount $simulator | Should -Be 0
        ($made | Add-ACContactTag vip -AllowIdOnly -Wait).Imported | Should -Be 1
        ($made | Remove-ACContact -Force -AllowIdOnly).State | Should -Be Done
        Get-Deleted $simulator | Should -Be 'sample002@simulator.example'
    }

    It 'is AccountMismatch for rows of another account in a file' {
        $mine = (Get-ACSession).Name
        $other = Connect-TestAccount -Name other
        Get-ACContact -Session $mine -Search sample002 | Select-Object Id, Host | Export-Csv "$folder/a.csv"
        Get-ACContact -Session $mine -Search sample002 | Select-Object Id, Email, Host | Export-Csv "$folder/b.csv"
        foreach ($file in 'a', 'b') {
            foreach ($command in { Import-Csv "$folder/$file.csv" | Remove-ACContact -Session other -Force -AllowIdOnly }, { Import-Csv "$folder/$file.csv" | Add-ACContactTag vip -Session other -AllowIdOnly }) {
                Assert-OneError $command 'AccountMismatch' 'InvalidArgument'
            }
        }

        (Get-Server $other).Account.ContactCount | Should -Be 50
        Get-WriteCount $other | Should -Be 0
        (Import-Csv "$folder/b.csv" | Remove-ACContact -Session $mine -Force).State | Should -Be Done
    }

    It 'asks with No as the answer to an empty line, and names the backup' {
        $told = 'No', 'No backup', 'Yes' | ForEach-Object {
            $with = if ($_ -eq 'No backup') { @{} } else { @{ BackupPath = "$folder/$_.csv" } }
            $run = Invoke-Asked { param($session, $with) 1..3 | Remove-ACContact -Session $session @with } $with -Yes:($_ -eq 'Yes')
            "$($run.Output.Count) $($run.Default) $($run.Message)"
        }
        $told[0] | Should -BeLike "0 1 Delete 3 contacts from the simulator *), each written to '$folder/No.csv' before[?]"
        $told[1] | Should -BeLike '0 1 *), without a backup[?]'
        $told[2] | Should -BeLike '3 1 *'
        $account.ContactCount | Should -Be 47
        "$folder/No.csv" | Should -Not -Exist
    }

    It 'holds the id against the address in the column <Column>' -ForEach @(
        'Email Address', 'E-Mail', 'mail', 'EMAIL' | ForEach-Object { @{ Column = $_ } }
    ) {
        $stranger = $account.Contacts[0]
        $null = $account.AddContact('bob@one.example')
        $table = [Data.DataTable]::new()
        $null = $table.Columns.Add('id', [int]), $table.Columns.Add($Column), $table.Rows.Add($stranger.Id, 'bob@one.example')
        $rows = [pscustomobject] @{ Id = $stranger.Id; $Column = 'bob@one.example' }, @{ $Column = 'bob@one.example'; ID = "$($stranger.Id)" }, $table.Rows[0]
        foreach ($command in { $rows | Remove-ACContact -Force }, { $rows | Remove-ACContactTag vip }, { $rows | Add-ACContactTag vip }, { $rows | Remove-ACListMember Newsletter }, { $rows | Get-ACContact }, { $rows | Export-ACContact "$folder/out.csv" -Force }) {
            @(Get-ErrorOf $command).FullyQualifiedErrorId | Should -BeLike 'ContactMismatch,*'
        }

        $account.ContactCount | Should -Be 51
        Get-WriteCount $simulator | Should -Be 0
        (Get-Server $simulator).RequestCount('ContactTagRemove') | Should -Be 0
        ([pscustomobject] @{ $Column = 'bob@one.example' } | Remove-ACContact -Force).State | Should -Be Done
        Get-Deleted $simulator | Should -Be 'bob@one.example'
    }

    It 'is NotARow for <What>, and deletes nobody' -ForEach @(
        @{ What = 'a process'; Make = { Get-Process -Id $PID | Add-Member Id 3 -Force -PassThru } }
        @{ What = 'a copy of a process'; Make = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Process -Id $PID), 1)) | Add-Member Id 3 -Force -PassThru } }
        @{ What = 'a selection of it'; Make = { Get-Process -Id $PID | Select-Object @{ Name = 'Id'; Expression = { 3 } } } }
        @{ What = 'a job'; Make = { Start-ThreadJob { 1 } } }
        @{ What = 'any object of .NET'; Make = { [Threading.Thread]::CurrentThread | Add-Member Id 3 -PassThru } }
    ) {
        $made = & $Make
        foreach ($command in { $made | Remove-ACContact -Force }, { $made | Remove-ACContactTag vip }, { $made | Get-ACContact }, { $made | Export-ACContact "$folder/out.csv" -Force }) {
            Assert-OneError $command 'NotARow' 'InvalidType' '*Select-Object*'
        }

        foreach ($command in { $made | Add-ACListMember Newsletter -AllowEmpty }, { $made | Remove-ACListMember Newsletter -AllowEmpty }, { $made | Add-ACContactTag vip -AllowEmpty }) {
            Assert-OneError $command 'NotARow' 'InvalidType'
        }

        $account.ContactCount | Should -Be 50
        Get-WriteCount $simulator | Should -Be 0
    }

    It 'takes the address of any object, as the error says' {
        $made = [Threading.Thread]::CurrentThread | Add-Member Person 'sample001@simulator.example' -PassThru
        ($made | Select-Object @{ Name = 'email'; Expression = { $_.Person } } | Remove-ACContact -Force).State | Should -Be Done
    }

    It 'is NotAContact for two different addresses in one row' {
        Assert-OneError { [pscustomobject] @{ email = 'sample001@simulator.example'; mail = 'sample002@simulator.example' } | Remove-ACContact -Force } 'NotAContact' 'InvalidType' '*two addresses*'
        $account.ContactCount | Should -Be 50
    }

    It 'goes by the contact_id of an exported file whose account has a field called id' {
        ([pscustomobject] @{ contact_id = 3; email = 'sample002@simulator.example'; id = 9 } | Remove-ACContact -Force).Id | Should -Be 3
        (Get-ErrorOf { [pscustomobject] @{ contact_id = 4; id = 9 } | Remove-ACContact -AllowIdOnly -Force }).FullyQualifiedErrorId | Should -BeLike 'ContactMismatch,*'
    }

    It 'is MaxCountExceeded before anybody is deleted' {
        Assert-OneError { 1..20 | Remove-ACContact -Force -MaxCount 19 } 'MaxCountExceeded' 'LimitsExceeded' '*-MaxCount*'
        $account.ContactCount | Should -Be 50
        (1..20 + 1..20 | Remove-ACContact -Force -MaxCount 20).State | Group-Object | ForEach-Object Count | Should -Be 20, 20
    }

    It 'writes each contact to -BackupPath and its hash to -SuppressionPath' {
        $results = 'sample001@simulator.example', 'sample002@simulator.example' | Remove-ACContact -Force -BackupPath "$folder/b.csv" -SuppressionPath "$folder/s.txt"
        $results.State | Should -Be Done, Done
        $rows = Import-Csv "$folder/b.csv"
        $rows.email | Should -Be 'sample001@simulator.example', 'sample002@simulator.example'
        $rows[0].PSObject.Properties.Name[0..4] | Should -Be id, email, first_name, last_name, phone
        $hash = [BitConverter]::ToString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('sample001@simulator.example'))).Replace('-', '').ToLower()
        Get-Content "$folder/s.txt" | Should -HaveCount 2
        Get-Content "$folder/s.txt" | Should -Contain $hash
        4 | Remove-ACContact -Force -BackupPath "$folder/b.jsonl" | Out-Null
        (Get-Content "$folder/b.jsonl" | ConvertFrom-Json).id | Should -Be 4
    }

    It 'is FileExists for a backup that is there, unless -Append or -Force' {
        Set-Content "$folder/b.csv" 'mine'
        Assert-OneError { 1 | Remove-ACContact -Confirm:$false -BackupPath "$folder/b.csv" } 'FileExists' 'ResourceExists' '*-Append*-Force*'
        Get-Content "$folder/b.csv" | Should -Be 'mine'
        1 | Remove-ACContact -Force -BackupPath "$folder/b.csv" | Out-Null
        2 | Remove-ACContact -Confirm:$false -Append -BackupPath "$folder/b.csv" | Out-Null
        (Import-Csv "$folder/b.csv").id | Should -Be 1, 2
        Assert-OneError { 3 | Remove-ACContact -Force -BackupPath "$folder/no/b.csv" } 'FileUnwritable' 'WriteError'
        Assert-OneError { 3 | Remove-ACContact -Force -BackupPath "$folder/c.csv" -SuppressionPath "$folder/c.csv" } 'SettingsConflict' 'InvalidArgument'
        $account.ContactCount | Should -Be 48
    }

    It 'writes backups that Import-Csv, ConvertFrom-Json and -Path read, whatever the fields, tags and lists are called (<_>)' -ForEach 'b.csv', 'b.jsonl' {
        $path = Join-Path $folder $_
        $null = 'Phone', 'Tags', 'Plan', 'plan' | ForEach-Object { $account.AddField($_, 'Text', $null) }
        $lists = 'Twin', 'Twin', 'News; daily' | ForEach-Object { $account.AddList($_) }
        $id = $account.AddContact('ann@one.example', 'Ann', 'Lee', '=1', 'Acme, Ltd', [string[]] ('red, blue', 'x;y'), $null, [int[]] ($lists[0], $lists[2]))
        $account.Unsubscribe('ann@one.example', $lists[1])
        'ann@one.example' | Remove-ACContact -Force -BackupPath $path -SafeForSpreadsheet -WarningAction Stop | ForEach-Object State | Should -Be Done
        $account.FindContact('ann@one.example') | Should -BeNullOrEmpty
        $rows = if ($_ -eq 'b.csv') { Import-Csv $path } else { Get-Content $path | ConvertFrom-Json }
        $rows | ForEach-Object id | Should -Be $id
        $rows.AC_Host | Should -Be $simulator.Uri.Authority
        $rows | Import-ACContact -SkipAutomation -Wait | ForEach-Object Imported | Should -Be 1
        $ann = $account.FindContact('ann@one.example')
        $ann.Phone, $ann.AccountName, ($ann.Tags -join '/') | Should -Be '=1', 'Acme, Ltd', 'red, blue/x;y'
        $ann.Lists.Keys | Sort-Object | Should -Be $lists
        $ann.Lists[$lists[1]] | Should -Be Unsubscribed
        if ($_ -eq 'b.csv') { Import-ACContact $path -SkipAutomation -Wait -Force | ForEach-Object Imported | Should -Be 1 }
    }

    It 'names the file that takes the backup where -Append finds something else, also when it goes on' {
        Set-Content "$folder/e.csv" 'mine'
        (Get-Server $simulator).Options.ArchiveLimit = 2
        $problem = Get-ErrorOf { 1..3 | Remove-ACContact -Force -Append -BackupPath "$folder/e.csv" 3> "$folder/said.txt" }
        (Get-Content "$folder/said.txt") -join ' ' | Should -BeLike "*'$folder*e.csv'*stays as it is*'$folder*e.2.csv'*"
        (Get-Server $simulator).Options.ArchiveLimit = 100
        $problem[-1].Exception.Message -match 'Resume-ACActivity .+$' | Should -BeTrue
        (Invoke-Expression "$($Matches[0]) -WarningVariable again -WarningAction SilentlyContinue").State | Should -Be Done
        "$again" | Should -BeLike "*'$folder*e.2.csv'*"
        Get-Content "$folder/e.csv" | Should -Be 'mine'
        (Import-Csv "$folder/e.2.csv").id | Should -Be 1, 2, 3
        4 | Remove-ACContact -Force -BackupPath "$folder/f.csv" -WarningAction Stop | ForEach-Object State | Should -Be Done
    }

    It 'says what a backup cannot bring back' {
        $account.SetListStatus('sample001@simulator.example', 1, 'Unconfirmed')
        $null = $account.AddContactWithoutEmail('Phone', 'Only', '555')
        $account.Contacts | Where-Object { $_.Email -in '', 'sample001@simulator.example' } | ForEach-Object Id |
            Remove-ACContact -Force -BackupPath "$folder/b.csv" -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        "$said" | Should -BeLike '*1 of its contacts are unconfirmed*1 have no address*'
    }

    It 'keeps the backup that -Force replaces until somebody was deleted' {
        Set-Content "$folder/keep.csv" 'yesterday'
        Set-Content "$folder/keep.2.csv" 'mine'
        (Get-Server $simulator).Options.ArchiveLimit = 0
        (Get-Server $simulator).Options.ArchiveLimitText = 'You may not.'
        (1..3 | Remove-ACContact -Force -BackupPath "$folder/keep.csv" -ErrorAction SilentlyContinue).State | Should -Be Refused, Refused, Refused
        Get-Content "$folder/keep.csv" | Should -Be 'yesterday'
        (Get-Server $simulator).Options.ArchiveLimit = 2
        (Get-Server $simulator).Options.ArchiveLimitText = 'archive limit'
        $problem = Get-ErrorOf { 1..3 | Remove-ACContact -Force -BackupPath "$folder/keep.csv" -InformationVariable told }
        Get-Content "$folder/keep.csv" | Should -Be 'yesterday'
        $problem[-1].Exception.Message -match "The backup so far is '(.+\.partial)'\. Go on with: (Resume-ACActivity .+)$" | Should -BeTrue
        $partial, $next = $Matches[1, 2]
        Get-Content $partial | Should -HaveCount 4
        (Get-Server $simulator).Options.ArchiveLimit = 100
        (Invoke-Expression $next).State | Should -Be Done
        (Import-Csv "$folder/keep.csv").id | Should -Be 1, 2, 3
        Get-Content "$folder/keep.2.csv" | Should -Be 'mine'
        (Get-ChildItem $folder).Name | Should -Be 'keep.2.csv', 'keep.csv'
    }

    It 'is AccountMismatch for -Append to a backup of another account' {
        1 | Remove-ACContact -Force -BackupPath "$folder/b.csv" | Out-Null
        $other = Connect-TestAccount -Name other
        Assert-OneError { 1 | Remove-ACContact -Session other -Force -Append -BackupPath "$folder/b.csv" } 'AccountMismatch' 'InvalidArgument' '*another file*'
        (Get-Server $other).Account.ContactCount | Should -Be 50
        (Import-Csv "$folder/b.csv").id | Should -Be 1
    }

    It 'is BackupDamaged for a contact whose backup would not be whole, and deletes it without one' {
        $id = $account.AddContact('ann@one.example', "An$([char] 0xFFFD)")
        ($id, 1 | Remove-ACContact -Force -BackupPath "$folder/b.csv" -ErrorAction SilentlyContinue -ErrorVariable problem | Sort-Object Row).State | Should -Be Refused, Done
        $problem.FullyQualifiedErrorId | Should -BeLike 'BackupDamaged,*'
        "$problem" | Should -BeLike "*contact $id*"
        ($id | Remove-ACContact -Force).State | Should -Be Done
    }

    It 'is ArchiveLimitReached at the limit, with the command that goes on' {
        (Get-Server $simulator).Options.ArchiveLimit = 10
        Assert-OneError { 1..20 | Remove-ACContact -Force | Should -HaveCount 10 } 'ArchiveLimitReached' 'LimitsExceeded' "*archive limit*Resume-ACActivity -ActivityId '*'"
        $account.ContactCount | Should -Be 40
        (Get-Server $simulator).Options.ArchiveLimit = 100
        Get-ACActivity | Where-Object { $_.Host -eq $simulator.Uri.Authority -and $_.NotSent } | ForEach-Object { Invoke-Expression $_.NextCommand } | ForEach-Object State | Should -Be (@('Done') * 10)
        $account.ContactCount | Should -Be 30
    }

    It 'is RefusedInARow where the service refuses one after the other' {
        $options = (Get-Server $simulator).Options
        $options.ArchiveLimit, $options.ArchiveLimitText = 0, 'You may not.'
        Assert-OneError { 1..20 | Remove-ACContact -Force } 'RefusedInARow' 'PermissionDenied' '*You may not*Resume-ACActivity*'
        (Get-LastActivity $simulator).NotSent | Should -Be 20
    }

    It 'is ContactUnknown for a contact the service fails for' {
        $null = (Get-Server $simulator).Faults.Add('ContactDelete', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::After(2), [ActiveCampaign.Bulk.Simulator.Faults.Html500Fault]::new(), $null)
        $problem = Get-ErrorOf { 1..3 | Remove-ACContact -Force }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ContactUnknown,*'
        $problem.TargetObject.State | Should -Be Unknown
        "$problem" | Should -BeLike '*Resume-ACActivity*'
    }

    It 'goes on after a stop, deletes nobody twice and forgets nobody' {
        Stop-AfterSome 8 | Should -HaveCount 8
        $activity = Get-LastActivity $simulator
        $activity.State, ($activity.Imported + $activity.NotSent + $activity.Unknown) | Should -Be 'Stopped', 50
        $activity.NextCommand | Should -Be "Resume-ACActivity -ActivityId '$($activity.ActivityId)'"
        $rest = Resume-ACActivity -ActivityId $activity.ActivityId
        $rest | Should -BeOfType ActiveCampaign.Bulk.ACContactResult
        @($rest).Count + $activity.Imported | Should -Be 50
        $account.ContactCount | Should -Be 0
        Get-Deleted $simulator | Sort-Object -Unique | Should -HaveCount 50
        $account.Deletions | Should -HaveCount 50
        Resume-ACActivity -ActivityId $activity.ActivityId -WarningVariable done -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$done" | Should -BeLike 'Nothing is open*'
    }

    It 'lets go of its journal where it ends before its first call' {
        { 1..3 | Remove-ACContact -Force -InformationAction Stop } | Should -Throw
        $account.ContactCount | Should -Be 50
        (Get-LastActivity $simulator | Resume-ACActivity).State | Should -Be Done, Done, Done
    }

    It 'says at the start how it goes on, and keeps its journal where it is told to' {
        1..3 | Remove-ACContact -Force -JournalPath "$folder/journal" -InformationVariable told | Out-Null
        "$told" | Should -BeLike "Activity * started.*Resume-ACActivity -ActivityId '*' -JournalPath '$folder/journal'"
        (Get-ACActivity -JournalPath "$folder/journal").Imported | Should -Be 3
    }

    It 'forgets an activity that was erased of a person' {
        Stop-AfterSome 2 | Out-Null
        $activity = Get-LastActivity $simulator
        Remove-ACActivity -ActivityId $activity.ActivityId -Email sample049@simulator.example
        Resume-ACActivity -ActivityId $activity.ActivityId | Out-Null
        $account.Contacts.Email | Should -Be 'sample049@simulator.example'
    }

    It 'stops within a second from another thread' {
        (Get-Server $simulator).Options.Latency = [timespan]::FromSeconds(50)
        $shell = [powershell]::Create().AddScript({ param($module, $session) Import-Module $module; 1..50 | Remove-ACContact -Session $session -Force }).AddArgument($ModulePath).AddArgument((Get-ACSession))
        $running = $shell.BeginInvoke()
        while (-not (Get-Server $simulator).RequestCount('ContactList')) { [Threading.Thread]::Yield() | Out-Null }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $shell.Dispose()
        $null = $running
        $account.ContactCount | Should -Be 50
    }
}
