using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Deletes contacts. Each is looked at once more before, since a plan, its question and thousands of calls take their
/// time, and an id may be somebody else by then. Where there is a backup, nobody goes who is not in it.
/// </summary>
internal sealed class DeleteAction : ICallAction
{
    private readonly ContactReader _contacts;
    private readonly ContactBackup? _backup;
    private readonly SuppressionFile? _suppression;
    private volatile bool _anyDeleted;

    /// <param name="contacts">Reads who the contacts are by now.</param>
    /// <param name="backup">Keeps contacts as they were, or null.</param>
    /// <param name="suppression">Keeps their addresses out, or null.</param>
    /// <param name="anyDeleted">Whether an earlier run may have deleted somebody.</param>
    public DeleteAction(ContactReader contacts, ContactBackup? backup, SuppressionFile? suppression, bool anyDeleted)
    {
        _contacts = contacts;
        _backup = backup;
        _suppression = suppression;
        _anyDeleted = anyDeleted;
    }

    // What is read, and a backup, should be as young as can be.
    public int ReadsAhead => 1;

    public string NothingToDo => ServiceTexts.ContactGone;

    public string? Missing => ServiceTexts.ContactNotThere;

    public bool HasMonthlyLimit => true;

    public string? Notice => _backup?.Loss;

    public string? MovedBackup => _backup?.MovedTo;

    public void Prepare() => _backup?.Prepare();

    public Task<IReadOnlyList<Contact>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken token) =>
        _contacts.EachAsync(ids, _backup is null ? ContactParts.None : ContactParts.All, token);

    public void Begin(IReadOnlyCollection<Contact> contacts)
    {
        List<Contact> whole = contacts.Where(contact => !contact.IsDamaged).ToList();
        if (whole.Count > 0)
            _backup?.Write(whole);
    }

    public RowProblem? Refusal(Contact contact) =>
        _backup is not null && contact.IsDamaged ? new RowProblem(RowReason.BackupDamaged, ServiceTexts.BackupDamaged(contact.Id)) : null;

    public IReadOnlyList<string> Routes(Contact contact) => [Wire.Routes.Contact(contact.Id)];

    // Where no answer came, the contact may be gone.
    public void Answered(CallOutcome outcome) => _anyDeleted |= outcome is CallOutcome.Done or CallOutcome.Lost;

    public void Complete() => _backup?.Complete(_anyDeleted);

    public void Ended(IReadOnlyList<string> emails) => _suppression?.Add(emails);

    public void Dispose()
    {
        _backup?.Dispose();
        _suppression?.Dispose();
    }
}
