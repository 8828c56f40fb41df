using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Asks the account which rows of a batch are in, and settles the batch by what it says. Reads only.</summary>
internal sealed class Reconciler
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly ImportContext _context;

    public Reconciler(ImportContext context)
    {
        _context = context;
    }

    /// <summary>
    /// Whether the account can be asked: rows of a lost batch may still be on their way inside the service, so it must
    /// have nothing left to do.
    /// </summary>
    public Task<bool> CanAskAsync() => new Quiescence(_context.Service).WaitAsync(s_patience, _context.Stop);

    /// <summary>Asks for rows of a batch; null when what they were sent with is gone.</summary>
    public async Task<Reconciled?> AskAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
            return null;
        int[] indexes = Enumerable.Range(0, sent.RowNumbers.Count).Where(index => open.Rows.Contains(sent.RowNumbers[index])).ToArray();
        IReadOnlyList<Inspection> found = await _context.Service
            .FindAsync(indexes.Select(sent.ContactFor).ToList(), _context.Lists, sent.SentAt, _context.Stop).ConfigureAwait(false);

        // Somebody who left a list cannot be put back by an import: sending the row once more makes the service say so.
        List<long> gone = NumbersOf(IsGone);
        List<long> missing = NumbersOf(row => !IsGone(row) && !IsHeld(row) && (row.Presence == RowPresence.NotIn || row.ConsentWithdrawn));
        List<long> unclear = NumbersOf(row => !IsGone(row) && (IsHeld(row) || (row.Presence == RowPresence.Unclear && !row.ConsentWithdrawn)));
        Reconciled settled = Settle(open, sent, gone, missing, unclear);
        foreach (long row in gone)
            await _context.RefuseAsync(ExcludedRows.ToRefused(sent, row) with { Problem = new RowProblem(RowReason.NotFound, Texts.ContactNotCreated) }, open.Batch).ConfigureAwait(false);
        return settled;

        // Sent once more, the row would create the contact.
        bool IsGone(Inspection row) => _context.Settings.Match == MatchMode.All && row.ContactId is null && row.Presence != RowPresence.In;

        // Put back by a single call, it may have left again: that is newer than what was agreed to.
        bool IsHeld(Inspection row) => _context.IsResumed && _context.Settings.Resubscribe && row.ConsentWithdrawn;

        List<long> NumbersOf(Func<Inspection, bool> condition) =>
            Enumerable.Range(0, indexes.Length).Where(i => condition(found[i])).Select(i => sent.RowNumbers[indexes[i]]).ToList();
    }

    private Reconciled Settle(OpenRows open, JournaledBatch sent, List<long> gone, List<long> missing, List<long> unclear)
    {
        int found = open.Rows.Count - gone.Count - missing.Count - unclear.Count;
        BatchSettlement? before = _context.Journal!.FindSettled(open.Batch);
        BatchSettlement settlement = new(open.Batch, BatchOutcome.Completed, sent.RowNumbers.Count, found + (before?.Imported ?? 0), 0, gone.Count + (before?.Refused ?? 0), unclear.Count)
        {
            UnknownRows = RowRefs.Ranges(unclear),
            NotSentRows = RowRefs.Ranges([.. missing, .. RowRanges.Parse(before?.NotSentRows ?? string.Empty)]),
        };
        _context.Journal.Settled(settlement, RowRefs.Of(sent), _context.Now);

        // While another row of it is open the batch keeps what it was sent with.
        if (unclear.Count == 0 && open.IsAll)
            _context.Journal.Leaving(open.Batch, missing);
        HashSet<long> others = [.. gone, .. missing, .. unclear];
        return new Reconciled(sent, found, missing, unclear, settlement)
        {
            Addresses = Status.ImportedAddresses.Of(_context.Service, sent, row => open.Rows.Contains(row) && !others.Contains(row)),
        };
    }
}
