using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Hands batches that are formed on to the senders. Part of the row stage's task.</summary>
internal sealed class BatchOutlet
{
    private readonly ImportContext _context;
    private readonly BatchBuilder _builder;
    private readonly LeftAlone _leftAlone;
    private readonly ChannelWriter<Batch> _planned;
    private readonly IRowMatcher? _match;

    public BatchOutlet(ImportContext context, BatchBuilder builder, LeftAlone leftAlone, ChannelWriter<Batch> planned, IRowMatcher? match)
    {
        _context = context;
        _builder = builder;
        _leftAlone = leftAlone;
        _planned = planned;
        _match = match;
        GoesSingle = context.Settings.Method == ImportMethod.Single;
    }

    /// <summary>Whether the rest of the input goes by single calls.</summary>
    public bool GoesSingle { get; set; }

    /// <summary>Hands on what is full.</summary>
    public async Task HandOnReadyAsync(CancellationToken token)
    {
        for (Batch? ready = _builder.TakeReady(); ready is not null; ready = _builder.TakeReady())
            await HandOnAsync(ready, _context.Settings.Method == ImportMethod.Single, token).ConfigureAwait(false);
    }

    /// <summary>Hands on everything, full or not.</summary>
    public async Task HandOnRestAsync(CancellationToken token)
    {
        foreach (Batch batch in _builder.Complete().ToList())
            await HandOnAsync(batch, GoesSingle, token).ConfigureAwait(false);
    }

    /// <summary>Takes in what was left alone after refusals.</summary>
    public void TakeLeftAlone() => _leftAlone.MoveTo(_builder);

    private async Task HandOnAsync(Batch batch, bool isSingle, CancellationToken token)
    {
        _context.Tally.Formed(batch.Contacts, batch.Body.Count, isSingle);
        batch.IsSingle = isSingle;
        batch.LookedAt = _match?.TimeOf(batch.Rows[0].Number);
        if (_context.Settings.IsRehearsal)
        {
            batch.Dispose();
            return;
        }

        batch.Number = _context.Journal!.NextBatch();
        try
        {
            await _planned.WriteAsync(batch, token).ConfigureAwait(false);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
