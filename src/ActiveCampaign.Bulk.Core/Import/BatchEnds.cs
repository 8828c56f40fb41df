using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Knows which batches of a run the service has ended. The send stages tell what became of each; the poller is asked
/// only for those somebody waits for. A number nobody told of counts as ended. Safe for several threads.
/// </summary>
internal sealed class BatchEnds : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<int, OpenBatch> _open = [];
    private readonly ChangeSignal _changed = new();
    private readonly StatusPoller _poller;
    private readonly TimeProvider _clock;
    private readonly Func<int, bool> _isSettled;

    /// <param name="poller">Looks at the batches that are waited for.</param>
    /// <param name="clock">Tells how long one was waited for.</param>
    /// <param name="isSettled">Whether the journal has a batch's end already, from another command.</param>
    public BatchEnds(StatusPoller poller, TimeProvider clock, Func<int, bool> isSettled)
    {
        _poller = poller;
        _clock = clock;
        _isSettled = isSettled;
    }

    /// <summary>Ends at the next change. Take it before looking at states.</summary>
    public Task Changed => _changed.Next;

    /// <summary>A batch has its number; it is open from now on.</summary>
    public void Planned(int number)
    {
        lock (_gate)
            _open[number] = new OpenBatch();
    }

    /// <summary>The service has taken a batch. Without a handle nobody can ask for its end.</summary>
    public void Accepted(int number, string? batchId, DateTimeOffset at) => Change(number, sent =>
    {
        sent.BatchId = batchId;
        sent.AcceptedAt = at;
        sent.State = batchId is null ? BatchEnd.Lost : BatchEnd.Open;
        if (sent.IsWanted)
            Watch(number, sent);
    });

    /// <summary>The service is done with a batch, or refused it whole.</summary>
    public void Ended(int number)
    {
        lock (_gate)
            _open.Remove(number);
        _changed.Set();
    }

    /// <summary>The answer to a batch was lost, or to some addresses of it; the others have ended then.</summary>
    public void Lost(int number, IEnumerable<ulong>? only = null) => Change(number, sent =>
    {
        sent.State = BatchEnd.Lost;
        sent.LostAddresses = only is null ? null : [.. only];
    });

    /// <summary>Nothing of a batch was taken; what goes on in its place are these, and the rest has ended.</summary>
    public void Replaced(int number, IReadOnlyList<Batch> pieces)
    {
        lock (_gate)
        {
            Of(number).Pieces = pieces.Select(piece => (piece.Number, new HashSet<ulong>(piece.Rows.Select(row => row.Digest.Address)))).ToList();
            foreach (Batch piece in pieces)
                _open[piece.Number] = new OpenBatch();
        }

        _changed.Set();
    }

    /// <summary>Something changed that only the reader of states knows of: a piece was put back among the rows.</summary>
    public void Touch() => _changed.Set();

    /// <summary>Where the row of an address stands that is in a batch; from now on its end is waited for.</summary>
    public BatchEnd StateOf(int number, ulong address)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(number, out OpenBatch? sent))
                return BatchEnd.Ended;
            if (sent.Pieces is not null)
                return StateIn(sent.Pieces, address);
            if (sent.State == BatchEnd.Lost)
                return sent.LostAddresses?.Contains(address) == false ? BatchEnd.Ended : BatchEnd.Lost;
            sent.IsWanted = true;
            if (sent.BatchId is null || sent.Watch is not null)
                return BatchEnd.Open;
            if (_isSettled(number))
            {
                _open.Remove(number);
                return BatchEnd.Ended;
            }

            Watch(number, sent);
            return BatchEnd.Open;
        }
    }

    /// <summary>Gives up on batches that were waited for that long without any change of state.</summary>
    public void GiveUp(TimeSpan patience)
    {
        List<int> stuck;
        DateTimeOffset before = _clock.GetUtcNow() - patience;
        lock (_gate)
            stuck = _open.Where(entry => entry.Value.Watch is BatchWatch watch && watch.ChangedAt < before && entry.Value.WatchedAt < before).Select(entry => entry.Key).ToList();
        foreach (int number in stuck)
            Lost(number);
    }

    /// <summary>Lets go of what is watched.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (OpenBatch sent in _open.Values)
                Forget(sent);
            _open.Clear();
        }
    }

    private BatchEnd StateIn(List<(int Number, HashSet<ulong> Addresses)> pieces, ulong address)
    {
        foreach ((int number, HashSet<ulong> addresses) in pieces)
        {
            if (addresses.Contains(address))
                return StateOf(number, address);
        }

        return BatchEnd.Ended;
    }

    private void Change(int number, Action<OpenBatch> change)
    {
        lock (_gate)
        {
            OpenBatch sent = Of(number);
            change(sent);
            if (sent.State == BatchEnd.Lost)
                Forget(sent);
        }

        _changed.Set();
    }

    private OpenBatch Of(int number)
    {
        if (!_open.TryGetValue(number, out OpenBatch? sent))
            _open.Add(number, sent = new OpenBatch());
        return sent;
    }

    private void Watch(int number, OpenBatch sent)
    {
        if (sent.BatchId is null)
            return;
        sent.WatchedAt = _clock.GetUtcNow();
        BatchWatch watch = sent.Watch = _poller.Watch(sent.BatchId, sent.AcceptedAt);
        _ = watch.Ended.ContinueWith(ended => NoteEnd(number, watch, ended), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void NoteEnd(int number, BatchWatch watch, Task<BatchStatus> ended)
    {
        lock (_gate)
        {
            // Observed either way: what keeps the poller from looking leaves the batch's end unknown to this run.
            bool failed = ended.Exception is not null;
            if (!_open.TryGetValue(number, out OpenBatch? sent) || sent.Watch != watch)
                return;
            sent.Watch = null;
            sent.State = BatchEnd.Lost;
            if (!failed)
                _open.Remove(number);
        }

        _changed.Set();
    }

    private void Forget(OpenBatch sent)
    {
        if (sent.Watch is BatchWatch watch)
            _poller.Forget(watch);
        sent.Watch = null;
    }

    /// <summary>A batch that has not ended.</summary>
    private sealed class OpenBatch
    {
        public BatchEnd State { get; set; }

        public string? BatchId { get; set; }

        public DateTimeOffset AcceptedAt { get; set; }

        public bool IsWanted { get; set; }

        public BatchWatch? Watch { get; set; }

        public DateTimeOffset WatchedAt { get; set; }

        public HashSet<ulong>? LostAddresses { get; set; }

        public List<(int Number, HashSet<ulong> Addresses)>? Pieces { get; set; }
    }
}
