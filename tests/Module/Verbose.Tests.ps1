Describe '-Verbose' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Connect-TestAccount
        $server = Get-Server $simulator
        Add-Fault $simulator BulkImport Throttle429 -Number 1 -ArgumentList 2
        Add-Fault $simulator BulkImport CloseAfterEffect -Number 3
        Add-Fault $simulator ImportInfo Html503 -Number 1 -ArgumentList @($false)
        $rows = @(New-TestRow 700 -BadEvery 50) + [pscustomobject] @{ email = 'blocked@simulator.example'; 'First Name' = 'blocked2@simulator.example' }
        $output = $rows | Import-ACContact -List Newsletter -SkipAutomation -ThrottleLimit 1 -Wait -Verbose -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 4>&1
        $results = @($output | Where-Object { $_ -is [ActiveCampaign.Bulk.ACImportResult] })
        $lines = @($output | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message)
    }

    AfterAll { Reset-TestAccount }

    # The first is PowerShell's own, of ShouldProcess.
    It 'has the time and the host in each line' {
        $lines.Count | Should -BeGreaterThan 10
        $lines | Select-Object -Skip 1 | Where-Object { $_ -notmatch "^\d\d:\d\d:\d\d\.\d\d\dZ $([regex]::Escape($simulator.Uri.Authority)): \S" } | Should -BeNullOrEmpty
    }

    It 'tells each batch once: rows, bytes, status, milliseconds and id' {
        $accepted = @($lines | Where-Object { $_ -match ': Batch \d+: (\d+) rows, [1-9]\d+ bytes, status 200, \d+ ms: Accepted, id (\S+)$' })
        $accepted.Count | Should -Be (@($results | Where-Object BatchId).Count)
        foreach ($result in $results | Where-Object BatchId) {
            $lines -match ": Batch $($result.BatchNumber): $($result.Rows) rows, .* id $($result.BatchId)$" | Should -HaveCount 1
            $lines -match ": Look at batch id $($result.BatchId): Completed$" | Should -HaveCount 1
            $lines -match ": Batch $($result.BatchNumber), id $($result.BatchId): Completed: $($result.Imported) imported, $($result.Refused) refused, 0 unknown$" | Should -HaveCount 1
        }
    }

    It 'tells of pauses, of answers that were lost and of tries that are made again' {
        $lines -match ': POST import/bulk_import: refused for the rate; nothing of its kind goes for 2000 ms$' | Should -HaveCount 1
        $lines -match ': Batch \d+: \d+ rows, \d+ bytes, status 0, \d+ ms: no answer$' | Should -HaveCount 1
        $lines -match ': GET import/info: status 503, \d+ ms$' | Should -HaveCount 1
        $lines -match ': try 1 had no answer that counts; once more in \d+ ms$' | Should -Not -BeNullOrEmpty
    }

    It 'names no person and no key, whatever the command' {
        $said = @($lines)
        $said += 'blocked@simulator.example' | Get-ACContact -Verbose -ErrorAction SilentlyContinue 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String
        $said += New-TestRow 3 | Import-ACContact -Verbose 4>&1 | Out-String
        $said += 'person1@example.com' | Remove-ACContact -Force -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String
        $said += Export-ACContact (Join-Path $TestDrive 'all.csv') -Verbose 4>&1 | Out-String
        $said | Should -Not -Match '@'
        $said | Should -Not -Match ([regex]::Escape($simulator.ApiToken))
        "$said" | Should -Match 'POST contact/sync: status'
        "$said" | Should -Match 'rows by single calls: 3 imported, 0 refused'
    }

    It 'is heard by the preference too, and by nobody else' {
        $heard = & { $VerbosePreference = 'Continue'; Get-ACTag } 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$heard" | Should -Match 'GET tags: status 200'
        Get-ACTag 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Should -BeNullOrEmpty
    }

    It 'comes before the error that ends a command' {
        Add-Fault $simulator Any Account402
        $said = [Collections.Generic.List[string]]::new()
        try {
            Get-ACTag -Verbose 4>&1 | ForEach-Object { $said.Add("$_") }
        }
        catch {
            $ended = $_
        }

        (Get-Server $simulator).Faults.Clear()
        $ended.FullyQualifiedErrorId | Should -BeLike 'AccountInactive,*'
        $said | Should -HaveCount 1
        "$said" | Should -Match 'GET tags: status 402'
    }
}
