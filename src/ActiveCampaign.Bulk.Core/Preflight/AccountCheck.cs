using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>Looks up in the account what an import would create and update, and how much room there is. Used by one thread.</summary>
internal sealed class AccountCheck
{
    private const int AtOnce = 250;

    private readonly BulkService _service;
    private readonly IPresenceCount? _presence;
    private List<string> _waiting = [];

    public AccountCheck(BulkService service)
    {
        _service = service;
        _presence = service.CountPresence();
    }

    /// <summary>Contacts that the account would get; null where it does not tell.</summary>
    public long? Created => _presence?.Absent;

    /// <summary>Contacts that it has; null where it does not tell.</summary>
    public long? Updated => _presence?.Present;

    /// <summary>How many contacts the account may have; null where it does not tell.</summary>
    public AccountRoom? Room { get; private set; }

    /// <summary>An address that would be sent, each once.</summary>
    public void Add(string email) => _waiting.Add(email);

    /// <summary>Looks up what is waiting, as soon as it is worth a call.</summary>
    public Task PauseAsync(CancellationToken token) => _waiting.Count < AtOnce ? Task.CompletedTask : LookUpAsync(token);

    /// <summary>Looks up the rest.</summary>
    public async Task CompleteAsync(CancellationToken token)
    {
        await LookUpAsync(token).ConfigureAwait(false);
        if (_presence is not null)
            await _presence.CompleteAsync(token).ConfigureAwait(false);
        Room = await _service.RoomAsync(token).ConfigureAwait(false);
    }

    private async Task LookUpAsync(CancellationToken token)
    {
        List<string> emails = _waiting;
        _waiting = [];
        if (_presence is not null && emails.Count > 0)
            await _presence.AddAsync(emails, token).ConfigureAwait(false);
    }
}
