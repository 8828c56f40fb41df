using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>What the stages of one run share.</summary>
internal sealed class CallContext : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly object _gate = new();
    private CallCounts _counts = new(0, 0, 0, 0, 0);
    private Exception? _failure;

    public CallContext(AccountConnection connection, JournalWriter journal)
    {
        Connection = connection;
        Journal = journal;
    }

    public AccountConnection Connection { get; }

    public JournalWriter Journal { get; }

    public EventQueue Events { get; } = new();

    /// <summary>No more reading, no more calls.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Not even waiting for answers that are on their way.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>What ended the run, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    public DateTimeOffset Now => Connection.Clock.GetUtcNow();

    public CallCounts Counts
    {
        get
        {
            lock (_gate)
                return _counts;
        }
    }

    public void Expect(long rows) => Change(counts => counts with { Total = rows });

    /// <summary>Counts a result and tells of it.</summary>
    public async Task ReportAsync(CallResult result)
    {
        Change(counts => result.State switch
        {
            CallState.Done or CallState.AlreadyGone => counts with { Done = counts.Done + 1 },
            CallState.Superseded => counts with { Superseded = counts.Superseded + 1 },
            CallState.Unknown => counts with { Unknown = counts.Unknown + 1 },
            _ => counts with { Refused = counts.Refused + 1 },
        });
        await Events.PutAsync(new CallEvent(result), Abort).ConfigureAwait(false);
    }

    /// <summary>Ends the run with an error; the first one counts.</summary>
    public void Fail(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        RequestStop();
    }

    public void RequestStop() => Cancel(_stop);

    public void RequestAbort()
    {
        Cancel(_stop);
        Cancel(_abort);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
        Events.Dispose();
    }

    private void Change(Func<CallCounts, CallCounts> change)
    {
        lock (_gate)
            _counts = change(_counts);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        if (!source.IsCancellationRequested)
            source.Cancel();
    }
}
