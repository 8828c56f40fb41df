using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Waits for batches: they go in as they are accepted and come out as they are settled, in any order. What has no
/// handle of the service comes out at once in its own state.
/// </summary>
internal sealed class BatchWaiter : IDisposable
{
    private readonly ConcurrentDictionary<WaitingBatch, bool> _open = new();
    private readonly ConcurrentQueue<BatchReport> _settled = new();
    private readonly ConcurrentQueue<WaitingBatch> _ended = new();
    private readonly ConcurrentQueue<(WaitingBatch WaitingBatch, IReadOnlyCollection<long>? StillOn, IReadOnlyList<Inspection>? Found)> _verified = new();
    private readonly ConcurrentQueue<(BatchReport Before, BatchReport After)> _explained = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly SemaphoreSlim _wake = new(0, int.MaxValue);
    private readonly StatusPoller _poller;
    private readonly BatchSettler _settler;
    private readonly TimeProvider _clock;
    private readonly RefusalExplainer? _explainer;
    private readonly DepartureCheck _check;
    private Exception? _failure;
    private int _added;
    private int _taken;
    private bool _hurried;

    /// <summary>Waits through a connection's poller.</summary>
    /// <param name="poller">The connection's poller.</param>
    /// <param name="settler">Settles what has ended; released with this.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="explainer">Says of rows that failed why, before their batch comes out; null leaves that out.</param>
    public BatchWaiter(StatusPoller poller, BatchSettler settler, TimeProvider clock, RefusalExplainer? explainer = null)
    {
        _explainer = explainer;
        _stopped = _stop.Token;
        _poller = poller;
        _check = new DepartureCheck(poller.Service);
        _settler = settler;
        _clock = clock;
    }

    /// <summary>Batches added and not taken out yet.</summary>
    public int Open => Volatile.Read(ref _added) - _taken;

    /// <summary>Batches added.</summary>
    public int Added => Volatile.Read(ref _added);

    /// <summary>What keeps the poller from looking, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Adds a batch; never waits.</summary>
    public void Add(BatchReport batch)
    {
        Interlocked.Increment(ref _added);
        if (batch.BatchId is null || batch.Outcome != BatchOutcome.Pending)
            Finish(batch);
        else if (_settler.Recall(batch) is BatchReport known)
            Finish(known);
        else
            Watch(batch, batch.BatchId);
    }

    /// <summary>Takes a batch that is settled.</summary>
    public bool TryTake(out BatchReport? settled)
    {
        // Settling reads and writes the journal, which is the draining thread's work: the poller must not wait for it.
        while (_ended.TryDequeue(out WaitingBatch? waiting))
            Settle(waiting);
        while (_verified.TryDequeue(out (WaitingBatch WaitingBatch, IReadOnlyCollection<long>? StillOn, IReadOnlyList<Inspection>? Found) read))
            Finish(_settler.Settle(read.WaitingBatch.Batch, read.WaitingBatch.Watch.Ended.GetAwaiter().GetResult(), read.StillOn, read.Found));
        while (_explained.TryDequeue(out (BatchReport Before, BatchReport After) ready))
        {
            _settler.NoteAgain(ready.After, ready.After.RefusedRows.Where((row, i) => !ReferenceEquals(row, ready.Before.RefusedRows[i])));
            _settled.Enqueue(ready.After);
        }

        if (!_settled.TryDequeue(out settled))
            return false;
        _taken++;
        return true;
    }

    /// <summary>Waits until a batch may have settled; false when the time is over.</summary>
    public bool Wait(TimeSpan atMost, CancellationToken token) => _wake.Wait(atMost, token);

    /// <summary>Whether nothing was accepted and no state changed for that long. Each batch is looked at once before.</summary>
    public bool HasStalled(TimeSpan timeout)
    {
        List<BatchWatch> open = _open.Keys.Select(waiting => waiting.Watch).ToList();
        if (open.Count == 0 || open.Exists(watch => watch.Idle(_clock) <= timeout))
            return false;
        if (!_hurried)
        {
            _hurried = true;
            open.FindAll(watch => watch.Looks == 0).ForEach(watch => _poller.LookNow(watch.BatchId));
        }

        return open.TrueForAll(watch => watch.HasStalled(timeout, _clock));
    }

