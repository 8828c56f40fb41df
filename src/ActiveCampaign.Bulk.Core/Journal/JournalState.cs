using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Where an activity stands: what its events add up to, whether they happen now or are read back. Everything that wants
/// to know where a batch or a row is asks this. For one thread at a time.
/// </summary>
internal sealed partial class JournalState
{
    private readonly string _folder;
    private readonly SortedDictionary<int, BatchEntry> _batches = [];
    private readonly List<ReadMark> _marks = [];
    private readonly List<string> _followUps = [];
    private ActivityHeader? _header;
    private ActivityEnd? _end;
    private int _firstOfRun;

    public JournalState(string folder)
    {
        _folder = folder;
        Ledger = new RowLedger(_batches);
    }

    public IReadOnlyCollection<BatchEntry> Batches => _batches.Values;

    /// <summary>Whether every line has a checksum: the header says so.</summary>
    public bool IsSealed => _header?.Version > 1;

    /// <summary>How far the input was read, with the rolling hash of what was.</summary>
    public IReadOnlyList<ReadMark> Marks => _marks;

    /// <summary>The rows as they are now.</summary>
    public RowLedger Ledger { get; }

    /// <summary>Rows on their way from one batch into another one.</summary>
    public MovingRows Moving { get; } = new();

    /// <summary>The highest number of a batch; 0 for none.</summary>
    public int LastBatch => _batches.Count == 0 ? 0 : _batches.Keys.Max();

    /// <summary>The stretches of an export.</summary>
    public ExportLedger Export { get; } = new();

    /// <summary>Whether the last run has read all of the input.</summary>
    public bool InputComplete { get; private set; }

    /// <summary>When the last run began; null where the header cannot be read.</summary>
    public DateTimeOffset? LastRunAt { get; private set; }

    /// <summary>Whether cells or payloads of rows are there.</summary>
    public bool HoldsContactData { get; private set; }

    /// <summary>What comes after the import for some of its rows, and is not known to have all of them; null for nothing.</summary>
    public FollowUpBegun? FollowUp { get; private set; }

    /// <summary>Whether something comes after the import for rows that are in, or may be once.</summary>
    public bool OwesFollowUp => _header is { HasFollowUp: true } && !Ledger.IsExpired && (!InputComplete || Ledger.Unfollowed().Any() || _batches.Values.Any(Ledger.Holds));

    /// <summary>Takes in what happened.</summary>
    public void Apply(ActivityEvent happened)
    {
        switch (happened)
        {
            case ActivityHeader header:
                _header = header;
                LastRunAt = header.StartedAt;
                break;
            case RunResumed resumed:
                _end = null;
                LastRunAt = resumed.At;
                _firstOfRun = LastBatch + 1;
                break;
            case ReadMark mark:
                _marks.Add(mark);
                break;
            case FollowUpBegun begun:
                FollowUp = begun;
                break;
            case FollowUpEnded ended:
                FollowUp = null;
                if (ended.ActivityId is string followed)
                    _followUps.Add(followed);
                Ledger.Apply(ended);
                break;
            case InputCompleted:
                InputComplete = true;
                break;
            case BatchAnswered answered:
                Entry(answered, answered.At).Answer(answered);
                break;
            case BatchSettlement settled:
                Entry(settled, settled.At).Settle(settled);
                break;
            case ActivityEnd end:
                _end = end;
                InputComplete |= end.InputComplete;
                break;
            default:
                Ledger.Apply(happened);
                Export.Apply(happened);
                break;
        }
    }

    /// <summary>A planned batch: unknown, unless an answer was noted.</summary>
    public void TakeSent(ArraySegment<byte> line)
    {
        HoldsContactData = true;
        if (!LineSum.IsIn(line.AsSpan()))
            LineRules.Check(line);
        if (SentLine.Read(line) is SentLine sent)
            Apply(sent);
    }

    /// <summary>The same as it is written.</summary>
    public void Apply(SentLine sent)
    {
        if (!_batches.TryGetValue(sent.Number, out BatchEntry? batch))
            _batches.Add(sent.Number, batch = new BatchEntry(sent.Number) { At = sent.At, Count = sent.Count });
        batch.Rows = sent.Rows;
        batch.Route = sent.Route;
        Ledger.Place(batch);
    }

    /// <summary>A batch, or null where there is none of that number.</summary>
    public BatchEntry? Find(int batch) => _batches.TryGetValue(batch, out BatchEntry? entry) ? entry : null;

    /// <summary>
    /// Whether a row that comes after another one of its address may be sent, as far as that one is concerned, and the
    /// batch that the service has to end first, where there is one. For the run that is at work.
    /// </summary>
    public (BatchEnd End, BatchEntry? Pending) EndOf(long row)
    {
        if (!Ledger.Knows(row))
            return (BatchEnd.Open, null);
        BatchEntry? batch = Ledger.BatchOf(row);
        bool isOfRun = batch?.Number >= _firstOfRun;
        return Ledger.StateOf(row) switch
        {
            RowState.Pending when batch!.BatchId is not null => (BatchEnd.Open, batch),

            // Nobody can ask for its end; until a later run begins it has come.
            RowState.Pending => (isOfRun ? BatchEnd.Lost : BatchEnd.Ended, null),

            // What an earlier run did not send this one does, or only the input has it.
            RowState.NotSent => (isOfRun ? batch!.Outcome == BatchOutcome.NotSent : batch!.Route is null) ? (BatchEnd.Lost, null) : (BatchEnd.Open, null),
            RowState.Unknown when batch?.Outcome is BatchOutcome.Failed or BatchOutcome.Interrupted => (BatchEnd.Ended, null),
            RowState.Unknown => (Moving.Has(row) || (isOfRun && !batch!.IsAnswered) ? BatchEnd.Open : BatchEnd.Lost, null),
            _ => (BatchEnd.Ended, null),
        };
    }

