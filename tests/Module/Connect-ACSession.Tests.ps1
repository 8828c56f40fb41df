Describe 'Connect-ACSession' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-ACSimulator -SpeedFactor 50
        $token = ConvertTo-SecureString $simulator.ApiToken -AsPlainText -Force
    }

    AfterEach { Get-ACSession | Disconnect-ACSession }
    AfterAll { Reset-TestAccount }

    It 'takes a simulator from the pipeline and writes nothing' {
        $simulator | Connect-ACSession | Should -BeNullOrEmpty
        (Get-ACSession).Host | Should -Be $simulator.Uri.Authority
        (Get-ACSession).IsSimulator | Should -BeTrue
    }

    It 'takes a running simulator for -Simulator' {
        $session = Connect-ACSession -Simulator -PassThru
        $session.Host | Should -Be $simulator.Uri.Authority
        $session.Name | Should -Be 'simulator'
    }

    It 'takes a URL and a token' {
        $session = Connect-ACSession -Uri $simulator.Uri -ApiToken $token -PassThru
        $session.Name | Should -Be '127'
        $session.IsSimulator | Should -BeFalse
        (Get-ACList -Name Newsletter).Id | Should -Be 1
    }

    It 'takes the URL and the token as a credential' {
        $session = Connect-ACSession -Credential ([pscredential]::new("$($simulator.Uri)api/3", $token)) -PassThru
        $session.Uri | Should -Be "$($simulator.Uri)api/3/"
    }

    It 'replaces a connection of the same name' {
        $first = $simulator | Connect-ACSession -Name one -PassThru
        $second = $simulator | Connect-ACSession -Name ONE -PassThru
        @(Get-ACSession) | Should -HaveCount 1
        Get-ACSession | Should -Be $second
        $second | Should -Not -Be $first
    }

    It 'shows the share of the limits it uses at the most' {
        $simulator | Connect-ACSession -Name whole
        $simulator | Connect-ACSession -Name half -LimitShare 0.5
        Connect-ACSession -Uri $simulator.Uri -ApiToken $token -Name tenth -LimitShare 0.1
        (Get-ACSession whole, half, tenth).LimitShare | Should -Be 1, 0.5, 0.1
    }

    It 'uses no more than its share' {
        $paced = Start-ACSimulator -SpeedFactor 50
        $paced | Connect-ACSession -LimitShare 0.05
        New-TestRow 14 | Import-ACContact -Method Bulk -BatchSize 2 | Out-Null
        $imports = @((Get-Server $paced).Requests | Where-Object Route -EQ 'BulkImport')
        $imports | Should -HaveCount 7
        ($imports[5].Arrived - $imports[0].Arrived).TotalSeconds | Should -BeGreaterOrEqual 60
        $paced | Stop-ACSimulator
    }

    It 'refuses a -LimitShare of <Share>' -ForEach @(@{ Share = 0 }, @{ Share = 0.04 }, @{ Share = 1.1 }) {
        Assert-OneError { $simulator | Connect-ACSession -LimitShare $Share } 'ParameterArgumentValidationError' 'InvalidData'
        Get-ACSession | Should -BeNullOrEmpty
    }

    It 'shows how often the service refused for the rate' {
        $busy = Start-ACSimulator -SpeedFactor 50
        $session = $busy | Connect-ACSession -PassThru
        $session.RateRefusals | Should -Be 0
        Add-Fault $busy Lists Throttle429 1 @(1)
        @(Get-ACList -Session $session -WarningVariable said -WarningAction SilentlyContinue) | Should -HaveCount 3
        "$said" | Should -BeLike "*$($busy.Uri.Authority)*refused one call for the rate*-LimitShare*"
        @(Get-ACList -Session $session -WarningVariable said) | Should -HaveCount 3
        $said | Should -BeNullOrEmpty
        $session.RateRefusals | Should -Be 1
        (Get-ACSession).RateRefusals | Should -Be 1
        $session | Format-Table | Out-String -Width 120 | Should -BeLike '*RateRefusals*'
        $busy | Stop-ACSimulator
    }

    It 'shows until when the service has asked to wait, for minutes at the most' {
        $busy = Start-ACSimulator -SpeedFactor 50
        Connect-ACSession -Uri $busy.Uri -ApiToken (ConvertTo-SecureString $busy.ApiToken -AsPlainText -Force) -SkipCheck
        (Get-ACSession).PausedUntil | Should -BeNullOrEmpty
        Add-Fault $busy Lists Throttle429 1 @(31536000)
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Get-ACList -Session `$args[0]").AddArgument((Get-ACSession))
        $null = $shell.BeginInvoke()
        [Threading.SpinWait]::SpinUntil({ $null -ne (Get-ACSession).PausedUntil }, 30000) | Should -BeTrue
        (Get-ACSession).PausedUntil | Should -BeLessThan ([datetimeoffset]::Now.AddMinutes(10))
        $shell.Stop()
        $shell.Dispose()
        $busy | Stop-ACSimulator
    }

    It 'keeps the lanes of an account that is no simulator in the journal folder' {
        Connect-ACSession -Uri $simulator.Uri -ApiToken $token
        Join-Path $env:AC_BULK_HOME "$($simulator.Uri.Host)_$($simulator.Uri.Port)/lanes/general.lane" | Should -Exist
    }

    It 'warns where the lanes cannot be shared, and works' {
        $env:AC_BULK_HOME = Join-Path (New-TestFile 'afile' 'x') 'below'
        Connect-ACSession -Uri $simulator.Uri -ApiToken $token -WarningVariable warnings -WarningAction SilentlyContinue
        $env:AC_BULK_HOME = Join-Path $TestDrive 'home'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*not shared*AC_BULK_HOME*'
        @(Get-ACList) | Should -HaveCount 3
    }

    It 'keeps the token out of the session' {
        $session = Connect-ACSession -Uri $simulator.Uri -ApiToken $token -PassThru
        ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json -Depth 5) + [Management.Automation.PSSerializer]::Serialize($session) |
            Should -Not -Match $simulator.ApiToken
    }

    It 'asks the service once, or with -SkipCheck not at all' {
        $before = $simulator.RequestCount
        $simulator | Connect-ACSession
        $simulator.RequestCount | Should -Be ($before + 1)
        $simulator | Connect-ACSession -SkipCheck
        $simulator.RequestCount | Should -Be ($before + 1)
    }

    It 'shows a host it cannot reach as HostUnreachable' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        Assert-OneError { Connect-ACSession -Uri "http://127.0.0.1:$port" -ApiToken $token } 'HostUnreachable' 'ConnectionError' '*Check the address*'
        Get-ACSession | Should -BeNullOrEmpty
    }

    It 'shows a token the service does not accept as TokenRefused' {
        $wrong = ConvertTo-SecureString 'wrong-token-0815' -AsPlainText -Force
        Assert-OneError { Connect-ACSession -Uri $simulator.Uri -ApiToken $wrong } 'TokenRefused' 'AuthenticationError' '*Settings, Developer*'
        Get-ACSession | Should -BeNullOrEmpty
    }

    It 'leaves the connection to those who hold it when a new token for it is refused' {
        $held = Connect-ACSession -Uri $simulator.Uri -ApiToken $token -PassThru
        $wrong = ConvertTo-SecureString 'wrong-token-0815' -AsPlainText -Force
        Assert-OneError { Connect-ACSession -Uri $simulator.Uri -ApiToken $wrong } 'TokenRefused' 'AuthenticationError'
        Assert-OneError { Get-ACList } 'NoConnection' 'ConnectionError' '*failed*'
        @(Get-ACList -Session $held) | Should -HaveCount 3
    }

    It 'refuses <Address> as HttpsRequired' -ForEach @(
        @{ Address = 'http://youraccount.api-us1.com' }
        @{ Address = 'ftp://youraccount.api-us1.com' }
        @{ Address = 'youraccount' }
    ) {
        Assert-OneError { Connect-ACSession -Uri $Address -ApiToken $token } 'HttpsRequired' 'InvalidArgument' '*Settings, Developer*'
    }

    It 'shows an address that is not the API as NotTheApi' {
        Assert-OneError { Connect-ACSession -Uri "$($simulator.Uri)elsewhere" -ApiToken $token } 'NotTheApi' 'ProtocolError' '*not the address where people sign in*'
    }

    It 'shows an account that has not been paid as AccountInactive' {
        $unpaid = Start-ACSimulator -SpeedFactor 50
        $null = (Get-Server $unpaid).Faults.Add('UsersMe', [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::Always(), [ActiveCampaign.Bulk.Simulator.Faults.Account402Fault]::new(), $null)
        Assert-OneError { $unpaid | Connect-ACSession } 'AccountInactive' 'PermissionDenied' '*402*'
        $unpaid | Stop-ACSimulator
    }

    It 'refuses a credential whose user name is no URL as CredentialInvalid' {
        Assert-OneError { Connect-ACSession -Credential ([pscredential]::new('somebody', $token)) } 'CredentialInvalid' 'InvalidArgument' "*account's URL*"
    }

    It 'refuses -NoPacing on a real host as PacingRequired' {
        Assert-OneError { Connect-ACSession -Uri https://youraccount.invalid -ApiToken $token -NoPacing } 'PacingRequired' 'InvalidArgument' '*loopback only*'
    }

    It 'refuses a simulator that was stopped as SimulatorNotRunning' {
        $stopped = Start-ACSimulator
        $stopped | Stop-ACSimulator
        Assert-OneError { $stopped | Connect-ACSession } 'SimulatorNotRunning' 'ObjectNotFound' '*Start-ACSimulator*'
    }

    It 'starts a simulator for -Simulator where none runs' {
        $result = Invoke-InNewPwsh 'Connect-ACSession -Simulator; (Get-ACSession).IsSimulator; @(Get-ACList).Count'
        $result.Output -split '\r?\n' | Should -Be 'True', '3'
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'takes the environment only while the process has never connected' {
        $result = Invoke-InNewPwsh -Environment @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken } @'
            (Get-ACList -Name Newsletter).Id
            Get-ACSession | Disconnect-ACSession
            try { Get-ACList } catch { $_.FullyQualifiedErrorId }
'@
        $result.Output -split '\r?\n' | Should -Be '1', 'NoConnection,ActiveCampaign.Bulk.Commands.GetACListCommand'
    }

    It 'does not take the environment after a rehearsal, in no runspace' {
        $result = Invoke-InNewPwsh -Environment @{ AC_API_URL = "$($simulator.Uri)"; AC_API_TOKEN = $simulator.ApiToken } @'
            Connect-ACSession -Simulator
            $other = [powershell]::Create().AddScript("Import-Module '$((Get-Module ActiveCampaign.Bulk).Path)'; Get-ACList")
            try { $other.Invoke() } catch { }
            $other.Streams.Error.FullyQualifiedErrorId
            $other.InvocationStateInfo.Reason.ErrorRecord.FullyQualifiedErrorId
'@
        $result.Output.Trim() | Should -Be 'NoConnection,ActiveCampaign.Bulk.Commands.GetACListCommand'
    }

    It 'refuses an AC_API_URL that is no URL as HttpsRequired' {
        $result = Invoke-InNewPwsh -Environment @{ AC_API_URL = 'youraccount'; AC_API_TOKEN = 'x' } 'try { Get-ACList } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }'
        $result.Output | Should -BeLike 'HttpsRequired,*AC_API_URL*'
    }
}
