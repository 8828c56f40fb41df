using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>
/// Single calls for the contacts that a journal holds, paced by the lane of general calls. One thread drains events;
/// everything else runs behind it. Whatever ends it, the journal says what is left, and a later run does that.
/// </summary>
public sealed class CallRun : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(400);

    private readonly CallContext _context;
    private readonly ICallAction _action;
    private readonly JournalState _journal;
    private readonly bool _isResumed;
    private Task? _running;
    private bool _disposed;

    private CallRun(CallContext context, ICallAction action, CallSettings settings, bool isResumed)
    {
        _context = context;
        _action = action;
        _isResumed = isResumed;
        Settings = settings;
        context.Journal.Drain();
        _journal = JournalReader.Load(context.Journal.Folder);
        context.Expect(CountOpen());
    }

    /// <summary>What the activity was asked for.</summary>
    public CallSettings Settings { get; }

    /// <summary>The activity's id.</summary>
    public string ActivityId => _context.Journal.ActivityId;

    /// <summary>The activity's journal folder.</summary>
    public string Folder => _context.Journal.Folder;

    /// <summary>The file in which the backup grows until it takes another one's place; null where it grows in its own.</summary>
    public string? UnfinishedBackup => ContactBackup.Beside(Settings with { AppendBackup = true }, ActivityId);

    /// <summary>What must be said once it is done; null for nothing.</summary>
    public string? Notice => _action.Notice;

    /// <summary>Where the rows stand.</summary>
    public CallCounts Counts => _context.Counts;

    /// <summary>Whether everything has come to its end; events may still wait.</summary>
    public bool IsDone => _running?.IsCompleted == true;

    /// <summary>What ended the run before its time, or null.</summary>
    public Exception? Failure => _context.Failure;

    /// <summary>Goes on where an earlier run ended, whatever ended it. The journal has all it needs.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="token">Ends the preparation.</param>
    /// <exception cref="BulkException">Somebody is at work on it, nobody agreed to it, or its contact data is gone.</exception>
    public static async Task<CallRun> ResumeAsync(AccountConnection connection, string folder, CancellationToken token)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            ActivitySnapshot activity = JournalReader.Load(folder).BuildOrThrow(running: false);
            string id = activity.Header.Id;
            if (!activity.InputComplete)
                throw new BulkException(BulkError.InputNeeded, Texts.CallPlanNotConfirmed(id), id);
            if (activity.IsExpired && activity.State != ActivityState.Completed)
                throw new BulkException(BulkError.DataExpired, Texts.DataExpired(id), id);
            CallSettings settings = CallHeader.Read(activity.Header);
            ICallAction action = await CallActions.CreateAsync(connection, settings, CallHeader.TagIds(activity.Header), id, token, activity.Imported + activity.Unknown > 0).ConfigureAwait(false);
            return new CallRun(new CallContext(connection, journal), action, settings, isResumed: true);
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    internal static CallRun Create(AccountConnection connection, JournalWriter journal, ICallAction action, CallSettings settings) =>
        new(new CallContext(connection, journal), action, settings, isResumed: false);

    /// <summary>Starts to work.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Takes the next result, if there is one.</summary>
    public bool TryTake(out CallResult? result)
    {
        result = _context.Events.TryTake(out ImportEvent? item) ? ((CallEvent)item!).Result : null;
        return result is not null;
    }

    /// <summary>Waits for a result or for the end; false when the time is over.</summary>
    public bool Wait(TimeSpan atMost, CancellationToken token) => _context.Events.Wait(atMost, token);

    /// <summary>Makes no more calls; answers on their way are still waited for, for a moment. Returns at once.</summary>
    public void RequestStop() => _context.RequestStop();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_running is null)
            Close();
        else
            WindUp(_running);
        _context.Dispose();
    }

    private long CountOpen() => _journal.Batches.Sum(batch => _journal.Ledger.RowsAt(batch).LongCount(row =>
        !_journal.Ledger.IsErased(row)
        && (_journal.Ledger.StateOf(row) is RowState.NotSent or RowState.Unknown || (batch.Settlement is null && _journal.Ledger.StateOf(row) == RowState.Superseded))));

    private void WindUp(Task running)
    {
        _context.RequestStop();
        WaitFor(running, s_grace);
        _context.RequestAbort();
        WaitFor(running, Timeout.InfiniteTimeSpan);
    }

    // Results are taken and dropped on the way, or whoever reports one would wait for ever.
    private void WaitFor(Task running, TimeSpan atMost)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!running.IsCompleted && (atMost == Timeout.InfiniteTimeSpan || watch.Elapsed < atMost))
        {
            while (TryTake(out _))
            {
            }

            Wait(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    private async Task RunAsync()
    {
        if (_isResumed)
            _context.Journal.Resumed(_context.Now);
        CallStage stage = new(_context, _action, _journal);
        await GuardAsync(() => stage.RunAsync(GuardAsync)).ConfigureAwait(false);
        if (!_context.Stop.IsCancellationRequested)
            await GuardAsync(() => Task.Run(_action.Complete)).ConfigureAwait(false);
        await GuardAsync(EndAsync).ConfigureAwait(false);
        _context.Events.Wake();
    }

    private Task EndAsync()
    {
        try
        {
            _context.Journal.Ended(End(), _context.Now);
        }
        finally
        {
            Close();
        }

        return Task.CompletedTask;
    }

    private void Close()
    {
        _action.Dispose();
        _context.Journal.EndRun();
        _context.Journal.Dispose();
    }

    private async Task GuardAsync(Func<Task> part)
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
            // Whoever drains the run throws it again.
            _context.Fail(e);
            _context.Events.Wake();
        }
    }

    private ActivityEnd End() => _context.Failure switch
    {
        BulkException failure => new ActivityEnd(ActivityState.Failed, _journal.Ledger.LastRow, true, failure.Error.ToString()),
        Exception failure => new ActivityEnd(ActivityState.Failed, _journal.Ledger.LastRow, true, failure.GetType().Name),
        null when _context.Stop.IsCancellationRequested => new ActivityEnd(ActivityState.Stopped, _journal.Ledger.LastRow, true),
        null => new ActivityEnd(ActivityState.Sent, _journal.Ledger.LastRow, true),
    };
}
