using System;
using System.Globalization;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Checks a date format before a row is read: one that does not make a whole date would invent the rest.</summary>
internal static class DateFormats
{
    // Each part of it is told from every other, and from what a missing part becomes.
    private static readonly DateTimeOffset s_sample = new(1987, 11, 25, 21, 43, 37, TimeSpan.FromHours(2));

    /// <summary>Makes sure that a format reads whole dates, and whole times where it has hours.</summary>
    /// <exception cref="BulkException">It does not.</exception>
    public static void Check(string? format)
    {
        if (format is not null && !IsWhole(format))
            throw new BulkException(BulkError.DateFormatInvalid, Texts.DateFormatInvalid(format, Suggest(format)), format);
    }

    /// <summary>Whether a text in ISO form could be another day by this format, so that it must be read by the format alone.</summary>
    public static bool Contradicts(string format)
    {
        foreach (string iso in new[] { "2001-02-03", "20010203" })
        {
            if (DateTime.TryParseExact(iso, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime parsed) && parsed.Date != new DateTime(2001, 2, 3))
                return true;
        }

        return false;
    }

    private static bool IsWhole(string format)
    {
        try
        {
            string text = s_sample.ToString(format, CultureInfo.InvariantCulture);
            if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset parsed))
                return false;
            TimeSpan time = parsed.TimeOfDay;
            return parsed.Date == s_sample.Date && (time == TimeSpan.Zero || (time.Hours == s_sample.Hour && time.Minutes == s_sample.Minute));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Formats of other programs and languages: DD/MM/YYYY, TT.MM.JJJJ, jj/mm/aaaa, gg/mm/aaaa, dd-mm-jjjj, mm for months.
    private static string? Suggest(string format)
    {
        if (format.IndexOfAny(['\'', '"', '\\']) >= 0)
            return null;
        StringBuilder likely = new(format.Length);
        bool isHalf = format.IndexOf('h') >= 0 && format.EndsWith("tt", StringComparison.Ordinal);
        bool hasTime = false;
        bool hasDay = format.IndexOfAny(['d', 'D', 'g', 'G']) >= 0 || format.StartsWith("tt", StringComparison.OrdinalIgnoreCase);
        for (int i = 0; i < format.Length;)
        {
            int length = 1;
            while (i + length < format.Length && format[i + length] == format[i])
                length++;
            likely.Append(Part(format[i], length, hasDay, isHalf, ref hasTime));
            i += length;
        }

        string suggested = likely.ToString();
        return IsWhole(suggested) ? suggested : null;
    }

    private static string Part(char letter, int length, bool hasDay, bool isHalf, ref bool hasTime)
    {
        switch (char.ToLowerInvariant(letter))
        {
            case 'd' or 'g':
            case 't' when !hasTime && length == 2:
            case 'j' when !hasDay && length <= 2:
                return length == 1 ? "d" : "dd";
            case 'y' or 'a' or 'j':
                return length == 2 ? "yy" : "yyyy";
            case 'm' when !hasTime:
                return new string('M', Math.Min(length, 4));
            case 'm':
                return length == 1 ? "m" : "mm";
            case 'h' or 'u':
                hasTime = true;
                return (isHalf, length) switch { (true, 1) => "h", (true, _) => "hh", (_, 1) => "H", _ => "HH" };
            case 's':
                return length == 1 ? "s" : "ss";
            case 't' when hasTime:
                return isHalf ? "tt" : string.Empty;
            default:
                return new string(letter, length);
        }
    }
}