    /// <summary>Gives up on what is open: it comes out as still running. Nothing of it is settled.</summary>
    public void GiveUp()
    {
        foreach (WaitingBatch waiting in _open.Keys)
        {
            if (!_open.TryRemove(waiting, out _))
                continue;
            _poller.Forget(waiting.Watch);
            Finish(waiting.Batch);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WaitingBatch waiting in _open.Keys)
            _poller.Forget(waiting.Watch);
        _open.Clear();
        if (!_stopped.IsCancellationRequested)
            _stop.Cancel();
        _stop.Dispose();
        _settler.Dispose();
        _check.Dispose();
        _wake.Dispose();
    }

    private void Watch(BatchReport batch, string batchId)
    {
        WaitingBatch waiting = new(_poller.Watch(batchId, batch.AnsweredAt), batch);
        _open[waiting] = true;
        _ = waiting.Watch.Ended.ContinueWith(_ => NoteEnd(waiting), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void NoteEnd(WaitingBatch waiting)
    {
        _ended.Enqueue(waiting);
        Wake();
    }

    private void Settle(WaitingBatch waiting)
    {
        if (!_open.TryRemove(waiting, out _))
            return;
        (BatchWatch watch, BatchReport batch) = (waiting.Watch, waiting.Batch);
        if (watch.Ended.Exception is AggregateException failure)
        {
            // The batch stays as it was; whoever drains throws this.
            Interlocked.CompareExchange(ref _failure, failure.GetBaseException(), null);
            Finish(batch);
            return;
        }

        BatchStatus status = watch.Ended.GetAwaiter().GetResult();
        if (_settler.MustFind(batch, status))
            _ = Task.Run(() => VerifyAsync(waiting, async token => (null, await _settler.FindNamelessAsync(batch, status, token).ConfigureAwait(false)), _stopped));
        else if (status.State != BatchState.Completed || _settler.FindDepartures(batch) is not Departures left)
            Finish(_settler.Settle(batch, status));
        else if (left.Contacts is null)
            Finish(batch);
        else
            _ = Task.Run(() => VerifyAsync(waiting, async token => (await _check.StillOnAsync(left, token).ConfigureAwait(false), null), _stopped));
    }

    // Until its contacts were read back nothing of the batch is settled: whoever comes later reads them then.
    private async Task VerifyAsync(WaitingBatch waiting, Func<CancellationToken, Task<(IReadOnlyCollection<long>? StillOn, IReadOnlyList<Inspection>? Found)>> read, CancellationToken token)
    {
        try
        {
            (IReadOnlyCollection<long>? stillOn, IReadOnlyList<Inspection>? found) = await read(token).ConfigureAwait(false);
            _verified.Enqueue((waiting, stillOn, found));
            Wake();
        }
        catch (Exception e)
        {
            if (token.IsCancellationRequested)
                return;
            Interlocked.CompareExchange(ref _failure, e, null);
            Finish(waiting.Batch);
        }
    }

    private void Finish(BatchReport settled)
    {
        if (_explainer is not null && settled.RefusedRows.Count > 0)
        {
            _ = Task.Run(() => ExplainAsync(_explainer, settled, _stopped));
            return;
        }

        _settled.Enqueue(settled);
        Wake();
    }

    private async Task ExplainAsync(RefusalExplainer explainer, BatchReport settled, CancellationToken token)
    {
        BatchReport explained = settled;
        try
        {
            explained = await explainer.ExplainAsync(settled, token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The batch comes out as it is; whoever drains throws this, unless nobody does any more.
            if (token.IsCancellationRequested)
                return;
            Interlocked.CompareExchange(ref _failure, e, null);
        }

        _explained.Enqueue((settled, explained));
        Wake();
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (ObjectDisposedException)
        {
            // Whoever waited has gone; the journal has what matters.
        }
    }

    /// <summary>A batch that was added: the same one may be added twice, and both share the watch.</summary>
    private sealed class WaitingBatch
    {
        public WaitingBatch(BatchWatch watch, BatchReport batch)
        {
            Watch = watch;
            Batch = batch;
        }

        public BatchWatch Watch { get; }

        public BatchReport Batch { get; }
    }
}
