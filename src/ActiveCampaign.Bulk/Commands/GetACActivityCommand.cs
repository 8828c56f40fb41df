using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows what the journal knows of activities. It needs no connection and asks nobody.</summary>
[Cmdlet(VerbsCommon.Get, "ACActivity")]
[OutputType(typeof(ACActivity))]
public sealed class GetACActivityCommand : BulkCommand
{
    private const int DefaultDays = 10;

    /// <summary>Ids of activities.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>Names of activities; wildcards are fine.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only those started since then; ten days ago where nothing is given.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only those in one of these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ACActivityState[]? State { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void End()
    {
        JournalStore store = Journal!;
        HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (string folder in store.Folders().Where(IsWanted))
        {
            StopToken.ThrowIfCancellationRequested();
            if (Read(folder) is not ACActivity activity)
                continue;
            found.Add(activity.ActivityId);
            if (Passes(activity))
                WriteObject(activity);
        }

        foreach (string missing in (ActivityId ?? []).Where(id => !found.Contains(id)))
            WriteError(ErrorRecords.OfName("activity", missing));
    }

    private bool IsWanted(string folder) => ActivityId is null || ActivityId.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase);

    private ACActivity? Read(string folder)
    {
        try
        {
            return Mapping.ToActivity(JournalReader.Read(folder));
        }
        catch (BulkException e)
        {
            WriteError(ErrorRecords.Of(e));
            return null;
        }
    }

    private bool Passes(ACActivity activity)
    {
        DateTimeOffset since = Since ?? (ActivityId is null ? DateTime.Now.AddDays(-DefaultDays) : DateTime.MinValue.AddDays(1));
        return activity.StartedAt >= since && NameFilter.Matches(Name, activity.Name) && (State is null || State.Contains(activity.State));
    }
}
