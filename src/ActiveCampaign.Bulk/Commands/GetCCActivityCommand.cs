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
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private NameFilter? _names;

    /// <summary>Ids of activities, this module's or the service's, or what has one: activities, batches, results.</summary>
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
        foreach (string missing in (ActivityId ?? []).Where(id => !_found.Contains(id.Trim())))
            WriteError(ErrorRecords.OfName("activity", missing));
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
        _names = new NameFilter(Name, all.Select(activity => activity.Name));
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
        bool isNamed = ActivityId is null || ActivityId.Any(id => IsId(id, activity.ActivityId) | IsId(id, activity.BatchId));
        return isNamed && _names!.Matches(activity.Name) && (State is null || State.Contains(activity.State)) && (Since is null || activity.CreatedAt >= Since);
    }

    private bool IsId(string asked, string? id)
    {
        bool isIt = string.Equals(asked.Trim(), id, StringComparison.OrdinalIgnoreCase);
        if (isIt)
            _found.Add(asked.Trim());
        return isIt;
    }

    // An activity that is asked for by its id is shown however old it is.
    private bool IsRecent(string folder) => ActivityId is not null
        || (JournalReader.TryReadHeader(folder)?.StartedAt ?? DateTimeOffset.MinValue) >= (Since ?? DateTime.Now.AddDays(-ServiceDays));

    private void WriteRows()
    {
        _names = new NameFilter(Name, ActivityFolders.Of(Service, Journal).Select(folder => JournalReader.TryReadHeader(folder)?.Name).OfType<string>());
        foreach (string folder in ActivityFolders.Of(Service, Journal).Where(IsWanted))
            WriteRows(folder);
    }

    private bool IsWanted(string folder) => (ActivityId is null || ActivityId.Any(id => IsId(id, Path.GetFileName(folder))))
        && IsRecent(folder) && JournalReader.TryReadHeader(folder) is ActivityHeader header && _names!.Matches(header.Name);

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
