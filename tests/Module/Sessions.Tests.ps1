# Whose account gets the rows: what a command takes after a connection was tried, here and in other runspaces.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $one = Start-ACSimulator -SpeedFactor 50
    $two = Start-ACSimulator -SpeedFactor 50
    $good = ConvertTo-SecureString $one.ApiToken -AsPlainText -Force
    $bad = ConvertTo-SecureString 'wrong-token-0815' -AsPlainText -Force
    $modulePath = (Get-Module ActiveCampaign.Bulk).Path

    function New-Client($Simulator, $Token = $Simulator.ApiToken) {
        [pscredential]::new("$($Simulator.Uri)", (ConvertTo-SecureString $Token -AsPlainText -Force))
    }

    # A script in a runspace of its own of this process: its output, and the ids of its errors.
    function Invoke-InRunspace([string] $Script) {
        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; try { $Script } catch { `$_.FullyQualifiedErrorId }")
        try { $shell.Invoke() } finally { $shell.Dispose() }
    }
}

AfterAll { Reset-TestAccount }

Describe 'A Connect-ACSession that fails' {
    BeforeEach { $before = (Get-WriteCount $one), (Get-WriteCount $two) }

    AfterEach {
        $one | Connect-ACSession -Name one
        Get-ACSession | Disconnect-ACSession
        (Get-WriteCount $one), (Get-WriteCount $two) | Should -Be $before
    }

    It 'leaves nothing under its name: <Case>' -ForEach @(
        @{ Case = 'a key that is refused'; Connect = { Connect-ACSession -Uri $two.Uri -ApiToken $bad -Name client } }
        @{ Case = 'no key'; Connect = { Connect-ACSession -Uri $two.Uri -ApiToken $null -Name client } }
        @{ Case = 'a key as plain text'; Connect = { Connect-ACSession -Uri $two.Uri -ApiToken 'plain' -Name client } }
        @{ Case = 'no address'; Connect = { Connect-ACSession -Uri $null -ApiToken $good -Name client } }
        @{ Case = 'an address that is none'; Connect = { Connect-ACSession -Uri 'not one' -ApiToken $good -Name client } }
        @{ Case = 'plain http'; Connect = { Connect-ACSession -Uri http://acme.example -ApiToken $good -Name client } }
        @{ Case = 'no credential'; Connect = { Connect-ACSession -Credential $null -Name client } }
        @{ Case = 'a parameter that is not there'; Connect = { Connect-ACSession -Uri $two.Uri -Tokne $good -Name client } }
        @{ Case = 'a value that does not fit'; Connect = { Connect-ACSession -Name client -Uri $two.Uri -ApiToken $good -LimitShare 7 } }
    ) {
        Connect-ACSession -Credential (New-Client $one) -Name client
        @(Get-ErrorOf $Connect) | Should -HaveCount 1
        Assert-OneError { New-TestRow 2 | Import-ACContact } 'NoConnection' 'ConnectionError' '*Connect-ACSession*failed*'
        Assert-OneError { New-TestRow 2 | Import-ACContact -Session client } 'SessionNotFound' 'ObjectNotFound'
    }

    It 'closes what its name stood for, where that was another account' {
        $session = Connect-ACSession -Credential (New-Client $one) -Name client -PassThru
        Get-ErrorOf { Connect-ACSession -Uri $two.Uri -ApiToken $bad -Name client } | Should -HaveCount 1
        Assert-OneError { New-TestRow 2 | Import-ACContact -Session $session } 'SessionClosed' 'ConnectionError'
    }

    It 'leaves other names to those who name them' {
        $one | Connect-ACSession -Name first
        Get-ErrorOf { Connect-ACSession -Uri $two.Uri -ApiToken $bad -Name second } | Should -HaveCount 1
        Assert-OneError { Get-ACList } 'NoConnection' 'ConnectionError' "*'second'*"
        @(Get-ACList -Session first) | Should -HaveCount 3
        $two | Connect-ACSession -Name second
        @(Get-ACList -Session second) | Should -HaveCount 3
    }

    It 'is as much of a failure for the next item of a parallel block' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $items = @{ Uri = $one.Uri; Token = $good }, @{ Uri = $two.Uri; Token = $bad }
        $said = $items | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:modulePath
            try { Connect-ACSession -Uri $_.Uri -ApiToken $_.Token } catch { $_.FullyQualifiedErrorId }
            try { (Get-ACList).Count } catch { $_.FullyQualifiedErrorId }
        }
        $said | Should -Be 3, 'TokenRefused,ActiveCampaign.Bulk.Commands.ConnectACSessionCommand', 'NoConnection,ActiveCampaign.Bulk.Commands.GetACListCommand'
    }
}

Describe 'The account of the environment' {
    BeforeAll {
        $both = @{ AC_API_URL = "$($one.Uri)"; AC_API_TOKEN = $one.ApiToken }
        $ask = 'try { (Get-ACList).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }'
        $elsewhere = '$other = [powershell]::Create().AddScript("Import-Module ''$((Get-Module ActiveCampaign.Bulk).Path)''; try { (Get-ACList).Count } catch { `$_.FullyQualifiedErrorId }"); $other.Invoke()'
        $failing = "try { Connect-ACSession -Uri '$($two.Uri)' -ApiToken (ConvertTo-SecureString wrong-token-0815 -AsPlainText -Force) } catch { }"
    }

    It 'is an error that says which variable lacks' {
        $said = (Invoke-InNewPwsh "`$env:AC_API_TOKEN = ''; $ask; `$env:AC_API_TOKEN = 'x'; `$env:AC_API_URL = ''; $ask" -Environment $both).Output -split '\r?\n'
        $said | Should -HaveCount 4
        $said[0, 2] | Should -BeLike 'NoConnection,*'
        $said[1] | Should -BeLike '*AC_API_URL is set, and AC_API_TOKEN is not*'
        $said[3] | Should -BeLike '*AC_API_TOKEN is set, and AC_API_URL is not*'
    }

    It 'serves every runspace' {
        (Invoke-InNewPwsh "$ask; $elsewhere; $elsewhere" -Environment $both).Output -split '\r?\n' | Should -Be '3', '3', '3'
    }

    It 'serves nobody once an attempt to connect has failed' {
        $said = (Invoke-InNewPwsh "$failing; $elsewhere; $ask" -Environment $both).Output -split '\r?\n', 2
        $said[0] | Should -Be 'NoConnection,ActiveCampaign.Bulk.Commands.GetACListCommand'
        $said[1] | Should -BeLike 'NoConnection,*failed*'
        (Invoke-InNewPwsh "`$null = Get-ACList; $failing; $ask" -Environment $both).Output | Should -BeLike 'NoConnection,*failed*'
    }

    It 'is no guess beside a simulator, and both ways work word for word' {
        $said = (Invoke-InNewPwsh "`$null = Start-ACSimulator; $ask" -Environment $both).Output
        $said | Should -BeLike 'NoConnection,*'
        foreach ($way in [regex]::Matches($said, 'Connect-ACSession -Simulator|Connect-ACSession -Uri .*\)').Value) {
            (Invoke-InNewPwsh "`$null = Start-ACSimulator; $way; $ask" -Environment $both).Output | Should -Be '3'
        }

        [regex]::Matches($said, 'Connect-ACSession -Simulator|Connect-ACSession -Uri .*\)') | Should -HaveCount 2
    }
}

