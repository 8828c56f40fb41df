using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds the name that a mistyped one most likely stands for.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the least edit distance, or null when none is near (over half the length away).</summary>
    public static string? Find(string name, IEnumerable<string> candidates) => Find(name, candidates, static (a, b) => Math.Max(2, Math.Max(a, b) / 2));

    /// <summary>The candidate that differs by a slip of the hand, about a letter in five; null when none does.</summary>
    internal static string? FindNear(string name, IEnumerable<string> candidates) => Find(name, candidates, static (a, b) => (Math.Min(a, b) + 1) / 5);

    private static string? Find(string name, IEnumerable<string> candidates, Func<int, int, int> limit)
    {
        string wanted = name.ToUpperInvariant();
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(wanted, candidate.ToUpperInvariant());
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best is not null && bestDistance <= limit(wanted.Length, best.Length) ? best : null;
    }

    // Two letters that changed places count as one slip.
    private static int Distance(string a, string b)
    {
        int[,] rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                bool changed = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                rows[i, j] = changed ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }

        return rows[a.Length, b.Length];
    }
}
