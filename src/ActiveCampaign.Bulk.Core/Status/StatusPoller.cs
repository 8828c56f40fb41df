using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Looks at batches until they have ended; one per connection, for every command that waits. Looks at the oldest
/// first, and spends about two calls of the general lane on a batch. Safe for several threads.
/// </summary>
internal sealed class StatusPoller : IDisposable
{
    private const int LooksAtOnce = 4;

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly BulkService _service;
    private readonly TimeProvider _clock;
    private readonly PollSchedule _schedule;
    private readonly WatchList _watches = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private int _looking;
    private readonly ChangeSignal _changed = new();
    private bool _running;
    private DateTimeOffset _latest;

    /// <summary>Looks at batches of a service; no thread runs while nothing is watched.</summary>
    public StatusPoller(BulkService service)
    {
        _service = service;
        _clock = service.Connection.Clock;
        _stopped = _stop.Token;
        _schedule = new PollSchedule(service.Rules.LookPause);
    }

    /// <summary>The service it asks.</summary>
    internal BulkService Service => _service;

    /// <summary>A fixed time between looks instead of the learned one, or null.</summary>
    public TimeSpan? Interval
    {
        get
        {
            lock (_gate)
                return _schedule.Interval;
        }

        set
        {
            lock (_gate)
                _schedule.Interval = value;
        }
    }

    /// <summary>Starts to watch a batch, or joins the watch that is there.</summary>
    public BatchWatch Watch(string batchId, DateTimeOffset acceptedAt)
    {
        lock (_gate)
        {
            BatchWatch? watch = _watches.Find(known => known.BatchId == batchId);
            if (watch is not null)
            {
                watch.Waiters++;
                return watch;
            }

            DateTimeOffset now = ReadClock();

            // A journal may come from before the clock was set back.
            DateTimeOffset accepted = acceptedAt - now < s_ahead ? acceptedAt : now;
            watch = new BatchWatch(batchId, accepted, accepted + _schedule.FirstLook(), now, _clock.GetTimestamp()) { Waiters = 1 };
            _watches.Add(watch);
            if (!_running)
            {
                _running = true;
                _ = Task.Run(RunAsync);
            }

            _changed.Set();
            return watch;
        }
    }

    /// <summary>
    /// Looks at a batch before its time, since somebody says that it has ended; at all that are watched where none is
    /// named. At each a second after its last look at the earliest, however often it is asked for.
    /// </summary>
    public void LookNow(string? batchId)
    {
        lock (_gate)
        {
            DateTimeOffset now = ReadClock();
            foreach (BatchWatch watch in _watches)
            {
                if (batchId is null || string.Equals(batchId, watch.BatchId, StringComparison.OrdinalIgnoreCase))
                    watch.Call(now);
            }

            _changed.Set();
        }
    }

    /// <summary>
    /// Waits for the end of a batch. Null when its state did not change for that long; it is looked at once before.
    /// </summary>
    public async Task<BatchStatus?> EndAsync(string batchId, DateTimeOffset acceptedAt, TimeSpan timeout, CancellationToken token)
    {
        BatchWatch watch = Watch(batchId, acceptedAt);
        try
        {
            while (!watch.Ended.IsCompleted)
            {
                if (watch.HasStalled(timeout, _clock))
                    return null;
                TimeSpan left = timeout - watch.Idle(_clock);
                if (left <= TimeSpan.Zero)
                    LookNow(batchId);
                await ChangeSignal.WaitAsync(_clock, left > s_tick ? left : s_tick, watch.Ended, token).ConfigureAwait(false);
            }

            return await watch.Ended.ConfigureAwait(false);
        }
        finally
        {
            Forget(watch);
        }
    }

    /// <summary>Ends a watch that nobody waits for any more.</summary>
    public void Forget(BatchWatch watch)
    {
        lock (_gate)
        {
            if (--watch.Waiters > 0)
                return;
            _watches.Remove(watch);
            _changed.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        CancellationToken token = _stopped;
        try
        {
            while (TakeNext(out IReadOnlyList<BatchWatch> due, out TimeSpan wait, out Task changed))
            {
                if (due.Count > 0)
                    _ = LookAsync(due, token);
                else
                    await ChangeSignal.WaitAsync(_clock, wait, changed, token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection was closed: whoever still waits is told.
            FailAll(new ObjectDisposedException(nameof(StatusPoller)));
        }
    }

    /// <summary>The watches to look at now, or how long to wait for one; false when nothing is watched.</summary>
    private bool TakeNext(out IReadOnlyList<BatchWatch> due, out TimeSpan wait, out Task changed)
    {
        lock (_gate)
        {
            due = [];
            wait = Timeout.InfiniteTimeSpan;
            changed = _changed.Next;
            if (_watches.Count == 0)
                return _running = false;
            DateTimeOffset now = ReadClock();
            BatchWatch? next = _looking >= LooksAtOnce ? null : _watches.Next(now);
            if (next is null)
                return true;
            if (next.NextLook > now)
            {
                wait = next.NextLook - now;
                return true;
            }

            due = _watches.BeginCommonLook(_service.Rules.LooksPerCall, now);
            _looking++;
            return true;
        }
    }

    private async Task LookAsync(IReadOnlyList<BatchWatch> due, CancellationToken token)
    {
        try
        {
            IReadOnlyList<BatchStatus> found = await _service.LookAsync(due.Select(watch => watch.BatchId).ToList(), token).ConfigureAwait(false);
            for (int i = 0; i < due.Count; i++)
            {
                _service.Connection.Say($"Look at batch id {due[i].BatchId}: {found[i].State}");
                Take(due[i], found[i]);
            }
        }
        catch (BulkException e) when (e.Error is BulkError.ServiceUnavailable or BulkError.HostUnreachable or BulkError.AnswerUnreadable or BulkError.RequestRefused)
        {
            // The batches are where they were; whoever waits decides how long to.
            foreach (BatchWatch watch in due)
                Take(watch, new BatchStatus(watch.State, null, []));
        }
        catch (Exception e)
        {
            // Nobody awaits a look: whoever waits for a batch is told instead.
            FailAll(e is OperationCanceledException ? new ObjectDisposedException(nameof(StatusPoller)) : e);
        }
        finally
        {
            lock (_gate)
            {
                foreach (BatchWatch watch in due)
                    watch.EndLook();
                _looking--;
                _changed.Set();
            }
        }
    }

    private void Take(BatchWatch watch, BatchStatus status)
    {
        lock (_gate)
        {
            DateTimeOffset now = ReadClock();
            watch.Seen(status, now, _clock.GetTimestamp());
            TimeSpan age = now - watch.AcceptedAt;
            if (status.IsTerminal)
            {
                _watches.Remove(watch);
                _schedule.Learn(age, watch.OpenAt - watch.AcceptedAt);
                return;
            }

            watch.NextLook = now + _schedule.NextLook(age);
            if (watch.IsCalled)
                watch.Call(now);
            if (!_schedule.IsStuck(age))
                _watches.Postpone(watch);
        }
    }

    // Where the clock was set back everything noted by it moves along, or nothing would be looked at for as long.
    private DateTimeOffset ReadClock()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (now < _latest)
            _watches.ForEach(watch => watch.MoveBack(_latest - now));
        return _latest = now;
    }

    private void FailAll(Exception failure)
    {
        BatchWatch[] watches;
        lock (_gate)
        {
            watches = _watches.ToArray();
            _watches.Clear();
            _changed.Set();
        }

        foreach (BatchWatch watch in watches)
            watch.Fail(failure);
    }
}
