using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Service;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Finds what a run compares its rows with.</summary>
internal sealed class BaselineLoader
{
    private readonly ImportContext _context;
    private readonly JournalStore _store;
    private readonly BaselineReader _reader;

    public BaselineLoader(ImportContext context, JournalStore store)
    {
        _context = context;
        _store = store;
        _reader = new BaselineReader(store, Connection.Host);
    }

    private ImportSettings Settings => _context.Settings;

    private string? Before => _context.IsResumed ? _context.ActivityId : null;

    private AccountConnection Connection => _context.Connection;

    /// <summary>The baseline; null where nothing is compared.</summary>
    /// <exception cref="BulkException">There is none, and sending everything was not allowed.</exception>
    public async Task<IReadOnlyDictionary<ulong, ulong>?> LoadAsync(CancellationToken token)
    {
        if (Settings.ComparedTo is not string source)
            return null;
        if (!Settings.IsRehearsal)
            await SettlePendingAsync(token).ConfigureAwait(false);
        bool isLast = source == BaselineSource.Last;
        IReadOnlyDictionary<ulong, ulong> baseline = isLast
            ? _reader.ReadLast(Settings.ActivityName, Before, folds: !Settings.IsRehearsal)
            : _reader.ReadOf(source, Settings.ActivityName, Before);
        if (baseline.Count > 0 || Settings.AllowFull)
            return baseline;
        throw isLast
            ? new BulkException(BulkError.NoBaseline, Texts.NoBaseline(Settings.ActivityName), Settings.ActivityName)
            : new BulkException(BulkError.NoBaseline, Texts.NoBaselineOf(source), source);
    }

    // Of a line that never waits nobody has asked yet what became of its batches: one look at each says it.
    private async Task SettlePendingAsync(CancellationToken token)
    {
        StatusClient client = new(Connection);
        using BatchSettler settler = new(Connection.Clock);
        foreach (string folder in _reader.Activities(Settings.ActivityName).ToList())
        {
            if (!JournalReader.HasPayload(folder) || folder == _store.FolderOf(Connection.Host, _context.ActivityId))
                continue;
            foreach (BatchReport batch in JournaledBatches.Of(JournalReader.Read(folder)).Where(batch => batch is { Outcome: BatchOutcome.Pending, BatchId: not null }))
            {
                BatchStatus status = await client.LookAsync(batch.BatchId!, token).ConfigureAwait(false);
                if (status.IsTerminal)
                    settler.Settle(batch, status);
            }
        }
    }
}
