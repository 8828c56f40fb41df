using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Sends a batch through the importer once and journals what comes of it. Used by several senders at once.</summary>
internal sealed class BulkSendStage
{
    /// <summary>How the journal names this way of sending.</summary>
    public const string Route = "bulk";

    private readonly ImportContext _context;
    private readonly OutageGate _outage;
    private int _toldOfRoom;

    public BulkSendStage(ImportContext context)
    {
        _context = context;
        _outage = new OutageGate(context);
    }

    public async Task<SendOutcome> SendAsync(Batch batch)
    {
        // Batches of the input have their numbers in its order; all others get one when they go out.
        if (batch.Number == 0)
            batch.Number = _context.Journal!.NextBatch();
        await _context.Elsewhere.WaitAsync(batch).ConfigureAwait(false);
        if (await _context.LastLook.LookAsync(batch, isSingle: false).ConfigureAwait(false) is { Count: > 0 } verdicts)
            return await TakeOutAsync(batch, verdicts).ConfigureAwait(false);
        (Exchange exchange, long mark) = await CallAsync(batch).ConfigureAwait(false);
        ImportAnswer? meant = exchange.Answer is ServiceAnswer known ? _context.Service.Judge(known) : null;
        _context.Connection.Say($"Batch {batch.Number}: {batch.Rows.Count} rows, {batch.Body.Count} bytes, status {exchange.Status}, {exchange.Elapsed.TotalMilliseconds:F0} ms: {meant?.Verdict.ToString() ?? "no answer"}{(meant?.BatchId is string id ? ", id " + id : string.Empty)}");
        if (exchange.Kind == ExchangeKind.Lost)
            return await LostAsync(batch, mark, Texts.AnswerLost(exchange.Failure)).ConfigureAwait(false);

        ServiceAnswer answer = exchange.Answer!;
        ImportAnswer said = meant!;
        if (said.Verdict == ImportVerdict.Unreadable)
            return await LostAsync(batch, mark, Texts.AnswerUseless(answer.Status)).ConfigureAwait(false);

        _outage.Answered();
        if (_context.Service.IsElsewhere(answer))
            throw NotSent(batch, new BulkException(BulkError.NotTheApi, Texts.NotTheApi(_context.Connection.Host), _context.Connection.Host));
        return said.Verdict switch
        {
            ImportVerdict.Accepted => Accepted(batch, said),
            ImportVerdict.RowsRefused => await CutOutAsync(batch, said).ConfigureAwait(false),
            ImportVerdict.SizeRefused when batch.Contacts > 1 => new SendOutcome { Again = Halve(batch) },
            _ => await RefusedAsync(batch, said).ConfigureAwait(false),
        };
    }

    /// <summary>Takes out what does not go as it is, so that the journal has all of it; the rest goes on in another batch.</summary>
    private async Task<SendOutcome> TakeOutAsync(Batch batch, IReadOnlyDictionary<int, LookVerdict> verdicts)
    {
        await _context.Journal!.SentAsync(batch, Route, BatchRows.Contacts(batch, _context.Envelope), batch.SentBefore ?? _context.ServiceNow).ConfigureAwait(false);
        IReadOnlyList<int> refused = batch.RowsOf(contact => verdicts.TryGetValue(contact, out LookVerdict? verdict) && verdict.Problem is not null);
        foreach (int index in refused)
            await _context.RefuseAsync(BatchRows.ToRefused(batch, index, verdicts[batch.Rows[index].Contact].Problem!), batch.Number).ConfigureAwait(false);
        IReadOnlyList<int> done = batch.RowsOf(contact => verdicts.TryGetValue(contact, out LookVerdict? verdict) && verdict.Problem is null && verdict.Contact.IsEmpty);
        int[] rest = Enumerable.Range(0, batch.Rows.Count).Except(refused).Except(done).ToArray();
        BatchSettlement settlement = new(batch.Number, BatchOutcome.Completed, batch.Rows.Count, done.Count, 0, refused.Count, 0)
        {
            NotSentRows = RowRefs.Ranges(rest.Select(index => batch.Rows[index].Number).ToArray()),
        };
        if (done.Count == 0)
            _context.Journal.Answered(batch, BatchOutcome.Replaced, null, _context.Now);
        else
            _context.Journal.Settled(settlement, RowRefs.Of(batch), _context.Now);
        Batch[] pieces = rest.Length == 0 ? [] : [batch.Pick(rest, _context.Envelope, verdicts.ToDictionary(verdict => verdict.Key, verdict => verdict.Value.Contact))];
        return new SendOutcome { Report = done.Count == 0 ? null : ReportDone(batch, done), Again = GoOn(batch, pieces) };
    }