    /// <summary>What an export has read so far is there, or rows that were left out.</summary>
    public void TakeContactData() => HoldsContactData = true;

    /// <summary>A refused row.</summary>
    public void TakeRefused(ArraySegment<byte> line)
    {
        HoldsContactData |= line.AsSpan().IndexOf("\"cells\""u8) >= 0;
        if (!LineSum.IsIn(line.AsSpan()))
            LineRules.Check(line);
        if (ReadRow(line) is (long row, int batch))
            Ledger.Refuse(row, batch);
    }

    /// <summary>What the lines say.</summary>
    /// <exception cref="BulkException">There is no readable header.</exception>
    public ActivitySnapshot BuildOrThrow(bool running) =>
        Build(running) ?? throw new BulkException(BulkError.JournalUnreadable, Texts.JournalUnreadable(_folder, JournalStore.OptionFor(_folder), _damage, _batches.Values.Count(batch => batch.Settlement is null)), _folder);

    public ActivitySnapshot? Build(bool running)
    {
        if (_header is null)
            return null;
        NoteDamage();
        bool isExport = _header.Kind == ActivityKinds.Export;
        RowTotals totals = isExport ? RowTotals.OfExport(Export.Rows) : RowTotals.Of(Ledger, _batches.Values, Math.Max(_end?.RowsRead ?? 0, _marks.Count == 0 ? 0 : _marks[_marks.Count - 1].Row));
        long owed = _header.HasFollowUp ? Ledger.Unfollowed().LongCount() : 0;
        return new ActivitySnapshot
        {
            Header = _header,
            Folder = _folder,
            State = State(running, IsSettled(totals) && owed == 0),
            IsSettled = IsSettled(totals),
            Owed = owed,
            FollowUps = FollowUp is null ? [.. _followUps] : [.. _followUps, FollowUp.ActivityId],
            LastRunAt = LastRunAt,
            EndedAt = running ? null : _end?.At,
            Error = _end?.Error,
            InputComplete = InputComplete,
            NeedsInput = !isExport && (!InputComplete || HasGap(totals.Read) || Lost(totals.Read).Any()),
            Damage = _damage,
            IsExpired = Ledger.IsExpired,
            HoldsContactData = HoldsContactData,
            Erased = Ledger.CountErased(),
            RowsRead = totals.Read,
            RowsExpected = InputComplete ? totals.Read : ExpectedRows(totals.Read),
            Imported = totals.Imported,
            Created = totals.Created,
            Refused = totals.Refused,
            Superseded = totals.Superseded,
            Unchanged = totals.Unchanged,
            Pending = totals.Pending,
            Unknown = totals.Unknown,
            NotSent = totals.NotSent,
            Resent = Ledger.CountResent(),
            Batches = _batches.Values.Select(ToRecord).ToList(),
        };
    }

    private BatchRecord ToRecord(BatchEntry batch)
    {
        List<long> rows = Ledger.RowsAt(batch).ToList();
        Dictionary<RowState, int> states = rows.GroupBy(Ledger.StateOf).ToDictionary(group => group.Key, group => group.Count());
        int imported = Count(RowState.Imported) - batch.Nameless;
        DateTimeOffset at = batch.At ?? _header!.StartedAt;
        return new BatchRecord(batch.Number, batch.Count, batch.Outcome, batch.BatchId, at, rows.Any(IsOpenTo))
        {
            DoneAt = batch.BatchId is null ? batch.SettledAt ?? at : at,
            FirstRow = rows.DefaultIfEmpty().Min(),
            LastRow = rows.DefaultIfEmpty().Max(),
            Placed = rows.Count,
            Imported = imported,
            Created = Math.Min(batch.Settlement?.Created ?? 0, imported),
            Refused = Count(RowState.Refused),
            Unknown = Count(RowState.Unknown),
            Nameless = batch.Nameless,
        };

        int Count(RowState state) => states.TryGetValue(state, out int count) ? count : 0;
    }

    // The estimate was made before the last rows came in.
    private long? ExpectedRows(long read) => _marks.Count > 0 && _marks[_marks.Count - 1].Expected is long expected ? Math.Max(expected, read) : null;

    // Nobody can do anything any more for a row that is unknown and erased.
    private bool IsOpenTo(long row) => !Ledger.IsErased(row) || Ledger.StateOf(row) != RowState.Unknown;

    private BatchEntry Entry(IRowRefs refs, DateTimeOffset at)
    {
        if (!_batches.TryGetValue(refs.Number, out BatchEntry? batch))
            _batches.Add(refs.Number, batch = new BatchEntry(refs.Number));
        batch.At ??= at;
        if (refs.RowText is string rows)
        {
            (batch.Rows, batch.HasRowsNoted) = (rows, true);
            Ledger.Place(batch);
        }

        return batch;
    }

    private bool IsSettled(RowTotals totals) => InputComplete && _end?.State != ActivityState.Failed && totals.Pending + totals.Unknown + totals.NotSent == Ledger.CountErased();

    private ActivityState State(bool running, bool isDone)
    {
        if (running && _end is null)
            return ActivityState.Running;
        return isDone ? ActivityState.Completed : _end?.State ?? ActivityState.Stopped;
    }

    private static (long Row, int Batch)? ReadRow(ArraySegment<byte> line)
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

        return null;
    }
}
