#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Shows at full size what exports, lists, tags, deletions and moves of Constant Contact promise, and counts their calls.
.DESCRIPTION
    Each step has accounts of its own in the simulators, checks what it shows, and ends with an error where something is not
    so. What is killed runs in a process of its own and in real time; the rest is as much faster as -SpeedFactor says.
.PARAMETER Step
    Export: an export of 100,000 contacts, its calls and memory, killed half-way and gone on with. Return: 10,000 contacts out,
    into an empty account, and out again. Sequence: 10,000 contacts imported, half of them put on another list at once, in
    one pipeline and in two processes. Members: 10,000 taken off a list and 5,000 tagged by address. Deletion: 1,000
    deleted with a backup, killed at ten points. Move: 5,000 contacts to ActiveCampaign and back. Empty: filters of nobody.
.PARAMETER Scale
    The part of these numbers that is tried.
.PARAMETER Kills
    At how many points deletions are killed.
#>
[CmdletBinding()]
param(
    [ValidateSet('Export', 'Return', 'Sequence', 'Members', 'Deletion', 'Move', 'Empty')]
    [string[]] $Step = @('Export', 'Return', 'Sequence', 'Members', 'Deletion', 'Move', 'Empty'),
    [ValidateRange(0.001, 1)] [double] $Scale = 1,
    [ValidateRange(1, 10)] [int] $Kills = 10,
    [double] $SpeedFactor = 20,
    [switch] $NoBuild
)

. (Join-Path $PSScriptRoot 'common.ps1')

if (-not $NoBuild) {
    & dotnet build (Join-Path $root 'src/ActiveCampaign.Bulk') --framework net8.0 --nologo --verbosity quiet | Out-Host
}

Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1')
$env:AC_BULK_HOME = Join-Path $work 'home'
$ProgressPreference = $InformationPreference = 'SilentlyContinue'

# What the simulator saw; its server is no part of the module's surface.
function Get-Server($Simulator) { $Simulator.GetType().GetProperty('Server', [Reflection.BindingFlags] 'Instance, NonPublic, Public').GetValue($Simulator) }

function Confirm-That([bool] $Is, [string] $What) { if (-not $Is) { throw "Not so: $What" } }

function Get-Sum($Objects, [string] $Property) { [long] ($Objects | Measure-Object $Property -Sum).Sum }

# A simulated account. A late call of the client's four a second is one of the next second's, as in the tests of the module.
function New-CCAccount([double] $Speed = $SpeedFactor, [string] $Name) {
    $simulator = Start-CCSimulator -SpeedFactor $Speed
    (Get-Server $simulator).Options.RequestsPerSecond = 8
    if ($Name) { $simulator | Connect-CCSession -Name $Name -SkipCheck }
    $simulator
}

