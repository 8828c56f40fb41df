# Dot-sourced in BeforeAll of each file: the staged module, a journal folder of its own, and helpers.

. (Join-Path $PSScriptRoot '../ChildPowerShell.ps1')

$ModulePath = Get-ChildItem (Join-Path $PSScriptRoot '../../output/ActiveCampaign.Bulk/*/ActiveCampaign.Bulk.psd1') |
    Sort-Object { [version] $_.Directory.Name } | Select-Object -Last 1 -ExpandProperty FullName
Import-Module $ModulePath

$env:AC_BULK_HOME = Join-Path $TestDrive 'home'
$env:AC_API_URL = $null
$env:AC_API_TOKEN = $null
$env:CC_CLIENT_ID = $null
$env:CC_REFRESH_TOKEN = $null
$env:CC_API_URL = $null
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'

# A simulated account that lives thirty times as fast as the clock, and a connection to it: a time-out is a second then,
# which the first call of a process stays below on a busy machine too.
function Connect-TestAccount {
    param([hashtable] $With = @{}, [string] $Name)
    $simulator = Start-ACSimulator -SpeedFactor 30 @With

    # Of each of the client's five places a second, one more call may come late: one that was given up while it was under way. A
    # thirtieth of a second is a second here. That the client keeps to five is tested on a clock that nobody else moves.
    (Get-Server $simulator).Options.GeneralPerSecond = 10
    $named = if ($Name) { @{ Name = $Name } } else { @{} }
    $simulator | Connect-ACSession @named
    $simulator
}

# The same for Constant Contact.
function Connect-CCTestAccount {
    param([hashtable] $With = @{}, [string] $Name)
    $simulator = Start-CCSimulator -SpeedFactor 30 @With

    # Of each of the client's four places a second, one more call may come late, as above.
    (Get-Server $simulator).Options.RequestsPerSecond = 8
    $named = if ($Name) { @{ Name = $Name } } else { @{} }
    $simulator | Connect-CCSession @named
    $simulator
}

# Closes every connection and stops every simulator.
function Reset-TestAccount {
    Get-CCSession | Disconnect-CCSession
    Get-ACSession | Disconnect-ACSession
    Stop-ACSimulator -ErrorAction Ignore
    Stop-CCSimulator -ErrorAction Ignore
}

# What stands behind a simulator: its account, faults and request counters.
function Get-Server {
    param($Simulator)
    $Simulator.GetType().GetProperty('Server', [Reflection.BindingFlags] 'Instance, NonPublic').GetValue($Simulator)
}

# Requests that write contacts.
function Get-WriteCount {
    param($Simulator)
    $server = Get-Server $Simulator
    ('BulkImport', 'ContactSync', 'ContactCreate', 'ContactUpdate' | ForEach-Object { $server.RequestCount($_) } | Measure-Object -Sum).Sum
}

# A port that nobody listens on.
function Get-FreePort {
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $probe.LocalEndpoint.Port
    $probe.Stop()
}

# Contacts with an address each; every so-manieth has none that a service would accept.
function New-TestRow {
    param([int] $Count = 1, [int] $BadEvery = 0, [string] $Prefix = 'person')
    for ($i = 1; $i -le $Count; $i++) {
        $at = if ($BadEvery -and $i % $BadEvery -eq 0) { '@@' } else { '@' }
        [pscustomobject] @{ email = "$Prefix$i${at}example.com"; 'First Name' = "First$i" }
    }
}

function New-TestFile {
    param([string] $Name, [string] $Text, [string] $Encoding = 'utf8')
    $path = Join-Path $TestDrive $Name
    Set-Content -LiteralPath $path -Value $Text -Encoding $Encoding -NoNewline
    $path
}

# Every error of an action, the one that ended it last.
function Get-ErrorOf {
    param([scriptblock] $Action)
    try {
        & $Action 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }
}

# The action ends in this one error.
function Assert-OneError {
    param([scriptblock] $Action, [string] $Id, [string] $Category, [string] $Saying = '*')
    $errors = @(Get-ErrorOf $Action)
    $errors | ForEach-Object FullyQualifiedErrorId | Should -BeLike "$Id,ActiveCampaign.Bulk.*"
    $errors | Should -HaveCount 1
    $errors[0].CategoryInfo.Category | Should -Be $Category
    $errors[0].Exception.Message | Should -BeLike $Saying
}

# Runs a script in a PowerShell of its own, with the module imported, and returns its exit code and output.
function Invoke-InNewPwsh {
    param([string] $Script, [hashtable] $Environment = @{})
    $path = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
    Set-Content -LiteralPath $path -Value "Import-Module '$ModulePath'`n`$ProgressPreference = 'SilentlyContinue'`n$Script"
    Start-PowerShell -ArgumentList '-File', $path -Environment $Environment | Wait-PowerShell
}

# Runs a script as a process would, but in a runspace of this one, which is warm: its exit code, its output, and the messages of its
# errors. What only a process shows is not here: its start, and what it does with the exit code.
function Invoke-InRunspace {
    param([string] $Script, [hashtable] $Environment = @{})
    $before = @{}
    foreach ($name in $Environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }

    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    try {
        $null = $shell.AddScript($Script)
        $ended = try { $shell.Invoke($null, $output) } catch { $_.Exception.InnerException }
        [pscustomobject] @{
            ExitCode = if ($ended) { 1 } else { [int] $shell.Runspace.SessionStateProxy.GetVariable('LASTEXITCODE') }
            Output   = ($output | Out-String -Width 200).Trim()
            Errors   = (@($shell.Streams.Error | ForEach-Object { $_.Exception.Message }) + @($ended | ForEach-Object Message)) -join "`n"
        }
    }
    finally {
        $shell.Dispose()
        $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
    }
}

