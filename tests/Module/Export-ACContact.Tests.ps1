Describe 'Export-ACContact' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    BeforeEach {
        $simulator = Connect-TestAccount
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $path = Join-Path $folder 'contacts.csv'
    }

    AfterEach { Reset-TestAccount }

    It 'writes all contacts, and one result' {
        $result = Export-ACContact -Path $path
        $result | Should -BeOfType ActiveCampaign.Bulk.ACExportResult
        $result.Rows, $result.ServiceTotal, $result.Path | Should -Be 50, 50, $path
        $result.Length | Should -Be (Get-Item $path).Length
        $rows = Import-Csv $path
        $rows | Should -HaveCount 50
        $rows[1].email | Should -Be 'sample001@simulator.example'
        $simulator.Offences | Should -Be 0
    }

    It 'writes more than a page' {
        New-TestRow 500 | Import-ACContact -Wait | Out-Null
        (Export-ACContact $path).Rows | Should -Be 550
        (Import-Csv $path).email | Sort-Object -Unique | Should -HaveCount 550
    }

    It 'writes the active members of -List, by name and by id' {
        $result = Export-ACContact -Path $path -List newsletter
        $result.Rows | Should -Be 16
        (Import-Csv $path).email | Should -Not -Contain 'sample000@simulator.example'
        (Export-ACContact -Path "$folder/byid.csv" -List id:1).Rows | Should -Be 16
    }

    It 'separates cells by -Delimiter' {
        Export-ACContact $path -Delimiter ';' | Out-Null
        @(Import-Csv $path -Delimiter ';') | Should -HaveCount 50
    }

    It 'writes what an import reads, by -Path and by pipeline' {
        Export-ACContact $path -SafeForSpreadsheet | Out-Null
        (Import-ACContact -Path $path -Wait).UpdatedOrUnreported | Should -Be 50
        (Import-Csv $path | Import-ACContact -Wait).UpdatedOrUnreported | Should -Be 50
    }

    It 'says what it did' {
        $result = Export-ACContact -Path $path -Tag vip -Property id, email, Membership*, lists*
        $result.Rows, $result.ServiceTotal, $result.Calls | Should -Be 3, 3, 2
        $result.Filter.Tag, $result.Hash | Should -Be 'vip', (Get-FileHash $path).Hash.ToLowerInvariant()
        $result.Column | Should -Be 'id', 'email', 'Membership Level', 'lists', 'lists_unsubscribed', 'lists_unconfirmed'
        $activity = Get-ACActivity $result.ActivityId
        $activity.Kind, $activity.State, $activity.RowsRead, $activity.HoldsContactData | Should -Be 'export', 'Completed', 3, $false
    }

    It 'writes JSON lines by the extension, or by -Format' {
        (Export-ACContact "$folder/contacts.jsonl" -Tag vip).Rows | Should -Be 3
        $rows = Get-Content "$folder/contacts.jsonl" | ConvertFrom-Json
        $rows[0].email, $rows[0].tags | Should -Be 'sample000@simulator.example', 'vip'
        (Export-ACContact "$folder/other.txt" -Tag vip -Format JsonLines).Rows | Should -Be 3
        @(Get-Content "$folder/other.txt" | ConvertFrom-Json) | Should -HaveCount 3
    }

    It 'writes in -Encoding' {
        Export-ACContact $path -Tag vip -Encoding utf-16 | Out-Null
        (Get-Content $path -AsByteStream -TotalCount 2) | Should -Be 0xFF, 0xFE
        @(Import-Csv $path -Encoding unicode) | Should -HaveCount 3
    }

    It 'takes contacts from the pipeline, each once and in their order' {
        $result = 'sample004@simulator.example', 3, 999, 'nobody@example.com', 3 | Export-ACContact $path -ErrorVariable missing -ErrorAction SilentlyContinue
        $result.Rows | Should -Be 2
        (Import-Csv $path).id | Should -Be 5, 3
        $missing | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'ContactNotFound,*'
        $missing | Should -HaveCount 2
    }

    It 'is FilterEmpty for a filter that is nothing, and leaves no file' {
        Assert-OneError { Export-ACContact $path -Tag $nothing } 'FilterEmpty' 'InvalidArgument' '*everybody*'
        Assert-OneError { Export-ACContact $path -List '' } 'FilterEmpty' 'InvalidArgument'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'writes a file with a header alone when nothing comes in' {
        (@() | Export-ACContact $path).Rows | Should -Be 0
        @(Get-Content $path) | Should -HaveCount 1
    }

    It 'is FileExists for a file that is there, unless -Force' {
        Set-Content $path 'mine'
        $before = $simulator.RequestCount
        Assert-OneError { Export-ACContact -Path $path } 'FileExists' 'ResourceExists' '*-Force*'
        Get-Content $path | Should -Be 'mine'
        $simulator.RequestCount | Should -Be $before
        (Export-ACContact -Path $path -Force).Rows | Should -Be 50
        @(Import-Csv $path) | Should -HaveCount 50
        @(Get-ChildItem $folder) | Should -HaveCount 1
    }

    It 'writes nothing with -WhatIf' {
        Export-ACContact -Path $path -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'is UnknownList with the nearest, and leaves no file' {
        Assert-OneError { Export-ACContact -Path $path -List Newsleter } 'UnknownList' 'ObjectNotFound' "*nearest is 'Newsletter'*"
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'is FileUnwritable for a folder that is not there' {
        Assert-OneError { Export-ACContact -Path "$folder/no/such/file.csv" } 'FileUnwritable' 'WriteError' '*Check the folder*'
    }

    It 'is an error, and leaves no file, when the service fails on the way' {
        New-TestRow 500 | Import-ACContact -Wait | Out-Null
        $null = (Get-Server $simulator).Faults.Add('ContactList', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::After(2), [ActiveCampaign.Bulk.Simulator.Faults.Account402Fault]::new(), $null)
        Assert-OneError { Export-ACContact -Path $path } 'AccountInactive' 'PermissionDenied'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'goes on with Resume-ACActivity after that, to the same file' {
        New-TestRow 500 | Import-ACContact -Wait | Out-Null
        $whole = (Export-ACContact "$folder/whole.csv").Hash
        $faults = (Get-Server $simulator).Faults
        $null = $faults.Add('ContactList', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::After(4), [ActiveCampaign.Bulk.Simulator.Faults.Account402Fault]::new(), $null)
        Assert-OneError { Export-ACContact -Path $path -JournalPath "$folder/journal" } 'AccountInactive' 'PermissionDenied'
        $activity = Get-ACActivity -JournalPath "$folder/journal"
        $activity.State, $activity.HoldsContactData, $activity.NextCommand | Should -Be 'Failed', $true, "Resume-ACActivity -ActivityId '$($activity.ActivityId)' -JournalPath '$folder/journal'"
        $faults.Clear()
        $result = $activity | Resume-ACActivity
        $result | Should -BeOfType ActiveCampaign.Bulk.ACExportResult
        $result.Hash, $result.Rows, $result.ActivityId | Should -Be $whole, 550, $activity.ActivityId
        (Get-ACActivity -JournalPath "$folder/journal").HoldsContactData | Should -BeFalse
    }

    It 'is AmbiguousSession with several connections, and takes one' {
        $simulator | Connect-ACSession -Name other
        Assert-OneError { Export-ACContact -Path $path } 'AmbiguousSession' 'InvalidArgument' '*-Session*'
        (Export-ACContact -Path $path -Session other).Rows | Should -Be 50
    }

    It 'shows that a character was damaged at the service, and warns with the id: <_>' -ForEach 'Export-ACContact', 'Get-ACContact' {
        $id = (Get-Server $simulator).Account.AddContact('ann@one.example', "An$([char] 0xFFFD)")
        $name = if ($_ -eq 'Export-ACContact') {
            $null = Export-ACContact -Path $path -WarningVariable said -WarningAction SilentlyContinue
            (Import-Csv $path | Where-Object id -EQ $id).first_name
        }
        else {
            (Get-ACContact -Search ann@one.example -WarningVariable said -WarningAction SilentlyContinue).FirstName
        }

        $name | Should -Be "An$([char] 0xFFFD)"
        "$said" | Should -BeLike "*1 contact has text that is damaged*: $id."
    }

    It 'is NoConnection without a connection' {
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Export-ACContact -Path $path } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
    }
}
