Describe 'Get-ACSession' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $simulator = Start-ACSimulator -SpeedFactor 50
        'north', 'north-east', 'south' | ForEach-Object { $simulator | Connect-ACSession -Name $_ }
    }

    AfterAll { Reset-TestAccount }

    It 'shows every connection of the runspace' {
        (Get-ACSession).Name | Should -Be 'north', 'north-east', 'south'
        Get-ACSession | Should -BeOfType ActiveCampaign.Bulk.ACSession
    }

    It 'finds names and wildcards, whatever their case' {
        (Get-ACSession -Name NORTH).Name | Should -Be 'north'
        (Get-ACSession north*).Name | Should -Be 'north', 'north-east'
        (Get-ACSession south, n*t).Name | Should -Be 'north-east', 'south'
    }

    It 'shows nothing for a pattern that matches nothing' {
        @(Get-ErrorOf { Get-ACSession x* }) | Should -HaveCount 0
    }

    It 'shows a name that is not there as SessionNotFound, and those that are' {
        Assert-OneError { Get-ACSession -Name west } 'SessionNotFound' 'ObjectNotFound' "*'west'*"
        Get-ACSession -Name west, south -ErrorAction SilentlyContinue | Should -HaveCount 1
    }

    It 'completes names' {
        Get-Completion 'Get-ACSession -Name no' | Should -Be 'north', 'north-east'
    }

    It 'shows no connection of another runspace' {
        $other = [powershell]::Create()
        $other.AddScript("Import-Module '$ModulePath'; @(Get-ACSession).Count").Invoke() | Should -Be 0
        $other.Dispose()
    }

    Context 'which account a command means' {
        It 'is an error AmbiguousSession with several connections' {
            $before = $simulator.RequestCount
            Assert-OneError { Get-ACList } 'AmbiguousSession' 'InvalidArgument' '*north, north-east, south*-Session*'
            Assert-OneError { New-TestRow 20 | Import-ACContact } 'AmbiguousSession' 'InvalidArgument' '*-Session*'
            $simulator.RequestCount | Should -Be $before
        }

        It 'is the session named, or given' {
            (Get-ACList -Name Events -Session south).Id | Should -Be 3
            (Get-ACList -Name Events -Session (Get-ACSession north)).Id | Should -Be 3
        }

        It 'is SessionNotFound for a name that is not there' {
            Assert-OneError { Get-ACList -Session west } 'SessionNotFound' 'ObjectNotFound' "*'west'*Get-ACSession*"
        }

        It 'completes -Session' {
            Get-Completion 'Import-ACContact -Path x.csv -Session s' | Should -Be 'south'
        }

        It 'works in a thread job through $using:' {
            $session = Get-ACSession south
            $job = Start-ThreadJob { Import-Module $using:ModulePath; (Get-ACList -Name Events -Session $using:session).Id }
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 3
        }

        It 'is NoConnection in a thread job without it' {
            $job = Start-ThreadJob { Import-Module $using:ModulePath; try { Get-ACList } catch { $_.FullyQualifiedErrorId; $_.Exception.Message } }
            $id, $message = $job | Receive-Job -Wait -AutoRemoveJob
            $id | Should -BeLike 'NoConnection,*'
            $message | Should -BeLike '*-Session $using:session*'
        }

        It 'is SessionDeserialized for a copy from another process' {
            $session = Get-ACSession south
            $job = Start-Job { Import-Module $using:ModulePath; try { Get-ACList -Session $using:session } catch { $_.FullyQualifiedErrorId; $_.Exception.Message } }
            $id, $message = $job | Receive-Job -Wait -AutoRemoveJob
            $id | Should -BeLike 'SessionDeserialized,*'
            $message | Should -BeLike '*Connect-ACSession*'
        }
    }
}