# Makes a journal what the version before checksums wrote, so that a test may change its lines.
function ConvertTo-Version1 {
    param([string] $Folder)
    foreach ($file in Get-ChildItem $Folder -Filter *.jsonl) {
        $text = [IO.File]::ReadAllText($file.FullName) -replace ',"crc":"[0-9a-f]{8}"}', '}' -replace '^{"t":"activity","v":2,', '{"t":"activity","v":1,'
        [IO.File]::WriteAllText($file.FullName, $text)
    }
}

# Completions as the engine gives them at the end of a line.
function Get-Completion {
    param([string] $Line)
    (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText
}

# Lets requests of a route fail: the one with that number, or all.
function Add-Fault {
    param($Simulator, [string] $Route, [string] $Fault, [int] $Number, [object[]] $ArgumentList = @())
    $trigger = if ($Number) { [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::Nth($Number) } else { [ActiveCampaign.Bulk.Simulator.Faults.FaultTrigger]::Always() }
    $null = (Get-Server $Simulator).Faults.Add($Route, $trigger, (New-Object "ActiveCampaign.Bulk.Simulator.Faults.${Fault}Fault" -ArgumentList $ArgumentList), $null)
}

# The states of an activity's rows add up to the rows it read.
function Assert-CountsAddUp {
    param($Activity)
    $Activity.Imported + $Activity.Refused + $Activity.Superseded + $Activity.Unchanged + $Activity.Pending + $Activity.Unknown + $Activity.NotSent | Should -Be $Activity.RowsRead
}

# The activity that started last on an account.
function Get-LastActivity {
    param($Simulator)
    Get-ACActivity | Where-Object Host -EQ $Simulator.Uri.Authority | Sort-Object StartedAt | Select-Object -Last 1
}

# Rows of imports were applied to so many contacts, to none of them twice.
function Assert-AppliedOnce {
    param($Simulator, [int] $Contacts)
    $applied = (Get-Server $Simulator).Account.AppliedCounts()
    $applied.Count | Should -Be $Contacts
    ($applied.Values | Measure-Object -Maximum).Maximum | Should -Be 1
}

# Runs an import that takes its time, and lets the pipeline take no more after the first batch: rows are left.
function Stop-AfterFirst {
    param($Simulator, [scriptblock] $Import)
    $options = (Get-Server $Simulator).Options
    $options.Latency = [timespan]::FromSeconds(5)
    & $Import | Select-Object -First 1 | Out-Null
    $options.Latency = [timespan]::Zero
}

# A host whose person answers every question alike, with what an empty line stands for unless it is yes.
$AskingHost = @'
using System; using System.Collections.Generic; using System.Collections.ObjectModel; using System.Globalization; using System.Management.Automation; using System.Management.Automation.Host; using System.Security;
public sealed class AskingHost : PSHost {
    private readonly AskingUI _ui;
    public AskingHost(int choice) { _ui = new AskingUI(this, choice); }
    public int Default = -9; public string Message = "", Said = "";
    public int Asked;
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name { get { return "AskingHost"; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override PSHostUserInterface UI { get { return _ui; } }
    public override void EnterNestedPrompt() { } public override void ExitNestedPrompt() { } public override void NotifyBeginApplication() { } public override void NotifyEndApplication() { } public override void SetShouldExit(int code) { }
    private sealed class AskingUI : PSHostUserInterface {
        private readonly AskingHost _host; private readonly int _choice;
        public AskingUI(AskingHost host, int choice) { _host = host; _choice = choice; }
        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { _host.Asked++; _host.Default = defaultChoice; _host.Message = message; return _choice < 0 ? defaultChoice : _choice; }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotImplementedException(); }
        public override PSCredential PromptForCredential(string a, string b, string c, string d) { throw new NotImplementedException(); }
        public override PSCredential PromptForCredential(string a, string b, string c, string d, PSCredentialTypes e, PSCredentialUIOptions f) { throw new NotImplementedException(); }
        public override string ReadLine() { throw new NotImplementedException(); } public override SecureString ReadLineAsSecureString() { throw new NotImplementedException(); }
        public override void Write(string value) { } public override void Write(ConsoleColor a, ConsoleColor b, string value) { } public override void WriteLine(string value) { _host.Said += value + "\n"; } public override void WriteErrorLine(string value) { } public override void WriteDebugLine(string message) { } public override void WriteProgress(long sourceId, ProgressRecord record) { } public override void WriteVerboseLine(string message) { } public override void WriteWarningLine(string message) { }
    }
}
'@

# Runs a script on the connection where somebody can be asked: its output, how often and what was asked, and the default answer.
function Invoke-Asked {
    param([scriptblock] $Script, [object] $Argument, [switch] $Yes)
    if (-not ('AskingHost' -as [type])) { Add-Type -TypeDefinition $AskingHost }
    $person = [AskingHost]::new($(if ($Yes) { 0 } else { -1 }))
    $space = [runspacefactory]::CreateRunspace($person)
    $space.Open()
    $shell = [powershell]::Create($space)
    $null = $shell.AddScript("Import-Module '$ModulePath'").Invoke()
    $shell.Commands.Clear()
    $output = @($shell.AddScript($Script).AddArgument((Get-ACSession)).AddArgument($Argument).Invoke())
    [pscustomobject] @{ Output = $output; Errors = @($shell.Streams.Error); Asked = $person.Asked; Default = $person.Default; Message = $person.Message }
    $shell.Dispose()
    $space.Dispose()
}
