using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Tells when a row may follow an earlier one of its address: the journal says where that one is, and the poller when the
/// service has ended its batch. It is asked only for batches that somebody waits for. Safe for several threads.
/// </summary>
internal sealed class BatchEnds : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_check = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly ImportContext _context;
    private readonly Dictionary<int, BatchWatch> _watches = [];
    private readonly HashSet<int> _ended = [];
    private readonly HashSet<int> _lost = [];

    public BatchEnds(ImportContext context)
    {
        _context = context;
    }

    /// <summary>Ends at the next change. Take it before looking at rows.</summary>
    public Task Changed => _context.Journal?.Changed.Next ?? Task.CompletedTask;

    /// <summary>Waits for a change, for so long that somebody may give up on a batch meanwhile.</summary>
    public Task WaitAsync(Task changed, CancellationToken token) => ChangeSignal.WaitAsync(_context.Connection.Clock, s_check, changed, token);

    /// <summary>Where the batch of a row stands; from now on its end is waited for. In a rehearsal none is sent.</summary>
    public BatchEnd Of(long row)
    {
        if (_context.Journal is not JournalWriter journal)
            return BatchEnd.Ended;
        (BatchEnd end, BatchEntry? pending) = journal.Ask(state => state.EndOf(row));
        return pending is null ? end : Look(pending);
    }

    /// <summary>Lets go of what is watched.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (BatchWatch watch in _watches.Values)
                _context.Poller.Forget(watch);
            _watches.Clear();
        }
    }

    private BatchEnd Look(BatchEntry batch)
    {
        lock (_gate)
        {
            if (_ended.Contains(batch.Number))
                return BatchEnd.Ended;
            if (_lost.Contains(batch.Number))
                return BatchEnd.Lost;
            if (!_watches.TryGetValue(batch.Number, out BatchWatch? watch))
            {
                _watches.Add(batch.Number, watch = _context.Poller.Watch(batch.BatchId!, batch.At ?? _context.Now));
                _ = watch.Ended.ContinueWith(ended => NoteEnd(batch.Number, ended), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            // What keeps the poller from looking leaves the end unknown to this run, and nobody looks on for it.
            if (!watch.Ended.IsFaulted && !watch.HasStalled(s_patience, _context.Connection.Clock))
                return BatchEnd.Open;
            _watches.Remove(batch.Number);
            _lost.Add(batch.Number);
            _context.Poller.Forget(watch);
            return BatchEnd.Lost;
        }
    }

    private void NoteEnd(int batch, Task<BatchStatus> ended)
    {
        lock (_gate)
        {
            if (ended.Exception is null && _watches.Remove(batch))
                _ended.Add(batch);
        }

        _context.Journal!.Changed.Set();
    }
}
