using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>
/// Sends what failed once more whole, then halves it until what fails stands alone. When several batches fail again
/// whole, it first makes sure that the service takes anything at all.
/// </summary>
internal sealed class RepairStage
{
    private const int Suspicious = 3;

    private readonly ImportContext _context;
    private readonly RepairSettings _settings;
    private readonly PieceSender _sender;
    private bool _serviceWorks;
    private int _among;

    public RepairStage(ImportContext context, RepairSettings settings, PieceSender sender)
    {
        _context = context;
        _settings = settings;
        _sender = sender;
    }

    /// <summary>How many rows there are of which one fails, where one is looked for; else 0.</summary>
    public int Among => Volatile.Read(ref _among);

    public async Task RunAsync(IReadOnlyList<RepairPiece> pieces)
    {
        if (!_settings.Import.SkipAutomation && !await new Reconciler(_context).CanAskAsync().ConfigureAwait(false))
            throw new BulkException(BulkError.ServiceUnavailable, Texts.CannotAsk(_context.Connection.Host), _context.Connection.Host);
        Queue<RepairPiece> again = new();
        foreach (RepairPiece piece in pieces)
        {
            if (await _sender.TakeOutAsync(_sender.Read(piece)).ConfigureAwait(false) is RepairPiece rest)
                await SendAsync(rest, again).ConfigureAwait(false);
            if (again.Count >= Suspicious && !_serviceWorks)
                await ProbeAsync(again).ConfigureAwait(false);
        }

        while (again.Count > 0)
            await CutAsync(again.Dequeue(), again).ConfigureAwait(false);
        if (_sender.IsSpent)
            await _context.Queue.PutAsync(new NoticeEvent(Texts.RepairSpent(_settings.MaxRequests)), _context.Abort).ConfigureAwait(false);
    }

    private async Task SendAsync(RepairPiece piece, Queue<RepairPiece> failed)
    {
        if (_sender.IsSpent)
        {
            await GiveUpAsync(piece).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<RepairPiece> rest = await _sender.SendAsync(piece).ConfigureAwait(false);
        _serviceWorks |= rest.Sum(part => part.Rows.Count) < piece.Rows.Count;
        foreach (RepairPiece part in rest)
            failed.Enqueue(part);
    }

    private async Task CutAsync(RepairPiece piece, Queue<RepairPiece> failed)
    {
        if (await _sender.TakeOutAsync(piece).ConfigureAwait(false) is not RepairPiece rest)
            return;
        Volatile.Write(ref _among, rest.Rows.Count);
        if (rest.IsSingle && piece.IsSingle)
        {
            await RefuseAsync(rest).ConfigureAwait(false);
            return;
        }

        (RepairPiece first, RepairPiece second) = rest.Halve();
        await SendAsync(first, failed).ConfigureAwait(false);
        if (second.Rows.Count > 0)
            await SendAsync(second, failed).ConfigureAwait(false);
    }

    private async Task ProbeAsync(Queue<RepairPiece> failed)
    {
        int batches = failed.Count;
        Queue<RepairPiece> halves = new();
        await CutAsync(failed.Dequeue(), halves).ConfigureAwait(false);
        while (halves.Count > 0)
            failed.Enqueue(halves.Dequeue());
        if (_serviceWorks)
            return;
        foreach (RepairPiece piece in failed)
            await GiveUpAsync(piece).ConfigureAwait(false);
        throw new BulkException(BulkError.ServiceFailing, Texts.ServiceFailing(batches, _context.Connection.Host), _context.Connection.Host);
    }

    // It failed alone, so it is what the others failed for.
    private async Task RefuseAsync(RepairPiece piece)
    {
        JournaledBatch sent = _context.Journal!.ReadBatch(piece.Batch)!;
        RefusedRow[] rows = sent.RowNumbers.Select((_, i) => sent.Refuse(i, new RowProblem(RowReason.FailsAlone, Texts.FailsAlone))).ToArray();
        foreach (RefusedRow row in rows)
            _context.Journal.Refused(row, sent.Number);
        BatchSettlement settlement = new(sent.Number, BatchOutcome.Completed, rows.Length, 0, 0, rows.Length, 0);
        _context.Journal.Settled(settlement, RowRefs.Of(sent), _context.Now);
        await _sender.TellAsync(_sender.Report(piece).As(settlement) with { RefusedRows = rows }).ConfigureAwait(false);
    }

    private Task GiveUpAsync(RepairPiece piece) => _sender.TellAsync(_sender.Report(piece) with { Unknown = piece.Rows.Count });
}
