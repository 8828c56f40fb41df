using System;
using System.Collections.Concurrent;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>What the commands do for the journals in passing: contact data that is too old goes. Once an hour and root is enough.</summary>
internal static class JournalUpkeep
{
    private static readonly TimeSpan s_often = TimeSpan.FromHours(1);
    private static readonly ConcurrentDictionary<string, DateTimeOffset> s_done = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> s_warned = new(StringComparer.Ordinal);

    public static void Do(JournalStore store)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (s_done.TryGetValue(store.Root, out DateTimeOffset last) && now - last < s_often)
            return;
        s_done[store.Root] = now;
        JournalKeeper.SweepSeenTwice(store, now);
    }

    /// <summary>What speaks against a root, the first time it is asked for in this process; else null.</summary>
    public static string? DoubtOnce(JournalStore store, bool isNamed) =>
        s_warned.TryAdd(store.Root, true) ? JournalDurability.OfProcess().Doubt(store.Root, isNamed) : null;
}
