using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What is done for a contact, apart from how calls are paced, repeated and journaled.</summary>
internal abstract class CallAction : IDisposable
{
    private readonly ContactReader _contacts;
    private readonly ContactParts _parts;

    /// <param name="connection">The account.</param>
    /// <param name="parts">What of the contacts is needed.</param>
    protected CallAction(AccountConnection connection, ContactParts parts)
    {
        _contacts = new ContactReader(connection) { NamesTags = parts.HasFlag(ContactParts.Tags) };
        _parts = parts;
    }

    /// <summary>How many groups are read ahead of the calls.</summary>
    public abstract int ReadsAhead { get; }

    /// <summary>How a contact is reported that needs no call.</summary>
    public abstract string NothingToDo { get; }

    /// <summary>How a contact is reported that the account does not have; null where that is no success.</summary>
    public virtual string? Missing => null;

    /// <summary>Whether the service bounds how often this is done in a month.</summary>
    public virtual bool HasMonthlyLimit => false;

    /// <summary>What must be said once it is done; null for nothing.</summary>
    public virtual string? Notice => null;

    /// <summary>The file that its backup goes to, where the one that was named is not ours; else null.</summary>
    public virtual string? MovedBackup => null;

    /// <summary>Makes its files ready, once it is certain that the activity starts.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Reads contacts with what of them is needed. Several groups are read at the same time.</summary>
    public Task<IReadOnlyList<Contact>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken token) => _contacts.EachAsync(ids, _parts, token);

    /// <summary>Does what must be done before a group's first call, one group after the other.</summary>
    public virtual void Begin(IReadOnlyCollection<Contact> contacts)
    {
    }

    /// <summary>Why nothing may be done for a contact; null where it may.</summary>
    public virtual RowProblem? Refusal(Contact contact) => null;

    /// <summary>What to delete for a contact; nothing where nothing is to be done.</summary>
    public abstract IReadOnlyList<string> Routes(Contact contact);

    /// <summary>Told what came of a call.</summary>
    public virtual void Answered(CallOutcome outcome)
    {
    }

    /// <summary>Takes the addresses of contacts that are done with.</summary>
    public virtual void Ended(IReadOnlyList<string> emails)
    {
    }

    /// <summary>Every contact was seen to.</summary>
    public virtual void Complete()
    {
    }

    public virtual void Dispose()
    {
    }
}
