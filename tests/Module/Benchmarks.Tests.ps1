# Every script of the benchmark folder runs, with a few rows and one pass: what it prints is there, whatever the times are.
BeforeDiscovery {
    $scripts = @(
        @{ Script = 'Compare-Import'; Arguments = '-Rows', '600', '-Passes', '1'; Lines = 'Import-Csv | Out-Null', 'hand-written script', 'a bare cmdlet', 'Import-Csv | Import-ACContact', 'Import-ACContact -Path' }
        @{ Script = 'Compare-Import'; Arguments = '-Rows', '600', '-Passes', '1', '-Baseline', '{staged}'; Lines = 'Import-ACContact -Path', 'baseline: Import-Csv | Import-ACContact', 'baseline: Import-ACContact -Path' }
        @{ Script = 'Measure-Memory'; Arguments = '-Rows', '600'; Lines = 'pipeline', '-Path' }
        @{ Script = 'Measure-Export'; Arguments = '-Contacts', '300', '-LatencyMs', '1'; Lines = '300 contacts in', 'working set' }
        @{ Script = 'Measure-Completion'; Arguments = '-Activities', '2', '-Rows', '20', '-Passes', '1'; Lines = 'a list', 'the column map', 'an activity name', 'a connection' }
        @{ Script = 'Measure-ConstantContact'; Arguments = '-Rows', '600', '-SpeedFactor', '30'; Lines = '-Path', 'pipeline', 'Needed       : 1' }
        @{ Script = 'Measure-CCContact'; Arguments = '-Step:Members,Empty', '-Scale', '0.005', '-SpeedFactor', '30'; Lines = 'Deed             : off a list', 'Deed             : tagged', 'FilterEmpty', 'NoInput' }
        @{ Script = 'Measure-Load'; Arguments = '-Passes', '1'; Lines = 'Empty ms', 'Times empty' }
        @{ Script = 'Measure-SharedLanes'; Arguments = '-Speed', '60', '-Minutes', '0.05', '-LatencyMs', '1', '-GeneralSeconds', '2'; Lines = 'bulk:', 'single:', 'general:', 'Calls and refusals of each process:' }
    )
}

Describe 'The benchmark scripts' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $folder = Join-Path $PSScriptRoot '../ActiveCampaign.Bulk.Benchmarks'
        $tried = [Collections.Generic.HashSet[string]]::new()
    }

    It 'runs: <Script> <Arguments>' -ForEach $scripts {
        $null = $tried.Add($Script)
        $given = $Arguments | ForEach-Object { $_.Replace('{staged}', $ModulePath) }
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        $quoted = ($given | ForEach-Object { if ($_ -like '-*') { $_ } else { "'$_'" } }) -join ' '
        Set-Content $file "& '$folder/$Script.ps1' $quoted -NoBuild | Format-List | Out-String -Width 200"
        $done = Start-PowerShell -ArgumentList '-File', $file | Wait-PowerShell
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be 0 -Because $done.Output
        foreach ($line in $Lines) {
            $done.Output | Should -Match ([regex]::Escape($line))
        }
    }

    It 'leaves no script out' {
        Get-ChildItem $folder -Filter '*-*.ps1' | ForEach-Object BaseName | Where-Object { $_ -notlike '*-Worker' } | Should -BeIn $tried
    }
}
