using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Journals rows that wait for a batch whose end this run will not learn: as planned and not sent, so that whoever
/// settles that batch can send them. No batch of them holds an address twice.
/// </summary>
internal sealed class DeferredSpill
{
    private readonly ImportContext _context;
    private readonly BatchLimits _limits;
    private readonly RowDigester _digester;
    private readonly AddressBook _book;

    public DeferredSpill(ImportContext context, BatchLimits limits, RowDigester digester, AddressBook book)
    {
        _context = context;
        _limits = limits;
        _digester = digester;
        _book = book;
    }

    /// <summary>Takes the rows out of what is deferred, in the order in which they may be sent one day.</summary>
    public async Task SpillAsync(RowPlacer placer, CancellationToken token)
    {
        for (IReadOnlyList<DeferredRow> rows = placer.TakeLost(); rows.Count > 0; rows = placer.TakeLost())
        {
            token.ThrowIfCancellationRequested();
            using BatchBuilder builder = new(_limits, _context.Envelope, _digester, _book);
            foreach (DeferredRow row in rows)
                builder.TryAdd(row.Row, row.Contact);
            foreach (Batch batch in builder.Complete())
                await NoteAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task NoteAsync(Batch batch)
    {
        using (batch)
        {
            batch.Number = _context.Journal!.NextBatch();
            await _context.Journal.SentAsync(batch, BulkSendStage.Route, BatchRows.Contacts(batch, _context.Envelope), _context.ServiceNow).ConfigureAwait(false);
            _context.Journal.Answered(batch, BatchOutcome.NotSent, null, _context.Now);
            BatchReport report = BatchRows.ToReport(_context, batch, BatchOutcome.NotSent) with { Message = Texts.HeldBack };
            await _context.Queue.PutAsync(new BatchEvent(report), _context.Abort).ConfigureAwait(false);
        }
    }
}
