using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Writes the journal's lines: one JSON object each, its kind first.</summary>
internal static class JournalLines
{
    /// <summary>Since version 2 each line ends with a checksum.</summary>
    public const int Version = 2;

    /// <summary>The member that holds it.</summary>
    public const string Sum = "crc";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ByteBuffer Header(ActivityHeader header) => Line("activity", writer =>
    {
        writer.WriteNumber("v", Version);
        writer.WriteString("id", header.Id);
        writer.WriteString("kind", header.Kind);
        writer.WriteString("name", header.Name);
        writer.WriteString("host", header.Host);
        writer.WriteString("started", header.StartedAt);
        writer.WriteBoolean("simulator", header.IsSimulator);
        if (header.SourcePath is not null)
        {
            writer.WriteString("path", header.SourcePath);
            writer.WriteNumber("length", header.SourceLength);
            if (header.SourceHash is not null)
                writer.WriteString("sha256", header.SourceHash);
        }

        writer.WriteStartObject("settings");
        foreach (KeyValuePair<string, string?> setting in header.Settings)
            writer.WriteString(setting.Key, setting.Value);
        writer.WriteEndObject();
    });

    /// <summary>Planned, payload and sent in one: the line is on the disk before the request leaves.</summary>
    public static ByteBuffer Sent(Batch batch, string route, DateTimeOffset now, ReadOnlyMemory<byte> contacts) => Line("batch", writer =>
    {
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
        WriteColumns(writer, batch.Shape);
        writer.WriteStartArray("cells");
        for (int i = 0; i < batch.Rows.Count; i++)
            writer.WriteRawValue(batch.Cells(i).Span, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WritePropertyName("contacts");
        writer.WriteRawValue(contacts.Span, skipInputValidation: true);
    });

    /// <summary>Contacts that are to be called for one by one, in the form of a batch, so that all that looks for contact data finds them.</summary>
    public static ByteBuffer Planned(int number, string route, IReadOnlyList<PlannedContact> contacts, DateTimeOffset now) => Line("batch", writer =>
    {
        writer.WriteNumber("n", number);
        writer.WriteNumber("count", contacts.Count);
        writer.WriteNumber("parent", 0);
        writer.WriteString("route", route);
        writer.WriteString("at", now);
        writer.WriteString("rows", RowRanges.Format(contacts.Select(contact => contact.Row)));
        writer.WriteString("digests", DigestText.Format(contacts.Select(contact => new RowDigest(contact.Digest, 0)).ToList()));
        WriteColumns(writer, PlannedContact.Shape);
        writer.WriteStartArray("cells");
        foreach (PlannedContact contact in contacts)
        {
            writer.WriteStartArray();
            foreach (string? cell in contact.Cells())
                writer.WriteStringValue(cell);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("contacts");
        writer.WriteEndArray();
    });

    // Of a batch that goes on in no line of its own the digests of its refused rows would be lost with its contact data.
    public static ByteBuffer Answered(Batch batch, BatchOutcome outcome, string? batchId, DateTimeOffset now) =>
        Answered(batch.Number, batch.Rows.Select(row => row.Number).ToList(), outcome, batchId, now, outcome is BatchOutcome.Refused or BatchOutcome.Replaced ? DigestText.Format(batch.Rows) : null);

    public static ByteBuffer Answered(int number, IReadOnlyList<long> rows, BatchOutcome outcome, string? batchId, DateTimeOffset now, string? digests = null) => Line("answered", writer =>
    {
        writer.WriteNumber("n", number);
        writer.WriteString("outcome", outcome.ToString());
        writer.WriteNumber("count", rows.Count);
        writer.WriteString("rows", RowRanges.Format(rows));
        writer.WriteString("at", now);
        if (batchId is not null)
            writer.WriteString("batchId", batchId);
        if (digests is not null)
            writer.WriteString("digests", digests);
    });

    public static ByteBuffer Settled(BatchSettlement settlement, RowRefs? rows, DateTimeOffset now) => Line("settled", writer =>
    {
        writer.WriteNumber("n", settlement.Number);
        writer.WriteString("outcome", settlement.Outcome.ToString());
        writer.WriteString("at", now);
        writer.WriteNumber("count", settlement.Rows);
        writer.WriteNumber("imported", settlement.Imported);
        writer.WriteNumber("created", settlement.Created);
        writer.WriteNumber("refused", settlement.Refused);
        writer.WriteNumber("unknown", settlement.Unknown);
        if (settlement.UnknownRows is not null)
            writer.WriteString("unknownRows", settlement.UnknownRows);
        if (settlement.NotSentRows is not null)
            writer.WriteString("notSentRows", settlement.NotSentRows);
        if (rows is null)
            return;
        writer.WriteString("rows", rows.Rows);
        writer.WriteString("digests", rows.Digests);
    });

    /// <summary>How far the input was read; written before any of these rows can be in a batch.</summary>
    public static ByteBuffer Read(ReadMark mark) => Line("read", writer =>
    {
        writer.WriteNumber("row", mark.Row);
        if (mark.Hash.Length > 0)
            writer.WriteString("hash", mark.Hash);
        if (mark.Expected is long expected)
            writer.WriteNumber("of", expected);
    });

    /// <summary>A line that only says that something happened: the input is complete, a run goes on, contact data expired.</summary>
    public static ByteBuffer Event(string kind, DateTimeOffset now) => Line(kind, writer => writer.WriteString("at", now));

    /// <summary>What an export goes through: the highest id, and the contacts the service speaks of.</summary>
    public static ByteBuffer Span(int highest, long? total) => Line("span", writer =>
    {
        writer.WriteNumber("highest", highest);
        if (total is long known)
            writer.WriteNumber("total", known);
    });

    /// <summary>A stretch of an export, which may have been the end of another one.</summary>
    public static ByteBuffer Stretch(int number, int after, int upTo, int of) => Line("range", writer =>
    {
        writer.WriteNumber("n", number);
        writer.WriteNumber("after", after);
        writer.WriteNumber("upTo", upTo);
        writer.WriteNumber("of", of);
    });

    /// <summary>How far a stretch is on the disk.</summary>
    public static ByteBuffer Mark(ExportMark mark) => Line("mark", writer =>
    {
        writer.WriteNumber("n", mark.Number);
        writer.WriteNumber("last", mark.Last);
        writer.WriteBoolean("done", mark.IsDone);
        writer.WriteNumber("rows", mark.Rows);
        writer.WriteNumber("length", mark.Length);
        writer.WriteNumber("calls", mark.Calls);
    });

    /// <summary>Rows left out because another row of their address counts.</summary>
    public static ByteBuffer Superseded(IEnumerable<long> rows) => Line("superseded", writer => writer.WriteString("rows", RowRanges.Format(rows)));

    /// <summary>Rows left out because they are the same as what was confirmed before; no batch holds them.</summary>
    public static ByteBuffer Unchanged(RowRefs rows) => Line("unchanged", writer => WriteRefs(writer, 0, rows));

    /// <summary>What stays of a batch whose contact data goes before it was settled.</summary>
    public static ByteBuffer Digests(int batch, RowRefs rows) => Line("digests", writer => WriteRefs(writer, batch, rows));

    public static ByteBuffer Refused(RefusedRow row, int batch) => Line("refused", writer =>
    {
        writer.WriteNumber("row", row.Number);
        writer.WriteNumber("line", row.Line);
        writer.WriteNumber("batch", batch);
        writer.WriteString("reason", row.Problem.Reason.ToString());
        writer.WriteString("text", row.Problem.Text);
        WriteColumns(writer, row.Shape);
        writer.WriteStartArray("cells");
        foreach (object? cell in row.Cells)
            writer.WriteStringValue(CellText.ToText(cell));
        writer.WriteEndArray();
    });

    public static ByteBuffer Ended(ActivityEnd end, DateTimeOffset now) => Line("ended", writer =>
    {
        writer.WriteString("at", now);
        writer.WriteString("state", end.State.ToString());
        writer.WriteNumber("read", end.RowsRead);
        writer.WriteBoolean("complete", end.InputComplete);
        if (end.Error is not null)
            writer.WriteString("error", end.Error);
    });

    /// <summary>The rows of a batch whose own line goes.</summary>
    public static ByteBuffer Kept(BatchEntry batch) => Line("answered", writer =>
    {
        writer.WriteNumber("n", batch.Number);
        writer.WriteString("outcome", batch.Outcome.ToString());
        writer.WriteNumber("count", batch.Count);
        writer.WriteString("rows", batch.Rows);
        writer.WriteString("at", batch.At ?? default);
        if (batch.BatchId is not null)
            writer.WriteString("batchId", batch.BatchId);
    });

    /// <summary>Rows whose person was erased: nobody can send them any more.</summary>
    public static ByteBuffer Erased(IEnumerable<long> rows, DateTimeOffset now) => Line("erased", writer =>
    {
        writer.WriteString("at", now);
        writer.WriteString("rows", RowRanges.Format(rows));
    });

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

    private static void WriteColumns(Utf8JsonWriter writer, RowShape shape)
    {
        writer.WriteStartArray("columns");
        foreach (string column in shape.Columns)
            writer.WriteStringValue(column);
        writer.WriteEndArray();
    }

    private static void WriteRefs(Utf8JsonWriter writer, int batch, RowRefs rows)
    {
        writer.WriteNumber("n", batch);
        writer.WriteString("rows", rows.Rows);
        writer.WriteString("digests", rows.Digests);
    }

    private static void WriteLines(Utf8JsonWriter writer, IReadOnlyList<BatchRow> rows)
    {
        if (rows.Count == 0 || rows[0].Line == 0)
            return;
        writer.WriteString("lines", RowRanges.Format(rows.Select(row => row.Line)));
    }

    private static ByteBuffer Line(string kind, Action<Utf8JsonWriter> write)
    {
        ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("t", kind);
            write(writer);
            writer.WriteEndObject();
        }

        LineSum.Seal(buffer);
        buffer.Append((byte)'\n');
        return buffer;
    }
}