# Contacts p1@ and so on, of every permission in turn that is given, with values, a field, lists and tags.
function Add-Contact($Simulator, [int] $Count, [string[]] $Permission = @('Implicit', 'Explicit')) {
    $account = (Get-Server $Simulator).Account
    $lists = @($account.Lists.GetEnumerator() | Sort-Object Value | ForEach-Object Key)
    $fields = [Collections.Generic.Dictionary[string, string]]::new()
    $values = [Collections.Generic.Dictionary[string, string]]::new()
    for ($i = 1; $i -le $Count; $i++) {
        $values['first_name'], $values['last_name'], $values['other_phone'] = "First$i", "Last, `"$i`"", "555-$i"
        $fields['Membership_Level'] = ('Gold', 'Silver')[$i % 2]
        $null = $account.AddContact("p$i@example.org", $values, $fields, [string[]] $lists[0..($i % 3)], [string[]] ('vip', 'press')[0..($i % 2)], $Permission[$i % $Permission.Count])
    }
}

# A script in a process of its own, whose account is the simulated one.
function Start-Child($Simulator, [string] $HomePath, [string] $Script) {
    $file = Join-Path $work "$([guid]::NewGuid()).ps1"
    Set-Content $file "`$ErrorActionPreference = 'Stop'`n`$ProgressPreference = `$WarningPreference = `$InformationPreference = 'SilentlyContinue'`nImport-Module '$(Join-Path $root 'ActiveCampaign.Bulk.psd1')'`n$Script"
    $environment = @{ AC_BULK_HOME = $HomePath; CC_API_URL = "$($Simulator.Uri)"; CC_CLIENT_ID = $Simulator.ClientId; CC_CLIENT_SECRET = $Simulator.ClientSecret; CC_REFRESH_TOKEN = $Simulator.RefreshToken }
    Start-PowerShell -ArgumentList '-File', $file -Environment $environment
}

function Wait-Child($Child) {
    $done = $Child | Wait-PowerShell -TimeoutSec 3600
    if ($done.ExitCode -ne 0) { throw "A process failed: $($done.Output) $($done.Errors)" }
    $done.Output
}

# Starts a process whose so-manieth request of a kind gets no answer, and kills it there; false where it ended before.
function Start-KilledChild($Simulator, [string] $HomePath, [string] $Script, [string] $Route, [int] $At) {
    $server = Get-Server $Simulator
    $before = $server.RequestCount($Route)
    $null = $server.Faults.Add($Route, [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::Nth($At), [ActiveCampaign.Bulk.Simulator.Faults.StallFault]::new([timespan]::FromMinutes(10)))
    $child = Start-Child $Simulator $HomePath $Script
    while ($server.RequestCount($Route) - $before -lt $At -and -not $child.Process.HasExited) { Start-Sleep -Milliseconds 5 }
    $waits = -not $child.Process.HasExited
    if ($waits) { $child.Process.Kill() }
    $child.Process.WaitForExit()
    $server.Faults.Clear()
    $waits
}

$steps = @{
    Export   = {
        $count = [int] (100000 * $Scale)
        $simulator = New-CCAccount 1
        $server = Get-Server $simulator
        Add-Contact $simulator $count
        $all = $server.Account.ContactCount
        $least = [math]::Ceiling($all / 500)
        $peak = '[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64'
        $few = [long] (Wait-Child (Start-Child $simulator (Join-Path $work 'few') "Export-CCContact '$work/few.csv' -CreatedBefore 2000-01-01 | Out-Null; $peak"))
        ($before, $other) = $server.RequestCount('CCContactList'), $server.RequestCount('Any')
        $whole = [long] (Wait-Child (Start-Child $simulator (Join-Path $work 'whole') "Export-CCContact '$work/whole.csv' | Out-Null; $peak"))
        $pages = $server.RequestCount('CCContactList') - $before
        $other = $server.RequestCount('Any') - $other - $pages

        $before = $server.RequestCount('CCContactList')
        $killed = Start-KilledChild $simulator (Join-Path $work 'cut') "Export-CCContact '$work/cut.csv'" CCContactList ([math]::Ceiling($least / 2))
        Confirm-That ($killed -and -not (Test-Path "$work/cut.csv")) 'the export was killed, and its file is not there before it is complete'
        $null = Wait-Child (Start-Child $simulator (Join-Path $work 'cut') 'Get-CCActivity | Where-Object Kind -EQ export | Resume-CCActivity | Out-Null')
        $again = $server.RequestCount('CCContactList') - $before
        $seen = [ordered] @{
            Contacts = $all; Pages = $pages; Least = $least; Other = $other; 'Pages of both halves' = $again
            'Same file' = (Get-FileHash "$work/whole.csv").Hash -eq (Get-FileHash "$work/cut.csv").Hash
            'Peak MB' = [math]::Round($whole / 1MB, 1); 'More MB than of none' = [math]::Round(($whole - $few) / 1MB, 1); Offences = $server.Offences.Total
        }
        [pscustomobject] $seen
        Confirm-That ($pages -le $least + 1 -and $other -le 8 -and $again -le $least + 3) 'as few calls as there are pages'
        Confirm-That $seen['Same file'] 'an export that was killed ends with the same file'
        Confirm-That ($seen['More MB than of none'] -lt 60) 'memory stays flat'
        Confirm-That (@(Import-Csv "$work/whole.csv").Count -eq $all) 'everybody is in the file'
    }

    Return   = {
        $first = New-CCAccount -Name first
        Add-Contact $first ([int] (10000 * $Scale)) 'Implicit', 'Explicit', 'Implicit', 'Explicit', 'Implicit', 'Unsubscribed', 'PendingConfirmation', 'TempHold'
        $null = Export-CCContact "$work/out.csv" -Session first
        $rows = Import-Csv "$work/out.csv"
        $stays = @($rows | Where-Object email_permission_status -NotIn 'implicit', 'explicit')
        Get-CCContact -Session first | Remove-CCContact -Session first -Force -Wait 3>$null | Out-Null
        Confirm-That ((Get-Server $first).Account.ContactCount -eq 0) 'the account is empty'

        # What was deleted comes back with what it had: whether the file brings everything shows where nothing was.
        $second = New-CCAccount -Name second
        Get-CCContact -Session second | Remove-CCContact -Session second -Force -Wait 3>$null | Out-Null
        $results = $rows | Group-Object contact_lists | ForEach-Object {
            $lists = @($_.Name -split '[;|]+' | ForEach-Object Trim | Where-Object { $_ })
            if ($lists) { $_.Group | Import-CCContact -List $lists -ColumnMap @{ contact_tags = 'tags' } -Session second -ErrorAction SilentlyContinue 3>$null }
        } | Wait-CCActivity -Session second -ErrorAction SilentlyContinue

        $null = Export-CCContact "$work/back.csv" -Session second
        $unlike = 'contact_id', 'email_permission_status', 'opt_in_source', 'opt_in_date', 'created_at', 'updated_at'
        $same = $rows[0].PSObject.Properties.Name | Where-Object { $_ -notin $unlike }
        $were = @($rows | Where-Object { $_.contact_lists -and $_ -notin $stays } | Sort-Object email | Select-Object $same | ConvertTo-Csv)
        $are = @(Import-Csv "$work/back.csv" | Sort-Object email | Select-Object $same | ConvertTo-Csv)
        $differs = @(Compare-Object $were $are | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" })
        [pscustomobject] @{
            Contacts = $rows.Count; 'May not be mailed' = $stays.Count; Imported = Get-Sum $results Imported
            Columns = $same.Count; 'Not as they were' = $unlike -join ', '; 'Differing lines' = $differs.Count; 'Brought back' = (Get-Server $second).Account.Reactivations
        }
        Confirm-That ($were.Count -gt 1 -and -not $differs) "the same file but for the columns that are named: $($differs | Select-Object -First 4)"
        Confirm-That ((Get-Server $second).Account.Reactivations -eq 0) 'nobody who left came back'
    }

    Sequence = {
        $count = [int] (10000 * $Scale)
        $make = "`$rows = 1..$count | ForEach-Object { [pscustomobject] @{ email = `"p`$_@example.org`" } }"
        . ([scriptblock]::Create($make))
        $half = [int] ($count / 2)
        foreach ($way in 'one pipeline', 'two processes') {
            $simulator = if ($way -eq 'one pipeline') { New-CCAccount -Name $way } else { New-CCAccount 1 }
            $server = Get-Server $simulator
            $server.Options.JobDurationPerRow = [timespan]::FromMilliseconds(1)
            if ($way -eq 'one pipeline') {
                $rows | Import-CCContact -List Newsletter -Session $way | ForEach-Object { $rows[0..($half - 1)] } | Add-CCListMember Events -Session $way -Wait | Out-Null
            }
            else {
                $null = Wait-Child (Start-Child $simulator (Join-Path $work $way) "$make; `$rows | Import-CCContact -List Newsletter | Out-Null")
                Confirm-That (@($server.Account.Activities | Where-Object Kind -Like '*Import').Count -gt 0) 'the first process has sent its import'
                $null = Wait-Child (Start-Child $simulator (Join-Path $work $way) "$make; `$rows[0..$($half - 1)] | Add-CCListMember Events -Wait | Out-Null")
            }

            ($imports, $adds) = foreach ($kind in '*Import', 'MembershipsAdd') { , @($server.Account.Activities | Where-Object Kind -Like $kind) }
            $ended = ($imports | Measure-Object Ends -Maximum).Maximum
            $began = ($adds | Measure-Object Created -Minimum).Minimum
            $there = @($server.Account.Contacts | Where-Object { $_.Email -like 'p*@example.org' -and $_.Lists -contains 'Events' }).Count
            [pscustomobject] @{ Way = $way; Imports = $imports.Count; Additions = $adds.Count; 'Seconds after the imports ended' = [math]::Round(($began - $ended).TotalSeconds, 1); 'On the list' = $there }
            Confirm-That ($began -ge $ended -and $there -eq $half -and $adds.Count -eq [math]::Ceiling($half / 500)) "$way`: nothing is sent before the import has ended, and everybody is on the list"
        }
    }

    Members  = {
        $count = [int] (10000 * $Scale)
        $simulator = New-CCAccount -Name members
        $server = Get-Server $simulator
        Add-Contact $simulator ($count + [int] ($count / 5))
        $all = $server.Account.ContactCount
        foreach ($deed in @{ Name = 'off a list'; Route = 'CCMembershipsRemove'; People = $count; Do = { $input | Remove-CCListMember Newsletter -Session members -Wait } },
            @{ Name = 'tagged'; Route = 'CCTaggingsAdd'; People = [int] ($count / 2); Do = { $input | Add-CCContactTag vip -Session members -Wait } }) {
            ($any, $pages, $looks, $posts) = 'Any', 'CCContactList', 'CCActivityList', $deed.Route | ForEach-Object { $server.RequestCount($_) }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $results = 1..$deed.People | ForEach-Object { "P$_@example.org" } | & $deed.Do
            $seconds = $watch.Elapsed.TotalSeconds * $SpeedFactor
            ($any, $pages, $looks, $posts) = ($server.RequestCount('Any') - $any), ($server.RequestCount('CCContactList') - $pages), ($server.RequestCount('CCActivityList') - $looks), ($server.RequestCount($deed.Route) - $posts)
            [pscustomobject] @{
                Deed = $deed.Name; People = $deed.People; Done = Get-Sum $results Imported; Activities = $posts; 'Least activities' = [math]::Ceiling($deed.People / 500)
                Pages = $pages; 'Most pages' = [math]::Ceiling($all / 500); Looks = $looks; Other = $any - $pages - $looks - $posts; Contacts = $server.Account.ContactCount - $all; Offences = $server.Offences.Total
            }
            Confirm-That ((Get-Sum $results Imported) -eq $deed.People -and $server.Account.ContactCount -eq $all) "$($deed.Name): everybody, and no contact more or less"
            Confirm-That ($posts -eq [math]::Ceiling($deed.People / 500) -and $pages -le [math]::Ceiling($all / 500) -and $looks -le $seconds / 30 + 2 -and $any - $pages - $looks - $posts -le 4) "$($deed.Name): no call too many"
        }
    }

    Deletion = {
        $count = [int] (1000 * $Scale)
        $cases = foreach ($kill in 1..$Kills) {
            $simulator = New-CCAccount 1
            $server = Get-Server $simulator
            ($server.Options.QueuedFor, $server.Options.JobDuration, $server.Options.JobDurationPerRow, $server.Options.JobJitter) = [timespan]::FromSeconds(1), [timespan]::FromSeconds(2), [timespan]::Zero, [timespan]::Zero
            Add-Contact $simulator ($count + [int] ($count / 2))
            $folder = Join-Path $work "deletion $kill"
            $make = "`$rows = 1..$count | ForEach-Object { [pscustomobject] @{ email = `"p`$_@example.org`" } }"
            $command = "`$rows | Remove-CCContact -BackupPath '$folder.csv' -ActivityName gone -Force -Wait | Out-Null"
            $killed = Start-KilledChild $simulator $folder "$make; $command" Any $kill
            [pscustomobject] @{ Kill = $kill; Server = $server; Killed = $killed; Backup = "$folder.csv"; Rest = Start-Child $simulator $folder @"
$make
`$open = Get-CCActivity | Where-Object Name -EQ gone | Select-Object -First 1
if (`$open) { `$rows | Resume-CCActivity -ActivityId `$open.ActivityId -Wait | Out-Null }
else { $command }
Get-CCActivity | ForEach-Object { "{0} {1} {2}" -f `$_.Name, `$_.State, `$_.Imported }
"@ }
        }

        foreach ($case in $cases) {
            $journal = Wait-Child $case.Rest
            $account = $case.Server.Account
            $gone = @($account.Contacts | Where-Object Status -EQ 'deleted' | ForEach-Object Email)
            $kept = @(Import-Csv $case.Backup)
            $others = @($gone | Where-Object { $_ -notmatch '^p(\d+)@' -or [int] $Matches[1] -gt $count }).Count
            [pscustomobject] @{ 'Killed at request' = $case.Kill; Killed = $case.Killed; Journal = $journal; Deleted = $gone.Count; Others = $others; 'In the backup' = $kept.Count; Activities = $case.Server.RequestCount('CCContactDelete') }
            Confirm-That ($gone.Count -eq $count -and $others -eq 0) "everybody is deleted, and nobody else (killed at request $($case.Kill))"
            Confirm-That ($kept.Count -eq $count -and @($kept.email | Sort-Object -Unique).Count -eq $count) "everybody is in the backup once (killed at request $($case.Kill))"
        }
    }

    Move     = {
        $topic = Get-Content (Join-Path $root 'module/help/en-US/about_CC_Moving.help.txt') -Raw -Encoding utf8
        function Get-Step([string] $From) {
            $section = [regex]::Match($topic, "(?ms)^$From`r?`$(.*?)(?=^[A-Z])").Groups[1].Value
            [scriptblock]::Create([regex]::Matches($section, '(?m)^ {8}(.*)$').ForEach({ $_.Groups[1].Value.TrimEnd() }) -join "`n")
        }

        function Get-Consent([string] $Side, $People, [string] $By) { $People | Group-Object $By -NoElement | Sort-Object Name | ForEach-Object { [pscustomobject] @{ Side = $Side; Consent = $_.Name; People = $_.Count } } }
        function Get-StoredValue { Get-CCContact -Status Active | Sort-Object Email | ForEach-Object { $_.Email, $_.FirstName, $_.LastName, $_.Values['phone'], $_.Fields['Membership Level'], (($_.Lists | Sort-Object) -join '+'), (($_.Tags | Sort-Object) -join '+') -join ',' } }

        $before = New-CCAccount -Name before
        Add-Contact $before ([int] (5000 * $Scale)) 'Implicit', 'Explicit', 'Unsubscribed', 'PendingConfirmation', 'TempHold'
        $middle = Start-ACSimulator -SpeedFactor $SpeedFactor
        (Get-Server $middle).Options.GeneralPerSecond = 10
        $middle | Connect-ACSession
        Get-ACContact -Property email | Remove-ACContact -Force 3>$null | Out-Null
        $table = @(Get-Consent 'before, Constant Contact' (Get-CCContact -Property email) Permission)
        $were = Get-StoredValue
        Push-Location $work
        $said = & (Get-Step 'FROM CONSTANT CONTACT TO ACTIVECAMPAIGN') 2>&1 3>$null
        $mayBe = @(Get-CCContact -Status Active).Email
        Disconnect-CCSession before

        # Some leave on the way: of one list, of all, or by bouncing.
        $account = (Get-Server $middle).Account
        $lists = @(Get-ACList)
        $leavers = @($mayBe | Where-Object { $_ -match '^p\d*6@' })
        $ways = 'Unsubscribed', 'Bounced', 'Unconfirmed'
        for ($i = 0; $i -lt $leavers.Count; $i++) { foreach ($list in $lists) { $account.SetListStatus($leavers[$i], $list.Id, $ways[$i % 3]) } }
        $table += @(Get-Consent 'between, ActiveCampaign' (Get-ACContact -Property email, status) Status)
        $after = New-CCAccount -Name after
        Get-CCContact | Remove-CCContact -Force -Wait 3>$null | Out-Null
        $said += & (Get-Step 'FROM ACTIVECAMPAIGN TO CONSTANT CONTACT') 2>&1 3>$null
        Pop-Location
        $table += @(Get-Consent 'after, Constant Contact' (Get-CCContact -Property email) Permission)
        $table | Format-Table -AutoSize | Out-String -Width 100 | Write-Host
        $failed = @($said | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object FullyQualifiedErrorId) -replace ',.*' | Group-Object -NoElement
        $are = Get-StoredValue
        $should = @($were | Where-Object { $_ -notmatch '^p\d*6@' -and ($_ -split ',')[0] -in $mayBe })
        [pscustomobject] @{
            Moved = $are.Count; 'May be mailed' = $mayBe.Count; Left = $leavers.Count; Errors = "$($failed | ForEach-Object { "$($_.Count) $($_.Name)" })"
            Same = "$are" -ceq "$should"; 'Brought back' = (Get-Server $before).Account.Reactivations + (Get-Server $after).Account.Reactivations
        }
        Confirm-That ("$are" -ceq "$should") 'fields, lists and tags are as before for everybody who may be mailed'
        Confirm-That (-not ($table | Where-Object { $_.Side -like 'after*' -and $_.Consent -ne 'implicit' })) 'nobody moved up'
    }

    Empty    = {
        $simulator = New-CCAccount -Name empty
        $server = Get-Server $simulator
        $nothing = $null
        $tries = [ordered] @{
            'Get-CCContact -Tag $nothing | Remove-CCContact -Force'  = { Get-CCContact -Tag $nothing | Remove-CCContact -Force }
            'Get-CCContact -List "" | Remove-CCContact -Force'       = { Get-CCContact -List '' | Remove-CCContact -Force }
            '@() | Remove-CCContact -Force'                          = { @() | Remove-CCContact -Force }
            'Get-CCContact of nobody | Remove-CCContact -Force'      = { Get-CCContact -CreatedBefore 2000-01-01 | Remove-CCContact -Force }
            '$null | Remove-CCContact -Force'                        = { $nothing | Remove-CCContact -Force }
            'Export-CCContact -Tag $nothing'                         = { Export-CCContact "$work/nobody.csv" -Tag $nothing }
            'Export-CCContact -List "no such list"'                  = { Export-CCContact "$work/nobody.csv" -List 'no such list' }
        }
        foreach ($try in $tries.Keys) {
            $errors = @(try { & $tries[$try] 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $_ })
            [pscustomobject] @{ Command = $try; Error = "$($errors.FullyQualifiedErrorId -replace ',.*')"; Text = "$($errors | Select-Object -First 1)" }
            Confirm-That ($errors.Count -gt 0 -and $server.Account.ContactCount -eq 50 -and $server.RequestCount('CCContactDelete') -eq 0 -and -not (Test-Path "$work/nobody.csv")) "$try`: nobody, and it is said"
        }
    }
}

try {
    Write-Host (Get-Surrounding)
    foreach ($name in $Step) {
        Write-Host "$name`:"
        $watch = [Diagnostics.Stopwatch]::StartNew()
        & $steps[$name]
        Write-Host "$name`: as promised, in $([math]::Round($watch.Elapsed.TotalSeconds)) s"
        Get-CCSession | Disconnect-CCSession
        Get-ACSession | Disconnect-ACSession
        Stop-CCSimulator -ErrorAction Ignore
        Stop-ACSimulator -ErrorAction Ignore
    }
}
finally {
    Remove-Item $work -Recurse -Force
}
