using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// What other activities of the same journals have done to contacts, by the digests of their addresses: what goes on with
/// an old activity must not undo it.
/// </summary>
internal sealed class LaterDeeds
{
    private static readonly Touches[] s_each = [Touches.Values, Touches.Lists, Touches.Tags, Touches.All];

    private readonly Dictionary<(ulong Address, Touches What), (DateTimeOffset At, string Activity)> _deeds = [];

    /// <summary>Reads what was done since an activity began.</summary>
    /// <param name="folder">The activity's folder.</param>
    public static LaterDeeds Read(string folder)
    {
        LaterDeeds deeds = new();
        if (JournalReader.TryReadHeader(folder) is not ActivityHeader own)
            return deeds;
        foreach (string other in JournalStore.OfFolder(folder).Folders(own.Host))
        {
            // None goes on for longer than its contact data is kept.
            string id = Path.GetFileName(other);
            if (id != Path.GetFileName(folder) && !(ActivityHeader.StartOf(id) < own.StartedAt - JournalKeeper.Keeps))
                deeds.TryTake(other);
        }

        return deeds;
    }

    /// <summary>The latest activity that did one of these things to an address after a time, or null.</summary>
    public (string Activity, bool IsDeletion)? Find(ulong address, Touches what, DateTimeOffset after) => s_each
        .Where(one => one == Touches.All || (what & one) != 0)
        .Where(one => _deeds.TryGetValue((address, one), out (DateTimeOffset At, string Activity) deed) && deed.At > after)
        .Select(one => ((string, bool)?)(_deeds[(address, one)].Activity, one == Touches.All))
        .LastOrDefault();

    private void TryTake(string folder)
    {
        try
        {
            JournalState journal = JournalReader.Load(folder);
            if (journal.Build(running: false) is not ActivitySnapshot activity || Of(activity.Header) is not (Touches what and not Touches.None))
                return;
            Dictionary<int, BatchEntry> batches = journal.Batches.ToDictionary(batch => batch.Number);
            foreach ((int number, RowRefs refs) in JournalReader.Refs(folder))
            {
                if (batches.TryGetValue(number, out BatchEntry? batch))
                    Take(journal, activity.Header.Id, what, batch, refs);
            }
        }
        catch (BulkException)
        {
            // A journal that cannot be read tells nothing.
        }
    }

    private void Take(JournalState journal, string activity, Touches what, BatchEntry batch, RowRefs refs)
    {
        // Those who are deleted are planned long before; a batch holds what it was sent with.
        DateTimeOffset? at = what == Touches.All ? batch.SettledAt ?? batch.At : batch.At;
        IReadOnlyList<RowDigest> digests = DigestText.Parse(refs.Digests).ToList();
        int place = 0;
        foreach (long row in RowRanges.Parse(refs.Rows))
        {
            if (place >= digests.Count)
                return;
            ulong address = digests[place++].Address;
            if (at is DateTimeOffset done && journal.Ledger.StateOf(row) is RowState.Imported or RowState.Pending or RowState.Unknown)
                Note(address, what, at.Value, activity);
        }
    }

    private void Note(ulong address, Touches what, DateTimeOffset at, string activity)
    {
        foreach (Touches one in s_each.Where(one => (what & one) != 0))
        {
            if (!_deeds.TryGetValue((address, one), out (DateTimeOffset At, string Activity) known) || known.At < at)
                _deeds[(address, one)] = (at, activity);
        }
    }

    private static Touches Of(ActivityHeader header) => header.Kind switch
    {
        ActivityKinds.Delete => Touches.All,
        ActivityKinds.List => Touches.Lists,
        ActivityKinds.Tag => Touches.Tags,
        ActivityKinds.Import => Touches.Values | OfImport(HeaderSettings.Read(header)),
        _ => Touches.None,
    };

    private static Touches OfImport(ImportSettings settings) =>
        (settings.Lists.Count + settings.UnsubscribeLists.Count > 0 || settings.Mapping.OptOutColumn is not null ? Touches.Lists : Touches.None)
        | (settings.Tags.Count > 0 ? Touches.Tags : Touches.None);
}
