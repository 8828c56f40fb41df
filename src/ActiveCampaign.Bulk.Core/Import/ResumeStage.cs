using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// What a run does first when it goes on with an activity: reports what the service still has, settles what is unknown,
/// and plans again what never left. A row whose address is in a batch that has not ended waits for that.
/// </summary>
internal sealed class ResumeStage
{
    private readonly ImportContext _context;
    private readonly ResumePlan _plan;
    private readonly UnknownStage _unknown;
    private readonly SendLoop _loop;
    private readonly ChannelWriter<Batch> _planned;

    public ResumeStage(ImportContext context, ResumePlan plan, UnknownStage unknown, SendLoop loop, ChannelWriter<Batch> planned)
    {
        _context = context;
        _plan = plan;
        _unknown = unknown;
        _loop = loop;
        _planned = planned;
    }

    /// <summary>Whether rows are left that only the input has.</summary>
    public bool LacksInput => _plan.NeedsInput;

    /// <summary>Those of them that may have been sent before, as text.</summary>
    public string LostRows => Texts.RowList(_plan.Lost.SelectMany(open => open.Rows));

    public async Task RunAsync()
    {
        FillBook();
        foreach (BatchReport batch in JournaledBatches.Of(_plan.Activity).Where(batch => batch is { BatchId: not null, Outcome: BatchOutcome.Pending }))
            await _context.Queue.PutAsync(new BatchEvent(batch), _context.Abort).ConfigureAwait(false);
        await _loop.SendAsync(_unknown.SettleAsync(_plan.Unknown)).ConfigureAwait(false);
        foreach (OpenRows open in _plan.NotSent)
            await PlanAsync(open).ConfigureAwait(false);
    }

    private void FillBook()
    {
        HashSet<long> neverLeft = [.. _plan.NotSent.SelectMany(open => open.Rows)];
        foreach ((int batch, RowRefs refs) in JournalReader.Refs(_context.Journal!.Folder).Where(refs => refs.Batch > 0 || TakesOneRow))
        {
            foreach ((long row, RowDigest digest) in RowRanges.Parse(refs.Rows).Zip(DigestText.Parse(refs.Digests), (row, digest) => (row, digest)).Where(placed => !neverLeft.Contains(placed.row)))
            {
                ref int last = ref _context.Book.Place(digest.Address);
                last = Math.Max(last, checked((int)row));
            }
        }
    }

    // Rows that were left out as unchanged are followed by no other one then.
    private bool TakesOneRow => _context.Settings.OnDuplicate is DuplicateMode.KeepFirst or DuplicateMode.Refuse;

    private async Task PlanAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
        {
            await _unknown.ReportAsync(open.Batch, open.Rows, Texts.DataGone).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<long> excluded = ExcludedRows.Of(_context, sent, open.Rows);
        _context.Tally.Read(excluded.Count);
        foreach (long row in excluded)
            await _context.RefuseAsync(ExcludedRows.ToExcluded(_context, sent, row), open.Batch).ConfigureAwait(false);
        List<int> rows = Enumerable.Range(0, sent.RowNumbers.Count).Where(index => open.Rows.Contains(sent.RowNumbers[index]) && !excluded.Contains(sent.RowNumbers[index])).ToList();
        HashSet<ulong> held = await HeldBackAsync(rows.Select(index => sent.Digests[index].Address).ToList()).ConfigureAwait(false);
        List<long> free = rows.Where(index => !held.Contains(sent.Digests[index].Address)).Select(index => sent.RowNumbers[index]).ToList();
        if (free.Count == 0)
            return;
        if (open.IsAll && free.Count == rows.Count)
            _context.Journal.Leaving(open.Batch, free);
        _context.Tally.Read(free.Count);
        Batch batch = BatchRebuild.ToBatch(sent, free, _context.Envelope);
        batch.Number = _context.Journal.NextBatch();
        foreach (BatchRow row in batch.Rows)
            _context.Book.Set(row.Digest.Address, checked((int)row.Number));
        batch.IsSingle = open.Route == SingleSendStage.Route;
        await _planned.WriteAsync(batch, _context.Stop).ConfigureAwait(false);
    }

    /// <summary>Waits until earlier batches with these addresses have ended; the addresses of which nobody will learn that.</summary>
    private async Task<HashSet<ulong>> HeldBackAsync(List<ulong> addresses)
    {
        while (true)
        {
            Task changed = _context.Ends.Changed;
            List<(ulong Address, BatchEnd End)> states = addresses.Select(address => (address, EndOf(address))).ToList();
            if (states.TrueForAll(state => state.End != BatchEnd.Open))
                return [.. states.Where(state => state.End == BatchEnd.Lost).Select(state => state.Address)];
            await _context.Ends.WaitAsync(changed, _context.Stop).ConfigureAwait(false);
        }
    }

    private BatchEnd EndOf(ulong address) => _context.Book.TryGet(address, out int earlier) ? _context.Ends.Of(earlier) : BatchEnd.Ended;
}
