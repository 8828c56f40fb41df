using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>
/// Where the send stages of a repair report to. Accepted batches are kept for who waits for their end; everything else
/// goes on at once to whoever drains the repair, however much it is.
/// </summary>
internal sealed class RepairEvents : IEventSink
{
    private readonly ConcurrentQueue<BatchReport> _accepted = new();
    private readonly EventQueue _queue;
    private readonly CancellationToken _abort;

    public RepairEvents(EventQueue queue, CancellationToken abort)
    {
        _queue = queue;
        _abort = abort;
    }

    public async ValueTask PutAsync(RunEvent item, CancellationToken token)
    {
        if (item is BatchEvent { Report: { BatchId: not null } accepted })
            _accepted.Enqueue(accepted);
        else
            await _queue.PutAsync(item is BatchEvent { Report: BatchReport settled } ? new SettledEvent(SettledBatch.AsItIs(settled)) : item, token).ConfigureAwait(false);
    }

    public void Wake() => _queue.Wake();

    /// <summary>Reports what the repair itself has found.</summary>
    public ValueTask ReportAsync(RunEvent item) => PutAsync(item, _abort);

    /// <summary>Takes the batches that were accepted since the last time.</summary>
    public IReadOnlyList<BatchReport> TakeAccepted()
    {
        List<BatchReport> reports = [];
        while (_accepted.TryDequeue(out BatchReport? report))
            reports.Add(report);
        return reports;
    }
}
