# To compile the pages anew after a change: set AC_HELP_UPDATE to 1 and run this file with Microsoft.PowerShell.PlatyPS
# at hand. The first test then writes module/help/en-US/ActiveCampaign.Bulk.dll-Help.xml instead of comparing it.

BeforeDiscovery {
    $pages = Join-Path $PSScriptRoot '../../module/help/en-US'
    $text = Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../ActiveCampaign.Bulk.psd1') -Raw
    $names = @([regex]::Matches($text, "'(\w+-(?:AC|CC)\w+)'") | ForEach-Object { $_.Groups[1].Value })
    $cmdlets = @($names | ForEach-Object { @{ Name = $_ } })
    $topics = @(Get-ChildItem $pages -Filter 'about_*.help.txt' | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
    $examples = @(
        foreach ($name in $names) {
            $page = Join-Path $pages "$name.md"
            if (Test-Path $page) {
                [regex]::Matches((Get-Content -LiteralPath $page -Raw), '(?m)^### (Example .+?)\r?$') |
                    ForEach-Object { @{ Name = $name; Title = $_.Groups[1].Value } }
            }
        }
    )

    # Those whose output the page shows. What -WhatIf says goes to the host.
    $measured = @(
        foreach ($name in $names) {
            $text = (Get-Content -LiteralPath (Join-Path $pages "$name.md") -Raw -Encoding utf8) -replace "`r`n", "`n"
            foreach ($part in [regex]::Matches($text, '(?ms)^### (Example [^\n]+)\n(.*?)(?=^##)')) {
                $shown = [regex]::Match($part.Groups[2].Value, '(?ms)^```output\n(.*?)^```').Groups[1].Value
                if ($shown -and $shown -notmatch '^What if:' -and ($PSVersionTable.PSVersion.Major -ge 7 -or $part.Value -notmatch 'needs PowerShell 7')) {
                    @{ Name = $name; Title = $part.Groups[1].Value; Shown = $shown }
                }
            }
        }
    )
}

BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $pageFolder = Join-Path $root 'module/help/en-US'
    $helpFile = Join-Path $pageFolder 'ActiveCampaign.Bulk.dll-Help.xml'
    $common = Join-Path $PSScriptRoot 'common.ps1'
    if (Test-Path $common) {
        . $common
    }

    if (-not (Get-Module ActiveCampaign.Bulk)) {
        Import-Module (Join-Path $root 'ActiveCampaign.Bulk.psd1')
    }

    $manifest = Join-Path (Get-Module ActiveCampaign.Bulk).ModuleBase 'ActiveCampaign.Bulk.psd1'

    # What the common parameters add to a command is documented by PowerShell itself.
    $commonParameters = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

    function Get-PageText([string] $Name) {
        $path = Join-Path $pageFolder "$Name.md"
        if (-not (Test-Path $path)) {
            throw "$Name has no page: $path is missing."
        }

        (Get-Content -LiteralPath $path -Raw -Encoding utf8) -replace "`r`n", "`n"
    }

    function Get-OwnParameter([string] $Name) {
        (Get-Command $Name).Parameters.Values | Where-Object { $_.Name -notin $commonParameters } | ForEach-Object Name | Sort-Object
    }

    function Get-Section([string] $Text, [string] $Heading) {
        $match = [regex]::Match($Text, "(?ms)^## $Heading\n(.*?)(?=^## |\z)")
        if ($match.Success) { $match.Groups[1].Value } else { '' }
    }

    # The examples of a page: title, code, and all the rest, where errors are announced.
    $pageExamples = @{}
    function Get-PageExample([string] $Name) {
        if (-not $pageExamples[$Name]) {
            $pageExamples[$Name] = @(Read-PageExample $Name)
        }

        $pageExamples[$Name]
    }

    function Read-PageExample([string] $Name) {
        $section = Get-Section (Get-PageText $Name) 'EXAMPLES'
        foreach ($part in [regex]::Matches($section, '(?ms)^### (Example [^\n]+)\n(.*?)(?=^### |\z)')) {
            $body = $part.Groups[2].Value
            $code = [regex]::Matches($body, '(?ms)^```powershell\n(.*?)^```')
            [pscustomobject]@{
                Name  = $Name
                Title = $part.Groups[1].Value
                Code  = ($code | ForEach-Object { $_.Groups[1].Value }) -join "`n"
                Count = $code.Count
                Text  = [regex]::Replace($body, '(?ms)^```powershell\n.*?^```', '')
            }
        }
    }

    # The default values of a page's parameters, which PlatyPS leaves out.
    function Get-PageDefault([string] $Name) {
        $defaults = @{}
        $section = Get-Section (Get-PageText $Name) 'PARAMETERS'
        foreach ($match in [regex]::Matches($section, "(?ms)^### -(\w+)\n(?:(?!^### ).)*?^DefaultValue: '(.*?)'\n")) {
            $defaults[$match.Groups[1].Value] = $match.Groups[2].Value
        }

        $defaults
    }

    # The lines of an output without what is another at each run: ids, times, places, and the width of columns.
    function ConvertTo-Measure([string] $Text) {
        $plain = [regex]::Replace($Text, "`e\[[0-9;]*m", '')
        foreach ($mask in '(127\.0\.0\.1|localhost)(:\d+)?\u2026?', '[0-9a-f]{8}-[0-9a-f-]*\u2026?', '\d{8}-\d{6}-[0-9a-f]+\u2026?', '\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}', '\d{1,2}:\d\d(:\d\d)?(\.\d+)?( [AP]M)?', '(?:[A-Z]:)?[\\/][\w.\\/~ -]*[\\/][\w.-]+\u2026?', '\b[0-9a-f]{64}\b') {
            $plain = [regex]::Replace($plain, $mask, '*')
        }

        $plain -split '\r?\n' | ForEach-Object { ($_ -replace '\s+', ' ').Trim() } | Where-Object { $_ -and $_ -notmatch '^[- ]+$' -and $_ -ne '...' }
    }

    # Runs a script in a process of its own, without the account that the environment may name.
    function Start-Child([string] $Script, [string[]] $Arguments, [hashtable] $Environment = @{}) {
        Start-PowerShell -ArgumentList (@('-File', $Script) + @($Arguments | Where-Object { $_ })) -Environment (@{ AC_BULK_HOME = Join-Path $TestDrive 'home' } + $Environment)
    }

    # PlatyPS leaves the fences of code in the text, with a control character between paragraphs, and links that lead
    # nowhere on a console, and no default values. This puts code and values where Get-Help looks for them.
    function ConvertTo-TidyHelp([string] $Xml) {
        $document = [xml]::new()
        $document.PreserveWhitespace = $false
        $document.LoadXml($Xml)
        $spaces = [Xml.XmlNamespaceManager]::new($document.NameTable)
        $spaces.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
        $spaces.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
        $spaces.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

        foreach ($command in $document.SelectNodes('//command:command', $spaces)) {
            $name = $command.SelectSingleNode('command:details/command:name', $spaces).InnerText
            $ofPage = @(Get-PageExample $name)
            $nodes = @($command.SelectNodes('command:examples/command:example', $spaces))
            for ($i = 0; $i -lt $nodes.Count; $i++) {
                $nodes[$i].SelectSingleNode('maml:title', $spaces).InnerText = "--- $($ofPage[$i].Title) ---"
                $nodes[$i].SelectSingleNode('maml:introduction', $spaces).IsEmpty = $true
                $nodes[$i].SelectSingleNode('dev:code', $spaces).InnerText = $ofPage[$i].Code.Trim()
                $remarks = $document.CreateElement('maml', 'para', $spaces.LookupNamespace('maml'))
                $remarks.InnerText = [regex]::Replace($ofPage[$i].Text, '(?m)^```.*\n', '').Trim("`n")
                $place = $nodes[$i].SelectSingleNode('dev:remarks', $spaces)
                $place.RemoveAll()
                [void] $place.AppendChild($remarks)
                [void] $place.AppendChild($document.CreateElement('maml', 'para', $spaces.LookupNamespace('maml')))
                [void] $place.AppendChild($document.CreateElement('maml', 'para', $spaces.LookupNamespace('maml')))
            }

            $defaults = Get-PageDefault $name
            foreach ($parameter in $command.SelectNodes('command:parameters/command:parameter', $spaces)) {
                $default = $defaults[$parameter.SelectSingleNode('maml:name', $spaces).InnerText]
                if ($default) {
                    $node = $document.CreateElement('dev', 'defaultValue', $spaces.LookupNamespace('dev'))
                    $node.InnerText = $default
                    [void] $parameter.AppendChild($node)
                }
            }

            foreach ($link in @($command.SelectNodes('command:relatedLinks/maml:navigationLink', $spaces))) {
                $address = $link.SelectSingleNode('maml:uri', $spaces)
                if ($link.SelectSingleNode('maml:linkText', $spaces).InnerText -eq 'Online Version') {
                    [void] $link.ParentNode.RemoveChild($link)
                }
                elseif ($address.InnerText -notmatch '^https?:') {
                    $address.IsEmpty = $true
                }
            }
        }

        $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
        $stream = [IO.MemoryStream]::new()
        $writer = [Xml.XmlWriter]::Create($stream, $settings)
        $document.Save($writer)
        $writer.Dispose()
        [Text.Encoding]::UTF8.GetString($stream.ToArray()) + "`n"
    }

    # What the compiled help says otherwise than the pages: descriptions, parameters and examples, but for white space.
    function Compare-CompiledHelp {
        $document = [xml]::new()
        $document.Load($helpFile)
        $spaces = [Xml.XmlNamespaceManager]::new($document.NameTable)
        $spaces.AddNamespace('c', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
        $spaces.AddNamespace('m', 'http://schemas.microsoft.com/maml/2004/10')
        $spaces.AddNamespace('d', 'http://schemas.microsoft.com/maml/dev/2004/10')
        function Get-NodeText($Node, [string] $Path) { ($Node.SelectNodes($Path, $spaces).InnerText -join ' ' -replace '\s+', ' ').Trim() }
        function ConvertTo-PlainText([string] $Text) { ($Text -replace '(?m)^```.*$' -replace '\s+', ' ').Trim() }

        foreach ($command in $document.SelectNodes('//c:command', $spaces)) {
            $name = Get-NodeText $command 'c:details/c:name'
            $text = Get-PageText $name
            $pairs = [ordered] @{ DESCRIPTION = (Get-NodeText $command 'm:description/m:para'), (ConvertTo-PlainText (Get-Section $text 'DESCRIPTION')) }
            foreach ($match in [regex]::Matches((Get-Section $text 'PARAMETERS'), '(?ms)^### -(\w+)\n(.*?)^```yaml')) {
                $parameter = $match.Groups[1].Value
                $pairs["-$parameter"] = (Get-NodeText $command "c:parameters/c:parameter[m:name='$parameter']/m:description/m:para"), (ConvertTo-PlainText $match.Groups[2].Value)
            }

            $examples = @(Get-PageExample $name)
            for ($i = 0; $i -lt $examples.Count; $i++) {
                $at = "c:examples/c:example[$($i + 1)]"
                $pairs[$examples[$i].Title] = (Get-NodeText $command "$at/d:code"), (ConvertTo-PlainText $examples[$i].Code)
                $pairs["$($examples[$i].Title), remarks"] = (Get-NodeText $command "$at/d:remarks"), (ConvertTo-PlainText $examples[$i].Text)
            }

            $pairs.Keys | Where-Object { $pairs[$_][0] -cne $pairs[$_][1] } | ForEach-Object { "${name}: $_" }
        }
    }

    function Get-CompiledHelp {
        Import-Module Microsoft.PowerShell.PlatyPS
        $folder = Join-Path $TestDrive 'compiled'
        $files = (Get-Command -Module ActiveCampaign.Bulk).Name | Sort-Object | ForEach-Object { Join-Path $pageFolder "$_.md" }
        $made = Import-MarkdownCommandHelp -Path $files | Export-MamlCommandHelp -OutputFolder $folder -Force
        ConvertTo-TidyHelp (Get-Content -LiteralPath $made.FullName -Raw -Encoding utf8)
    }
}

Describe 'The compiled help' {
    # The tests of each page compare the texts without a compiler; where one is at hand, this compares every byte.
    It 'is what the pages compile to' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
            Compare-CompiledHelp | Should -BeNullOrEmpty
            return
        }

        $compiled = Get-CompiledHelp
        if ($env:AC_HELP_UPDATE -eq '1') {
            [IO.File]::WriteAllText($helpFile, $compiled, [Text.UTF8Encoding]::new($false))
        }

        $committed = (Get-Content -LiteralPath $helpFile -Raw -Encoding utf8) -replace "`r`n", "`n"
        $compiled -ceq $committed | Should -BeTrue -Because 'the pages were changed; set AC_HELP_UPDATE to 1 and run this file to compile them'
    }

    It 'has a main topic that names every cmdlet' {
        $topic = Get-Content -LiteralPath (Join-Path $pageFolder 'about_ActiveCampaign.Bulk.help.txt') -Raw -Encoding utf8
        (Get-Command -Module ActiveCampaign.Bulk).Name | Where-Object { $topic -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }

    It 'names every cmdlet of the module and no other' {
        $xml = [xml](Get-Content -LiteralPath $helpFile -Raw -Encoding utf8)
        @($xml.helpItems.command.details.name | Sort-Object) | Should -Be @((Get-Command -Module ActiveCampaign.Bulk).Name | Sort-Object)
    }

    It 'holds no placeholder and no control character' {
        $text = Get-Content -LiteralPath $helpFile -Raw -Encoding utf8
        $text | Should -Not -Match '\{\{'
        $text | Should -Not -Match '[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|&#x'
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $text = Get-PageText $Name
        $help = Get-Help $Name -Full
        $parameters = @(Get-OwnParameter $Name)
    }

    It 'has a page without placeholders' {
        $text | Should -Not -Match '\{\{'
        Get-Section $text 'SYNOPSIS' | Should -Match '\w'
        Get-Section $text 'DESCRIPTION' | Should -Match '\w'
    }

    # Get-Help indents what it shows, and a console has 80 columns. Code, output, syntax and tables stand as they are.
    It 'has lines of 72 columns' {
        $prose = foreach ($section in 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES') {
            (Get-Section $text $section) -replace '(?ms)^```.*?^```' -replace '(?s)\n### CommonParameters.*' -split '\n' | Where-Object { $_ -notmatch '^(#|\||    )' }
        }
        @($prose).Count | Should -BeGreaterThan 10
        $prose | Where-Object { $_.Length -gt 72 } | Should -BeNullOrEmpty
    }

    It 'has a synopsis and a description' {
        $help.Synopsis.Trim() | Should -Be ((Get-Section $text 'SYNOPSIS').Trim() -replace '\s+', ' ')
        ($help.Description.Text -join '').Length | Should -BeGreaterThan 100
    }

    It 'has three examples or more, each with one block of code' {
        $ofPage = @(Get-PageExample $Name)
        $ofPage.Count | Should -BeGreaterOrEqual 3
        $ofPage | ForEach-Object { $_.Count | Should -Be 1 -Because "'$($_.Title)' is run as it stands" }
        @($help.Examples.Example).Count | Should -Be $ofPage.Count
        $help.Examples.Example | ForEach-Object { $_.code | Should -Not -BeNullOrEmpty }
    }

    It 'begins every example with a simulator' {
        Get-PageExample $Name | ForEach-Object { $_.Code | Should -Match '^(\$\w+ = )?(Connect-(AC|CC)Session -Simulator|Start-(AC|CC)Simulator)' }
    }

    It 'has a page with all parameters of the cmdlet and no other' {
        $named = [regex]::Matches((Get-Section $text 'PARAMETERS'), '(?m)^### -(\w+)') | ForEach-Object { $_.Groups[1].Value } | Sort-Object
        @($named | Where-Object { $_ -ne 'CommonParameters' }) | Should -Be (@($parameters) + @((Get-Command $Name).Parameters.Keys | Where-Object { $_ -in 'Confirm', 'WhatIf' }) | Sort-Object)
    }

    It 'describes every parameter' {
        foreach ($parameter in $parameters) {
            $described = $help.parameters.parameter | Where-Object name -eq $parameter
            ($described.description.Text -join '').Trim().Length | Should -BeGreaterThan 15 -Because "-$parameter is described"
        }
    }

    It 'shows the syntax of every parameter set' {
        $sets = (Get-Command $Name).ParameterSets.Count
        @($help.syntax.syntaxItem).Count | Should -Be $sets
        [regex]::Matches((Get-Section $text 'SYNTAX'), "(?m)^$Name").Count | Should -Be $sets
    }

    It 'links to commands and topics that exist' {
        foreach ($link in [regex]::Matches((Get-Section $text 'RELATED LINKS'), '\[(.+?)\]\((.+?)\)')) {
            Join-Path $pageFolder $link.Groups[2].Value | Should -Exist
        }
    }
}

