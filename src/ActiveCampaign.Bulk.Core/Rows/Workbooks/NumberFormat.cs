using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>
/// What a spreadsheet shows for a number: leading zeros, decimals and signs between digits as they are shown, dates as
/// dates. Groups of thousands and currencies fall away, powers of ten come in full, since the next program reads it.
/// </summary>
internal sealed class NumberFormat
{
    private const double Exact = 9007199254740992;
    private const double SecondsOfDay = 86400;
    private const double FirstDay = 1;
    private const double EndOfDays = 2958466;

    // Days since then, though the first day is the first of January 1900, and 1900 is taken for a leap year.
    private const double LeapDay = 60;
    private const double Days1904 = 1462;

    private static readonly DateTime s_zero = new(1899, 12, 30);

    private readonly List<NumberSection> _sections;

    /// <summary>Reads a format as the file has it.</summary>
    public NumberFormat(string code)
    {
        _sections = Split(code).Select(section => new NumberSection(section)).ToList();
    }

    /// <summary>What is shown: a text, or a date. A number whose last digits are lost stays one.</summary>
    public object Show(double value, bool is1904)
    {
        if (double.IsNaN(value) || Math.Abs(value) > Exact)
            return value;
        NumberSection section = _sections.Find(found => found.Meets(value) == true) ?? _sections.Find(found => found.Meets(value) is null) ?? _sections[0];
        if (section.IsElapsed)
            return Elapsed(value);
        if (section.ShowsDay || section.ShowsTime)
            return Moment(section, is1904 ? value + Days1904 : value is >= FirstDay and < LeapDay ? value + 1 : value, value);
        return section.IsPlain ? Plain(value) : Filled(section, value);
    }

    /// <summary>A number in full, as exact as a spreadsheet keeps it.</summary>
    public static string Plain(double value)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) <= Exact)
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        return Math.Abs(value) < 1e-20 ? value.ToString("R", CultureInfo.InvariantCulture) : ((decimal)value).ToString(CultureInfo.InvariantCulture);
    }

    private static string Filled(NumberSection section, double value)
    {
        int places = section.Decimals;
        if (places > 20 || section.Percents > 2)
            return Plain(value);
        decimal number = Math.Abs(Math.Abs(value) < 1e15 ? (decimal)value : (long)value);
        for (int i = 0; i < section.Percents; i++)
            number *= 100;
        string digits = Math.Round(number, places, MidpointRounding.AwayFromZero).ToString("F" + places, CultureInfo.InvariantCulture);
        string[] parts = digits.Split('.');
        string filled = section.Fill(parts[0].TrimStart('0'), parts.Length > 1 ? parts[1] : string.Empty);
        return value < 0 && digits.Trim('0', '.').Length > 0 ? "-" + filled : filled.Length == 0 ? "0" : filled;
    }

    private static object Moment(NumberSection section, double serial, double value)
    {
        if (serial is < 0 or >= EndOfDays)
            return Plain(value);
        DateTime moment = s_zero.AddSeconds(Math.Round(serial * SecondsOfDay));
        if (!section.ShowsDay && serial < FirstDay)
            return moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return section.ShowsTime ? moment : moment.Date;
    }

    private static string Elapsed(double value)
    {
        long seconds = (long)Math.Round(Math.Abs(value) * SecondsOfDay);
        return string.Format(CultureInfo.InvariantCulture, "{0}{1}:{2:00}:{3:00}", value < 0 ? "-" : string.Empty, seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    // A semicolon in quotes or behind a backslash is text.
    private static List<string> Split(string code)
    {
        List<string> sections = [];
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == '"')
                isQuoted = !isQuoted;
            else if (code[i] == '\\' && !isQuoted)
                i++;
            else if (code[i] == ';' && !isQuoted)
            {
                sections.Add(code.Substring(start, i - start));
                start = i + 1;
            }
        }

        sections.Add(code.Substring(Math.Min(start, code.Length)));
        return sections;
    }
}
