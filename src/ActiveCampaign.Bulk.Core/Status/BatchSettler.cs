using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Service;
using ActiveCampaign.Bulk.Core.Single;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Turns the service's last word on a batch into states of rows, and notes it in the activity's journal. The failed
/// addresses find their rows by keyed digest, so that no address needs to be kept in memory.
/// </summary>
public sealed class BatchSettler : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, JournalWriter> _journals = new(StringComparer.Ordinal);

    /// <summary>Settles into the journals of batches, wherever they lie.</summary>
    public BatchSettler(TimeProvider clock)
    {
        _clock = clock ?? throw new ArgumentNullException(nameof(clock));
    }

    /// <summary>What the journal has on a batch already, or null.</summary>
    public SettledBatch? Recall(BatchReport batch)
    {
        if (batch is null)
            throw new ArgumentNullException(nameof(batch));
        lock (_gate)
            return JournalOf(batch.Folder)?.FindSettled(batch.Number) is BatchSettlement settled ? new SettledBatch(batch, settled, [], []) : null;
    }

    /// <summary>Settles a batch the service has ended.</summary>
    public SettledBatch Settle(BatchReport batch, BatchStatus status)
    {
        if (batch is null)
            throw new ArgumentNullException(nameof(batch));
        if (status is null)
            throw new ArgumentNullException(nameof(status));

        lock (_gate)
        {
            JournalWriter? journal = JournalOf(batch.Folder);
            if (journal?.FindSettled(batch.Number) is BatchSettlement settled)
                return new SettledBatch(batch, settled, [], status.FailedEmails);
            JournaledBatch? sent = journal?.ReadBatch(batch.Number, withContacts: status.FailedEmails.Count > 0);
            return status.State == BatchState.Completed ? Complete(batch, status, journal, sent) : Break(batch, status, journal, sent);
        }
    }

    /// <summary>Notes refused rows of a settled batch again, with what was found out about them since.</summary>
    public void NoteAgain(BatchReport batch, IEnumerable<RefusedRow> rows)
    {
        if (batch is null)
            throw new ArgumentNullException(nameof(batch));
        if (rows is null)
            throw new ArgumentNullException(nameof(rows));
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
        }
    }

    private SettledBatch Complete(BatchReport batch, BatchStatus status, JournalWriter? journal, JournaledBatch? sent)
    {
        int unmatched = 0;
        List<RefusedRow> refused = sent is null ? [] : Failed(batch.Folder, sent, status.FailedEmails, out unmatched);
        int refusedCount = journal is null ? Math.Min(status.FailedEmails.Count, batch.Rows) : refused.Count;

        // Whose rows these are went with the contact data.
        if (journal is not null && sent is null)
            unmatched = status.FailedEmails.Count;

        // An address that is reported as failed and is none that was sent belongs to some row, and nobody knows which.
        int unknown = Math.Min(unmatched, batch.Rows - refusedCount);
        int imported = batch.Rows - refusedCount - unknown;
        int created = Math.Min(status.SuccessIds?.Count ?? 0, imported);
        foreach (RefusedRow row in refused)
            journal!.Refused(row, batch.Number);
        return Note(batch, new BatchSettlement(batch.Number, BatchOutcome.Completed, batch.Rows, imported, created, refusedCount, unknown), journal, sent, refused, status);
    }

    // Failed or interrupted: nothing is assumed of any row until somebody repairs the batch.
    private SettledBatch Break(BatchReport batch, BatchStatus status, JournalWriter? journal, JournaledBatch? sent)
    {
        BatchOutcome outcome = status.State == BatchState.Failed ? BatchOutcome.Failed : BatchOutcome.Interrupted;
        return Note(batch, new BatchSettlement(batch.Number, outcome, batch.Rows, 0, 0, 0, batch.Rows), journal, sent, [], status);
    }

    private SettledBatch Note(
        BatchReport batch, BatchSettlement settlement, JournalWriter? journal, JournaledBatch? sent, List<RefusedRow> refused, BatchStatus status)
    {
        journal?.Settled(settlement, sent is null ? null : RowRefs.Of(sent), _clock.GetUtcNow());
        return new SettledBatch(batch, settlement, refused, status.FailedEmails);
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
        Dictionary<ulong, ReadOnlyMemory<byte>> contacts = ContactsOf(sent, digester);
        RowShape shape = new(sent.Columns);
        List<RefusedRow> rows = [];
        for (int i = 0; i < sent.Digests.Count; i++)
        {
            if (failed.TryGetValue(sent.Digests[i].Address, out string? email))
            {
                rows.Add(new RefusedRow(sent.RowNumbers[i], sent.Lines[i], shape, sent.Cells[i].Cast<object?>().ToList(), new RowProblem(RowReason.FailedAtService, Texts.FailedAtService))
                {
                    Email = email,
                    Contact = contacts.TryGetValue(sent.Digests[i].Address, out ReadOnlyMemory<byte> contact) ? contact : default,
                });
            }
        }

        unmatched = failed.Keys.Except(sent.Digests.Select(digest => digest.Address)).Count();
        return rows;
    }

    // By address and not by place: several rows may have become one contact.
    private static Dictionary<ulong, ReadOnlyMemory<byte>> ContactsOf(JournaledBatch sent, RowDigester digester)
    {
        Dictionary<ulong, ReadOnlyMemory<byte>> contacts = [];
        foreach (ReadOnlyMemory<byte> contact in sent.Contacts)
            contacts[digester.Address(SingleContact.Read(contact).Email)] = contact;
        return contacts;
    }

    private JournalWriter? JournalOf(string folder)
    {
        if (_journals.TryGetValue(folder, out JournalWriter? journal))
            return journal;
        journal = System.IO.Directory.Exists(folder) ? JournalStore.TryOpen(folder) : null;
        if (journal is not null)
            _journals.Add(folder, journal);
        return journal;
    }
}
