using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Sends the first rows of an input before all others, waits until the service has ended them, and reads them back. The
/// run ends where the account does not have what they say. Part of the row stage's task.
/// </summary>
internal sealed class CanaryStage
{
    private const int NamedAtMost = 10;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    private readonly ImportContext _context;
    private readonly SendLoop _loop;
    private readonly UnknownStage _unknown;
    private readonly List<CanaryRow> _rows = [];
    private readonly HashSet<long> _refused = [];
    private readonly SortedDictionary<long, string> _wrong = [];
    private DateTimeOffset? _sentAt;

    public CanaryStage(ImportContext context, SendLoop loop, UnknownStage unknown)
    {
        _context = context;
        _loop = loop;
        _unknown = unknown;
    }

    /// <summary>Sends a batch and what is left of it after a refusal.</summary>
    public async Task SendAsync(Batch batch)
    {
        _sentAt ??= _context.ServiceNow;
        for (int i = 0; i < batch.Rows.Count; i++)
            _rows.Add(new CanaryRow(batch.Rows[i].Number, batch.Rows[i].Digest.Address, batch.Contact(i).ToArray()));
        await _loop.SendAsync(batch).ConfigureAwait(false);
    }

    /// <summary>Waits for what was sent and reads it back.</summary>
    /// <param name="digester">Makes the digests of addresses that the service reports.</param>
    /// <exception cref="BulkException">The account does not have what the rows say.</exception>
    public async Task VerifyAsync(RowDigester digester)
    {
        await _loop.SendAsync(_unknown.SettleLostAsync()).ConfigureAwait(false);
        foreach (IGrouping<BatchEntry, CanaryRow> batch in _context.Journal!.Ask(ByBatch))
            await EndAsync(batch.Key, [.. batch], digester).ConfigureAwait(false);
        ThrowIfWrong();
        await ReadBackAsync().ConfigureAwait(false);
        ThrowIfWrong();
    }

    // The journal knows which batches the rows have come into, whatever was cut, halved or sent once more.
    private List<IGrouping<BatchEntry, CanaryRow>> ByBatch(JournalState journal)
    {
        List<(BatchEntry Batch, CanaryRow Row)> open = [];
        Dictionary<long, CanaryRow> rows = _rows.ToDictionary(row => row.Number);
        foreach (BatchEntry batch in journal.Batches)
        {
            foreach (long number in journal.Ledger.RowsAt(batch).Where(rows.ContainsKey))
            {
                if (journal.Ledger.StateOf(number) == RowState.Refused)
                    _refused.Add(number);
                else if (journal.Ledger.StateOf(number) == RowState.Pending)
                    open.Add((batch, rows[number]));
                else if (journal.Ledger.StateOf(number) != RowState.Imported)
                    _wrong[number] = Texts.CanaryUnknown;
            }
        }

        return open.GroupBy(entry => entry.Batch, entry => entry.Row).ToList();
    }

    private async Task EndAsync(BatchEntry batch, IReadOnlyList<CanaryRow> rows, RowDigester digester)
    {
        BatchStatus? status = batch.BatchId is null ? null : await _context.Poller.EndAsync(batch.BatchId, batch.At ?? _context.Now, s_patience, _context.Stop).ConfigureAwait(false);
        if (status?.State != BatchState.Completed)
        {
            foreach (CanaryRow row in rows)
                _wrong[row.Number] = status is null ? Texts.CanaryUnknown : Texts.CanaryBroken(status.State == BatchState.Failed);
            return;
        }

        HashSet<ulong> failed = [.. status.FailedEmails.Select(digester.Address)];
        _refused.UnionWith(rows.Where(row => failed.Contains(row.Address)).Select(row => row.Number));
    }

    private async Task ReadBackAsync()
    {
        // Rows of one address became one contact, the last of them with all that they say.
        List<CanaryRow> rows = _rows.Where(row => !_refused.Contains(row.Number)).GroupBy(row => row.Address).Select(same => same.Last()).ToList();
        if (rows.Count == 0)
            throw Failed(Texts.CanaryAllRefused);
        IReadOnlyList<Inspection> found = await _context.Service.FindAsync(rows.Select(row => row.Contact).ToList(), _context.Lists, _sentAt, _context.Stop).ConfigureAwait(false);
        for (int i = 0; i < rows.Count; i++)
        {
            if (!IsIn(found[i]))
                _wrong[rows[i].Number] = Texts.CanaryMissing(found[i].Missing);
            else if (_context.Settings.SkipAutomation && await _context.Service.AutomationsSinceAsync(found[i], _sentAt, _context.Stop).ConfigureAwait(false) > 0)
                _wrong[rows[i].Number] = Texts.CanaryAutomation;
        }
    }

    // Somebody who left a list stays off it, as it must be.
    private static bool IsIn(Inspection found) =>
        found.Presence == RowPresence.In || (found.ConsentWithdrawn && found.Missing.All(part => part.StartsWith("list ", StringComparison.Ordinal)));

    private void ThrowIfWrong()
    {
        if (_wrong.Count == 0)
            return;
        IEnumerable<string> named = _wrong.Take(NamedAtMost).Select(row => Texts.CanaryRow(row.Key, row.Value));
        throw Failed(string.Join("; ", named) + (_wrong.Count > NamedAtMost ? Texts.CanaryMore(_wrong.Count - NamedAtMost) : string.Empty));
    }

    private BulkException Failed(string what) => new(BulkError.CanaryFailed, Texts.CanaryFailed(_rows.Count, what, _context.ActivityId, JournalStore.OptionFor(_context.Folder)), _context.ActivityId);
}
