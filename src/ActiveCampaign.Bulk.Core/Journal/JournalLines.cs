using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Writes and reads the journal's lines: one event each, as a JSON object.</summary>
internal static class JournalLines
{
    /// <summary>Since version 2 each line ends with a checksum.</summary>
    public const int Version = 2;

    /// <summary>The member that holds it.</summary>
    public const string Sum = "crc";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocument s_none = JsonDocument.Parse("[]");

    /// <summary>An event as the line that a file takes.</summary>
    public static ByteBuffer Line(ActivityEvent happened) => Line(writer => JsonSerializer.Serialize(writer, happened, EventJson.Default.ActivityEvent));

    /// <summary>What a line says; an event of no type of ours where its kind is not known.</summary>
    /// <exception cref="Exception">One of those that <see cref="JournalScan.IsDamage"/> knows: it is no line of ours.</exception>
    public static ActivityEvent Read(ArraySegment<byte> line)
    {
        if (!LineSum.IsIn(line.AsSpan()))
            LineRules.Check(line);
        ActivityEvent happened = JsonSerializer.Deserialize(line.AsSpan(), EventJson.Default.ActivityEvent)!;
        if (happened is ActivityHeader { Version: < 2 } header)
            HeaderRules.Check(header);
        return happened;
    }

    /// <summary>Planned, payload and sent in one: the line is on the disk before the request leaves.</summary>
    public static ByteBuffer Sent(Batch batch, string route, DateTimeOffset now, ReadOnlyMemory<byte> contacts) => Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("t", "batch");
        writer.WriteNumber("n", batch.Number);
        writer.WriteNumber("count", batch.Rows.Count);
        writer.WriteNumber("parent", batch.Parent);
        writer.WriteString("route", route);
        writer.WriteString("at", now);
        writer.WriteString("rows", RowRanges.Format(batch.Rows.Select(row => row.Number)));
        WriteLines(writer, batch.Rows);
        if (batch.Contacts < batch.Rows.Count)
            writer.WriteString("of", RowRanges.Format(batch.Rows.Select(row => row.Contact + 1L)));
        writer.WriteString("digests", DigestText.Format(batch.Rows));
        writer.WriteStartArray("columns");
        foreach (string column in batch.Shape.Columns)
            writer.WriteStringValue(column);
        writer.WriteEndArray();
        writer.WriteStartArray("cells");
        for (int i = 0; i < batch.Rows.Count; i++)
            writer.WriteRawValue(batch.Cells(i).Span, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WritePropertyName("contacts");
        writer.WriteRawValue(contacts.Span, skipInputValidation: true);
        writer.WriteEndObject();
    });

    /// <summary>Contacts that are to be called for one by one, in the form of a batch, so that all that looks for contact data finds them.</summary>
    public static ByteBuffer Planned(int number, string route, IReadOnlyList<PlannedContact> contacts, DateTimeOffset now) => Line(new BatchSent(
        number,
        contacts.Count,
        0,
        route,
        now,
        RowRanges.Format(contacts.Select(contact => contact.Row)),
        null,
        null,
        DigestText.Format(contacts.Select(contact => new RowDigest(contact.Digest, 0)).ToList()),
        PlannedContact.Shape.Columns,
        contacts.Select(contact => (IReadOnlyList<string?>)contact.Cells().ToList()).ToList(),
        s_none.RootElement));

    /// <summary>A line with some of its members written in another way, by name; null leaves one as it is.</summary>
    public static byte[] Rewrite(JsonElement line, Func<string, Action<Utf8JsonWriter, JsonElement>?> change)
    {
        using ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in line.EnumerateObject().Where(member => member.Name != Sum))
            {
                if (change(member.Name) is Action<Utf8JsonWriter, JsonElement> write)
                {
                    write(writer, member.Value);
                    continue;
                }

                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        if (line.TryGetProperty(Sum, out _))
            LineSum.Seal(buffer);
        return buffer.Written.ToArray();
    }

    /// <summary>A member's text, or null.</summary>
    public static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static void WriteLines(Utf8JsonWriter writer, IReadOnlyList<BatchRow> rows)
    {
        if (rows.Count == 0 || rows[0].Line == 0)
            return;
        writer.WriteString("lines", RowRanges.Format(rows.Select(row => row.Line)));
    }

    private static ByteBuffer Line(Action<Utf8JsonWriter> write)
    {
        ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, s_options))
            write(writer);
        LineSum.Seal(buffer);
        buffer.Append((byte)'\n');
        return buffer;
    }
}
