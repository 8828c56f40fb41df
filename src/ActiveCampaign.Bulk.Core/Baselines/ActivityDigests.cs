using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// What an activity says of each address it has come to: the chain of its rows where all of them are confirmed or were
/// left out as unchanged, and nothing where one is refused, unknown, on its way or was not sent.
/// </summary>
/// <param name="Rows">The chains by address.</param>
/// <param name="IsFinal">Whether the activity will never say anything else.</param>
internal sealed record ActivityDigests(IReadOnlyDictionary<ulong, ulong> Rows, bool IsFinal)
{
    /// <summary>Addresses of rows that it sent after another activity had begun, by a resume or a repair, and when.</summary>
    public IReadOnlyDictionary<ulong, DateTimeOffset> Late { get; init; } = new Dictionary<ulong, DateTimeOffset>();

    /// <summary>Reads them from the journal of an activity.</summary>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="next">When another activity began, which what was sent later came after; null for none.</param>
    /// <param name="isKept">Whether what it says was kept before, since its removal was begun: that its refused rows are gone says nothing then.</param>
    /// <param name="doubtful">Addresses of which nobody knows what was confirmed last: that a row was left out as unchanged says nothing of them.</param>
    public static ActivityDigests Read(string folder, DateTimeOffset? next = null, bool isKept = false, HashSet<ulong>? doubtful = null)
    {
        bool running = JournalStore.IsOpen(folder);
        JournalState journal = JournalReader.Load(folder);
        ActivitySnapshot? activity = journal.Build(running);
        bool skips = activity is not null && activity.Header.Settings.TryGetValue("skipAutomation", out string? text) && bool.TryParse(text, out bool flag) && flag;
        RowDigest[] digests = InOrder(folder, journal.Ledger);

        Dictionary<ulong, ulong> chains = [];
        Dictionary<ulong, DateTimeOffset> late = [];
        for (long row = 1; row < digests.Length; row++)
        {
            RowDigest digest = digests[row];
            if (digest == default || (doubtful is { Count: > 0 } && journal.Ledger.StateOf(row) == RowState.Unchanged && doubtful.Contains(digest.Address)))
                continue;
            // Of a batch whose unknown row has no number every row may be it.
            bool confirmed = journal.Ledger.StateOf(row) is RowState.Imported or RowState.Unchanged && !IsDoubtful(journal.Ledger.BatchOf(row), isKept);
            bool known = chains.TryGetValue(digest.Address, out ulong before);
            chains[digest.Address] = confirmed && !(known && before == HashChain.Nothing)
                ? HashChain.Next(before, digest.Content, skips)
                : HashChain.Nothing;
            if (journal.Ledger.BatchOf(row)?.At is DateTimeOffset at && at >= next)
                late[digest.Address] = late.TryGetValue(digest.Address, out DateTimeOffset other) && other > at ? other : at;
        }

        return new ActivityDigests(chains, !running && activity is { State: ActivityState.Completed } or { IsExpired: true }) { Late = late };
    }

    private static bool IsDoubtful(BatchEntry? batch, bool isKept) => batch is not null && batch.Nameless > (isKept ? batch.MissingRefusals : 0);

    // A row that went out again counts where it went last; one that was erased has no digest.
    private static RowDigest[] InOrder(string folder, RowLedger ledger)
    {
        RowDigest[] digests = new RowDigest[ledger.LastRow + 1];
        foreach ((int batch, RowRefs refs) in JournalReader.Refs(folder))
        {
            IReadOnlyList<RowDigest> parsed = DigestText.Parse(refs.Digests);
            int index = 0;
            foreach (long row in RowRanges.Parse(refs.Rows))
            {
                if (index < parsed.Count && row < digests.Length && (ledger.BatchOf(row)?.Number ?? 0) == batch)
                    digests[row] = parsed[index];
                index++;
            }
        }

        return digests;
    }
}
