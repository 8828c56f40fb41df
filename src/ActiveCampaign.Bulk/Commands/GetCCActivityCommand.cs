using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the activities that Constant Contact has, with what the journal knows of them.</summary>
[Cmdlet(VerbsCommon.Get, "CCActivity", DefaultParameterSetName = ActivitySet)]
[OutputType(typeof(CCActivity), ParameterSetName = [ActivitySet])]
[OutputType(typeof(ACActivityRow), ParameterSetName = [RowSet])]
public sealed class GetCCActivityCommand : CCSessionCommand
{
    private const string ActivitySet = "Activity";
    private const string RowSet = "Row";
    private const int ServiceDays = 10;

    private readonly List<string> _piped = [];
    private NameFilter? _names;
    private NameFilter? _named;
    private IEnumerable<string> _missing = [];

    /// <summary>Ids of activities, this module's or the service's, or what has one: activities, batches, results. What is no id is taken for a name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ActivityIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>Names of activities; wildcards are fine.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only those begun since then; all of the ten days that the service keeps them, where nothing is given.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only those in one of these states.</summary>
    [Parameter(ParameterSetName = ActivitySet)]
    [ValidateNotNullOrEmpty]
    public CCActivityState[]? State { get; set; }

    /// <summary>Lists the rows of the activities instead, from the journal alone: number, state, batch and reason of each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    public SwitchParameter Detailed { get; set; }

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
        if (Detailed)
            WriteRows();
        else
            WriteJobs();
        foreach (string missing in _missing)
            WriteError(ErrorRecords.OfName("activity", missing));
    }

    // What is no id is a name, but for what the pipeline brings.
    private void Ask(IEnumerable<string?> ids, IReadOnlyList<string> names)
    {
        HashSet<string?> known = new(ids, StringComparer.OrdinalIgnoreCase);
        string[] others = (ActivityId ?? []).Where(id => !known.Contains(id.Trim())).ToArray();
        bool areNames = others.Length > 0 && !MyInvocation.ExpectingInput;
        _names = new NameFilter(Name, names);
        _named = areNames ? new NameFilter(others, names) : null;
        _missing = areNames ? NameFilter.Missing(others, names).ToList() : others;
    }

    // The journal first: what is sent meanwhile is at the service all the same.
    private void WriteJobs()
    {
        string host = Current.Host;
        List<ActivitySnapshot> known = ActivityFolders.Of(Service, Journal)
            .Where(folder => JournalReader.TryReadHeader(folder)?.Host == host && IsRecent(folder))
            .Select(folder => JournalReader.TryRead(folder, e => WriteWarning(e.Message))).OfType<ActivitySnapshot>().ToList();
        IReadOnlyList<ServiceActivity> jobs = Await(token => new ActivityBook(Live.Account).ReadAsync(token));
        List<CCActivity> all = Joined(known, jobs).ToList();
        Ask(all.SelectMany(activity => new[] { activity.ActivityId, activity.BatchId }), all.Select(activity => activity.Name).ToList());
        foreach (CCActivity activity in all.Where(IsWanted).OrderBy(activity => activity.CreatedAt))
            WriteObject(activity);
    }

    private IEnumerable<CCActivity> Joined(List<ActivitySnapshot> known, IReadOnlyList<ServiceActivity> jobs)
    {
        Dictionary<string, (ActivitySnapshot Activity, BatchRecord Batch)> batches = new(StringComparer.OrdinalIgnoreCase);
        foreach (ActivitySnapshot activity in known)
        {
            foreach (BatchRecord batch in activity.Batches.Where(batch => batch.BatchId is not null))
                batches[batch.BatchId!] = (activity, batch);
        }

        HashSet<string> there = new(jobs.Select(job => job.Id), StringComparer.OrdinalIgnoreCase);
        foreach (ServiceActivity job in jobs)
        {
            bool isOurs = batches.TryGetValue(job.Id, out (ActivitySnapshot Activity, BatchRecord Batch) ours);
            yield return CCMapping.ToActivity(job, isOurs ? ours.Activity : null, isOurs ? ours.Batch : null, Current);
        }

        foreach (ActivitySnapshot activity in known)
        {
            List<BatchRecord> lost = activity.Batches.Where(batch => batch.BatchId is null || !there.Contains(batch.BatchId)).ToList();
            foreach (BatchRecord batch in lost)
                yield return CCMapping.ToActivity(activity, batch, Current);
            if (activity.Batches.Count == 0)
                yield return CCMapping.ToActivity(activity, null, Current);
        }
    }

    private bool IsWanted(CCActivity activity)
    {
        bool isAsked = ActivityId is null || IsId(activity.ActivityId) || IsId(activity.BatchId) || (_named?.Matches(activity.Name) == true && activity.CreatedAt >= Earliest);
        return isAsked && _names!.Matches(activity.Name) && (State is null || State.Contains(activity.State)) && (Since is null || activity.CreatedAt >= Since);
    }

    private bool IsId(string? id) => ActivityId?.Any(asked => string.Equals(asked.Trim(), id, StringComparison.OrdinalIgnoreCase)) == true;

    // An activity that is asked for by its id is shown however old it is.
    private bool IsRecent(string folder) => ActivityId is not null || (JournalReader.TryReadHeader(folder)?.StartedAt ?? DateTimeOffset.MinValue) >= Earliest;

    private DateTimeOffset Earliest => Since ?? DateTime.Now.AddDays(-ServiceDays);

    private void WriteRows()
    {
        List<string> folders = ActivityFolders.Of(Service, Journal).ToList();
        Ask(folders.Select(Path.GetFileName), folders.Select(folder => JournalReader.TryReadHeader(folder)?.Name).OfType<string>().ToList());
        foreach (string folder in folders.Where(IsWanted))
            WriteRows(folder);
    }

    private bool IsWanted(string folder) => JournalReader.TryReadHeader(folder) is ActivityHeader header && _names!.Matches(header.Name)
        && (IsId(Path.GetFileName(folder)) || (header.StartedAt >= Earliest && (ActivityId is null || _named?.Matches(header.Name) == true)));

    private void WriteRows(string folder)
    {
        try
        {
            ActivityDetail detail = ActivityDetail.Read(folder);
            foreach (ActivityRow row in detail.Rows(state => RowState is null || RowState.Contains((ACRowState)(int)state)))
            {
                StopToken.ThrowIfCancellationRequested();
                WriteObject(Mapping.ToRow(row, detail.Activity.Header));
            }
        }
        catch (BulkException e)
        {
            WriteError(ErrorRecords.Of(e));
        }
    }
}
