using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lookup;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Decides about rows that were sent and whose answer was lost. It never guesses: rows are sent once more where that is
/// safe, or where the account says that they are not in; what cannot be asked stays unknown.
/// </summary>
internal sealed class UnknownStage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly ImportContext _context;
    private readonly Func<Batch, string, Task> _send;
    private readonly ConcurrentQueue<(OpenRows Rows, string Why)> _lost = new();

    public UnknownStage(ImportContext context, Func<Batch, string, Task> send)
    {
        _context = context;
        _send = send;
    }

    /// <summary>What is done here, when the settings leave it open.</summary>
    public static UnknownPolicy Effective(ImportSettings settings) => settings.OnUnknown switch
    {
        UnknownPolicy.Auto => settings.SkipAutomation ? UnknownPolicy.Resend : UnknownPolicy.Check,
        UnknownPolicy policy => policy,
    };

    /// <summary>Notes rows whose answer was lost in this run.</summary>
    public void Lost(OpenRows rows, string why) => _lost.Enqueue((rows, why));

    /// <summary>Settles what was lost in this run, as the policy says.</summary>
    public async Task SettleLostAsync()
    {
        List<OpenRows> lost = [];
        while (_lost.TryDequeue(out (OpenRows Rows, string Why) entry))
            lost.Add(entry.Rows);
        if (lost.Count > 0)
            await SettleAsync(lost).ConfigureAwait(false);
    }

    /// <summary>Reports what was lost in this run, when there is no time to settle it.</summary>
    public async Task ReportLostAsync()
    {
        while (_lost.TryDequeue(out (OpenRows Rows, string Why) entry))
            await ReportAsync(entry.Rows.Batch, entry.Rows.Rows, entry.Why).ConfigureAwait(false);
    }

    /// <summary>Settles unknown rows as the policy says; what stays unknown is reported as such.</summary>
    public async Task SettleAsync(IReadOnlyList<OpenRows> unknown)
    {
        switch (Effective(_context.Settings))
        {
            case UnknownPolicy.Resend:
                foreach (OpenRows rows in unknown)
                    await ResendAsync(rows).ConfigureAwait(false);
                break;
            case UnknownPolicy.Check when await CanAskAsync().ConfigureAwait(false):
                foreach (OpenRows rows in unknown)
                    await CheckAsync(rows).ConfigureAwait(false);
                break;
            default:
                foreach (OpenRows rows in unknown)
                    await ReportAsync(rows.Batch, rows.Rows, Texts.StaysUnknown).ConfigureAwait(false);
                break;
        }
    }

    private async Task ResendAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
            return;
        _context.Journal.Leaving(open.Batch, open.Rows);
        await SendAsync(sent, open.Rows).ConfigureAwait(false);
    }

    // Rows of a lost batch may still be on their way inside the service: only when it has nothing left to do can it be asked.
    private Task<bool> CanAskAsync() => new ImportQuiet(_context.Connection).WaitAsync(s_patience, _context.Stop);

    private async Task CheckAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
            return;
        int[] indexes = Enumerable.Range(0, sent.RowNumbers.Count).Where(index => open.Rows.Contains(sent.RowNumbers[index])).ToArray();
        IReadOnlyList<Inspection> found = await new ContactInspector(_context.Connection)
            .InspectAllAsync(indexes.Select(index => sent.Contacts[index]).ToList(), sent.SentAt, _context.Stop).ConfigureAwait(false);
        List<long> missing = NumbersOf(row => row.Presence == RowPresence.NotIn || row.ConsentWithdrawn);
        List<long> unclear = NumbersOf(row => row.Presence == RowPresence.Unclear && !row.ConsentWithdrawn);
        Settle(open, sent, missing, unclear);
        if (unclear.Count > 0)
            await ReportAsync(open.Batch, unclear, Texts.StaysUnclear).ConfigureAwait(false);
        if (missing.Count > 0)
            await SendAsync(sent, missing).ConfigureAwait(false);

        List<long> NumbersOf(Func<Inspection, bool> condition) =>
            Enumerable.Range(0, indexes.Length).Where(i => condition(found[i])).Select(i => sent.RowNumbers[indexes[i]]).ToList();
    }

    private void Settle(OpenRows open, JournaledBatch sent, List<long> missing, List<long> unclear)
    {
        int found = open.Rows.Count - missing.Count - unclear.Count;
        int imported = found + (_context.Journal!.FindSettled(open.Batch)?.Imported ?? 0);
        BatchSettlement settlement = new(open.Batch, BatchOutcome.Completed, sent.RowNumbers.Count, imported, 0, 0, unclear.Count)
        {
            UnknownRows = RowRefs.Ranges(unclear),
            NotSentRows = RowRefs.Ranges(missing),
        };
        _context.Journal.Settled(settlement, RowRefs.Of(sent), _context.Now);
        _context.Tally.Imported(found);

        // While a row of it is unclear the batch keeps what it was sent with.
        if (unclear.Count == 0)
            _context.Journal.Leaving(open.Batch, missing);
    }

    private Task SendAsync(JournaledBatch sent, IReadOnlyCollection<long> rows) =>
        _send(Replay.ToBatch(sent, rows, _context.Envelope), sent.Route);

    /// <summary>Reports rows that stay unknown.</summary>
    public async Task ReportAsync(int batch, IReadOnlyCollection<long> rows, string why)
    {
        _context.Tally.Unknown(rows.Count);
        BatchReport report = new()
        {
            ActivityId = _context.ActivityId,
            Number = batch,
            Host = _context.Connection.Host,
            Folder = _context.Journal!.Folder,
            Outcome = BatchOutcome.Unknown,
            Rows = rows.Count,
            FirstRow = rows.Min(),
            LastRow = rows.Max(),
            Unknown = rows.Count,
            AnsweredAt = _context.Now,
            Message = why,
        };
        await _context.Events.PutAsync(new BatchEvent(report), _context.Abort).ConfigureAwait(false);
    }
}
