Describe 'Connect-CCSession' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-CCSimulator -SpeedFactor 30
        $server = Get-Server $simulator
        function Get-Token { ConvertTo-SecureString $simulator.RefreshToken -AsPlainText -Force }
    }

    AfterEach { Get-CCSession | Disconnect-CCSession }
    AfterAll { Reset-TestAccount }

    It 'takes a simulator from the pipeline and writes nothing' {
        $simulator | Connect-CCSession | Should -BeNullOrEmpty
        $session = Get-CCSession
        $session.Name, $session.ClientId | Should -Be 'simulator', $simulator.ClientId
        $session.IsSimulator | Should -BeTrue
        $session.CallsLeft | Should -BeLessThan 10000
    }

    It 'takes a running simulator for -Simulator' {
        (Connect-CCSession -Simulator -PassThru).Uri.Authority | Should -Be $simulator.Uri.Authority
    }

    It 'keeps the token that came of the one given, and goes on with it in the next process' {
        Connect-CCSession -ClientId $simulator.ClientId -RefreshToken (Get-Token) -Uri $simulator.Uri
        (Get-CCList -Name Newsletter).Name | Should -Be 'Newsletter'
        $result = Invoke-InNewPwsh "Connect-CCSession -ClientId $($simulator.ClientId) -Uri $($simulator.Uri); (Get-CCList).Name" -Environment @{ AC_BULK_HOME = $env:AC_BULK_HOME }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output -split '\r?\n' | Should -Be 'Newsletter', 'Customers', 'Events'
        Get-ChildItem $env:AC_BULK_HOME -Recurse -File -Exclude *.owner | Select-String -SimpleMatch $server.RefreshToken -List | ForEach-Object Path | Should -BeLike '*credentials*'
    }

    It 'renews a token that serves once a single time for two processes that need it at the same moment' {
        $shared = Start-CCSimulator -SpeedFactor 30
        $script = New-TestFile 'together.ps1' @"
Import-Module '$ModulePath'
New-Item -ItemType File -Path (Join-Path '$TestDrive' "ready`$PID") | Out-Null
while (@(Get-ChildItem '$TestDrive' -Filter ready*).Count -lt 2) { Start-Sleep -Milliseconds 20 }
Connect-CCSession $($shared.ClientId) (ConvertTo-SecureString $($shared.RefreshToken) -AsPlainText -Force) -Uri $($shared.Uri)
(Get-CCList).Count
"@
        $running = 1..2 | ForEach-Object { Start-PowerShell -ArgumentList '-File', $script -Environment @{ AC_BULK_HOME = (Join-Path $TestDrive 'together') } }
        $ended = $running | Wait-PowerShell
        "$($ended.Errors)".Trim() | Should -BeNullOrEmpty
        $ended.Output | Should -Be '3', '3'
        (Get-Server $shared).RequestCount('CCToken') | Should -Be 1
    }

    It 'takes client id and secret as a credential' {
        $credential = [pscredential]::new($simulator.ClientId, (ConvertTo-SecureString $server.ClientSecret -AsPlainText -Force))
        (Connect-CCSession -Credential $credential -RefreshToken (Get-Token) -Uri $simulator.Uri -Name shop -PassThru).Name | Should -Be 'shop'
        (Get-CCField).Count | Should -BeGreaterThan 3
    }

    It 'hands each token to -SaveToken before it counts on it' {
        $env:CC_SAVED = Join-Path $TestDrive 'saved.txt'
        Connect-CCSession $simulator.ClientId (Get-Token) -Uri $simulator.Uri -JournalPath (Join-Path $TestDrive 'other') -SaveToken { $_.GetType().Name | Add-Content $env:CC_SAVED }
        Get-Content $env:CC_SAVED | Should -Be 'SecureString', 'SecureString'
    }

    It 'spends no token where -SaveToken fails' {
        $before = $simulator.RefreshToken
        Assert-OneError { Connect-CCSession $simulator.ClientId (Get-Token) -Uri $simulator.Uri -JournalPath (Join-Path $TestDrive 'third') -SaveToken { throw 'no vault' } } 'ConsentNeeded' 'AuthenticationError' '*no vault*'
        $simulator.RefreshToken | Should -Be $before
    }

    It 'says how to consent anew where the token is dead and nobody can be asked' {
        $dead = Start-CCSimulator -SpeedFactor 30
        $token = ConvertTo-SecureString $dead.RefreshToken -AsPlainText -Force
        (Get-Server $dead).ExpireRefreshTokens()
        Assert-OneError { Connect-CCSession $dead.ClientId $token -Uri $dead.Uri } 'ConsentNeeded' 'AuthenticationError' '*Connect-CCSession*'
        Assert-OneError { Connect-CCSession -ClientId $dead.ClientId -Uri $dead.Uri } 'ConsentNeeded' 'AuthenticationError' "*Connect-CCSession*"
        Assert-OneError { Get-CCList } 'NoConnection' 'ConnectionError' '*Connect-CCSession*failed*'
    }

    It 'asks for consent with an address and a code, waits, and keeps what comes of it' {
        $server.Options.DeviceInterval = [timespan]::FromSeconds(1)
        $server.Options.DeviceApprovedAfterPolls = 1
        $told = Invoke-Asked { param($Session, $Simulator) Connect-CCSession -ClientId $Simulator.ClientId -NewConsent -Uri $Simulator.Uri 6>&1 | ForEach-Object { "$_" }; (Get-CCList).Name } $simulator
        $told.Errors | Should -BeNullOrEmpty
        $told.Output[0] | Should -BeLike "Open $($simulator.Uri)*code: *-*"
        $told.Output[1..3] | Should -Be 'Newsletter', 'Customers', 'Events'
    }

    It 'keeps a consent at once, also where nothing is asked of the service' {
        $server.Options.DeviceInterval = [timespan]::FromSeconds(1)
        $server.Options.DeviceApprovedAfterPolls = 1
        $fresh = Join-Path $TestDrive 'fresh'
        $told = Invoke-Asked { param($Session, $Given) Connect-CCSession -ClientId $Given[0].ClientId -NewConsent -SkipCheck -Uri $Given[0].Uri -JournalPath $Given[1] 6>$null } ($simulator, $fresh)
        $told.Errors | Should -BeNullOrEmpty
        Get-ChildItem $fresh -Recurse -File -Filter *.tokens | Should -HaveCount 1
    }

    It 'ends with ConsentDenied where nobody consents in time' {
        $slow = Start-CCSimulator -SpeedFactor 30
        (Get-Server $slow).Options.DeviceInterval = [timespan]::FromSeconds(1)
        (Get-Server $slow).Options.DeviceCodeLifetime = [timespan]::FromSeconds(2)
        $told = Invoke-Asked { param($Session, $Simulator) try { Connect-CCSession -ClientId $Simulator.ClientId -NewConsent -Uri $Simulator.Uri 6>$null } catch { $_.FullyQualifiedErrorId } } $slow
        $told.Output | Should -Be 'ConsentDenied,ActiveCampaign.Bulk.Commands.ConnectCCSessionCommand'
    }

    It 'refuses a token as plain text, and sends nothing' {
        $before = $simulator.RequestCount
        Assert-OneError { Connect-CCSession $simulator.ClientId 'plain' -Uri $simulator.Uri } 'TokenInvalid' 'InvalidArgument' '*-RefreshToken*'
        $simulator.RequestCount | Should -Be $before
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'plain http'; Id = 'HttpsRequired'; Connect = { Connect-CCSession app (Get-Token) -Uri http://cc.example } }
        @{ What = 'no credential'; Id = 'CredentialInvalid'; Connect = { Connect-CCSession -Credential $null } }
        @{ What = '-NoPacing elsewhere'; Id = 'PacingRequired'; Connect = { Connect-CCSession app (Get-Token) -Uri https://cc.example -NoPacing } }
    ) {
        Assert-OneError $Connect $Id 'InvalidArgument'
    }

    It 'refuses a simulator that was stopped' {
        $stopped = Start-CCSimulator
        $stopped | Stop-CCSimulator
        Assert-OneError { $stopped | Connect-CCSession } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-CCSimulator*'
    }
}

Describe 'Sessions of two services' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    AfterEach { Reset-TestAccount }

    It 'do not serve each other' {
        $null = Connect-TestAccount
        Assert-OneError { Get-CCList } 'NoConnection' 'ConnectionError' '*Connect-CCSession*'
        $null = Connect-CCTestAccount
        Get-ACSession | Disconnect-ACSession
        (Get-CCList).Count | Should -Be 3
        Assert-OneError { Get-ACList } 'NoConnection' 'ConnectionError' '*Connect-ACSession*'
        { Get-ACList -Session (Get-CCSession) } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage*'
    }

    It 'name no cmdlet of the other service' {
        $said = @(
            Get-ErrorOf { Get-CCList -Session nobody }
            Get-ErrorOf { Get-CCSession nobody }
            Get-ErrorOf { Disconnect-CCSession nobody }
            Get-ErrorOf { Get-CCList }
            Get-ErrorOf { Resume-CCActivity }
            Get-ErrorOf { Export-CCReject (Join-Path $TestDrive 'x.csv') nothing }
        ).Exception.Message
        $said.Count | Should -BeGreaterThan 5
        $said | Should -Not -MatchExactly '-AC[A-Z]'
    }
}

Describe 'The account of the environment' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-CCSimulator -SpeedFactor 30
        $all = @{ CC_CLIENT_ID = $simulator.ClientId; CC_REFRESH_TOKEN = $simulator.RefreshToken; CC_API_URL = "$($simulator.Uri)"; AC_BULK_HOME = (Join-Path $TestDrive 'environment') }
        $ask = 'try { (Get-CCList).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }'
    }

    AfterAll { Reset-TestAccount }

    It 'serves, and is an error where half of it lacks' {
        (Invoke-InNewPwsh $ask -Environment $all).Output | Should -Be '3'
        $said = (Invoke-InNewPwsh $ask -Environment @{ CC_REFRESH_TOKEN = 'x' }).Output
        $said | Should -BeLike 'NoConnection,*CC_CLIENT_ID is not*'
        $said | Should -Not -MatchExactly '-AC[A-Z]'
    }
}