    private BatchReport ReportDone(Batch batch, IReadOnlyList<int> done)
    {
        _context.Tally.Imported(done.Count);
        return BatchRows.ToReport(_context, batch, BatchOutcome.Completed) with
        {
            Rows = done.Count,
            Imported = done.Count,
            Message = Texts.NotOnAnyList,
            Addresses = Status.ImportedAddresses.Of(done.Select(index => _context.Service.Read(batch.Contact(index)).Email)),
        };
    }

    private async Task<(Exchange Exchange, long Mark)> CallAsync(Batch batch)
    {
        bool journaled = false;
        long mark = 0;
        batch.Name = _context.NameOf(batch.Number);
        ServiceCall call = _context.Service.Request(batch, _context.Settings) with { BeforeSend = BeginAsync, Abort = _context.Abort };
        try
        {
            while (true)
            {
                await _outage.PassAsync().ConfigureAwait(false);
                if (await TryAsync(call).ConfigureAwait(false) is not Exchange exchange)
                    continue;
                if (exchange.Answer is ServiceAnswer answer && _context.Service.Judge(answer).Verdict == ImportVerdict.Full)
                    await WaitForRoomAsync().ConfigureAwait(false);
                else if (exchange.Kind != ExchangeKind.NotSent)
                    return (exchange, mark);
                else
                    _outage.Lost(mark);
            }
        }
        catch when (journaled)
        {
            // Whatever is thrown here is thrown because the call surely had no effect.
            _context.Journal!.Answered(batch, BatchOutcome.NotSent, null, _context.Now);
            throw;
        }

        async Task BeginAsync()
        {
            mark = _outage.Enter() ?? throw new OutageBeganException();
            if (journaled)
                return;
            await _context.Journal!.SentAsync(batch, Route, BatchRows.Contacts(batch, _context.Envelope), _context.ServiceNow).ConfigureAwait(false);
            journaled = true;
        }
    }

    // Until some of what the account has to do has ended; told of once.
    private async Task WaitForRoomAsync()
    {
        _outage.Answered();
        if (Interlocked.Exchange(ref _toldOfRoom, 1) == 0)
            await _context.Queue.PutAsync(new NoticeEvent(Texts.AccountFull(_context.Connection.Host)), _context.Abort).ConfigureAwait(false);
        await _context.Connection.Clock.PauseAsync(_context.Service.Rules.FullPause, _context.Stop).ConfigureAwait(false);
    }

    /// <summary>Makes a call; null where an outage began while it waited for its lane.</summary>
    private async Task<Exchange?> TryAsync(ServiceCall call)
    {
        try
        {
            return await _context.Connection.TryWriteAsync(call, _context.Stop).ConfigureAwait(false);
        }
        catch (OutageBeganException)
        {
            // To wait it out there would hold the place of the call that asks for its end.
            return null;
        }
    }

    private SendOutcome Accepted(Batch batch, ImportAnswer said)
    {
        _context.Journal!.Answered(batch, BatchOutcome.Pending, said.BatchId, _context.Now);
        _context.Tally.Pending(batch.Rows.Count);
        return new SendOutcome { Report = BatchRows.ToReport(_context, batch, BatchOutcome.Pending) with { BatchId = said.BatchId, Message = said.Message } };
    }

