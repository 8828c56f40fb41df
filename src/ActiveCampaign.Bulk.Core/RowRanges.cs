using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Row numbers as text, runs shortened: <c>1-249,251</c>. The order is kept.</summary>
internal static class RowRanges
{
    /// <summary>The highest number that is believed.</summary>
    public const long Most = 200_000_000;

    public static string Format(IEnumerable<long> numbers)
    {
        StringBuilder text = new();
        long start = 0;
        long end = -1;
        foreach (long number in numbers)
        {
            if (number == end + 1 && end > 0)
            {
                end = number;
                continue;
            }

            Append(text, start, end);
            start = end = number;
        }

        Append(text, start, end);
        return text.ToString();
    }

    /// <summary>How many numbers there are, none of which is gone through.</summary>
    /// <exception cref="FormatException">It is no text of ours.</exception>
    public static long Count(string text)
    {
        long count = 0;
        foreach (string part in text.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            (long start, long end) = Range(part);
            if (start < 0 || end < start || end > Most)
                throw new FormatException(text);
            count += end - start + 1;
        }

        return count;
    }

    public static IEnumerable<long> Parse(string text)
    {
        foreach (string part in text.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            (long start, long end) = Range(part);
            for (long number = start; number <= end; number++)
                yield return number;
        }
    }

    private static (long Start, long End) Range(string part)
    {
        int dash = part.IndexOf('-');
        long start = long.Parse(dash < 0 ? part : part.Substring(0, dash), NumberStyles.None, CultureInfo.InvariantCulture);
        return (start, dash < 0 ? start : long.Parse(part.Substring(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static void Append(StringBuilder text, long start, long end)
    {
        if (end < start)
            return;
        if (text.Length > 0)
            text.Append(',');
        text.Append(start.ToString(CultureInfo.InvariantCulture));
        if (end > start)
            text.Append('-').Append(end.ToString(CultureInfo.InvariantCulture));
    }
}
