using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Deletes contacts. Where there is a backup, nobody goes who is not in it.</summary>
internal sealed class DeleteAction : ICallAction
{
    private readonly IContactBackup? _backup;
    private readonly SuppressionFile? _suppression;

    public DeleteAction(IContactBackup? backup, SuppressionFile? suppression)
    {
        _backup = backup;
        _suppression = suppression;
    }

    // A backup should be as young as can be.
    public int ReadsAhead => 1;

    public string NothingToDo => Texts.ContactGone;

    public string? Missing => Texts.ContactNotThere;

    public bool HasMonthlyLimit => true;

    public async Task<GroupReading> ReadAsync(IReadOnlyList<PlannedContact> contacts, CancellationToken token)
    {
        if (_backup is null || contacts.Count == 0)
            return new GroupReading();
        IReadOnlyList<BackupContact> read = await _backup.ReadAsync(contacts.Select(contact => contact.Id!.Value).ToList(), token).ConfigureAwait(false);
        return new GroupReading(read.ToDictionary(contact => contact.Id));
    }

    public void Begin(GroupReading reading)
    {
        if (reading.Contacts is { Count: > 0 } contacts)
            _backup!.Write(contacts.Values);
    }

    public Task<IReadOnlyList<string>> RoutesAsync(int contactId, GroupReading reading, CancellationToken token)
    {
        bool isGone = _backup is not null && reading.Contacts?.ContainsKey(contactId) != true;
        return Task.FromResult<IReadOnlyList<string>>(isGone ? [] : [Routes.Contact(contactId)]);
    }

    public void Ended(IReadOnlyList<string> emails) => _suppression?.Add(emails);

    public void Dispose()
    {
        _backup?.Dispose();
        _suppression?.Dispose();
    }
}