    private async Task<SendOutcome> LostAsync(Batch batch, long mark, string why)
    {
        // A contact that has gone meanwhile must not come back with what is sent once more.
        bool isSentAgain = !_context.Stop.IsCancellationRequested && _context.Settings.Match == MatchMode.None && UnknownStage.Effective(_context.Settings) == UnknownPolicy.Resend;

        // On their way before the answer is noted: nobody is to take the rows for lost.
        Batch[] again = isSentAgain ? Pieces(batch, _ => true) : [];
        _context.Journal!.Answered(batch, BatchOutcome.Unknown, null, _context.Now);

        // An answer that a stop no longer waits for says nothing of the service.
        if (!_context.Abort.IsCancellationRequested)
            _outage.Lost(mark);

        if (!isSentAgain)
            return new SendOutcome { Lost = new OpenRows(batch.Number, Route, batch.Rows.Select(row => row.Number).ToArray()) { IsWhole = true }, Why = why };
        await _context.Queue.PutAsync(new NoticeEvent(Texts.SentOnceMore(batch.Number)), _context.Abort).ConfigureAwait(false);
        return new SendOutcome { Again = again };
    }

    private async Task<SendOutcome> CutOutAsync(Batch batch, ImportAnswer said)
    {
        Dictionary<int, string> named = Named(batch, said);
        if (named.Count == 0)
            return await RefusedAsync(batch, said).ConfigureAwait(false);
        foreach (int index in batch.RowsOf(named.ContainsKey))
            await RefuseRowAsync(batch, index, RowReason.RefusedByService, Texts.RefusedByService(named[batch.Rows[index].Contact])).ConfigureAwait(false);
        _context.Journal!.Answered(batch, BatchOutcome.Replaced, null, _context.Now);
        Batch[] remaining = Pieces(batch, contact => !named.ContainsKey(contact));
        return new SendOutcome { Again = remaining, IsLeftAlone = remaining.Length == 1 && remaining[0].Contacts == 1 };
    }

    private Batch[] Halve(Batch batch)
    {
        _context.Journal!.Answered(batch, BatchOutcome.Replaced, null, _context.Now);
        int half = batch.Contacts / 2;
        return Pieces(batch, contact => contact < half, contact => contact >= half);
    }

    private Batch[] Pieces(Batch batch, params Func<int, bool>[] parts)
    {
        return GoOn(batch, parts.Select(batch.RowsOf).Where(rows => rows.Count > 0).Select(rows => batch.Pick(rows, _context.Envelope)).ToArray());
    }

    private Batch[] GoOn(Batch batch, Batch[] pieces)
    {
        _context.Journal!.Leaving(batch.Number, pieces.SelectMany(piece => piece.Rows).Select(row => row.Number));
        return pieces;
    }

    private async Task<SendOutcome> RefusedAsync(Batch batch, ImportAnswer said)
    {
        for (int index = 0; index < batch.Rows.Count; index++)
            await RefuseRowAsync(batch, index, RowReason.BatchRefused, Texts.BatchRefused(said.Message)).ConfigureAwait(false);
        _context.Journal!.Answered(batch, BatchOutcome.Refused, null, _context.Now);
        return new SendOutcome { Report = BatchRows.ToReport(_context, batch, BatchOutcome.Refused) with { Message = said.Message, Refused = batch.Rows.Count } };
    }

    /// <summary>The named contacts by index. Positions count from 1; a 0 among them shows that they count from 0.</summary>
    private static Dictionary<int, string> Named(Batch batch, ImportAnswer said)
    {
        int origin = said.Named.Any(refusal => refusal.Position == 0) ? 0 : 1;
        Dictionary<int, string> named = [];
        foreach (NamedRefusal refusal in said.Named)
        {
            int index = refusal.Position - origin;
            if (index >= 0 && index < batch.Contacts)
                named[index] = refusal.Reason;
        }

        return named;
    }

    private Task RefuseRowAsync(Batch batch, int index, RowReason reason, string text) =>
        _context.RefuseAsync(BatchRows.ToRefused(batch, index, new RowProblem(reason, text)), batch.Number);

    private BulkException NotSent(Batch batch, BulkException failure)
    {
        _context.Journal!.Answered(batch, BatchOutcome.NotSent, null, _context.Now);
        return failure;
    }

    /// <summary>A call must not go out now.</summary>
    private sealed class OutageBeganException : Exception
    {
    }
}
