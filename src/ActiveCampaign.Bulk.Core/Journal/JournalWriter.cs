using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Appends to an activity's journal. A batch is on the disk before <see cref="SentAsync"/> returns, and one flush
/// serves all batches that wait for one. Safe for several threads; shared by the commands of a process.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly object _sharing = new();
    private readonly AppendQueue _queue;
    private readonly FileStream _lock;
    private readonly Dictionary<int, BatchSettlement> _settled;
    private int _users = 1;

    private JournalWriter(string folder, FileStream held, BatchSegments segments, Dictionary<int, BatchSettlement> settled)
    {
        Folder = folder;
        _lock = held;
        _settled = settled;
        _queue = new AppendQueue(folder, segments);
    }

    internal event Action? Closed;

    /// <summary>The activity's folder.</summary>
    public string Folder { get; }

    /// <summary>The activity's id.</summary>
    public string ActivityId => Path.GetFileName(Folder);

    internal static JournalWriter Open(string folder, bool isNew)
    {
        FileStream held = new(Path.Combine(folder, JournalFiles.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return isNew
                ? new JournalWriter(folder, held, new BatchSegments(folder), [])
                : new JournalWriter(folder, held, ScanOpen(folder), JournalReader.ReadSettlements(folder));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // What an earlier run settled counts as settled, or its segment would never be found empty.
    private static BatchSegments ScanOpen(string folder)
    {
        BatchSegments segments = BatchSegments.Scan(folder);
        foreach (int batch in JournalReader.ReadClosed(folder))
        {
            if (segments.Settled(batch) is string gone)
                File.Delete(gone);
        }

        return segments;
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

    internal void Begin(ActivityHeader header) => _queue.AddFlushed(new AppendEntry(JournalFiles.Main, JournalLines.Header(header))).GetAwaiter().GetResult();

    /// <summary>Writes a batch as planned and sent, on the disk when the task ends.</summary>
    /// <exception cref="BulkException">The journal cannot be written; nothing may be sent then.</exception>
    public Task SentAsync(Batch batch, string route, ReadOnlyMemory<byte> contacts, DateTimeOffset now)
    {
        if (batch is null)
            throw new ArgumentNullException(nameof(batch));
        return _queue.AddFlushed(AppendEntry.ForBatch(batch.Number, JournalLines.Sent(batch, route, now, contacts)));
    }

    /// <summary>Notes the answer to a batch.</summary>
    public void Answered(Batch batch, BatchOutcome outcome, string? batchId, DateTimeOffset now)
    {
        if (batch is null)
            throw new ArgumentNullException(nameof(batch));
        _queue.Add(new AppendEntry(JournalFiles.Main, JournalLines.Answered(batch, outcome, batchId, now)));
        if (outcome is BatchOutcome.Replaced or BatchOutcome.Refused or BatchOutcome.NotSent)
            _queue.Settle(batch.Number);
    }

    /// <summary>Notes a refused row; batch 0 when it was never in one.</summary>
    public void Refused(RefusedRow row, int batch = 0)
    {
        if (row is null)
            throw new ArgumentNullException(nameof(row));
        _queue.Add(new AppendEntry(JournalFiles.Refused, JournalLines.Refused(row, batch)));
    }

    /// <summary>Notes rows that were left out because another row of their address counts.</summary>
    public void Superseded(IEnumerable<long> rows)
    {
        if (rows is null)
            throw new ArgumentNullException(nameof(rows));
        _queue.Add(new AppendEntry(JournalFiles.Main, JournalLines.Superseded(rows)));
    }

    /// <summary>Notes what became of a batch; its contact data goes when all of its segment is settled.</summary>
    public void Settled(BatchSettlement settlement, string? digests, DateTimeOffset now)
    {
        if (settlement is null)
            throw new ArgumentNullException(nameof(settlement));
        lock (_settled)
            _settled[settlement.Number] = settlement;
        _queue.Add(new AppendEntry(JournalFiles.Main, JournalLines.Settled(settlement, digests, now)));
        if (settlement.Outcome == BatchOutcome.Completed && settlement.Unknown == 0)
            _queue.Settle(settlement.Number);
    }

    /// <summary>What became of a batch, where the journal has it; else null.</summary>
    public BatchSettlement? FindSettled(int batch)
    {
        lock (_settled)
            return _settled.TryGetValue(batch, out BatchSettlement? settlement) ? settlement : null;
    }

    /// <summary>Notes how the run ended.</summary>
    public void Ended(ActivityEnd end, DateTimeOffset now)
    {
        if (end is null)
            throw new ArgumentNullException(nameof(end));
        _queue.Add(new AppendEntry(JournalFiles.Main, JournalLines.Ended(end, now)));
    }

    /// <summary>A batch as it was sent, or null when its contact data is gone.</summary>
    public JournaledBatch? ReadBatch(int number)
    {
        _queue.Drain();
        return _queue.Locate(number) is (string path, long offset) ? JournalReader.ReadBatch(path, offset) : null;
    }

    /// <summary>Makes sure that everything noted so far is in the files.</summary>
    public void Drain() => _queue.Drain();

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
