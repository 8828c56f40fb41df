using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>
/// What the account holds, for filling it and for looking behind the service's back. Every look first ends the
/// activities whose time has come. Safe for any thread.
/// </summary>
public sealed partial class ConstantContactAccount
{
    private readonly ServiceState _state;
    private readonly TokenStore _tokens;

    internal ConstantContactAccount(ServiceState state, TokenStore tokens)
    {
        _state = state;
        _tokens = tokens;
    }

    /// <summary>How many contacts there are, deleted ones not among them.</summary>
    public int ContactCount => Look(() => _state.People.All.Count(person => person.Deleted is null));

    /// <summary>All contacts as they stand now, deleted ones among them, in the order of their creation.</summary>
    public IReadOnlyList<PersonSnapshot> Contacts => Look(() => _state.People.All.Select(person => Snapshots.Of(person, _state)).ToArray());

    /// <summary>All accepted activities, in the order of their arrival.</summary>
    public IReadOnlyList<ActivitySnapshot> Activities =>
        Look(() => _state.Activities.All.Select(activity => Snapshots.Of(activity, _state)).ToArray());

    /// <summary>The names of the lists by id.</summary>
    public IReadOnlyDictionary<string, string> Lists =>
        Look(() => _state.Definitions.Lists.ToDictionary(list => list.Id.ToString(), list => list.Name));

    /// <summary>The names of the tags by id.</summary>
    public IReadOnlyDictionary<string, string> Tags =>
        Look(() => _state.Definitions.Tags.ToDictionary(tag => tag.Id.ToString(), tag => tag.Name));

    /// <summary>The names of the custom fields by id.</summary>
    public IReadOnlyDictionary<string, string> CustomFields =>
        Look(() => _state.Definitions.Fields.ToDictionary(item => item.Id.ToString(), item => item.Name));

    /// <summary>How often somebody who had left could be written to again. An import must never do that.</summary>
    public int Reactivations => Look(() => _state.Reactivations);

    /// <summary>Rows of accepted imports that were over a limit and therefore ignored.</summary>
    public long DroppedRows => Look(() => _state.DroppedRows);

    /// <summary>The file names that more than one accepted import has had, with the number of those imports.</summary>
    public IReadOnlyDictionary<string, int> DuplicateJobs => Look(() => _state.Activities.All
        .Where(activity => activity.FileName is not null)
        .GroupBy(activity => activity.FileName!)
        .Where(group => group.Count() > 1)
        .ToDictionary(group => group.Key, group => group.Count()));

    /// <summary>The contact with an address, whatever its case, deleted or not; null for none.</summary>
    public PersonSnapshot? FindContact(string email) =>
        Look(() => _state.People.Find(email) is { } person ? Snapshots.Of(person, _state) : null);

    /// <summary>The activity with an id, however old it is; null for none.</summary>
    public ActivitySnapshot? FindActivity(string id) =>
        Look(() => _state.Activities.Find(id) is { } activity ? Snapshots.Of(activity, _state) : null);

    /// <summary>How many rows of imports were applied to each address that had any.</summary>
    public IReadOnlyDictionary<string, int> AppliedCounts() => Look(() => _state.People.All
        .Where(person => person.TimesApplied > 0 && person.Email.Length > 0)
        .ToDictionary(person => person.Email, person => person.TimesApplied, StringComparer.OrdinalIgnoreCase));

    /// <summary>Lets every activity end that a fault keeps from it, and says how many there were.</summary>
    public int ReleaseStuckActivities() => Look(_state.Release);

    private T Look<T>(Func<T> look)
    {
        lock (_state.Gate)
        {
            _state.Settle();
            return look();
        }
    }
}
