<#
.SYNOPSIS
    Imports objects by pipeline and the same rows as one CSV file, each into an account of its own, and compares.
.DESCRIPTION
    The objects are described in a JSON file, with what the documented rules write into a CSV cell for each value. Every
    contact must be stored alike by both ways, or be refused by both by name; where only objects can be wrong,
    since a file has no types, the description says so and the row is left out of the file. Exit code 1 where it is not so.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Path)

$ErrorActionPreference = 'Stop'
$TestDrive = Join-Path ([IO.Path]::GetTempPath()) "acbulk-rows-$([guid]::NewGuid().ToString('N'))"
$null = New-Item -ItemType Directory $TestDrive
. $PSScriptRoot/common.ps1

function ConvertTo-Value($Cell) {
    $items = @($Cell.Items | ForEach-Object { if ($null -ne $_) { $_.Substring(1) } else { $null } })
    $text = if ($items.Count) { $items[0] }
    switch ($Cell.Type) {
        null { return $null }
        text { return $text }
        int { return [int] $text }
        long { return [long] $text }
        double { return [double]::Parse($text, [cultureinfo]::InvariantCulture) }
        decimal { return [decimal]::Parse($text, [cultureinfo]::InvariantCulture) }
        bool { return $text -eq 'true' }
        date { return [datetime]::Parse($text, [cultureinfo]::InvariantCulture, 'RoundtripKind') }
        array { return , [object[]] $items }
        object { return [pscustomobject] @{ given = 'Ann' } }
        table { return @{ given = 'Ann' } }
        objects { return , @([pscustomobject] @{ given = 'Ann' }) }
    }
}

function New-RowObject([string] $Kind, [string] $Email, $Cells) {
    $members = [ordered] @{ email = $Email }
    $late = @()
    foreach ($cell in $Cells) {
        if ($Kind -in 'script', 'alias' -and $late.Count -lt 2) { $late += $cell } else { $members[$cell.Column] = ConvertTo-Value $cell }
    }

    switch ($Kind) {
        ordered { return $members }
        hashtable { return @{} + $members }
    }

    $row = [pscustomobject] $members
    foreach ($cell in $late) {
        $value = ConvertTo-Value $cell
        if ($Kind -eq 'script') {
            $row.PSObject.Members.Add([psscriptproperty]::new($cell.Column, { , $value }.GetNewClosure()))
        }
        else {
            $row.PSObject.Members.Add([psnoteproperty]::new('RunspaceId', $value))
            $row.PSObject.Members.Add([psaliasproperty]::new($cell.Column, 'RunspaceId'))
            break
        }
    }

    if ($Kind -eq 'alias' -and $late.Count -gt 1) { $row.PSObject.Members.Add([psnoteproperty]::new($late[1].Column, (ConvertTo-Value $late[1]))) }
    if ($Kind -eq 'listed') { $null = $row.PSObject.Properties.Name }
    $row
}

# What became of each address: the contact as one text, or the reason.
function Get-Outcome($Simulator, [scriptblock] $Import, [string[]] $Addresses) {
    $refused = @{}
    & $Import 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { $refused[$_.TargetObject.email] = $_.FullyQualifiedErrorId -replace ',.*' }
    $account = (Get-Server $Simulator).Account
    foreach ($address in $Addresses) {
        $contact = $account.FindContact([string] $address)
        $outcome = if ($refused[$address]) { 'refused: ' + $refused[$address] } elseif (-not $contact) { 'lost' } else {
            $fields = $contact.FieldValues.GetEnumerator() | Sort-Object Key | ForEach-Object { "$($_.Key)=$($_.Value)" }
            $contact.FirstName, $contact.LastName, $contact.Phone, (($contact.Tags | Sort-Object) -join '+'), (($contact.Lists.Keys | Sort-Object) -join '+'), ($fields -join '; ') -join ' / '
        }
        [pscustomobject] @{ Address = $address; Outcome = $outcome }
    }
}

try {
    $descriptions = Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json
    $i = 0
    $rows = foreach ($row in $descriptions) {
        $i++
        [pscustomobject] @{ Email = "random$i@example.com"; Object = New-RowObject $row.Kind "random$i@example.com" $row.Cells; Cells = $row.Cells; Refused = @($row.Cells.Refused | Where-Object { $null -ne $_ }) }
    }

    $columns = @($descriptions.Cells.Column | Where-Object { $_ -ne 'nosuch' } | Sort-Object -Unique)
    $alike = @($rows | Where-Object { -not $_.Refused })
    $csv = Join-Path $TestDrive 'rows.csv'
    $alike | ForEach-Object {
        $line = [ordered] @{ email = $_.Email }
        foreach ($column in $columns) { $line[$column] = "$(@($_.Cells | Where-Object Column -EQ $column).Text)" -replace '^~' }
        [pscustomobject] $line
    } | Export-Csv $csv -Encoding utf8

    $settings = @{ SkipAutomation = $true; Wait = $true; AllowNewTag = $true; ErrorAction = 'Continue'; WarningAction = 'Ignore' }
    $piped, $read = 'piped', 'read' | ForEach-Object { Start-ACSimulator -SpeedFactor 50 }
    $piped | Connect-ACSession -Name piped
    $read | Connect-ACSession -Name read
    $byPipe = @(Get-Outcome $piped { $rows.Object | Import-ACContact -Session piped @settings } $rows.Email)
    $byFile = @{}
    Get-Outcome $read { Import-ACContact -Path $csv -Session read @settings } $alike.Email | ForEach-Object { $byFile[$_.Address] = $_.Outcome }

    $different = for ($i = 0; $i -lt $rows.Count; $i++) {
        $outcome = $byPipe[$i].Outcome
        $inFile = $byFile[$rows[$i].Email]

        # Which of several faults is named depends on the order of the columns.
        $fine = if ($outcome -like 'refused: *' -and $inFile -like 'refused: *') { $true } elseif ($rows[$i].Refused) { ($outcome -replace '^refused: ') -in 'EncodingDamaged', 'ValueUnreadable', 'DateInvalid', 'OptionUnknown', 'ListUnknown', 'TagUnknown' + $rows[$i].Refused } else { $outcome -ne 'lost' -and $outcome -ceq $inFile }
        if (-not $fine) { "$($rows[$i].Email) $($descriptions[$i] | ConvertTo-Json -Depth 6 -Compress)`n  by pipeline: $outcome`n  by file:     $inFile" }
    }

    if ($different) {
        $different | Select-Object -First 20
        "$(@($different).Count) of $($rows.Count) rows differ."
        exit 1
    }

    $refused = @($byPipe | Where-Object Outcome -Like 'refused*').Count
    "$($rows.Count) rows alike, $refused of them refused."
}
finally {
    Reset-TestAccount
    Remove-Item -LiteralPath $TestDrive -Recurse -Force
}