Describe 'The topic <Name>' -ForEach $topics {
    It 'is plain text of 80 columns' {
        $lines = Get-Content -LiteralPath $Path -Encoding utf8
        @($lines | Where-Object { $_.Length -gt 80 }) | Should -BeNullOrEmpty
        @($lines | Where-Object { $_ -match "`t|\{\{|\s$" }) | Should -BeNullOrEmpty
    }

    It 'is found by Get-Help' {
        (Get-Help ($Name -replace '\.help\.txt$') | Out-String) | Should -Match 'SHORT DESCRIPTION'
    }
}

Describe 'The examples' {
    BeforeAll {
        # One process for all of them, and a runspace for each: its connections are its own. They meet a simulator that
        # is faster than the clock, since Connect-ACSession -Simulator takes the one that runs.
        $runner = {
            param($Manifest, $Root, $Given, $Told)
            Import-Module $Manifest

            # At a hundred times the speed a time-out takes a third of a second, and the first call of a process takes longer.
            Start-ACSimulator | Connect-ACSession
            [void] (Get-ACList)
            Start-CCSimulator | Connect-CCSession
            [void] (Get-CCList)
            Get-CCSession | Disconnect-CCSession
            Stop-CCSimulator
            Get-ACSession | Disconnect-ACSession
            Stop-ACSimulator
            $results = foreach ($example in Get-Content -LiteralPath $Given -Raw -Encoding utf8 | ConvertFrom-Json) {
                $watch = [Diagnostics.Stopwatch]::StartNew()
                [void] (Start-ACSimulator -SpeedFactor 100)
                $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
                $errors = try {
                    [void] $shell.AddScript("Import-Module '$Manifest'; Set-Location '$Root'").Invoke()
                    $shell.Commands.Clear()
                    [void] $shell.AddScript($example.Code).AddCommand('Out-String').AddParameter('Width', 120)
                    $shown = $shell.Invoke() -join ''
                    $shell.Streams.Error
                }
                catch {
                    $_.Exception.InnerException.ErrorRecord
                }

                $shell.Dispose()
                Stop-ACSimulator -ErrorAction SilentlyContinue
                Stop-CCSimulator -ErrorAction SilentlyContinue
                [pscustomobject]@{
                    Name   = $example.Name
                    Title  = $example.Title
                    Output = $shown
                    Errors = @($errors | Where-Object { $_ } | ForEach-Object { "$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.Exception.Message)" })
                    Ms     = $watch.ElapsedMilliseconds
                }
            }

            ConvertTo-Json @($results) -Depth 4 | Set-Content -LiteralPath $Told -Encoding utf8
        }

        $all = @((Get-Command -Module ActiveCampaign.Bulk).Name | ForEach-Object { Get-PageExample $_ })
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            $newer = @($all | Where-Object Text -match 'needs PowerShell 7')
            $newer | ForEach-Object { Write-Warning "$($_.Name), $($_.Title): not run, it needs PowerShell 7." }
            $all = @($all | Where-Object { $_ -notin $newer })
        }

        $given = Join-Path $TestDrive 'examples.json'
        $told = Join-Path $TestDrive 'results.json'
        $script = Join-Path $TestDrive 'run.ps1'
        ConvertTo-Json $all -Depth 4 | Set-Content -LiteralPath $given -Encoding utf8
        Set-Content -LiteralPath $script -Value $runner.ToString() -Encoding utf8

        $child = Start-Child $script $manifest, (Split-Path $manifest), $given, $told
        $inTime = $null -ne ($child | Wait-PowerShell -TimeoutSec 300).ExitCode
        $results = if (Test-Path $told) { Get-Content -LiteralPath $told -Raw -Encoding utf8 | ConvertFrom-Json }
        if ($env:AC_HELP_RESULTS) {
            Copy-Item -LiteralPath $told -Destination $env:AC_HELP_RESULTS
        }
    }

    It 'all run to their end' {
        $inTime | Should -BeTrue
        @($results).Count | Should -Be $all.Count
    }

    It 'of <Name> run as they stand: <Title>' -ForEach $examples {
        $page = Get-PageExample $Name | Where-Object Title -eq $Title
        if ($PSVersionTable.PSVersion.Major -lt 7 -and $page.Text -match 'needs PowerShell 7') {
            return
        }

        $result = $results | Where-Object { $_.Name -eq $Name -and $_.Title -eq $Title }
        $result | Should -Not -BeNullOrEmpty
        foreach ($message in $result.Errors) {
            # An example announces an error by its id.
            $id = $message.Split(':')[0]
            $page.Text | Should -MatchExactly "\b$([regex]::Escape($id))\b" -Because "it writes '$message'"
        }
    }

    It 'of <Name> print what the page shows: <Title>' -ForEach $measured {
        $result = $results | Where-Object { $_.Name -eq $Name -and $_.Title -eq $Title }
        $printed = (ConvertTo-Measure $result.Output) -join ' '
        $lines = @(ConvertTo-Measure $Shown)
        $lines | Should -Not -BeNullOrEmpty
        foreach ($line in $lines) {
            $printed.Contains($line) | Should -BeTrue -Because "it prints '$line':`n$($result.Output)"
        }
    }
}

