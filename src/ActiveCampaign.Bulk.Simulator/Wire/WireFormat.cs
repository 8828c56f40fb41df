using System;
using System.Globalization;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>The service's way of writing dates, ids and booleans.</summary>
internal static class WireFormat
{
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset moment, TimeSpan offset) =>
        moment.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string ZonelessDate(DateTimeOffset moment, TimeSpan offset) =>
        moment.ToOffset(offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static void WriteId(this Utf8JsonWriter json, string name, long id) => json.WriteString(name, Text(id));

    public static void WriteFlag(this Utf8JsonWriter json, string name, bool flag) =>
        json.WriteString(name, flag ? "1" : "0");

    /// <summary>One of the two spellings of "no day"; the salt decides which.</summary>
    public static void WriteNoDate(this Utf8JsonWriter json, string name, int salt) =>
        json.WriteString(name, (salt & 1) == 0 ? null : "0000-00-00");

    /// <summary>One of the two spellings of "no time"; the salt decides which.</summary>
    public static void WriteNoTime(this Utf8JsonWriter json, string name, int salt) =>
        json.WriteString(name, (salt & 1) == 0 ? null : "0000-00-00 00:00:00");

    /// <summary>An id in the answer to a write; the salt decides its spelling where it varies.</summary>
    public static void WriteEcho(this Utf8JsonWriter json, string name, long id, IdEcho echo, long salt)
    {
        if (echo == IdEcho.Numbers || (echo == IdEcho.Mixed && (salt & 1) == 0))
            json.WriteNumber(name, id);
        else
            json.WriteString(name, Text(id));
    }
}
