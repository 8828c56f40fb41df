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
        (Export-ACContact -Path "$folder/byid.csv" -List 1).Rows | Should -Be 16
    }

    It 'separates cells by -Delimiter' {
        Export-ACContact $path -Delimiter ';' | Out-Null
        @(Import-Csv $path -Delimiter ';') | Should -HaveCount 50
    }

    It 'writes what an import reads' {
        Export-ACContact $path | Out-Null
        $rows = Import-Csv $path | Select-Object email, firstName, lastName
        ($rows | Import-ACContact -Wait).UpdatedOrUnreported | Should -Be 50
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
        $null = (Get-Server $simulator).Faults.Add('ContactList', [ActiveCampaign.Bulk.Simulator.FaultTrigger]::After(2), [ActiveCampaign.Bulk.Simulator.Faults.Account402Fault]::new(), $null)
        Assert-OneError { Export-ACContact -Path $path } 'AccountInactive' 'PermissionDenied'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'is AmbiguousSession with several connections, and takes one' {
        $simulator | Connect-ACSession -Name other
        Assert-OneError { Export-ACContact -Path $path } 'AmbiguousSession' 'InvalidArgument' '*-Session*'
        (Export-ACContact -Path $path -Session other).Rows | Should -Be 50
    }

    It 'is NoConnection without a connection' {
        Get-ACSession | Disconnect-ACSession
        Assert-OneError { Export-ACContact -Path $path } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
    }
}