Describe 'Several accounts' {
    AfterEach { Get-ACSession | Disconnect-ACSession }

    It 'are told apart where the first part of their hosts is the same' {
        Connect-ACSession -Credential (New-Client $one)
        Connect-ACSession -Credential (New-Client $two)
        (Get-ACSession).Name | Should -Be '127', $two.Uri.Authority
        Assert-OneError { Get-ACList } 'AmbiguousSession' 'InvalidArgument' '*-PassThru*'
        Connect-ACSession -Credential (New-Client $two)
        @(Get-ACSession) | Should -HaveCount 2
    }

    It 'work in a parallel block, more items than runspaces, by -PassThru and -Session' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $clients = 1..3 | ForEach-Object { New-Client $one; New-Client $two }
        $said = $clients | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:modulePath
            $session = Connect-ACSession -Credential $_ -PassThru
            if ([pscustomobject] @{ email = 'p@one.example' } | Import-ACContact -Session $session -WhatIf) { 'more than nothing' }
            (Get-ACList -Session $session).Count
            $session | Disconnect-ACSession
        } 6>$null
        $said | Should -Be 3, 3, 3, 3, 3, 3
    }
}

Describe 'A key' {
    It 'with <What> is TokenInvalid at once, and nothing is sent' -ForEach @(
        @{ What = 'a zero width space'; Insert = "`u{200B}"; Saying = '*U+200B*' }
        @{ What = 'a no-break space'; Insert = "`u{A0}"; Saying = '*U+00A0*' }
        @{ What = 'a byte order mark'; Insert = "`u{FEFF}"; Saying = '*U+FEFF*' }
        @{ What = 'a second line that looks like a header'; Insert = "`r`nX-Evil: 1"; Saying = '*line break*' }
        @{ What = 'a newline'; Insert = "`n"; Saying = '*line break*' }
        @{ What = 'a space'; Insert = ' '; Saying = '*space*' }
        @{ What = 'a tab'; Insert = "`t"; Saying = '*tab*' }
    ) {
        $requests = $one.RequestCount
        foreach ($key in ($one.ApiToken + $Insert), ($one.ApiToken.Insert(5, $Insert)), ($Insert + $one.ApiToken)) {
            Assert-OneError { Connect-ACSession -Credential (New-Client $one $key) } 'TokenInvalid' 'InvalidArgument' $Saying
            Assert-OneError { Connect-ACSession -SkipCheck -Uri $one.Uri -ApiToken (ConvertTo-SecureString $key -AsPlainText -Force) } 'TokenInvalid' 'InvalidArgument' '*Copy it again*'
        }

        $one.RequestCount | Should -Be $requests
    }

    It 'as plain text is TokenInvalid with the way out, word for word' {
        $key = $one.ApiToken
        Assert-OneError { Connect-ACSession -Uri $one.Uri -ApiToken $key } 'TokenInvalid' 'InvalidArgument' '*-ApiToken (ConvertTo-SecureString $key -AsPlainText -Force)*'
        Connect-ACSession -Uri $one.Uri -ApiToken (ConvertTo-SecureString $key -AsPlainText -Force)
        Get-ACSession | Disconnect-ACSession
    }
}

