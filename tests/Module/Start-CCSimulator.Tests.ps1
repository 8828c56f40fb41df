Describe 'Start-CCSimulator' {
    BeforeAll {
        . $PSScriptRoot/common.ps1

        # What any client does: tokens for the refresh token, and calls with the access token.
        function Get-CCToken {
            param($Simulator)
            Invoke-RestMethod "$($Simulator.Uri)oauth2/default/v1/token" -Method Post -Body @{
                grant_type = 'refresh_token'; refresh_token = $Simulator.RefreshToken; client_id = $Simulator.ClientId
            }
        }

        # Sends contacts as JSON, looks at the job until it has ended, and gives it.
        function Invoke-CCImport {
            param($Simulator, [int] $Count = 20)
            $headers = @{ Authorization = "Bearer $((Get-CCToken $Simulator).access_token)" }
            $list = (Get-Server $Simulator).Account.Lists.Keys | Select-Object -First 1
            $rows = @(1..$Count | ForEach-Object { @{ email = "p$_@example.com" } })
            $body = @{ import_data = $rows; list_ids = @($list) } | ConvertTo-Json -Depth 4
            $job = Invoke-RestMethod "$($Simulator.Uri)v3/activities/contacts_json_import" -Method Post -ContentType 'application/json' -Headers $headers -Body $body
            while ($job.state -in 'initialized', 'processing') {
                $job = Invoke-RestMethod "$($Simulator.Uri)v3/activities/$($job.activity_id)" -Headers $headers
            }

            $job
        }
    }

    AfterEach { Reset-TestAccount }

    It 'starts an account on a free loopback port that any client can use' {
        $simulator = Start-CCSimulator
        $simulator | Should -BeOfType ActiveCampaign.Bulk.CCSimulator
        $simulator.Uri.Host | Should -Be '127.0.0.1'
        $tokens = Get-CCToken $simulator
        $lists = Invoke-RestMethod "$($simulator.Uri)v3/contact_lists" -Headers @{ Authorization = "Bearer $($tokens.access_token)" }
        $lists.lists.name | Should -Be 'Newsletter', 'Customers', 'Events'
        $simulator.RequestCount, $simulator.Offences, $simulator.Reactivations | Should -Be 2, 0, 0
    }

    It 'shows the refresh token that is good now' {
        $simulator = Start-CCSimulator
        $first = $simulator.RefreshToken
        (Get-CCToken $simulator).refresh_token | Should -Be $simulator.RefreshToken
        $simulator.RefreshToken | Should -Not -Be $first
    }

    It 'keeps the refresh token with -LongLivedToken' {
        $simulator = Start-CCSimulator -LongLivedToken
        $first = $simulator.RefreshToken
        (Get-CCToken $simulator).refresh_token | Should -Be $first
    }

    It 'takes the port that is given' {
        $port = (Start-CCSimulator).Uri.Port
        Stop-CCSimulator
        (Start-CCSimulator -Port $port).Uri.Port | Should -Be $port
    }

    It 'is PortInUse for a port that is taken' {
        $port = (Start-CCSimulator).Uri.Port
        Assert-OneError { Start-CCSimulator -Port $port } 'PortInUse' 'ResourceBusy' "*$port*"
    }

    It 'starts nothing with -WhatIf' {
        Start-CCSimulator -WhatIf | Should -BeNullOrEmpty
        Assert-OneError { Stop-CCSimulator } 'SimulatorNotRunning' 'ObjectNotFound'
    }

    It 'begins with contacts, or with -Empty without' {
        (Start-CCSimulator).ContactCount | Should -Be 50
        (Start-CCSimulator -Empty).ContactCount | Should -Be 0
    }

    It 'runs as fast as -SpeedFactor says, by the same -Seed alike' {
        $simulator = Start-CCSimulator -SpeedFactor 1000 -Seed 7
        $simulator.SpeedFactor | Should -Be 1000
        $ids = @((Get-Server $simulator).Account.Lists.Keys)
        (Get-Server (Start-CCSimulator -Seed 7)).Account.Lists.Keys | Should -Be $ids
        (Get-Server (Start-CCSimulator -Seed 8)).Account.Lists.Keys | Should -Not -Be $ids
        $job = Invoke-CCImport $simulator
        $job.state, $job.status.person_count | Should -Be 'completed', 20
        $simulator.ContactCount | Should -Be 70
    }

    It 'answers after -LatencyMs' {
        $slow = Start-CCSimulator -LatencyMs 250
        (Measure-Command { Get-CCToken $slow }).TotalMilliseconds | Should -BeGreaterThan 245
    }

    It 'ends the batch of -FailBatch as failed' {
        $simulator = Start-CCSimulator -FailBatch 2 -SpeedFactor 1000
        (Invoke-CCImport $simulator).state | Should -Be 'completed'
        $failed = Invoke-CCImport $simulator
        $failed.state, $failed.activity_errors | Should -Be 'failed', 'The import failed.'
    }

    It 'stops the batch of -InterruptBatch on the way' {
        $simulator = Start-CCSimulator -InterruptBatch 1 -SpeedFactor 1000
        (Invoke-CCImport $simulator).state | Should -Be 'timed_out'
        $simulator.ContactCount | Should -Be 60
    }

    It 'loses the answer of -LoseAnswer' {
        $simulator = Start-CCSimulator -LoseAnswer 1 -SpeedFactor 1000
        { Invoke-CCImport $simulator } | Should -Throw
        (Get-Server $simulator).Account.Activities.Count | Should -Be 1
    }
}
