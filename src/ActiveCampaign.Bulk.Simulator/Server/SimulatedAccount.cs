using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Callbacks;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>
/// What the account holds, for filling it and for looking behind the service's back. Every look first applies the
/// batches whose time has come. Safe for any thread.
/// </summary>
public sealed partial class SimulatedAccount
{
    private readonly AccountState _state;
    private readonly CallbackSender _callbacks;

    internal SimulatedAccount(AccountState state, CallbackSender callbacks)
    {
        _state = state;
        _callbacks = callbacks;
    }

    /// <summary>How many contacts there are.</summary>
    public int ContactCount => Look(() => _state.Contacts.Count);

    /// <summary>All contacts as they stand now, in the order of their ids.</summary>
    public IReadOnlyList<ContactSnapshot> Contacts =>
        Look(() => _state.Contacts.After(0).Select(_state.Snapshot).ToArray());

    /// <summary>All accepted imports, in the order of their arrival.</summary>
    public IReadOnlyList<BatchSnapshot> Batches => Look(() => _state.Batches.All.Select(_state.Snapshot).ToArray());

    /// <summary>How many accepted imports there are.</summary>
    public int BatchCount => Look(() => _state.Batches.All.Count);

    /// <summary>
    /// Addresses that were in two imports at the same time, between arrival and end, or twice in one: nothing says in
    /// which order the service applies these.
    /// </summary>
    public IReadOnlyList<string> OverlappingAddresses => Look(() => OverlapFinder.Find(_state.Batches.All));

    /// <summary>Who was deleted by a call, in order.</summary>
    public IReadOnlyList<ContactDeletion> Deletions => Look(() => _state.Deletions.All.ToArray());

    /// <summary>How many automations have run, for all contacts together.</summary>
    public long AutomationRuns => Look(() => _state.AutomationRuns);

    /// <summary>Makes every automation that runs an offence.</summary>
    public bool AutomationsForbidden
    {
        get => Look(() => _state.AutomationsForbidden);
        set => Look(() => _state.AutomationsForbidden = value);
    }

    /// <summary>The names of the lists by id.</summary>
    public IReadOnlyDictionary<int, string> Lists =>
        Look(() => _state.Catalogue.Lists.ToDictionary(list => list.Id, list => list.Name));

    /// <summary>The names of the tags by id.</summary>
    public IReadOnlyDictionary<int, string> Tags =>
        Look(() => _state.Catalogue.Tags.ToDictionary(tag => tag.Id, tag => tag.Name));

    /// <summary>The titles of the custom fields by id.</summary>
    public IReadOnlyDictionary<int, string> Fields =>
        Look(() => _state.Catalogue.Fields.All.ToDictionary(item => item.Id, item => item.Title));

    /// <summary>The callbacks that were due so far.</summary>
    public IReadOnlyList<CallbackSnapshot> Callbacks => _callbacks.Done;

    /// <summary>The contact with an address, whatever its case; null for none.</summary>
    public ContactSnapshot? FindContact(string email)
    {
        if (email is null)
            throw new ArgumentNullException(nameof(email));
        return Look(() => _state.Contacts.Find(email) is { } contact ? _state.Snapshot(contact) : null);
    }

    /// <summary>The contact with an id; null for none.</summary>
    public ContactSnapshot? FindContact(int id) =>
        Look(() => _state.Contacts.Find(id) is { } contact ? _state.Snapshot(contact) : null);

    /// <summary>The import with a <c>batchId</c>; null for none.</summary>
    public BatchSnapshot? FindBatch(string batchId)
    {
        if (batchId is null)
            throw new ArgumentNullException(nameof(batchId));
        return Look(() => _state.Batches.Find(batchId) is { } batch ? _state.Snapshot(batch) : null);
    }

    /// <summary>How many rows of imports were applied to an address.</summary>
    public int TimesApplied(string email) => FindContact(email)?.TimesApplied ?? 0;

    /// <summary>How many rows of imports were applied to each address that had any.</summary>
    public IReadOnlyDictionary<string, int> AppliedCounts() => Look(() => _state.Contacts.After(0)
        .Where(contact => contact.TimesApplied > 0)
        .ToDictionary(contact => contact.Email, contact => contact.TimesApplied, StringComparer.OrdinalIgnoreCase));

    /// <summary>Lets every batch go on that a fault keeps waiting, and says how many there were.</summary>
    public int ReleaseStuckBatches() => Look(_state.Release);

    private T Look<T>(Func<T> look)
    {
        lock (_state.Gate)
        {
            _state.Settle();
            return look();
        }
    }
}
