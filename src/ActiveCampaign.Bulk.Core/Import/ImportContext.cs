using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What the stages of one run share.</summary>
internal sealed class ImportContext : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Exception? _failure;

    public ImportContext(AccountConnection connection, ImportSettings settings, ImportEnvelope envelope, string activityId, StatusPoller poller)
    {
        Events = Queue;
        Ends = new BatchEnds(poller, connection.Clock, number => Journal?.FindSettled(number) is not null);
        Connection = connection;
        Poller = poller;
        Settings = settings;
        Envelope = envelope;
        ActivityId = activityId;
        LastLook = new LastLook(this);
        Elsewhere = new OpenElsewhere(this);
    }

    public AccountConnection Connection { get; }

    public StatusPoller Poller { get; }

    public ImportSettings Settings { get; }

    public ImportEnvelope Envelope { get; }

    public string ActivityId { get; }

    public ImportTally Tally { get; } = new();

    /// <summary>What whoever drains the run takes.</summary>
    public EventQueue Queue { get; } = new();

    /// <summary>Where the stages report to: the queue, unless something stands before it.</summary>
    public IEventSink Events { get; set; }

    /// <summary>What looks at contacts once more before they go out.</summary>
    public LastLook LastLook { get; }

    /// <summary>What other activities have open at the service.</summary>
    public OpenElsewhere Elsewhere { get; }

    /// <summary>Which batches the service has ended, for rows that wait for one.</summary>
    public BatchEnds Ends { get; }

    /// <summary>Which batch took an address last; a run that goes on finds in it what earlier ones sent.</summary>
    public AddressBook Book { get; } = new();

    /// <summary>How the input file is written; null for rows of a pipeline.</summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>The journal, once the input's shape was found good; none in a rehearsal.</summary>
    public JournalWriter? Journal { get; set; }

    /// <summary>What rows are compared with; null where all of them are sent.</summary>
    public RowComparison? Comparison { get; set; }

    /// <summary>Addresses that rows of the journal are held against before they are sent again; null where nothing has changed.</summary>
    public ExclusionList? Exclusions { get; set; }

    /// <summary>Whether an earlier run began the activity.</summary>
    public bool IsResumed { get; init; }

    /// <summary>No more reading, planning, waiting for lanes.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Not even waiting for answers that are on their way.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>What ended the run, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>The service's time, which its contacts are dated by.</summary>
    public DateTimeOffset ServiceNow => Connection.ServiceNow;

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

    /// <summary>Counts, journals and reports a refused row.</summary>
    public async Task RefuseAsync(RefusedRow row, int batch)
    {
        long refused = Tally.Refused(1);
        Journal?.Refused(row, batch);
        if (Settings.MaxRefused is long limit && refused > limit)
            Fail(new BulkException(BulkError.TooManyRefused, Texts.TooManyRefused(limit)));
        await Events.PutAsync(new RowRefusedEvent(row, batch), Abort).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Ends.Dispose();
        Comparison?.Export?.Dispose();
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
