using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Puts the lines of a journal together.</summary>
internal sealed class SnapshotBuilder
{
    private readonly string _folder;
    private readonly SortedDictionary<int, BatchRecord> _batches = [];
    private ActivityHeader? _header;
    private ActivityEnd? _end;
    private DateTimeOffset? _endedAt;
    private readonly Dictionary<int, BatchSettlement> _settled = [];
    private readonly HashSet<long> _refusedLater = [];
    private long _refused;
    private long _superseded;
    private long _lastRow;

    public SnapshotBuilder(string folder)
    {
        _folder = folder;
    }

    public void Take(JsonElement line)
    {
        switch (Text(line, "t"))
        {
            case "activity":
                _header = ReadHeader(line);
                break;
            case "answered":
                _lastRow = Math.Max(_lastRow, Number(line, "last"));
                TakeBatch(line);
                break;
            case "settled":
                TakeBatch(line);
                _settled[(int)Number(line, "n")] = JournalReader.ReadSettlement(line);
                break;
            case "superseded":
                TakeSuperseded(Text(line, "rows") ?? string.Empty);
                break;
            case "ended":
                _end = new ActivityEnd(ReadState(line), Number(line, "read"), line.GetProperty("complete").GetBoolean(), Text(line, "error"));
                _endedAt = line.GetProperty("at").GetDateTimeOffset();
                break;
        }
    }

    /// <summary>A planned batch: unknown, unless an answer was noted.</summary>
    public void TakeSent(ArraySegment<byte> line)
    {
        int number = 0;
        int count = 0;
        DateTimeOffset at = default;
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            bool isNumber = reader.ValueTextEquals("n"u8);
            bool isCount = reader.ValueTextEquals("count"u8);
            bool isAt = reader.ValueTextEquals("at"u8);
            bool isRows = reader.ValueTextEquals("rows"u8);
            reader.Read();
            if (isNumber)
                number = reader.GetInt32();
            else if (isCount)
                count = reader.GetInt32();
            else if (isAt)
                at = reader.GetDateTimeOffset();
            else if (isRows)
                _lastRow = Math.Max(_lastRow, RowRanges.Parse(reader.GetString()!).DefaultIfEmpty().Max());
            if (isRows)
                break;
        }

        if (number != 0 && !_batches.ContainsKey(number))
            _batches.Add(number, new BatchRecord(number, count, BatchOutcome.Unknown, null, at));
    }

    public void TakeRefused(string path)
    {
        if (!File.Exists(path))
            return;
        foreach ((_, ArraySegment<byte> line) in SegmentScanner.Lines(path))
        {
            if (ReadRow(line) is not (long row, int batch))
                continue;
            _lastRow = Math.Max(_lastRow, row);
            if (batch == 0 || (!IsOpen(batch) && _refusedLater.Add(row)))
                _refused++;
        }
    }

    // A kill may come between the refusals of a batch and its own line: it is open then, and is settled once more later.
    private bool IsOpen(int batch) =>
        _batches.TryGetValue(batch, out BatchRecord? known) && known.Outcome is BatchOutcome.Pending or BatchOutcome.Unknown;

    public ActivitySnapshot? Build(bool running)
    {
        if (_header is null)
            return null;
        long pending = Rows(BatchOutcome.Pending);
        long unknown = Rows(BatchOutcome.Unknown) + _settled.Values.Sum(settled => (long)settled.Unknown);
        long imported = _settled.Values.Sum(settled => (long)settled.Imported);
        long known = imported + _refused + _superseded + pending + unknown;
        long read = Math.Max(Math.Max(_end?.RowsRead ?? 0, _lastRow), known);
        return new ActivitySnapshot
        {
            Header = _header,
            Folder = _folder,
            State = State(running, pending, unknown, read - known),
            EndedAt = running ? null : _endedAt,
            Error = _end?.Error,
            RowsRead = read,
            Imported = imported,
            Created = _settled.Values.Sum(settled => (long)settled.Created),
            Refused = _refused,
            Superseded = _superseded,
            Pending = pending,
            Unknown = unknown,
            NotSent = read - known,
            Batches = _batches.Values.ToList(),
        };
    }

    private void TakeSuperseded(string rows)
    {
        foreach (long row in RowRanges.Parse(rows))
        {
            _superseded++;
            _lastRow = Math.Max(_lastRow, row);
        }
    }

    private void TakeBatch(JsonElement line)
    {
        int number = (int)Number(line, "n");
        if (!Enum.TryParse(Text(line, "outcome"), out BatchOutcome outcome))
            return;
        _batches.TryGetValue(number, out BatchRecord? known);
        _batches[number] = new BatchRecord(
            number, (int)Number(line, "count"), outcome, Text(line, "batchId") ?? known?.BatchId, known?.AnsweredAt ?? line.GetProperty("at").GetDateTimeOffset());
    }

    private ActivityState State(bool running, long pending, long unknown, long notSent)
    {
        if (running && _end is null)
            return ActivityState.Running;
        if (_end is null)
            return ActivityState.Stopped;
        return _end.State == ActivityState.Sent && pending == 0 && unknown == 0 && notSent == 0 ? ActivityState.Completed : _end.State;
    }

    private long Rows(BatchOutcome outcome) => _batches.Values.Where(batch => batch.Outcome == outcome).Sum(batch => (long)batch.Rows);

    private static ActivityHeader ReadHeader(JsonElement line) => new()
    {
        Id = Text(line, "id") ?? string.Empty,
        Host = Text(line, "host") ?? string.Empty,
        Name = Text(line, "name") ?? string.Empty,
        Kind = Text(line, "kind") ?? string.Empty,
        StartedAt = line.GetProperty("started").GetDateTimeOffset(),
        IsSimulator = line.GetProperty("simulator").GetBoolean(),
        SourcePath = Text(line, "path"),
        SourceLength = Number(line, "length"),
        Settings = line.GetProperty("settings").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()),
    };

    private static ActivityState ReadState(JsonElement line) => Enum.TryParse(Text(line, "state"), out ActivityState state) ? state : ActivityState.Failed;

    private static (long Row, int Batch)? ReadRow(ArraySegment<byte> line)
    {
        try
        {
            long row = 0;
            Utf8JsonReader reader = new(line);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.ValueTextEquals("row"u8) && reader.Read())
                    row = reader.GetInt64();
                else if (reader.ValueTextEquals("batch"u8))
                    return reader.Read() ? (row, reader.GetInt32()) : null;
            }
        }
        catch (JsonException)
        {
            // A torn line: its row is counted with the batch it was in, or as not sent.
        }

        return null;
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static long Number(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
}
