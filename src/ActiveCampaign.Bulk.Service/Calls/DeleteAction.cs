using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Deletes contacts. Each is looked at once more before, since a plan, its question and thousands of calls take their
/// time, and an id may be somebody else by then. Where there is a backup, nobody goes who is not in it.
/// </summary>
internal sealed class DeleteAction : ICallAction
{
    private readonly ContactLook _look;
    private readonly ContactBackup? _backup;
    private readonly SuppressionFile? _suppression;
    private volatile bool _anyDeleted;

    /// <param name="look">Reads who the contacts are by now.</param>
    /// <param name="backup">Keeps contacts as they were, or null.</param>
    /// <param name="suppression">Keeps their addresses out, or null.</param>
    /// <param name="anyDeleted">Whether an earlier run may have deleted somebody.</param>
    public DeleteAction(ContactLook look, ContactBackup? backup, SuppressionFile? suppression, bool anyDeleted)
    {
        _look = look;
        _backup = backup;
        _suppression = suppression;
        _anyDeleted = anyDeleted;
    }

    // What is read, and a backup, should be as young as can be.
    public int ReadsAhead => 1;

    public string NothingToDo => Texts.ContactGone;

    public string? Missing => Texts.ContactNotThere;

    public bool HasMonthlyLimit => true;

    public string? Notice => _backup?.Loss;

    public string? MovedBackup => _backup?.MovedTo;

    public void Prepare() => _backup?.Prepare();

    public async Task<GroupReading> ReadAsync(IReadOnlyList<PlannedContact> contacts, CancellationToken token)
    {
        if (contacts.Count == 0)
            return new GroupReading();
        IReadOnlyList<ExportedContact> read = await _look.ReadAsync(contacts.Select(contact => contact.Id!.Value).ToList(), token).ConfigureAwait(false);
        return new GroupReading(read.ToDictionary(contact => contact.Id)) { Emails = read.ToDictionary(contact => contact.Id, contact => contact.Email) };
    }

    public void Begin(GroupReading reading)
    {
        if (_backup is null)
            return;
        List<ExportedContact> whole = reading.Contacts?.Values.Where(contact => !contact.IsDamaged).ToList() ?? [];
        if (whole.Count > 0)
            _backup.Write(whole);
    }

    public RowProblem? Refusal(int contactId, GroupReading reading) =>
        _backup is not null && reading.Contacts is not null && reading.Contacts.TryGetValue(contactId, out ExportedContact? contact) && contact.IsDamaged
            ? new RowProblem(RowReason.BackupDamaged, Texts.BackupDamaged(contactId))
            : null;

    public Task<IReadOnlyList<string>> RoutesAsync(int contactId, GroupReading reading, CancellationToken token)
    {
        bool isGone = reading.Contacts?.ContainsKey(contactId) != true;
        return Task.FromResult<IReadOnlyList<string>>(isGone ? [] : [Routes.Contact(contactId)]);
    }

    // Where no answer came, the contact may be gone.
    public void Answered(CallOutcome outcome) => _anyDeleted |= outcome is CallOutcome.Done or CallOutcome.Lost;

    public void Complete() => _backup?.Complete(_anyDeleted);

    public void Ended(IReadOnlyList<string> emails) => _suppression?.Add(emails);

    public void Dispose()
    {
        _look.Dispose();
        _backup?.Dispose();
        _suppression?.Dispose();
    }
}
