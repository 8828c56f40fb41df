using System.Collections.Generic;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Sends a batch and all that comes of it: what goes on in its place goes back in at the front, until nothing is left.
/// Used by several senders at once.
/// </summary>
internal sealed class SendLoop
{
    private readonly ImportContext _context;
    private readonly BulkSendStage _bulk;
    private readonly SingleSendStage _single;
    private readonly UnknownStage _unknown;
    private readonly LeftAlone? _leftAlone;

    /// <param name="context">The run.</param>
    /// <param name="preparation">What it was prepared with.</param>
    /// <param name="unknown">Takes what was lost.</param>
    /// <param name="leftAlone">Takes contacts that were left alone; null where none is formed anew.</param>
    public SendLoop(ImportContext context, ImportPreparation preparation, UnknownStage unknown, LeftAlone? leftAlone)
    {
        _context = context;
        _bulk = new BulkSendStage(context);
        _single = new SingleSendStage(context, preparation);
        _unknown = unknown;
        _leftAlone = leftAlone;
    }

    /// <summary>Sends, and reports what it is told to whoever drains the run.</summary>
    public async Task SendAsync(Batch batch)
    {
        await foreach (BatchReport report in SendQuietlyAsync(batch).ConfigureAwait(false))
            await _context.Queue.PutAsync(new BatchEvent(report), _context.Abort).ConfigureAwait(false);
    }

    /// <summary>Sends, one after the other.</summary>
    public async Task SendAsync(IAsyncEnumerable<Batch> batches)
    {
        await foreach (Batch batch in batches.ConfigureAwait(false))
            await SendAsync(batch).ConfigureAwait(false);
    }

    /// <summary>Sends, and returns what there is to tell, as it happens.</summary>
    public async IAsyncEnumerable<BatchReport> SendQuietlyAsync(Batch first)
    {
        Queue<Batch> todo = new([first]);
        while (todo.Count > 0)
        {
            using Batch batch = todo.Dequeue();
            SendOutcome outcome = await (batch.IsSingle ? _single.SendAsync(batch) : _bulk.SendAsync(batch)).ConfigureAwait(false);
            if ((outcome.Lost is null ? outcome.Report : _unknown.Take(outcome.Lost, outcome.Why)) is BatchReport report)
                yield return report;
            if (outcome.IsLeftAlone && _leftAlone?.TryAdd(outcome.Again[0]) == true)
            {
                _context.Journal!.Changed.Set();
                continue;
            }

            foreach (Batch rest in outcome.Again)
                todo.Enqueue(rest);
        }
    }
}
