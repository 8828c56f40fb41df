using System;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Whether what a line says can be: of a line of version 1 nothing else tells whether it is as it was written. One with a
/// checksum is.
/// </summary>
internal static class LineRules
{
    private const int DigestSize = 16;

    private static readonly string[] s_ranges = ["rows", "unknownRows", "notSentRows", "of", "lines"];
    private static readonly string[] s_numbers = ["n", "count", "row", "read", "batch", "imported", "created", "refused", "unknown"];

    /// <summary>Checks a line as it stands in the file.</summary>
    public static void Check(ArraySegment<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        Check(document.RootElement);
    }

    /// <summary>Checks a line.</summary>
    /// <exception cref="FormatException">It cannot be.</exception>
    public static void Check(JsonElement line)
    {
        if (line.TryGetProperty(JournalLines.Sum, out _))
            return;
        foreach (JsonProperty member in line.EnumerateObject())
            Demand(member.Value.ValueKind != JsonValueKind.Null, member.Name);
        foreach (string name in s_numbers)
        {
            if (line.TryGetProperty(name, out JsonElement number) && number.GetInt64() is < 0 or > RowRanges.Most)
                throw new FormatException(name);
        }

        foreach (string name in s_ranges)
        {
            if (line.TryGetProperty(name, out JsonElement ranges) && ranges.ValueKind == JsonValueKind.String)
                RowRanges.Count(ranges.GetString()!);
        }

        // An export's marks count rows and name none.
        if (line.TryGetProperty("rows", out JsonElement rows) && rows.ValueKind == JsonValueKind.String)
            CheckRows(line, RowRanges.Count(rows.GetString()!));
    }

    private static void CheckRows(JsonElement line, long count)
    {
        string? kind = JournalLines.Text(line, "t");
        Demand(kind is not ("batch" or "answered") || line.GetProperty("count").GetInt64() == count, kind);
        Demand(JournalLines.Text(line, "digests") is not string digests || Convert.FromBase64String(digests).Length == count * DigestSize, "digests");
        if (kind != "batch")
            return;
        Demand(line.GetProperty("cells").GetArrayLength() == count, "cells");
        Demand(JournalLines.Text(line, "of") is not string of || RowRanges.Count(of) == count, "of");
        Demand(JournalLines.Text(line, "lines") is not string lines || RowRanges.Count(lines) == count, "lines");
    }

    private static void Demand(bool holds, string? what)
    {
        if (!holds)
            throw new FormatException(what);
    }
}
