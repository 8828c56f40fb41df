Describe 'The token' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-ACSimulator -SpeedFactor 50
        Add-Fault $simulator BulkImport CloseAfterEffect -Number 2
        Add-Fault $simulator BulkImport BatchFails -Number 4
        Add-Fault $simulator BulkImport CallbackDelayed -ArgumentList ([timespan]::FromSeconds(200))
        $secrets = @{ Token = $simulator.ApiToken; Wrong = 'wrong-token-4711'; Hook = 'hook-secret-0815' }
        $path = New-TestFile 'people.csv' ("email,City`nbad,x`n" + ((1..30 | ForEach-Object { "p$_@example.com,Graz" }) -join "`n"))
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $closed = $listener.LocalEndpoint.Port
        $listener.Stop()

        # Everything that can be seen: every stream, the error records in full, and a transcript. What is wrong is tried too.
        $script = @"
Start-Transcript '$TestDrive/transcript.txt' | Out-Null
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
function Protect(`$Text) { ConvertTo-SecureString `$Text -AsPlainText -Force }
& {
    Connect-ACSession -Uri '$($simulator.Uri)' -ApiToken (Protect `$env:TEST_TOKEN) -Name main -PassThru | Format-List * -Force
    Get-ACSession | ConvertTo-Json -Depth 5
    Get-ACSession | ConvertTo-Csv
    Get-ACList | Format-List *
    Import-ACContact '$path' -Session main -WhatIf
    `$batches = Import-ACContact '$path' -Session main -CallbackUri "http://127.0.0.1:$closed/?key=`$env:TEST_HOOK" -CallbackHeader @{ 'X-Key' = `$env:TEST_HOOK }
    `$batches | Format-List * -Force
    `$batches | Wait-ACImport -Verbose -Debug -ListenOn nowhere -CallbackHeader @{ 'X-Key' = `$env:TEST_HOOK }
    `$batches | Wait-ACImport -ListenOn 'http://127.0.0.1:$closed/' -CallbackParameter @{ key = `$env:TEST_HOOK; other = `$env:TEST_HOOK } -PollIntervalSec 8
    `$batches | Wait-ACImport -Verbose -Debug -Summary -FailOn Any -ListenOn 'http://127.0.0.1:$closed/' -CallbackHeader @{ 'X-Key' = `$env:TEST_HOOK } | Format-List * -Force
    `$batches | Get-ACImportStatus | ConvertTo-Json
    Export-ACContact '$TestDrive/export.csv' | Format-List *
    Get-ACActivity | Format-List * -Force
    New-Item env:AC_BULK_HOME -Value '$TestDrive/home2' -Force | Out-Null
    `$rows = 1..30 | ForEach-Object { [pscustomobject] @{ email = "r`$_@example.com" } }
    `$again = `$rows | Import-ACContact -Session main -OnUnknown Hold -SkipAutomation -CallbackUri "http://127.0.0.1:$closed/?key=`$env:TEST_HOOK" -CallbackParameter @{ key = `$env:TEST_HOOK }
    Get-ACActivity `$again.ActivityId | Resume-ACActivity -WhatIf
    Get-ACActivity `$again.ActivityId | Resume-ACActivity -Verbose -Debug -CallbackUri "http://127.0.0.1:$closed/?key=`$env:TEST_HOOK" -CallbackParameter @{ key = `$env:TEST_HOOK } -CallbackHeader @{ 'X-Key' = `$env:TEST_HOOK }
    `$failed = `$rows | Import-ACContact -Session main -SkipAutomation -Wait
    `$failed | Format-List * -Force
    `$failed | Repair-ACImport -WhatIf
    `$failed | Repair-ACImport -Verbose -Debug | Format-List * -Force
    Get-ACActivity | Format-List * -Force
    Connect-ACSession -Uri '$($simulator.Uri)' -ApiToken (Protect `$env:TEST_WRONG)
    Connect-ACSession -Credential ([pscredential]::new('http://127.0.0.1:$closed', (Protect `$env:TEST_WRONG)))
    Connect-ACSession -Uri 'http://example.com' -ApiToken (Protect `$env:TEST_WRONG)
} *>&1 | Tee-Object -FilePath '$TestDrive/streams.txt'
`$Error | Format-List * -Force | Out-File '$TestDrive/errors.txt' -Width 4000
`$Error | ForEach-Object { `$_.Exception.ToString(); `$_.ToString(); `$_.ScriptStackTrace; `$_.FullyQualifiedErrorId } | Add-Content '$TestDrive/errors.txt'
Stop-Transcript | Out-Null
"@
        $result = Invoke-InNewPwsh $script -Environment @{ TEST_TOKEN = $secrets.Token; TEST_WRONG = $secrets.Wrong; TEST_HOOK = $secrets.Hook }
        Set-Content (Join-Path $TestDrive 'console.txt') ($result.Output + $result.Errors)
    }

    AfterAll { Reset-TestAccount }

    It 'was used, and the failures came' {
        $ids = Get-Content (Join-Path $TestDrive 'errors.txt')
        foreach ($id in 'EmailInvalid', 'ImportFailed', 'TokenRefused', 'HostUnreachable', 'HttpsRequired', 'ListenFailed', 'BatchUnknown', 'BatchFailed') {
            "$ids" | Should -Match "$id,ActiveCampaign"
        }

        Get-Content (Join-Path $TestDrive 'streams.txt') -Raw | Should -Match "Calls on http://127\.0\.0\.1:${closed}/: 0 taken, 1 turned away"
        (Get-ACActivity -State Completed -Kind import).Imported | Should -Be 30
    }

    It 'is in no stream, error record, transcript or file: <_>' -ForEach 'Token', 'Wrong', 'Hook' {
        $files = Get-ChildItem $TestDrive -Recurse -File -Force
        $files.Name | Should -Contain 'transcript.txt'
        $files.Name | Should -Contain 'streams.txt'
        ($files.FullName -like '*home*').Count | Should -BeGreaterThan 2
        $latin1 = [Text.Encoding]::Latin1
        foreach ($encoding in [Text.Encoding]::UTF8, [Text.Encoding]::Unicode) {
            $secret = $latin1.GetString($encoding.GetBytes($secrets[$_]))
            $files | Where-Object { [IO.File]::ReadAllText($_, $latin1).Contains($secret) } | Should -BeNullOrEmpty
        }
    }

    It 'is in no file as base 64 either' {
        $encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($secrets.Token)).TrimEnd('=')
        Get-ChildItem $TestDrive -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_).Contains($encoded) } | Should -BeNullOrEmpty
    }

    It 'leaves contact data out of error texts' {
        Get-Content (Join-Path $TestDrive 'errors.txt') | Where-Object { $_ -match 'p\d+@example\.com' } | Should -BeNullOrEmpty
    }
}
