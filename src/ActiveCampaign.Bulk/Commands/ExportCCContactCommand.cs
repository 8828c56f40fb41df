using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes contacts of Constant Contact to a file that an import reads back.</summary>
[Cmdlet(VerbsData.Export, "CCContact", DefaultParameterSetName = FilterSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACExportResult))]
public sealed class ExportCCContactCommand : CCContactCommand
{
    private ExportPump? _pump;

    /// <summary>The CSV file to write; it appears when it is complete.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Escapes cells which a spreadsheet would run as a formula.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>The folder of the journals, where it is not the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    // What comes in is bound to nothing here, and no filter would mean everybody.
    private protected override void Begin()
    {
        if (MyInvocation.ExpectingInput)
            throw new BulkException(BulkError.SettingsConflict, Messages.ExportTakesNoInput, Path);
    }

    private protected override void End()
    {
        PagedExportPlan plan = new() { Path = OutputPath.Resolve(this, Path!, isForPrograms: true), Wanted = ReadFilters(), Properties = Property, Safe = SafeForSpreadsheet, Overwrite = Force };
        string what = plan.Wanted.Given.Count == 0 ? "all contacts" : "contacts with " + string.Join(", ", plan.Wanted.Given.Select(filter => $"{filter.Key} '{filter.Value}'"));
        if (!ShouldProcess(plan.Path, $"Export {what} of {(Current.IsSimulator ? "the simulator " : string.Empty)}{Current.Host}"))
            return;
        AccountConnection account = Live.Account;
        JournalStore store = Journal!;
        PagedExport run = Await(token => PagedExport.PrepareAsync(account, store, plan, Matches, token));
        _pump = new ExportPump(this, Current, run);
        _pump.Announce(Live, store, JournalPath is not null);
        _pump.RunToEnd(StopToken);
    }

    private protected override void Release() => _pump?.Dispose();
}
