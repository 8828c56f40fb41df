using System;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds the delimiter of a CSV file from its header.</summary>
internal static class DelimiterDetector
{
    private static readonly char[] s_candidates = [',', ';', '\t', '|'];

    /// <summary>The candidate that stands most often outside quotes in the first line that is not empty; a comma where none does.</summary>
    /// <param name="start">The beginning of the text.</param>
    /// <param name="isKnown">Names one of which the right delimiter uncovers; null where none is known.</param>
    public static char Detect(ReadOnlySpan<char> start, Func<string, bool>? isKnown = null)
    {
        ReadOnlySpan<char> text = start.TrimStart("\r\n".AsSpan());
        int[] counts = new int[s_candidates.Length];
        bool quoted = false;
        int length = 0;
        for (; length < text.Length; length++)
        {
            char c = text[length];
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && Array.IndexOf(s_candidates, c) is int index and >= 0)
                counts[index]++;
        }

        string header = text.Slice(0, length).ToString();
        char[] found = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).OrderByDescending(i => counts[i]).Select(i => s_candidates[i]).ToArray();
        return found.Length == 0 ? ',' : found.FirstOrDefault(candidate => isKnown is not null && Names(header, candidate).Any(isKnown)) is char known and not '\0' ? known : found[0];
    }

    private static string[] Names(string header, char delimiter) => header.Split(delimiter).Select(name => name.Trim().Trim('"')).ToArray();
}
