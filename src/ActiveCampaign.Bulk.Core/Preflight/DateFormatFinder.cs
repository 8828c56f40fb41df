using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>Finds the format that dates are written in which could not be read. Used by one thread.</summary>
internal sealed class DateFormatFinder
{
    // So many cells decide which formats are worth trying on the others.
    private const int Tries = 1000;

    private static readonly string[] s_days = ["dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "d-M-yyyy", "dd.MM.yy", "d.M.yy", "dd/MM/yy", "d/M/yy", "dd-MM-yy"];
    private static readonly string[] s_others = ["MM/dd/yyyy", "M/d/yyyy", "MM-dd-yyyy", "MM/dd/yy", "M/d/yy", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyy.MM.dd", "dd MMM yyyy", "d MMM yyyy", "dd-MMM-yyyy", "dd-MMM-yy", "MMM d, yyyy"];
    private static readonly string[] s_times = ["", " HH:mm", " HH:mm:ss", " H:mm", " h:mm tt"];
    private static readonly string[] s_formats = s_times.SelectMany(time => s_days.Concat(s_others).Select(day => day + time)).ToArray();

    private Dictionary<string, long> _fits = s_formats.ToDictionary(format => format, _ => 0L);
    private long _tried;

    /// <summary>Takes a cell that could not be read as a date.</summary>
    public void Add(string text)
    {
        string date = text.Trim();
        if (_tried++ == Tries)
            Narrow();
        foreach (string format in s_formats)
        {
            if (_fits.TryGetValue(format, out long fits) && DateTimeOffset.TryParseExact(date, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _))
                _fits[format] = fits + 1;
        }
    }

    /// <summary>The format that fits most of them; two where it may as well be the other way round, day or month first. None where none fits.</summary>
    public IReadOnlyList<string> Find()
    {
        long most = _fits.Count == 0 ? 0 : _fits.Values.Max();
        if (most == 0)
            return [];
        List<string> best = s_formats.Where(format => _fits.TryGetValue(format, out long fits) && fits == most).ToList();
        return best.Take(1).Concat(best.Where(format => IsMonthFirst(format) != IsMonthFirst(best[0])).Take(1)).ToList();
    }

    private void Narrow()
    {
        long most = _fits.Values.Max();
        _fits = _fits.Where(fits => most > 0 && fits.Value == most).ToDictionary(fits => fits.Key, fits => fits.Value);
    }

    private static bool IsMonthFirst(string format) => format.StartsWith("M/", StringComparison.Ordinal) || format.StartsWith("MM/", StringComparison.Ordinal) || format.StartsWith("MM-", StringComparison.Ordinal);
}
