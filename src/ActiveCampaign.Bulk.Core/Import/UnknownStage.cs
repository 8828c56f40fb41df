using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Decides about rows that were sent and whose answer was lost. It never guesses: rows are sent once more where that is
/// safe, or where the account says that they are not in; what cannot be asked stays unknown.
/// </summary>
internal sealed class UnknownStage
{
    private readonly ImportContext _context;
    private readonly ConcurrentQueue<(OpenRows Rows, string Why)> _lost = new();

    public UnknownStage(ImportContext context)
    {
        _context = context;
    }

    /// <summary>What is done here, when the settings leave it open.</summary>
    public static UnknownPolicy Effective(ImportSettings settings) => settings.OnUnknown switch
    {
        UnknownPolicy.Resend when settings.Resubscribe => UnknownPolicy.Check,
        UnknownPolicy.Auto => settings.SkipAutomation ? UnknownPolicy.Resend : UnknownPolicy.Check,
        UnknownPolicy policy => policy,
    };

    /// <summary>Takes rows whose answer was lost in this run; returns what there is to tell, where they are not settled later.</summary>
    public BatchReport? Take(OpenRows rows, string why)
    {
        if (_context.Stop.IsCancellationRequested || Effective(_context.Settings) == UnknownPolicy.Hold)
            return Unknown(rows.Batch, rows.Rows, why);
        _lost.Enqueue((rows, why));
        return null;
    }

    /// <summary>Settles what was lost in this run, as the policy says.</summary>
    /// <returns>What is to be sent once more; each is asked for when the one before has been sent.</returns>
    public IAsyncEnumerable<Batch> SettleLostAsync()
    {
        List<OpenRows> lost = [];
        while (_lost.TryDequeue(out (OpenRows Rows, string Why) entry))
            lost.Add(entry.Rows);
        return SettleAsync(lost);
    }

    /// <summary>Reports what was lost in this run, when there is no time to settle it.</summary>
    public async Task ReportLostAsync()
    {
        while (_lost.TryDequeue(out (OpenRows Rows, string Why) entry))
            await ReportAsync(entry.Rows.Batch, entry.Rows.Rows, entry.Why).ConfigureAwait(false);
    }

    /// <summary>Settles unknown rows as the policy says; what stays unknown is reported as such.</summary>
    /// <returns>What is to be sent once more; each is asked for when the one before has been sent.</returns>
    public async IAsyncEnumerable<Batch> SettleAsync(IReadOnlyList<OpenRows> unknown)
    {
        UnknownPolicy policy = Effective(_context.Settings);
        List<OpenRows> open = [];
        foreach (OpenRows rows in unknown)
        {
            BatchTrace trace = policy == UnknownPolicy.Check ? await TraceAsync(rows).ConfigureAwait(false) : BatchTrace.Unclear;
            if (!trace.IsClear)
                open.Add(rows);
            else if (trace.BatchId is null && await ResendAsync(rows).ConfigureAwait(false) is Batch absent)
                yield return absent;
        }

        bool canAsk = open.Count > 0 && policy == UnknownPolicy.Check && await new Reconciler(_context).CanAskAsync().ConfigureAwait(false);
        foreach (OpenRows rows in open)
        {
            if (policy != UnknownPolicy.Resend && !canAsk)
                await ReportAsync(rows.Batch, rows.Rows, policy == UnknownPolicy.Hold ? Texts.HeldUnknown : Texts.StaysUnknown).ConfigureAwait(false);
            else if (await (canAsk ? CheckAsync(rows) : ResendAsync(rows)).ConfigureAwait(false) is Batch again)
                yield return again;
        }
    }

