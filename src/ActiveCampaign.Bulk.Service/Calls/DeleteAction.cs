using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Deletes contacts. Each is looked at once more before, since a plan, its question and thousands of calls take their
/// time, and an id may be somebody else by then. Where there is a backup, nobody goes who is not in it.
/// </summary>
internal sealed class DeleteAction : CallAction
{
    private readonly ContactBackup? _backup;
    private readonly SuppressionFile? _suppression;
    private volatile bool _anyDeleted;

    /// <param name="connection">The account.</param>
    /// <param name="backup">Keeps contacts as they were, or null.</param>
    /// <param name="suppression">Keeps their addresses out, or null.</param>
    /// <param name="anyDeleted">Whether an earlier run may have deleted somebody.</param>
    public DeleteAction(AccountConnection connection, ContactBackup? backup, SuppressionFile? suppression, bool anyDeleted)
        : base(connection, backup is null ? ContactParts.None : ContactParts.All)
    {
        _backup = backup;
        _suppression = suppression;
        _anyDeleted = anyDeleted;
    }

    // What is read, and a backup, should be as young as can be.
    public override int ReadsAhead => 1;

    public override string NothingToDo => ServiceTexts.ContactGone;

    public override string? Missing => ServiceTexts.ContactNotThere;

    public override bool HasMonthlyLimit => true;

    public override string? Notice => _backup?.Loss;

    public override string? MovedBackup => _backup?.MovedTo;

    public override void Prepare() => _backup?.Prepare();

    public override void Begin(IReadOnlyCollection<Contact> contacts)
    {
        List<Contact> whole = contacts.Where(contact => !contact.IsDamaged).ToList();
        if (whole.Count > 0)
            _backup?.Write(whole);
    }

    public override RowProblem? Refusal(Contact contact) =>
        _backup is not null && contact.IsDamaged ? new RowProblem(RowReason.BackupDamaged, ServiceTexts.BackupDamaged(contact.Id)) : null;

    public override IReadOnlyList<string> Routes(Contact contact) => [Wire.Routes.Contact(contact.Id)];

    // Where no answer came, the contact may be gone.
    public override void Answered(CallOutcome outcome) => _anyDeleted |= outcome is CallOutcome.Done or CallOutcome.Lost;

    public override void Complete() => _backup?.Complete(_anyDeleted);

    public override void Ended(IReadOnlyList<string> emails) => _suppression?.Add(emails);

    public override void Dispose()
    {
        _backup?.Dispose();
        _suppression?.Dispose();
        base.Dispose();
    }
}
