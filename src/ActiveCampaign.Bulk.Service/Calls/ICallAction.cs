using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What is done for a contact, apart from how calls are paced, repeated and journaled.</summary>
internal interface ICallAction : IDisposable
{
    /// <summary>How many groups are read ahead of the calls.</summary>
    public int ReadsAhead { get; }

    /// <summary>How a contact is reported that needs no call.</summary>
    public string NothingToDo { get; }

    /// <summary>How a contact is reported that the account does not have; null where that is no success.</summary>
    public string? Missing { get; }

    /// <summary>Whether the service bounds how often this is done in a month.</summary>
    public bool HasMonthlyLimit { get; }

    /// <summary>What must be said once it is done; null for nothing.</summary>
    public string? Notice { get; }

    /// <summary>The file that its backup goes to, where the one that was named is not ours; else null.</summary>
    public string? MovedBackup { get; }

    /// <summary>Makes its files ready, once it is certain that the activity starts.</summary>
    public void Prepare();

    /// <summary>Reads contacts with what of them is needed. Several groups are read at the same time.</summary>
    public Task<IReadOnlyList<Contact>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken token);

    /// <summary>Does what must be done before a group's first call, one group after the other.</summary>
    public void Begin(IReadOnlyCollection<Contact> contacts);

    /// <summary>Why nothing may be done for a contact; null where it may.</summary>
    public RowProblem? Refusal(Contact contact);

    /// <summary>What to delete for a contact; nothing where nothing is to be done.</summary>
    public IReadOnlyList<string> Routes(Contact contact);

    /// <summary>Told what came of a call.</summary>
    public void Answered(CallOutcome outcome);

    /// <summary>Takes the addresses of contacts that are done with.</summary>
    public void Ended(IReadOnlyList<string> emails);

    /// <summary>Every contact was seen to.</summary>
    public void Complete();
}
