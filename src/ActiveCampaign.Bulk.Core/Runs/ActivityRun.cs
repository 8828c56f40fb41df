using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>
/// One run of an activity. One thread starts it, drains its events and disposes it; everything else goes on behind it.
/// Whatever ends it, the journal is whole and another run can go on.
/// </summary>
internal abstract class ActivityRun : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly RunContext _context;
    private Task? _running;
    private bool _disposed;

    private protected ActivityRun(RunContext context)
    {
        _context = context;
    }

    /// <summary>The account.</summary>
    public AccountConnection Account => _context.Connection;

    /// <summary>Whether everything has come to its end; events may still wait.</summary>
    public bool IsDone => _running?.IsCompleted == true;

    /// <summary>What ended the run before its time, or null.</summary>
    public Exception? Failure => _context.Failure;

    /// <summary>How long answers on their way are waited for after a stop.</summary>
    private protected virtual TimeSpan Grace => TimeSpan.FromMilliseconds(400);

    /// <summary>Starts to work.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Takes the next event, if there is one.</summary>
    public bool TryTake(out RunEvent? item) => _context.Queue.TryTake(out item);

    /// <summary>Waits for an event, for room in the queue, or for the end; false when the time is over.</summary>
    public bool Wait(TimeSpan atMost, CancellationToken token) => _context.Queue.Wait(atMost, token);

    /// <summary>Begins nothing more; answers on their way are still waited for, for a moment. Returns at once.</summary>
    public void RequestStop() => _context.RequestStop();

    /// <inheritdoc/>
    public void Dispose()
    {
        // A journal is shared: letting go of it twice would take it from somebody else.
        if (_disposed)
            return;
        _disposed = true;
        if (_running is null)
            CloseJournal(null);
        else
            WindUp(_running);
        Release();
        _context.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does the work. Parts that go on side by side are each guarded by <see cref="GuardAsync"/>, so that one that fails ends the others.</summary>
    private protected abstract Task WorkAsync();

    /// <summary>How the run ended, for the journal; null for one that the journal needs no word of.</summary>
    private protected abstract ActivityEnd? End();

    /// <summary>The journal has the end, and is still this run's alone: what is of no more use may go.</summary>
    private protected virtual void Closing(JournalWriter journal, ActivityEnd end)
    {
    }

    /// <summary>Lets go of what the run alone has.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>Runs a part of the work: what it throws ends the run, and whoever drains it throws it again.</summary>
    private protected async Task GuardAsync(Func<Task> part)
    {
        try
        {
            await part().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Stop.IsCancellationRequested)
        {
            // The run was stopped, or another part failed: this one just ends.
        }
        catch (Exception e)
        {
            _context.Fail(e);
            _context.Queue.Wake();
        }
    }

    /// <summary>An end by what happened.</summary>
    /// <param name="read">Rows read.</param>
    /// <param name="complete">Whether that was all of the input.</param>
    /// <param name="otherwise">How it ended where nothing failed and nobody stopped it.</param>
    private protected ActivityEnd EndOf(long read, bool complete, ActivityState otherwise) => Failure switch
    {
        BulkException failure => new ActivityEnd(ActivityState.Failed, read, complete, failure.Error.ToString()),
        Exception failure => new ActivityEnd(ActivityState.Failed, read, complete, failure.GetType().Name),
        null => new ActivityEnd(_context.Stop.IsCancellationRequested ? ActivityState.Stopped : otherwise, read, complete),
    };

    private async Task RunAsync()
    {
        await GuardAsync(WorkAsync).ConfigureAwait(false);
        await GuardAsync(() =>
        {
            CloseJournal(End());
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        _context.Queue.Wake();
    }

    private void CloseJournal(ActivityEnd? end)
    {
        if (_context.Journal is not JournalWriter journal)
            return;
        try
        {
            if (end is null)
                return;
            journal.Ended(end, _context.Now);
            Closing(journal, end);
        }
        finally
        {
            journal.EndRun();
            journal.Dispose();
        }
    }

    private void WindUp(Task running)
    {
        _context.RequestStop();
        Drain(running, Grace);
        _context.RequestAbort();
        Drain(running, Timeout.InfiniteTimeSpan);
    }

    // Events are taken and dropped on the way, or whoever reports one would wait for ever.
    private void Drain(Task running, TimeSpan atMost)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!running.IsCompleted && (atMost == Timeout.InfiniteTimeSpan || watch.Elapsed < atMost))
        {
            while (TryTake(out _))
            {
            }

            Wait(s_tick, CancellationToken.None);
        }
    }
}
