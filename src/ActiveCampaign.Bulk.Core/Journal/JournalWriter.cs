using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Appends to an activity's journal. A batch is on the disk before <see cref="SentAsync"/> returns, and one flush
/// serves all batches that wait for one. Safe for several threads; shared by the commands of a process.
/// </summary>
internal sealed partial class JournalWriter : IDisposable
{
    private readonly object _sharing = new();
    private readonly AppendQueue _queue;
    private readonly FileStream _lock;
    private readonly JournalState _state;
    private int _users = 1;
    private int _lastBatch;
    private bool _isRunning;

    private JournalWriter(string folder, FileStream held, BatchSegments segments, JournalState state)
    {
        Folder = folder;
        _lock = held;
        _state = state;
        _lastBatch = state.LastBatch;
        _queue = new AppendQueue(folder, segments);
    }

    internal event Action? Closed;

    /// <summary>The activity's folder.</summary>
    public string Folder { get; }

    /// <summary>Tells whoever waits for batches that one was answered or settled.</summary>
    internal ChangeSignal Changed { get; } = new();

    /// <summary>The activity's id.</summary>
    public string ActivityId => Path.GetFileName(Folder);

    /// <summary>The number of the next batch.</summary>
    public int NextBatch() => Interlocked.Increment(ref _lastBatch);