    /// <summary>Asks the service for a batch by its name; what it has is waited for like any other from now on.</summary>
    private async Task<BatchTrace> TraceAsync(OpenRows open)
    {
        if (!open.IsWhole || open.Route != BulkSendStage.Route || _context.Settings.Match != MatchMode.None || _context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
            return BatchTrace.Unclear;
        using Batch batch = BatchRebuild.ToBatch(sent, sent.RowNumbers.ToList(), _context.Envelope);
        batch.Name = _context.NameOf(open.Batch);
        BatchTrace trace = await AskAsync(batch).ConfigureAwait(false);
        if (trace.BatchId is not string batchId)
            return trace;
        _context.Journal.Note(new BatchAnswered(open.Batch, BatchOutcome.Pending, sent.RowNumbers.Count, RowRanges.Format(sent.RowNumbers), _context.Now, batchId));
        _context.Tally.Read(_context.IsResumed ? open.Rows.Count : 0);
        _context.Tally.Pending(open.Rows.Count);
        BatchReport report = Report(open.Batch, open.Rows) with { BatchId = batchId, Outcome = BatchOutcome.Pending, Message = Texts.FoundAtService };
        await _context.Queue.PutAsync(new BatchEvent(report), _context.Abort).ConfigureAwait(false);
        return trace;
    }

    // A service that is away for a while tells nothing, and ends nothing: its rows are asked for in another way, or stay unknown.
    private async Task<BatchTrace> AskAsync(Batch batch)
    {
        try
        {
            return await _context.Service.TraceAsync(batch, _context.Settings, _context.Stop).ConfigureAwait(false);
        }
        catch (BulkException e) when (e.Error is BulkError.HostUnreachable or BulkError.ServiceUnavailable or BulkError.AnswerUnreadable)
        {
            return BatchTrace.Unclear;
        }
    }

    private async Task<Batch?> ResendAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
        {
            await ReportAsync(open.Batch, open.Rows, Texts.DataGone).ConfigureAwait(false);
            return null;
        }

        _context.Journal.Lost(sent, _context.Now);
        IReadOnlyList<long> excluded = ExcludedRows.Of(_context, sent, open.Rows);
        if (excluded.Count > 0)
            await ReportAsync(open.Batch, excluded, Texts.ExcludedUnknown, WayOut.Leave).ConfigureAwait(false);
        if (excluded.Count == open.Rows.Count)
            return null;
        if (open.IsAll && excluded.Count == 0)
            _context.Journal.Leaving(open.Batch, open.Rows);
        return Again(sent, open.Rows.Except(excluded).ToList());
    }

    private async Task<Batch?> CheckAsync(OpenRows open)
    {
        Reconciled? found = await new Reconciler(_context).AskAsync(open).ConfigureAwait(false);
        if (found is null)
        {
            await ReportAsync(open.Batch, open.Rows, Texts.DataGone).ConfigureAwait(false);
            return null;
        }

        _context.Tally.Imported(found.In);
        if (found.In > 0)
            await _context.Queue.PutAsync(new BatchEvent(Report(open.Batch, open.Rows) with { Outcome = BatchOutcome.Completed, Rows = found.In, Imported = found.In, Addresses = found.Addresses, Message = Texts.FoundIn }), _context.Abort).ConfigureAwait(false);
        if (found.Unclear.Count > 0)
            await ReportUnclearAsync(open.Batch, found.Unclear).ConfigureAwait(false);
        IReadOnlyList<long> excluded = ExcludedRows.Of(_context, found.Sent, found.Missing);
        foreach (long row in excluded)
            await _context.RefuseAsync(ExcludedRows.ToExcluded(_context, found.Sent, row), open.Batch).ConfigureAwait(false);
        return found.Missing.Count > excluded.Count ? Again(found.Sent, found.Missing.Except(excluded).ToList()) : null;
    }

    // What puts people back on lists never does so again by itself, not even with Resend.
    private Task ReportUnclearAsync(int batch, IReadOnlyCollection<long> rows) => !_context.Settings.Resubscribe
        ? ReportAsync(batch, rows, Texts.StaysUnclear, WayOut.Resend)
        : _context.IsResumed ? ReportAsync(batch, rows, Texts.OptedOutSince, WayOut.Leave) : ReportAsync(batch, rows, Texts.StaysUnclear);

    private Batch Again(JournaledBatch sent, IReadOnlyCollection<long> rows)
    {
        Batch batch = BatchRebuild.ToBatch(sent, rows, _context.Envelope);
        batch.IsSingle = sent.Route == SingleSendStage.Route;
        _context.Tally.Read(_context.IsResumed ? batch.Rows.Count : 0);
        return batch;
    }

    /// <summary>Reports rows that stay unknown.</summary>
    public Task ReportAsync(int batch, IReadOnlyCollection<long> rows, string why, WayOut wayOut = WayOut.Resume) =>
        _context.Queue.PutAsync(new BatchEvent(Unknown(batch, rows, why) with { WayOut = wayOut }), _context.Abort).AsTask();

    private BatchReport Unknown(int batch, IReadOnlyCollection<long> rows, string why)
    {
        _context.Tally.Unknown(rows.Count);
        return Report(batch, rows) with { Outcome = BatchOutcome.Unknown, Rows = rows.Count, Unknown = rows.Count, Message = why };
    }

    private BatchReport Report(int batch, IReadOnlyCollection<long> rows) => new()
    {
        ActivityId = _context.ActivityId,
        Number = batch,
        Host = _context.Connection.Host,
        Folder = _context.Journal!.Folder,
        Outcome = BatchOutcome.Unknown,
        Rows = rows.Count,
        FirstRow = rows.Min(),
        LastRow = rows.Max(),
        AnsweredAt = _context.Now,
    };
}
