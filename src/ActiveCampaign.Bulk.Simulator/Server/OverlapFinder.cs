using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>Finds addresses that were in two imports at the same time, or twice in one.</summary>
internal static class OverlapFinder
{
    public static string[] Find(IEnumerable<Batch> batches)
    {
        Dictionary<string, DateTimeOffset> busyUntil = new(StringComparer.OrdinalIgnoreCase);
        SortedSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (Batch batch in batches.OrderBy(batch => batch.Schedule.Received).ThenBy(batch => batch.Number))
        {
            DateTimeOffset end = batch.Fate.NeverEnds ? DateTimeOffset.MaxValue : batch.Schedule.Ends;
            foreach (string email in batch.Emails.Select(email => email.Trim()))
            {
                if (busyUntil.TryGetValue(email, out DateTimeOffset until) && (until > batch.Schedule.Received || IsTwice(batch, email)))
                    found.Add(email);
                busyUntil[email] = end;
            }
        }

        return found.ToArray();
    }

    private static bool IsTwice(Batch batch, string email) =>
        batch.Emails.Count(other => string.Equals(other.Trim(), email, StringComparison.OrdinalIgnoreCase)) > 1;
}
