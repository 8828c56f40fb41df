using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>
/// Sends the rows of a piece once more and waits until the service has ended them; returns the pieces that it did not
/// take. Where automations run, rows that are in already are not sent again.
/// </summary>
internal sealed class PieceSender
{
    private readonly ImportContext _context;
    private readonly RepairSettings _settings;
    private readonly SendLoop _loop;
    private readonly StatusPoller _poller;
    private readonly BatchSettler _settler;
    private int _requests;

    public PieceSender(
        ImportContext context, RepairSettings settings, SendLoop loop, StatusPoller poller, BatchSettler settler)
    {
        _context = context;
        _settings = settings;
        _loop = loop;
        _poller = poller;
        _settler = settler;
    }

    /// <summary>Whether no more requests may be spent.</summary>
    public bool IsSpent => _requests >= _settings.MaxRequests;

    /// <summary>
    /// Takes a piece's rows out of their batch, all at once, since the batch is settled by that. Where automations run
    /// the account is asked first, and rows that are in stay where they are. Null when nothing is left.
    /// </summary>
    public async Task<RepairPiece?> TakeOutAsync(RepairPiece piece)
    {
        // Rows may go out twice where automations are skipped; a lone one that was interrupted may be in all the same.
        if (_settings.Import.SkipAutomation && !(piece.IsSingle && piece.WasInterrupted))
        {
            _context.Journal!.Leaving(piece.Batch, piece.Rows);
            return piece;
        }

        Reconciled? found = await new Reconciler(_context).AskAsync(new OpenRows(piece.Batch, BulkSendStage.Route, piece.Rows)).ConfigureAwait(false);
        if (found is null)
            return null;
        if (found.In + found.Unclear.Count > 0)
            await TellAsync(AsFound(piece, found)).ConfigureAwait(false);
        return found.Missing.Count == 0 ? null : piece.Only(found.Missing);
    }

    /// <summary>Learns the addresses of a piece's rows from its batch.</summary>
    public RepairPiece Read(RepairPiece piece) =>
        _context.Journal!.ReadBatch(piece.Batch) is JournaledBatch sent ? OfBatch(sent).Only(piece.Rows) : piece;

    /// <summary>Sends rows that were taken out; what comes back has failed again, and is to be cut, or stands alone.</summary>
    public async Task<IReadOnlyList<RepairPiece>> SendAsync(RepairPiece piece)
    {
        if (_context.Journal!.ReadBatch(piece.Batch, withContacts: true) is not JournaledBatch sent)
            return [];
        Batch batch = BatchRebuild.ToBatch(sent, piece.Rows.ToList(), _context.Envelope);
        List<RepairPiece> failed = [];
        foreach (BatchReport report in await AnsweredAsync(batch, piece.IsSingle && GoesSingle(sent, piece.Rows[0])).ConfigureAwait(false))
        {
            if (await EndAsync(report).ConfigureAwait(false) is RepairPiece again)
                failed.Add(again);
        }

        return failed;
    }

    private static RepairPiece OfBatch(JournaledBatch sent) => new(sent.Number, sent.RowNumbers, sent.Digests.Select(digest => digest.Address).ToList());

    private BatchReport AsFound(RepairPiece piece, Reconciled found) => Report(piece) with
    {
        Outcome = BatchOutcome.Completed,
        Rows = found.In + found.Unclear.Count,
        Imported = found.In,
        Unknown = found.Unclear.Count,
        Addresses = found.Addresses,
    };

    /// <summary>Tells whoever drains the repair what became of rows.</summary>
    public Task TellAsync(BatchReport settled) => _context.Queue.PutAsync(new SettledEvent(settled), _context.Abort).AsTask();

    /// <summary>A batch of the journal, as reports speak of it.</summary>
    public BatchReport Report(RepairPiece piece) => new()
    {
        ActivityId = _context.ActivityId,
        Number = piece.Batch,
        Host = _context.Connection.Host,
        Folder = _context.Journal!.Folder,
        Outcome = BatchOutcome.Failed,
        Rows = piece.Rows.Count,
        FirstRow = piece.Rows.Min(),
        LastRow = piece.Rows.Max(),
        AnsweredAt = _context.Now,
    };

    private async Task<IReadOnlyList<BatchReport>> AnsweredAsync(Batch batch, bool single)
    {
        if (!single)
            _requests++;
        batch.IsSingle = single;
        List<BatchReport> accepted = [];
        await foreach (BatchReport report in _loop.SendQuietlyAsync(batch).ConfigureAwait(false))
        {
            if (report.BatchId is not null)
                accepted.Add(report);
            else
                await TellAsync(report).ConfigureAwait(false);
        }

        return accepted;
    }

    private async Task<RepairPiece?> EndAsync(BatchReport report)
    {
        if (await _poller.EndAsync(report.BatchId!, report.AnsweredAt, _settings.Timeout, _context.Stop).ConfigureAwait(false) is not BatchStatus status)
        {
            await TellAsync(report).ConfigureAwait(false);
            return null;
        }

        BatchReport settled = _settler.Settle(
            report, status, await StillOnAsync(report, status).ConfigureAwait(false), await _settler.FindNamelessAsync(report, status, _context.Stop).ConfigureAwait(false));
        if (status.State != BatchState.Completed)
            return OfBatch(_context.Journal!.ReadBatch(report.Number)!) with { WasInterrupted = status.State == BatchState.Interrupted };
        await TellAsync(settled).ConfigureAwait(false);
        return null;
    }

    private async Task<IReadOnlyCollection<long>?> StillOnAsync(BatchReport report, BatchStatus status)
    {
        if (status.State != BatchState.Completed || _settler.FindDepartures(report) is not { Contacts: not null } left)
            return null;
        using DepartureCheck check = new(_context.Service);
        return await check.StillOnAsync(left, _context.Stop).ConfigureAwait(false);
    }

    // Single calls know neither the automation switch nor callbacks nor accounts; the importer knows all three.
    private bool GoesSingle(JournaledBatch sent, long row)
    {
        if (_settings.Import.SkipAutomation || _settings.Import.Callback is not null || _settings.Import.Method == ImportMethod.Bulk)
            return false;
        return _context.Service.CanGoSingle(sent.ContactFor(sent.RowNumbers.ToList().IndexOf(row)));
    }
}
