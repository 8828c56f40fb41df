using System;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds the delimiter of a CSV file from its header.</summary>
public static class DelimiterDetector
{
    private static readonly char[] s_candidates = [',', ';', '\t', '|'];

    /// <summary>The candidate that stands most often outside quotes in the first line that is not empty; a comma where none does.</summary>
    public static char Detect(ReadOnlySpan<char> start)
    {
        Span<int> counts = stackalloc int[4];
        bool quoted = false;
        foreach (char c in start.TrimStart("\r\n".AsSpan()))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && Array.IndexOf(s_candidates, c) is int index and >= 0)
                counts[index]++;
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return s_candidates[best];
    }
}
