using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Turns the service's last word on a batch into states of rows, and notes it in the activity's journal. The failed
/// addresses find their rows by keyed digest, so that no address needs to be kept in memory.
/// </summary>
internal sealed class BatchSettler : IDisposable
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly BulkService _service;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, JournalWriter> _journals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>Settles into the journals of batches, wherever they lie.</summary>
    public BatchSettler(BulkService service)
    {
        _service = service;
        _clock = service.Connection.Clock;
    }

    /// <summary>What the journal has on a batch already, or null.</summary>
    public BatchReport? Recall(BatchReport batch)
    {
        lock (_gate)
            return JournalOf(batch.Folder)?.FindSettled(batch.Number) is BatchSettlement settled ? batch.As(settled) : null;
    }

    /// <summary>What is to be read back before a batch may be settled as completed; null where nothing is.</summary>
    public Departures? FindDepartures(BatchReport batch)
    {
        lock (_gate)
        {
            IReadOnlyList<string> lists = ListsOf(batch.Folder);
            if (lists.Count == 0)
                return null;
            JournalWriter? journal = JournalOf(batch.Folder);
            return journal?.FindSettled(batch.Number) is null ? new Departures(lists, journal is null ? null : Contacts(journal.ReadBatch(batch.Number))) : null;
        }
    }

    /// <summary>Whether a batch ended with failures that nobody names, and the account can be asked for their rows.</summary>
    public bool MustFind(BatchReport batch, BatchStatus status) => status.State == BatchState.Completed && status.Missed(batch.Rows) > 0 && _service.FindsNameless && Recall(batch) is null;

    /// <summary>Asks the account for them; null where there are none, or what they were sent with is gone.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<Inspection>?> FindNamelessAsync(BatchReport batch, BatchStatus status, CancellationToken token)
    {
        if (!MustFind(batch, status))
            return null;
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            JournaledBatch? sent;
            lock (_gate)
                sent = JournalOf(batch.Folder)?.ReadBatch(batch.Number, withContacts: true);
            return sent is null || status.Missed(sent.Contacts.Count) == 0 ? null : await _service.FindAsync(sent.Contacts, JournalReader.TryReadHeader(batch.Folder) is ActivityHeader header ? HeaderSettings.ReadLists(header) : [], sent.SentAt, token).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Settles a batch the service has ended, and asks the account first where that is needed.</summary>
    public async Task<BatchReport> SettleAsync(BatchReport batch, BatchStatus status, CancellationToken token) =>
        Settle(batch, status, found: await FindNamelessAsync(batch, status, token).ConfigureAwait(false));

    /// <summary>Settles a batch the service has ended.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="status">The service's last word.</param>
    /// <param name="stillOn">Rows whose contacts were read back and found where they should not be.</param>
    /// <param name="found">What the account has of the batch's contacts, where it was asked.</param>
    public BatchReport Settle(BatchReport batch, BatchStatus status, IReadOnlyCollection<long>? stillOn = null, IReadOnlyList<Inspection>? found = null)
    {
        lock (_gate)
        {
            JournalWriter? journal = JournalOf(batch.Folder);
            if (journal?.FindSettled(batch.Number) is BatchSettlement settled)
                return batch.As(settled) with { FailedEmails = status.FailedEmails };
            JournaledBatch? sent = journal?.ReadBatch(batch.Number, withContacts: status.State == BatchState.Completed);
            return status.State == BatchState.Completed ? Complete(batch, status, journal, sent, stillOn ?? [], found) : Break(batch, status, journal, sent);
        }
    }

    /// <summary>Notes refused rows of a settled batch again, with what was found out about them since.</summary>
    public void NoteAgain(BatchReport batch, IEnumerable<RefusedRow> rows)
    {
        lock (_gate)
        {
            foreach (RefusedRow row in rows)
                JournalOf(batch.Folder)?.Refused(row, batch.Number);
        }
    }

    /// <summary>Lets go of the journals.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (JournalWriter journal in _journals.Values)
                journal.Dispose();
            _journals.Clear();
            _isDisposed = true;
        }
    }

    private BatchReport Complete(BatchReport batch, BatchStatus status, JournalWriter? journal, JournaledBatch? sent, IReadOnlyCollection<long> stillOn, IReadOnlyList<Inspection>? found)
    {
        int unmatched = 0;
        List<RefusedRow> refused = sent is null ? [] : Failed(batch.Folder, sent, status.FailedEmails, out unmatched);
        if (sent is not null && stillOn.Count > 0)
            refused.AddRange(StillOn(sent, stillOn, refused));
        int missed = status.Missed(sent is { Contacts.Count: > 0 } ? sent.Contacts.Count : batch.Rows);
        NamelessRows? nameless = sent is null || found is null ? null : new NamelessRows(sent, found, missed);
        List<long> unclear = nameless?.Unknown() ?? [];
        refused.AddRange(nameless?.Refused() ?? []);
        int refusedCount = journal is null ? Math.Min(status.FailedEmails.Count, batch.Rows) : refused.Count;

        // Whose rows these are went with the contact data, and whose state was to be read back.
        if (journal is not null && sent is null)
            unmatched = ListsOf(batch.Folder).Count > 0 ? batch.Rows : status.FailedEmails.Count;

        // An address that is reported as failed and is none that was sent belongs to some row, and nobody knows which.
        int unknown = Math.Min(nameless is null ? unmatched + missed : unclear.Count + nameless.LeftOver, batch.Rows - refusedCount);
        int imported = batch.Rows - refusedCount - unknown;
        int created = Math.Min(status.SuccessIds?.Count ?? 0, imported);
        foreach (RefusedRow row in refused)
            journal!.Refused(row, batch.Number);
        BatchSettlement settlement = new(batch.Number, BatchOutcome.Completed, batch.Rows, imported, created, refusedCount, unknown)
        {
            UnknownRows = RowRefs.Ranges(unclear),
            ContactIds = IdOf(sent, status, refusedCount + unknown),
        };
        return Note(batch, settlement, journal, sent, refused, status) with
        {
            Addresses = sent is null || unknown > 0 ? null : Imported(sent, refused),
        };
    }

    // Whose id is whose the service does not say, so one is told where there is one contact.
    private static string? IdOf(JournaledBatch? sent, BatchStatus status, int failed) =>
        sent is { Contacts.Count: 1 } && status.SuccessIds is { Count: 1 } && failed == 0 ? string.Join(",", sent.RowNumbers.Select(_ => status.SuccessIds[0])) : null;

    private ImportedAddresses Imported(JournaledBatch sent, List<RefusedRow> refused)
    {
        HashSet<long> rows = [.. refused.Select(row => row.Number)];
        return ImportedAddresses.Of(_service, sent, row => !rows.Contains(row));
    }

    // Failed or interrupted: nothing is assumed of any row until somebody repairs the batch.
    private BatchReport Break(BatchReport batch, BatchStatus status, JournalWriter? journal, JournaledBatch? sent)
    {
        BatchOutcome outcome = status.State == BatchState.Failed ? BatchOutcome.Failed : BatchOutcome.Interrupted;
        return Note(batch, new BatchSettlement(batch.Number, outcome, batch.Rows, 0, 0, 0, batch.Rows), journal, sent, [], status);
    }

    private BatchReport Note(
        BatchReport batch, BatchSettlement settlement, JournalWriter? journal, JournaledBatch? sent, List<RefusedRow> refused, BatchStatus status)
    {
        _service.Connection.Say($"Batch {batch.Number}, id {batch.BatchId ?? "none"}: {settlement.Outcome}: {settlement.Imported} imported, {settlement.Refused} refused, {settlement.Unknown} unknown");
        journal?.Settled(settlement, sent is null ? null : RowRefs.Of(sent), _clock.GetUtcNow());
        return batch.As(settlement) with { RefusedRows = refused, FailedEmails = status.FailedEmails };
    }

    private static List<RefusedRow> StillOn(JournaledBatch sent, IReadOnlyCollection<long> rows, List<RefusedRow> failed)
    {
        HashSet<long> wanted = [.. rows.Except(failed.Select(row => row.Number))];
        return Enumerable.Range(0, sent.RowNumbers.Count).Where(i => wanted.Contains(sent.RowNumbers[i]))
            .Select(i => sent.Refuse(i, new RowProblem(RowReason.NotConfirmed, Texts.NotConfirmed))).ToList();
    }

    private static List<ContactReference> Contacts(JournaledBatch? sent)
    {
        if (sent is null)
            return [];
        int id = MemberRows.IdColumnOf(sent.Columns);

        // Of people who were erased meanwhile there are no cells.
        return Enumerable.Range(0, sent.RowNumbers.Count).Where(i => id >= 0 && sent.Cells[i].Count > id + 1).Select(i => new ContactReference(sent.RowNumbers[i], MemberRows.ReadId(sent.Cells[i][id]), sent.Cells[i][id + 1])).ToList();
    }

    private IReadOnlyList<string> ListsOf(string folder)
    {
        if (folder.Length == 0)
            return [];
        if (!_lists.TryGetValue(folder, out IReadOnlyList<string>? lists))
            _lists[folder] = lists = JournalReader.TryReadHeader(folder) is ActivityHeader header ? HeaderSettings.ReadVerified(header) : [];
        return lists;
    }

    private static List<RefusedRow> Failed(string folder, JournaledBatch sent, IReadOnlyList<string> emails, out int unmatched)
    {
        unmatched = 0;
        if (emails.Count == 0)
            return [];
        using RowDigester digester = new(JournalStore.KeyBeside(folder));
        Dictionary<ulong, string> failed = [];
        foreach (string email in emails)
            failed[digester.Address(email)] = email;
        List<RefusedRow> rows = [];
        for (int i = 0; i < sent.Digests.Count; i++)
        {
            if (failed.TryGetValue(sent.Digests[i].Address, out string? email))
            {
                rows.Add(sent.Refuse(i, new RowProblem(RowReason.FailedAtService, Texts.FailedAtService)) with
                {
                    Email = email,
                    Contact = sent.Contacts.Count > 0 ? sent.ContactFor(i) : default,
                });
            }
        }

        unmatched = failed.Keys.Except(sent.Digests.Select(digest => digest.Address)).Count();
        return rows;
    }

    private JournalWriter? JournalOf(string folder)
    {
        if (_isDisposed)
            return null;
        if (_journals.TryGetValue(folder, out JournalWriter? journal))
            return journal;
        journal = System.IO.Directory.Exists(folder) ? JournalStore.TryOpen(folder) : null;
        if (journal is not null)
            _journals.Add(folder, journal);
        return journal;
    }
}
