using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Service;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>
/// Repairs what the service ended as failed or interrupted. One thread drains its events; whatever ends it, the journal
/// is whole and a later repair goes on from there.
/// </summary>
public sealed class RepairRun : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly ImportContext _context;
    private readonly BatchSettler _settler;
    private readonly EventQueue _queue;
    private readonly RepairPlan _plan;
    private readonly RepairStage _stage;
    private Task? _running;
    private bool _disposed;

    private RepairRun(ImportContext context, RepairEvents events, ImportPreparation preparation, RepairSettings settings, RepairPlan plan, BatchSettler settler, StatusPoller poller)
    {
        _context = context;
        _queue = context.Queue;
        _plan = plan;
        _settler = settler;
        BatchNumbers numbers = new();
        numbers.StartAfter(context.Journal!.LastBatch);
        UnknownStage unknown = new(context, numbers, (_, _) => Task.CompletedTask);
        BulkSendStage bulk = new(context, numbers, _ => false, unknown);
        SingleSendStage single = new(context, preparation, numbers);
        PieceSender sender = new(context, events, settings, bulk, single, poller, settler);
        _stage = new RepairStage(context, settings, events, sender);
    }

    /// <summary>Whether everything has come to its end; events may still wait.</summary>
    public bool IsDone => _running?.IsCompleted == true;

    /// <summary>What ended it before its time, or null.</summary>
    public Exception? Failure => _context.Failure;

    /// <summary>What there is to do.</summary>
    public RepairPlan Plan => _plan;

    /// <summary>Opens an activity for repair. Reads only.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or its contact data is gone.</exception>
    public static async Task<RepairRun> PrepareAsync(
        AccountConnection connection, StatusPoller poller, string folder, RepairSettings settings, CancellationToken token)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));
        if (settings is null)
            throw new ArgumentNullException(nameof(settings));

        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            RepairPlan plan = journal.Ask(state => RepairPlan.Of(state, settings.Batches));

            // Nothing here is resent on a guess: a batch whose answer is lost stays unknown for a resume.
            ImportSettings import = settings.Import with { OnUnknown = UnknownPolicy.Hold };
            ImportPreparation preparation = new(connection, import);
            await preparation.PrepareAsync(token).ConfigureAwait(false);
            ImportContext context = new(connection, import, ImportEnvelopes.Create(import.SkipAutomation, import.Callback), journal.ActivityId, poller) { Journal = journal, IsResumed = true, Exclusions = preparation.Exclusions };
            RepairEvents events = new(context.Queue, context.Abort);
            context.Events = events;
            return new RepairRun(context, events, preparation, settings with { Import = import }, plan, new BatchSettler(connection.Clock), poller);
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Starts to work.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Takes the next event, if there is one.</summary>
    public bool TryTake(out ImportEvent? item) => _queue.TryTake(out item);

    /// <summary>Waits for an event or for the end; false when the time is over.</summary>
    public bool Wait(TimeSpan atMost, CancellationToken token) => _queue.Wait(atMost, token);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A journal is shared: letting go of it twice would take it from somebody else.
        if (_disposed)
            return;
        _disposed = true;
        _context.RequestAbort();
        while (_running is { IsCompleted: false })
        {
            while (TryTake(out _))
            {
            }

            Wait(s_tick, CancellationToken.None);
        }

        _settler.Dispose();
        _context.Journal!.EndRun();
        _context.Journal.Dispose();
        _context.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await _stage.RunAsync(_plan.Pieces).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Stop.IsCancellationRequested)
        {
            // Stopped: the journal has what was done.
        }
        catch (Exception e)
        {
            // Whoever drains the run throws it again.
            _context.Fail(e);
        }
        finally
        {
            _queue.Wake();
        }
    }
}