    internal static JournalWriter Open(string folder, bool isNew)
    {
        FileStream held = FileLock.Hold(Path.Combine(folder, JournalFiles.Lock), tries: 1);
        try
        {
            if (isNew)
                return new JournalWriter(folder, held, new BatchSegments(folder), new JournalState(folder));
            JournalState known = JournalReader.Load(folder);
            return new JournalWriter(folder, held, ScanOpen(folder, known), known);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // What an earlier run settled counts as settled, or its segment would never be found empty.
    private static BatchSegments ScanOpen(string folder, JournalState known)
    {
        BatchSegments segments = BatchSegments.Scan(folder);
        segments.Keeps = ResultTarget.Read(folder) is { IsWritten: false };
        segments.KeepsContacts = known.OwesFollowUp;
        List<BatchEntry> settled = known.Batches.Where(batch => !known.Ledger.Holds(batch)).ToList();
        NoteRows(folder, known, settled);
        foreach (BatchEntry batch in settled)
            segments.Settled(batch.Number);
        foreach (string gone in segments.Leftovers())
            File.Delete(gone);
        return segments;
    }

    // Of people who were erased before their batch was answered its own line alone has the rows.
    private static void NoteRows(string folder, JournalState known, List<BatchEntry> settled)
    {
        List<BatchAnswered> silent = settled.Where(batch => !batch.HasRowsNoted && batch.Rows.Length > 0).Select(batch => batch.ToEvent()).ToList();
        if (silent.Count == 0)
            return;
        ContactFiles.Append(folder, silent);
        silent.ForEach(known.Apply);
    }

    internal bool TryShare()
    {
        lock (_sharing)
        {
            if (_users == 0)
                return false;
            _users++;
            return true;
        }
    }

    /// <summary>One run at a time works on an activity, however many settle its batches; false while another one does.</summary>
    internal bool TryBeginRun()
    {
        lock (_sharing)
            return !_isRunning && (_isRunning = true);
    }

    /// <summary>The run has come to its end.</summary>
    internal void EndRun()
    {
        lock (_sharing)
            _isRunning = false;
    }

    internal void Begin(ActivityHeader header)
    {
        Take(header);
        _queue.KeepsCells = ResultTarget.Of(header) is not null;
        _queue.KeepsContacts = header.HasFollowUp;
        _queue.AddFlushed(new AppendEntry(JournalFiles.Main, JournalLines.Line(header))).GetAwaiter().GetResult();

        // A journal that is empty from now on was emptied, which says nothing of what was sent.
        _lock.WriteByte((byte)'+');
        _lock.Flush();
    }

    /// <summary>Writes a batch as planned and sent, on the disk when the task ends.</summary>
    /// <exception cref="BulkException">The journal cannot be written; nothing may be sent then.</exception>
    public async Task SentAsync(Batch batch, string route, ReadOnlyMemory<byte> contacts, DateTimeOffset now)
    {
        Take(new SentLine(batch.Number, batch.Rows.Count, route, now, RowRanges.Format(batch.Rows.Select(row => row.Number))));
        await _queue.AddFlushed(AppendEntry.ForBatch(batch.Number, JournalLines.Sent(batch, route, now, contacts))).ConfigureAwait(false);
        foreach (int left in Ask(state => state.Moving.Arrive(batch.Rows.Select(row => row.Number))))
            _queue.Settle(left);
    }

    /// <summary>
    /// Writes contacts that are to be called for one by one, none of them sent yet. It is in the file when the task ends,
    /// and on the disk where that is asked for, with all that was written before.
    /// </summary>
    internal Task PlannedAsync(int number, string route, IReadOnlyList<PlannedContact> contacts, bool flush, DateTimeOffset now)
    {
        Take(new SentLine(number, contacts.Count, route, now, RowRanges.Format(contacts.Select(contact => contact.Row))));
        AppendEntry planned = AppendEntry.ForBatch(number, JournalLines.Planned(number, route, contacts, now));
        Task written = flush ? _queue.AddFlushed(planned) : _queue.AddWritten(planned);
        Note(new BatchAnswered(number, BatchOutcome.NotSent, contacts.Count, RowRanges.Format(contacts.Select(contact => contact.Row)), now));
        return written;
    }

    /// <summary>Notes that all of the input was read, on the disk when the task ends.</summary>
    internal Task InputCompleteAsync(DateTimeOffset now) => NoteFlushedAsync(new InputCompleted(now));

    /// <summary>Notes the answer to a batch.</summary>
    public void Answered(Batch batch, BatchOutcome outcome, string? batchId, DateTimeOffset now)
    {
        RowRefs rows = RowRefs.Of(batch);

        // Of a batch that goes on in no line of its own the digests of its refused rows would be lost with its contact data.
        string? digests = outcome is BatchOutcome.Refused or BatchOutcome.Replaced ? rows.Digests : null;
        Note(new BatchAnswered(batch.Number, outcome, batch.Rows.Count, rows.Rows, now, batchId, digests));
        if (outcome == BatchOutcome.Refused)
            _queue.Settle(batch.Number);
    }

    /// <summary>
    /// Notes of a batch that an earlier run has sent that its answer was never noted: a kill leaves no line that says
    /// so, and without one its rows would not be known to be sent again once its contact data is gone.
    /// </summary>
    public void Lost(JournaledBatch batch, DateTimeOffset now)
    {
        if (FindSettled(batch.Number) is null)
            Note(new BatchAnswered(batch.Number, BatchOutcome.Unknown, batch.RowNumbers.Count, RowRanges.Format(batch.RowNumbers), now));
    }

    /// <summary>These rows of a batch will go on in other batches. Its contact data goes when the last of them is journaled there.</summary>
    public void Leaving(int batch, IEnumerable<long> rows)
    {
        if (!Ask(state => state.Moving.Leave(batch, rows)))
            _queue.Settle(batch);
    }

    /// <summary>Notes a refused row; batch 0 when it was never in one.</summary>
    public void Refused(RefusedRow row, int batch = 0)
    {
        List<string?> cells = row.Cells.Select(CellText.ToText).ToList();
        RowRefused refused = new(row.Number, row.Line, batch, row.Problem.Reason.ToString(), row.Problem.Text, row.Shape.Columns, cells);
        Take(refused);
        _queue.Add(new AppendEntry(JournalFiles.Refused, JournalLines.Line(refused)));
    }

    /// <summary>Notes what became of a batch; its contact data goes when all of its segment is settled.</summary>
    public void Settled(BatchSettlement settlement, RowRefs? rows, DateTimeOffset now)
    {
        Note(settlement with { At = now, RowText = rows?.Rows, Digests = rows?.Digests });
        if (settlement.IsFinal)
            _queue.Settle(settlement.Number);
    }

    /// <summary>What became of a batch, where the journal has it; else null.</summary>
    public BatchSettlement? FindSettled(int batch)
    {
        lock (_state)
            return _state.Find(batch)?.Settlement;
    }

    /// <summary>Asks where the activity stands, by all that was noted so far. What comes back must not look again later.</summary>
    internal T Ask<T>(Func<JournalState, T> question)
    {
        lock (_state)
            return question(_state);
    }

    /// <summary>Notes what an export goes through.</summary>
    internal void Span(int highest, long? total) => Note(new ExportSpan(highest, total));

    /// <summary>Notes a stretch of an export, the end of another one where that has a number.</summary>
    internal void Stretch(int number, int after, int upTo, int of) => Note(new ExportStretch(number, after, upTo, of));

    /// <summary>Notes how far a stretch is on the disk.</summary>
    internal void Mark(ExportMark mark) => Note(mark);

    /// <summary>Notes how the run ended.</summary>
    public void Ended(ActivityEnd end, DateTimeOffset now)
    {
        Note(end with { At = now });
    }

    /// <summary>A batch as it was sent, or null when its contact data is gone.</summary>
    public JournaledBatch? ReadBatch(int number, bool withContacts = false)
    {
        _queue.Drain();
        return _queue.Locate(number) is (string path, long offset) ? JournalReader.ReadBatch(path, offset, withContacts) : null;
    }

    /// <summary>Makes sure that everything noted so far is in the files.</summary>
    public void Drain() => _queue.Drain();

    /// <summary>Notes what happened; nobody waits until it is in the file.</summary>
    internal void Note(ActivityEvent happened)
    {
        Take(happened);
        _queue.Add(new AppendEntry(JournalFiles.Main, JournalLines.Line(happened)));
        if (happened is BatchAnswered or BatchSettlement)
            Changed.Set();
    }

    /// <summary>Notes what happened, on the disk when the task ends.</summary>
    internal Task NoteFlushedAsync(ActivityEvent happened)
    {
        Take(happened);
        return _queue.AddFlushed(new AppendEntry(JournalFiles.Main, JournalLines.Line(happened)));
    }

    /// <summary>Contacts go that were kept for what comes after the import, where nothing does any more.</summary>
    internal void FreeContacts()
    {
        if (!Ask(state => state.OwesFollowUp))
            _queue.FreeContacts();
    }

    private void Take(ActivityEvent happened)
    {
        lock (_state)
            _state.Apply(happened);
    }

    private void Take(SentLine sent)
    {
        lock (_state)
            _state.Apply(sent);
    }

    /// <summary>Done with it; the last one to say so closes the files.</summary>
    public void Dispose()
    {
        // Whoever opens the activity meanwhile waits until it is closed, or would take it for another process's.
        lock (JournalStore.Opening)
        {
            lock (_sharing)
            {
                if (--_users > 0)
                    return;
            }

            try
            {
                _queue.Dispose();
            }
            finally
            {
                _lock.Dispose();
                Closed?.Invoke();
            }
        }
    }
}
