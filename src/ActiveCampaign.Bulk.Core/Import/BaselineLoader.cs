using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Finds what a run compares its rows with.</summary>
internal sealed class BaselineLoader
{
    private readonly ImportContext _context;
    private readonly ImportPreparation _preparation;
    private readonly BaselineReader _reader;

    public BaselineLoader(ImportContext context, ImportPreparation preparation)
    {
        _preparation = preparation;
        _context = context;
        _reader = new BaselineReader(context.Store, Connection.Host);
    }

    private ImportSettings Settings => _context.Settings;

    private string? Before => _context.IsResumed ? _context.ActivityId : null;

    private AccountConnection Connection => _context.Connection;

    /// <summary>What the run compares with; null where it compares nothing.</summary>
    /// <exception cref="BulkException">There is nothing to compare with, and sending everything was not allowed.</exception>
    public async Task<RowComparison?> LoadAsync(CancellationToken token)
    {
        bool isAlone = Settings.OnDuplicate != DuplicateMode.Sequence;
        return Settings.ComparedTo switch
        {
            null => null,
            string path when BaselineSource.IsFile(path) => new RowComparison(new Dictionary<ulong, ulong>(), Settings.SkipAutomation, isAlone) { Export = await ReadExportAsync(path, token).ConfigureAwait(false) },
            string source => new RowComparison(await ReadConfirmedAsync(source, token).ConfigureAwait(false), Settings.SkipAutomation, isAlone),
        };
    }

    private async Task<IReadOnlyDictionary<ulong, ulong>> ReadConfirmedAsync(string source, CancellationToken token)
    {
        if (_reader.Activities(Settings.ActivityName).Any(folder => HeaderSettings.IsOfAnother(JournalReader.TryReadHeader(folder)!, _preparation.Mapping.Account)))
            throw new BulkException(BulkError.AccountMismatch, Texts.BaselineOfAnother(Settings.ActivityName), Settings.ActivityName);
        if (!Settings.IsRehearsal)
            await SettlePendingAsync(token).ConfigureAwait(false);
        bool isLast = source == BaselineSource.Last;
        IReadOnlyDictionary<ulong, ulong> baseline = isLast
            ? _reader.ReadLast(Settings.ActivityName, Before, folds: !Settings.IsRehearsal, token)
            : _reader.ReadOf(source, Settings.ActivityName, Before, token);
        if (baseline.Count > 0 || Settings.AllowFull)
            return baseline;
        throw isLast
            ? new BulkException(BulkError.NoBaseline, Texts.NoBaseline(Settings.ActivityName), Settings.ActivityName)
            : new BulkException(BulkError.NoBaseline, Texts.NoBaselineOf(source), source);
    }

    private async Task<IKnownContacts> ReadExportAsync(string path, CancellationToken token)
    {
        if (JsonLineReader.IsFor(path))
            return await ReadExportAsync(path, JsonLineReader.ShapeOf(path), JsonLineReader.Rows(path), token).ConfigureAwait(false);
        using RowFile reader = RowFile.Open(new InputFile { Path = path, HiddenRow = RowFile.IsWorkbook(path) ? HiddenRowMode.Include : HiddenRowMode.Fail });
        return await ReadExportAsync(path, reader.Shape, reader.Rows(), token).ConfigureAwait(false);
    }

    private async Task<IKnownContacts> ReadExportAsync(string path, RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token)
    {
        IKnownContacts export = await _preparation.Rows.ReadExportAsync(shape, rows, token).ConfigureAwait(false);
        if (export.Count > 0 || Settings.AllowFull)
            return export;
        export.Dispose();
        throw new BulkException(BulkError.NoBaseline, Texts.NoBaselineIn(path), path);
    }

    // Of a line that never waits nobody has asked yet what became of its batches: one look at each says it.
    private async Task SettlePendingAsync(CancellationToken token)
    {
        using BatchSettler settler = new(_context.Service);
        foreach (string folder in _reader.Activities(Settings.ActivityName).ToList())
        {
            if (!JournalReader.HasPayload(folder) || folder == _context.Folder)
                continue;
            foreach (BatchReport batch in JournaledBatches.Of(JournalReader.Read(folder)).Where(batch => batch is { Outcome: BatchOutcome.Pending, BatchId: not null }))
            {
                BatchStatus status = (await _context.Service.LookAsync([batch.BatchId!], token).ConfigureAwait(false))[0];
                if (status.IsTerminal)
                    await settler.SettleAsync(batch, status, token).ConfigureAwait(false);
            }
        }
    }
}
