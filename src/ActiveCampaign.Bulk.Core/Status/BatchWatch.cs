using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>A batch that the poller looks at until the service has ended it.</summary>
public sealed class BatchWatch
{
    private static readonly TimeSpan s_leastPause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<BatchStatus> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    internal BatchWatch(string batchId, DateTimeOffset acceptedAt, DateTimeOffset nextLook, DateTimeOffset now)
    {
        BatchId = batchId;
        AcceptedAt = acceptedAt;
        NextLook = nextLook;

        // A batch of yesterday has not stood still in this watch, which only begins.
        ChangedAt = acceptedAt > now ? acceptedAt : now;
    }

    /// <summary>The service's handle.</summary>
    public string BatchId { get; }

    /// <summary>When the service took the batch.</summary>
    public DateTimeOffset AcceptedAt { get; }

    /// <summary>The state at the last look.</summary>
    public BatchState State { get; private set; } = BatchState.NotKnown;

    /// <summary>When the state was last seen to change, or the watch began.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Looks so far.</summary>
    public int Looks { get; private set; }

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

    internal void EndLook() => IsBeingLookedAt = false;

    internal void Seen(BatchStatus status, DateTimeOffset now)
    {
        Looks++;
        if (status.State != State)
            (State, ChangedAt) = (status.State, now);
        if (status.IsTerminal)
            _ended.TrySetResult(status);
    }

    internal void Fail(Exception failure) => _ended.TrySetException(failure);
}
