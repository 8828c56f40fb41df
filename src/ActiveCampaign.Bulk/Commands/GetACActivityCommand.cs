using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows what the journal knows of activities. It needs no connection and asks nobody.</summary>
[Cmdlet(VerbsCommon.Get, "ACActivity", DefaultParameterSetName = ActivitySet)]
[OutputType(typeof(ACActivity), ParameterSetName = [ActivitySet])]
[OutputType(typeof(ACActivityRow), ParameterSetName = [RowSet])]
[OutputType(typeof(ACActivityReceipt), ParameterSetName = [ReceiptSet])]
public sealed class GetACActivityCommand : BulkCommand
{
    private const string ActivitySet = "Activity";
    private const string RowSet = "Row";
    private const string ReceiptSet = "Receipt";
    private const int DefaultDays = 10;

    private NameFilter? _names;
    private NameFilter? _named;
    private readonly List<string> _piped = [];

    /// <summary>Ids of activities, or what has one: activities, batches, results. What is no id is taken for a name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ActivityIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>Names of activities; wildcards are fine.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only those that do this: import, export, list, tag, delete.</summary>
    [Parameter]
    [ValidateSet(ActivityKinds.Import, ActivityKinds.Export, ActivityKinds.List, ActivityKinds.Tag, ActivityKinds.Delete)]
    public string[]? Kind { get; set; }

    /// <summary>Only those started since then; ten days ago where nothing is given.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only those in one of these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ACActivityState[]? State { get; set; }

    /// <summary>Lists the rows of the activities instead: number, state, batch and reason of each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Writes all that is to be kept of each activity as one object, which becomes JSON whole.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ReceiptSet)]
    public SwitchParameter Receipt { get; set; }

    /// <summary>Only rows in one of these states.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public ACRowState[]? RowState { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Process()
    {
        if (MyInvocation.ExpectingInput)
            _piped.AddRange(ActivityId ?? []);
    }

    private protected override void End()
    {
        // Nothing that came in must not mean all there are.
        if (MyInvocation.ExpectingInput)
            ActivityId = _piped.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        IReadOnlyList<string> folders = ActivityFolders.Of(Service, Journal).ToList();
        List<string> names = folders.Select(folder => ActivityFolders.HeaderOf(folder)?.Name).OfType<string>().ToList();
        _names = new NameFilter(Name, names);
        HashSet<string> ids = new(folders.Select(folder => Path.GetFileName(folder)), StringComparer.OrdinalIgnoreCase);
        string[] others = (ActivityId ?? []).Where(id => !ids.Contains(id)).ToArray();
        bool areNames = others.Length > 0 && !MyInvocation.ExpectingInput;
        _named = areNames ? new NameFilter(others, names) : null;
        foreach (string folder in folders.Where(IsWanted))
        {
            StopToken.ThrowIfCancellationRequested();
            if (Read(folder) is not ActivityDetail detail)
                continue;
            if (!Passes(detail.Activity))
                continue;
            if (detail.Activity.DamageText is not null)
                WriteWarning(Messages.Damaged(detail.Activity));
            Write(detail);
        }

        foreach (string missing in areNames ? NameFilter.Missing(others, names) : others)
            WriteError(ErrorRecords.OfName("activity", missing));
    }

    private bool IsWanted(string folder) => ActivityId is null || IsAsked(folder) || (_named is not null && ActivityFolders.HeaderOf(folder) is ActivityHeader header && _named.Matches(header.Name));

    private bool IsAsked(string folder) => ActivityId?.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase) == true;

    private ActivityDetail? Read(string folder)
    {
        try
        {
            return ActivityDetail.Read(folder);
        }
        catch (Exception e) when (e is BulkException || Disk.IsFailure(e))
        {
            // One that cannot be read keeps nobody from the others.
            WriteError(ErrorRecords.Of(e));
            return null;
        }
    }

    private bool Passes(ActivitySnapshot activity)
    {
        DateTimeOffset since = Since ?? (!IsAsked(activity.Folder) ? DateTime.Now.AddDays(-DefaultDays) : DateTime.MinValue.AddDays(1));
        ActivityHeader header = activity.Header;
        return header.StartedAt >= since && _names!.Matches(header.Name)
            && (Kind is null || Kind.Contains(header.Kind, StringComparer.OrdinalIgnoreCase))
            && (State is null || State.Contains((ACActivityState)(int)activity.State));
    }

    private void Write(ActivityDetail detail)
    {
        if (Receipt)
        {
            WriteObject(Receipts.Of(detail));
            return;
        }

        if (!Detailed)
        {
            WriteObject(Mapping.ToActivity(detail.Activity));
            return;
        }

        foreach (ActivityRow row in detail.Rows(state => RowState is null || RowState.Contains((ACRowState)(int)state)))
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(Mapping.ToRow(row, detail.Activity.Header));
        }
    }
}