Describe 'The script for scheduled tasks in about_ActiveCampaign.Bulk' {
    BeforeAll {
        $topic = (Get-Content -LiteralPath (Join-Path $pageFolder 'about_ActiveCampaign.Bulk.help.txt') -Raw -Encoding utf8) -replace "`r`n", "`n"
        $found = [regex]::Match($topic, '(?m)^        \$ErrorActionPreference = .*?^        exit \$s\.ExitCode$', 'Singleline, Multiline')
        $lines = $found.Value.
            Replace('Import-Module ActiveCampaign.Bulk', "Import-Module '$manifest'").
            Replace('contacts.csv', "'$(Join-Path (Split-Path $manifest) 'module/samples/contacts.csv')'")

        $simulator = Start-ACSimulator -SpeedFactor 100
        $account = @{ AC_API_URL = $simulator.Uri.AbsoluteUri; AC_API_TOKEN = $simulator.ApiToken }
        $loose = Join-Path $TestDrive 'loose.ps1'
        $strict = Join-Path $TestDrive 'strict.ps1'
        $stopping = Join-Path $TestDrive 'stopping.ps1'
        Set-Content -LiteralPath $loose -Value $lines -Encoding utf8
        Set-Content -LiteralPath $strict -Value $lines.Replace('5%', '1%') -Encoding utf8
        Set-Content -LiteralPath $stopping -Value $lines.Replace('-ErrorAction Continue', '') -Encoding utf8
        # A process each: in this one a simulator was started, and the environment serves no longer.
        $children = @{
            Loose    = Start-Child $loose -Environment $account
            Strict   = Start-Child $strict -Environment $account
            Stopping = Start-Child $stopping -Environment $account
        }
        $ends = @{}
        $children.Keys | ForEach-Object { $ends[$_] = $children[$_] | Wait-PowerShell -TimeoutSec 300 }
        $ends.NoConnection = Invoke-InRunspace "& '$loose'"
        $simulator | Stop-ACSimulator
    }

    It 'is there and ends' {
        $found.Success | Should -BeTrue
        $ends.Values.ExitCode | Should -Not -Contain $null
    }

    It 'is green when fewer rows fail than the rule allows' {
        $ends.Loose.ExitCode | Should -Be 0
    }

    It 'is red when more rows fail' {
        $ends.Strict.ExitCode | Should -Be 2
        $ends.Strict.Errors | Should -Match '\d+ of \d+ rows were not imported'
    }

    It 'is red at the first refused row without -ErrorAction Continue' {
        $ends.Stopping.ExitCode | Should -Be 1
        $ends.Stopping.Errors | Should -Match 'Row \d+'
    }

    It 'is red when there is no connection' {
        $ends.NoConnection.ExitCode | Should -Be 1
        $ends.NoConnection.Errors | Should -Match 'There is no connection'
    }
}
