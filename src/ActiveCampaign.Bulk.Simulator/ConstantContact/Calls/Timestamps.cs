using System;
using System.Globalization;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>Writes and reads the service's times.</summary>
internal static class Timestamps
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(-5);

    /// <summary>A time in one of three spellings; the number decides which, so that one item keeps to one.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset moment, int number, ConstantContactRules rules) =>
        json.WriteString(name, (rules.MixedTimes ? number % 3 : 0) switch
        {
            1 => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            2 => moment.ToOffset(s_offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            _ => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        });

    /// <summary>A time of ISO 8601; false where it is none.</summary>
    public static bool TryRead(string text, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment)
        && text.Length >= 10 && text[4] == '-' && text[7] == '-';
}
