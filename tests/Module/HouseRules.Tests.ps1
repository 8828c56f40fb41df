BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..'
    $commands = Get-ChildItem (Join-Path $root 'src/ActiveCampaign.Bulk/Commands/*Command.cs') | ForEach-Object {
        $attribute = [regex]::Match((Get-Content $_ -Raw), '\[Cmdlet\(Verbs\w+\.(\w+), "(\w+)"')
        '{0}-{1}' -f $attribute.Groups[1], $attribute.Groups[2]
    }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $module = Get-Module ActiveCampaign.Bulk
    $assembly = [ActiveCampaign.Bulk.ACSession].Assembly
    $views = ([xml] (Get-Content (Join-Path (Split-Path $ModulePath) 'module/ActiveCampaign.Bulk.Format.ps1xml'))).Configuration.ViewDefinitions.View
}

Describe 'The module' {
    It 'exports what the manifest lists, and every command there is' {
        $listed = (Test-ModuleManifest $ModulePath).ExportedCmdlets.Keys | Sort-Object
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be $listed
        $written = $assembly.GetExportedTypes() | ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } | ForEach-Object { '{0}-{1}' -f $_.VerbName, $_.NounName } | Sort-Object
        $listed | Should -Be $written
    }

    It 'exports nothing but cmdlets' {
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'names to each service the commands that there are for it' {
        $names = $assembly.GetType('ActiveCampaign.Bulk.CommandNames').GetField('s_constantContact', [Reflection.BindingFlags] 'Static, NonPublic').GetValue($null)
        @($names.Keys) + @($names.Values) | Where-Object { $_ -notin $module.ExportedCmdlets.Keys } | Should -BeNullOrEmpty
        $module.ExportedCmdlets.Keys | Where-Object { $_ -match '-CC' -and $_ -notin $names.Values } | Should -BeNullOrEmpty
    }

    It 'has no script beyond ASCII without the byte order mark that Windows PowerShell needs' {
        $scripts = @(Get-Item (Join-Path $root *.ps1)) + @(Get-ChildItem (Join-Path $root tests), (Join-Path $root module) -Recurse -Include *.ps1, *.psd1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]')
        $scripts.Count | Should -BeGreaterThan 90
        $scripts | Where-Object {
            $text = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($_.FullName))
            $text -match '[^\x00-\x7F]' -and -not $text.StartsWith("$([char] 0xEF)$([char] 0xBB)$([char] 0xBF)", 'Ordinal')
        } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'has a test for every error id' {
        $core = [Reflection.Assembly]::Load([Reflection.AssemblyName] 'ActiveCampaign.Bulk.Core')
        $ids = @($assembly.GetType('ActiveCampaign.Bulk.Errors.ErrorIds').GetFields() | ForEach-Object Name) +
            [Enum]::GetNames($core.GetType('ActiveCampaign.Bulk.Core.BulkError')) + [Enum]::GetNames($core.GetType('ActiveCampaign.Bulk.Core.Validation.RowReason'))
        $tests = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Where-Object Name -NotLike HouseRules* | Get-Content -Raw | Out-String
        $ids | Sort-Object -Unique | Where-Object { $tests -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'Every command: <_>' -ForEach $commands {
    BeforeAll { $command = Get-Command $_ -Module ActiveCampaign.Bulk }

    It 'has an approved verb and the noun prefix' {
        $command.Verb | Should -BeIn (Get-Verb).Verb
        $command.Noun | Should -Match '^(AC|CC)'
    }

    It 'says what it writes, each with a table view' {
        $command.OutputType | Should -Not -BeNullOrEmpty
        foreach ($type in $command.OutputType.Type | Where-Object { $_ -notin [void], [bool] }) {
            $type.Assembly | Should -Be $assembly
            $view = $views | Where-Object { $_.ViewSelectedBy.TypeName -eq $type.FullName }
            $view.TableControl | Should -Not -BeNullOrEmpty -Because "$type needs a table"
            (Get-FormatData -TypeName $type.FullName -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition.Control | Should -BeOfType System.Management.Automation.TableControl
        }
    }

    It 'has a tests file' {
        Join-Path $PSScriptRoot "$_.Tests.ps1" | Should -Exist
    }

    It 'knows -WhatIf where it changes anything, and only there' {
        $changes = $_ -match '^(Add|Disconnect|Export|Import|Remove|Repair|Resume|Start|Stop)-'
        $command.Parameters.ContainsKey('WhatIf') | Should -Be $changes
        $command.Parameters.ContainsKey('Confirm') | Should -Be $changes
    }

    It 'has no type of Core as a parameter' {
        $own = $command.Parameters.Values | Where-Object { $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters }
        $own | ForEach-Object { $_.ParameterType.Assembly.GetName().Name } | Should -Not -Contain 'ActiveCampaign.Bulk.Core'
    }
}

Describe 'The surface of the cmdlet assembly' {
    It 'shows no type of Core or of a package' {
        $shown = foreach ($type in $assembly.GetExportedTypes()) {
            $type.BaseType
            $type.GetInterfaces()
            foreach ($member in $type.GetMembers('Public, NonPublic, Instance, Static, DeclaredOnly')) {
                if ($member -is [Reflection.MethodBase] -and -not ($member.IsPublic -or $member.IsFamily -or $member.IsFamilyOrAssembly)) {
                    continue
                }

                switch ($member) {
                    { $_ -is [Reflection.MethodInfo] } { $_.ReturnType; $_.GetParameters().ParameterType }
                    { $_ -is [Reflection.ConstructorInfo] } { $_.GetParameters().ParameterType }
                    { $_ -is [Reflection.FieldInfo] -and ($_.IsPublic -or $_.IsFamily) } { $_.FieldType }
                    { $_ -is [Reflection.EventInfo] } { $_.EventHandlerType }
                }
            }
        }

        $shown = $shown | Where-Object { $_ } | ForEach-Object { $_; $_.GetGenericArguments(); if ($_.HasElementType) { $_.GetElementType() } }
        $shown.Count | Should -BeGreaterThan 100
        $shown | ForEach-Object { $_.Assembly.GetName().Name } | Sort-Object -Unique | Should -Not -Match 'Core$|Polly|Simulator'
    }

    It 'keeps objects as they were made' {
        $settable = foreach ($type in $assembly.GetExportedTypes() | Where-Object { $_.Namespace -eq 'ActiveCampaign.Bulk' -and $_.Name -match '^(AC|CC)' }) {
            $type.GetProperties() | Where-Object { $_.SetMethod -and $_.SetMethod.IsPublic } | ForEach-Object { "$type.$($_.Name)" }
        }

        $settable | Should -BeNullOrEmpty
    }

    It 'has a table view for no type that is not there' {
        foreach ($name in $views.ViewSelectedBy.TypeName) {
            $assembly.GetType(($name -replace '#.*')) | Should -Not -BeNullOrEmpty -Because $name
        }
    }
}

Describe 'Help' {
    It 'has a page for <_>' -ForEach $commands {
        Join-Path $root "module/help/en-US/$_.md" | Should -Exist
    }
}