Describe 'A proxy' {
    It 'that is no URL is refused, and a password in it is not shown: <_>' -ForEach 'user:s3cr3t@127.0.0.1:1', 'ftp://user:s3cr3t@127.0.0.1:1', 'proxy.example:8080', 'proxy' {
        $failure = @(Get-ErrorOf { Connect-ACSession -Uri https://acme.example -ApiToken $good -Proxy $_ })
        $failure.FullyQualifiedErrorId | Should -Be 'ParameterArgumentValidationError,ActiveCampaign.Bulk.Commands.ConnectACSessionCommand'
        $failure[0].Exception.Message | Should -BeLike '*http://proxy.example:8080*-ProxyCredential*'
        ($failure | Format-List * -Force | Out-String) + $failure[0].Exception.ToString() | Should -Not -Match 's3cr3t'
    }

    It 'that wants a password shows none, and -ProxyCredential is named' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $answering = [powershell]::Create().AddScript({
            param($listener)
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $bytes = [byte[]]::new(4096)
                $null = $client.GetStream().Read($bytes, 0, 4096)
                $answer = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=`"x`"`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                $client.GetStream().Write($answer, 0, $answer.Length)
                $client.Dispose()
            }
        }).AddArgument($listener)
        $running = $answering.BeginInvoke()
        try {
            $failure = Get-ErrorOf { Connect-ACSession -Uri https://acme.example -ApiToken $good -Proxy "http://user:s3cr3t@127.0.0.1:$($listener.LocalEndpoint.Port)" }
            $failure.FullyQualifiedErrorId | Should -BeLike 'HostUnreachable,*'
            $failure.Exception.Message | Should -BeLike '*-ProxyCredential*'
            ($failure | Format-List * -Force | Out-String) + $failure.Exception.ToString() | Should -Not -Match 's3cr3t'
        }
        finally {
            $listener.Stop()
            $answering.Stop()
            $answering.Dispose()
        }
    }
}

Describe 'A connection that is closed while a command waits' {
    It 'ends the command with SessionClosed, and the way it names goes on' {
        $stuck = Start-ACSimulator -SpeedFactor 50
        Add-Fault $stuck BulkImport BatchStuckWaiting
        $session = $stuck | Connect-ACSession -Name stuck -PassThru
        $batch = New-TestRow 20 | Import-ACContact -Session $session -SkipAutomation
        $waiting = [powershell]::Create().AddScript("Import-Module '$modulePath'; `$args[0] | Wait-ACImport -Session `$args[1]").AddArgument($batch).AddArgument($session)
        $running = $waiting.BeginInvoke()
        [Threading.SpinWait]::SpinUntil({ (Get-Server $stuck).RequestCount('ImportInfo') -gt 0 }, 30000) | Should -BeTrue
        Disconnect-ACSession stuck
        $running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
        $failure = try { $waiting.EndInvoke($running); $waiting.Streams.Error } catch { $_.Exception.InnerException.ErrorRecord }
        $failure.FullyQualifiedErrorId | Should -Be 'SessionClosed,ActiveCampaign.Bulk.Commands.WaitACImportCommand'
        $failure.Exception.Message | Should -BeLike '*Connect again*Get-ACActivity*'
        $waiting.Dispose()
        (Get-Server $stuck).Faults.Clear()
        $stuck | Connect-ACSession
        (Get-ACActivity $batch.ActivityId).NextCommand | Should -Not -BeNullOrEmpty
        Get-ACSession | Disconnect-ACSession
    }
}
