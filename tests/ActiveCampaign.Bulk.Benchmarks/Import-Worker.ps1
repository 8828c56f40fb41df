# One of the processes of Compare-Import.ps1: imports by the module it is given, as often as it is told. Each line of its
# input is the name of a way; the answer is its seconds and the seconds of processor time of this process.
param([string] $Module, [string] $Uri, [string] $Csv)

$ErrorActionPreference = 'Stop'
$ProgressPreference = $WarningPreference = 'SilentlyContinue'
Import-Module $Module
Connect-ACSession -Uri $Uri -ApiToken (ConvertTo-SecureString 'token' -AsPlainText -Force) -NoPacing -Name sink

# What a compiled cmdlet costs that reads every object whole and does nothing else.
$lister = Add-Type -PassThru -TypeDefinition @'
using System.Management.Automation;

[Cmdlet("List", "Property")]
public sealed class ListPropertyCommand : PSCmdlet
{
    private int _length;

    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; }

    protected override void ProcessRecord()
    {
        foreach (PSPropertyInfo property in InputObject.Properties)
            _length += property.Name.Length + ((string)property.Value).Length;
    }

    protected override void EndProcessing() { WriteObject(_length); }
}
'@
Import-Module $lister.Assembly

function Send-ByHand {
    $send = {
        $body = @{ contacts = @($args[0]) } | ConvertTo-Json -Depth 5 -Compress
        $null = Invoke-RestMethod -Uri "$Uri/api/3/import/bulk_import" -Method Post -Body $body -ContentType 'application/json' -Headers @{ 'Api-Token' = 'token' }
    }
    $chunk = [Collections.Generic.List[object]]::new()
    foreach ($row in Import-Csv $Csv) {
        $chunk.Add(@{
                email = $row.email; first_name = $row.'First Name'; last_name = $row.'Last Name'; phone = $row.phone; customer_acct_name = $row.company
                fields = @(@{ id = 1; value = $row.City }, @{ id = 2; value = $row.Birthday }, @{ id = 3; value = $row.Notes })
            })
        if ($chunk.Count -eq 250) {
            & $send $chunk
            $chunk.Clear()
        }
    }

    if ($chunk.Count) { & $send $chunk }
}

# The same file again and again: -Force, since that is what the guard against a second import is for.
$ways = @{
    read     = { Import-Csv $Csv | Out-Null }
    list     = { Import-Csv $Csv | List-Property | Out-Null }
    script   = { Send-ByHand }
    pipeline = { Import-Csv $Csv | Import-ACContact -Method Bulk -Force 6>$null | Out-Null }
    path     = { Import-ACContact -Path $Csv -Method Bulk -Force 6>$null | Out-Null }
}

# A journal for each pass: an import waits for batches of its addresses that an earlier one has left open, and these never end.
$root = $env:AC_BULK_HOME
$passes = 0
$process = [Diagnostics.Process]::GetCurrentProcess()
while ($way = [Console]::In.ReadLine()) {
    $env:AC_BULK_HOME = Join-Path $root (++$passes)
    [GC]::Collect()
    $process.Refresh()
    $before = $process.TotalProcessorTime
    $seconds = (Measure-Command $ways[$way]).TotalSeconds
    $process.Refresh()
    [Console]::Out.WriteLine([string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $seconds, ($process.TotalProcessorTime - $before).TotalSeconds))
}
