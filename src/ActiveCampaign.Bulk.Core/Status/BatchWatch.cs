using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>A batch that the poller looks at until the service has ended it.</summary>
internal sealed class BatchWatch
{
    private static readonly TimeSpan s_leastPause = TimeSpan.FromSeconds(1);

    // For how long a first look may be late, where many batches are due at once or the service does not answer.
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource<BatchStatus> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private long _changed;

    internal BatchWatch(string batchId, DateTimeOffset acceptedAt, DateTimeOffset nextLook, DateTimeOffset now, long stamp)
    {
        _changed = stamp;
        BatchId = batchId;
        AcceptedAt = acceptedAt;
        NextLook = nextLook;
        ChangedAt = now;
    }

    /// <summary>The service's handle.</summary>
    public string BatchId { get; }

    /// <summary>When the service took the batch.</summary>
    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>The state at the last look.</summary>
    public BatchState State { get; private set; } = BatchState.NotKnown;

    /// <summary>When the state was last seen to change; when somebody began to watch, before that.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Looks so far.</summary>
    public int Looks { get; private set; }

    /// <summary>When a look found it on its way last, or null.</summary>
    internal DateTimeOffset? OpenAt { get; private set; }

    /// <summary>Ends with the terminal status, or faults with what keeps the poller from looking.</summary>
    public Task<BatchStatus> Ended => _ended.Task;

    internal DateTimeOffset NextLook { get; set; }

    internal bool IsBeingLookedAt { get; private set; }

    /// <summary>Whether a look was asked for that has not begun.</summary>
    internal bool IsCalled { get; private set; }

    internal int Waiters { get; set; }

    /// <summary>A look before its time, a second after the last one at the earliest.</summary>
    internal void Call(DateTimeOffset now)
    {
        IsCalled = true;
        DateTimeOffset earliest = _lookedAt + s_leastPause;
        DateTimeOffset called = earliest > now ? earliest : now;
        if (called < NextLook)
            NextLook = called;
    }

    internal void BeginLook(DateTimeOffset now)
    {
        IsBeingLookedAt = true;
        IsCalled = false;
        _lookedAt = now;
    }

    /// <summary>The clock was set back by that much.</summary>
    internal void MoveBack(TimeSpan by)
    {
        AcceptedAt -= by;
        ChangedAt -= by;
        NextLook -= by;
        if (_lookedAt > DateTimeOffset.MinValue)
            _lookedAt -= by;
        OpenAt -= by;
    }

    internal void EndLook() => IsBeingLookedAt = false;

    internal void Seen(BatchStatus status, DateTimeOffset now, long stamp)
    {
        if (status.State != State)
        {
            (State, ChangedAt) = (status.State, now);
            Volatile.Write(ref _changed, stamp);
        }

        Looks++;
        if (status.IsTerminal)
            _ended.TrySetResult(status);
        else
            OpenAt = now;
    }

    /// <summary>How long the state has not changed, whatever the clock was set to meanwhile.</summary>
    internal TimeSpan Idle(TimeProvider clock) => clock.GetElapsedTime(Volatile.Read(ref _changed));

    /// <summary>Whether it is time to give up on it. Nobody gives up on what was not looked at, unless that takes long.</summary>
    internal bool HasStalled(TimeSpan timeout, TimeProvider clock) => Idle(clock) > (Looks > 0 ? timeout : timeout + s_firstLook);

    internal void Fail(Exception failure) => _ended.TrySetException(failure);
}
