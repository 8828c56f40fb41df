using System;
using System.Threading;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>What the stages of any run share: the account, the journal, where events go, and how it ends.</summary>
internal class RunContext : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Exception? _failure;

    public RunContext(AccountConnection connection)
    {
        Connection = connection;
    }

    public AccountConnection Connection { get; }

    /// <summary>The journal, once there is one; none in a rehearsal.</summary>
    public JournalWriter? Journal { get; set; }

    /// <summary>What whoever drains the run takes.</summary>
    public EventQueue Queue { get; } = new();

    /// <summary>No more reading, planning, waiting for lanes.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Not even waiting for answers that are on their way.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>What ended the run, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    public DateTimeOffset Now => Connection.Clock.GetUtcNow();

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

    public virtual void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
        Queue.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        if (!source.IsCancellationRequested)
            source.Cancel();
    }
}
