using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Dates in the eight spellings that imports take.</summary>
internal static class DateText
{
    private static readonly string[] s_formats =
        ["MM/dd/yyyy", "M/d/yyyy", "yyyy/MM/dd", "yyyy/M/d", "yyyy-MM-dd", "yyyy-M-d", "M-d-yyyy", "MM-dd-yyyy"];

    /// <summary>The date as the account keeps it; null for what is no date.</summary>
    public static string? Normalize(string text) =>
        DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
