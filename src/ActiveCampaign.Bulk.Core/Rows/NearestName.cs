using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds the name that a mistyped one most likely stands for.</summary>
public static class NearestName
{
    /// <summary>The candidate with the least edit distance, or null when none is near (over half the length away).</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name is null)
            throw new ArgumentNullException(nameof(name));
        if (candidates is null)
            throw new ArgumentNullException(nameof(candidates));

        string wanted = name.ToUpperInvariant();
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(wanted, candidate.ToUpperInvariant());
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best is not null && bestDistance <= Math.Max(2, Math.Max(wanted.Length, best.Length) / 2) ? best : null;
    }

    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
