using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Sends a batch's contacts one by one.</summary>
internal sealed class SingleSendStage
{
    /// <summary>How the journal names this way of sending.</summary>
    public const string Route = "single";

    private readonly ImportContext _context;
    private readonly Lazy<ISingleRoute> _sender;

    public SingleSendStage(ImportContext context, ImportPreparation preparation)
    {
        _context = context;
        _sender = new Lazy<ISingleRoute>(() => context.Service.SingleRoute(preparation.Rows, context.Settings, context.IsResumed, context.Stop, context.Abort)
            ?? throw new InvalidOperationException("The service has no single calls."));
    }

    public async Task<SendOutcome> SendAsync(Batch batch)
    {
        if (batch.Number == 0)
            batch.Number = _context.Journal!.NextBatch();
        await _context.Elsewhere.WaitAsync(batch).ConfigureAwait(false);
        await _context.Journal!.SentAsync(batch, Route, BatchRows.Contacts(batch, _context.Envelope), _context.ServiceNow).ConfigureAwait(false);
        SingleOutcome?[] outcomes = new SingleOutcome?[batch.Rows.Count];
        IReadOnlyDictionary<int, LookVerdict> verdicts = await _context.LastLook.LookAsync(batch, isSingle: true).ConfigureAwait(false);
        try
        {
            for (int contact = 0; contact < batch.Contacts; contact++)
                await SendContactAsync(batch, contact, verdicts.TryGetValue(contact, out LookVerdict? verdict) ? verdict.Problem : null, outcomes).ConfigureAwait(false);
        }
        catch
        {
            // Rows that were not come to are not sent; the count of rows read tells.
            await _context.Queue.PutAsync(new BatchEvent(Settle(batch, outcomes)), _context.Abort).ConfigureAwait(false);
            throw;
        }

        return new SendOutcome { Report = Settle(batch, outcomes) };
    }

    /// <summary>Sends a contact; the outcome counts for each row that was merged into it, a creation once.</summary>
    private async Task SendContactAsync(Batch batch, int contact, RowProblem? problem, SingleOutcome?[] outcomes)
    {
        _context.Stop.ThrowIfCancellationRequested();
        IReadOnlyList<int> rows = batch.RowsOf(position => position == contact);
        SingleOutcome outcome = problem is not null ? SingleOutcome.Refused(problem) : await _sender.Value.SendAsync(batch.Contact(rows[0]), IdOf(batch, rows[0])).ConfigureAwait(false);
        foreach (int index in rows)
        {
            outcomes[index] = index == rows[0] ? outcome : outcome with { Created = false };
            if (outcome.Problem is not null)
                await _context.RefuseAsync(BatchRows.ToRefused(batch, index, outcome.Problem), batch.Number).ConfigureAwait(false);
            else if (outcome.Imported)
                _context.Tally.Imported(1);
            else
                _context.Tally.Unknown(1);
        }
    }

    private BatchReport Settle(Batch batch, SingleOutcome?[] outcomes)
    {
        int imported = outcomes.Count(outcome => outcome?.Imported == true);
        int created = outcomes.Count(outcome => outcome?.Created == true);
        int refused = outcomes.Count(outcome => outcome?.Problem is not null);
        long[] unknown = Numbers(batch, index => outcomes[index]?.Lost is not null);
        long[] notSent = Numbers(batch, index => outcomes[index] is null);
        BatchOutcome state = unknown.Length > 0 ? BatchOutcome.Unknown : BatchOutcome.Completed;
        BatchSettlement settlement = new(batch.Number, BatchOutcome.Completed, batch.Rows.Count, imported, created, refused, unknown.Length)
        {
            UnknownRows = RowRefs.Ranges(unknown),
            NotSentRows = RowRefs.Ranges(notSent),
            ContactIds = Array.Exists(outcomes, outcome => outcome?.ContactId is not null) ? string.Join(",", outcomes.Select(outcome => outcome?.ContactId)) : null,
        };
        _context.Journal!.Settled(settlement, RowRefs.Of(batch), _context.Now);
        _context.Connection.Say($"Batch {batch.Number}: {batch.Rows.Count} rows by single calls: {imported} imported, {refused} refused, {unknown.Length} unknown, {notSent.Length} not sent");
        return BatchRows.ToReport(_context, batch, state) with
        {
            Imported = imported,
            Created = created,
            Refused = refused,
            Unknown = unknown.Length,
            Addresses = ImportedAddresses.Of(Enumerable.Range(0, outcomes.Length).Where(index => outcomes[index]?.Imported == true).Select(index => _context.Service.Read(batch.Contact(index)).Email)),
            Message = outcomes.FirstOrDefault(outcome => outcome?.Lost is not null)?.Lost ?? string.Empty,
        };
    }

    private static string? IdOf(Batch batch, int index)
    {
        int column = MemberRows.IdColumnOf(batch.Shape.Columns);
        return column < 0 ? null : batch.CellsOf(index)[column] as string;
    }

    private static long[] Numbers(Batch batch, Func<int, bool> condition) =>
        Enumerable.Range(0, batch.Rows.Count).Where(condition).Select(index => batch.Rows[index].Number).ToArray();
}
