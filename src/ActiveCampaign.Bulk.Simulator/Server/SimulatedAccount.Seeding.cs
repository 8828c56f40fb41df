using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Server;

public sealed partial class SimulatedAccount
{
    /// <summary>Adds a list and gives its id.</summary>
    public int AddList(string name) => Look(() => _state.Catalogue.AddList(name, _state.Now).Id);

    /// <summary>Adds a tag, or finds it, and gives its id.</summary>
    public int AddTag(string name) =>
        Look(() => (_state.Catalogue.Tag(name) ?? _state.Catalogue.AddTag(name, _state.Now)).Id);

    /// <summary>Adds a custom field and gives its id.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="type">Its type.</param>
    /// <param name="options">The choices of a dropdown, list box, radio or checkbox field.</param>
    /// <param name="perstag">Its personalization tag; null makes one of the title.</param>
    /// <param name="listId">The list it belongs to; 0 is all.</param>
    public int AddField(
        string title, FieldType type, IEnumerable<string>? options = null, string? perstag = null, int listId = 0) =>
        Look(() => _state.Catalogue.AddField(title, type, perstag, options, listId, _state.Now).Id);

    /// <summary>Adds a contact, or changes it where the address is known, and gives its id. Null leaves a member as it is.</summary>
    public int AddContact(
        string email,
        string? firstName = null,
        string? lastName = null,
        string? phone = null,
        string? accountName = null,
        IEnumerable<string>? tags = null,
        IReadOnlyDictionary<int, string>? fieldValues = null,
        IEnumerable<int>? listIds = null) => Look(() =>
    {
        DateTimeOffset now = _state.Now;
        ContactRecord contact = _state.Contacts.Find(email) ?? _state.Contacts.Create(email, now);
        contact.FirstName = firstName ?? contact.FirstName;
        contact.LastName = lastName ?? contact.LastName;
        contact.Phone = phone ?? contact.Phone;
        contact.AccountName = accountName ?? contact.AccountName;
        foreach (string tag in tags ?? [])
            _state.Contacts.AddTag(contact, AddTag(tag), now);
        foreach (KeyValuePair<int, string> value in fieldValues ?? new Dictionary<int, string>())
            _state.SetField(contact, KnownField(value.Key), value.Value, now);
        foreach (int listId in listIds ?? [])
            SetStatus(contact, listId, ContactListStatus.Active);
        return contact.Id;
    });

    /// <summary>Puts a contact on a list.</summary>
    public void Subscribe(string email, int listId) => SetListStatus(email, listId, ContactListStatus.Active);

    /// <summary>Lets a contact leave a list.</summary>
    public void Unsubscribe(string email, int listId) => SetListStatus(email, listId, ContactListStatus.Unsubscribed);

    /// <summary>Gives a contact any state on a list.</summary>
    public void SetListStatus(string email, int listId, ContactListStatus status) => Look(() =>
    {
        ContactRecord contact = _state.Contacts.Find(email)
            ?? throw new ArgumentException("There is no such contact.", nameof(email));
        SetStatus(contact, listId, status);
        return true;
    });

    /// <summary>Marks an address as bounced, whether or not it is a contact.</summary>
    public void SetBounced(string email) => Look(() =>
    {
        _state.SetBounced(email);
        return true;
    });

    /// <summary>Keeps addresses out of the account and gives the exclusion's id.</summary>
    public int AddExclusion(string phrase, ExclusionMatch match = ExclusionMatch.Exact) =>
        Look(() => _state.Catalogue.AddExclusion(phrase, match).Id);

    /// <summary>Adds an account that contacts can belong to.</summary>
    public void AddAccount(string name) => Look(() =>
    {
        _state.AddAccount(name);
        return true;
    });

    /// <summary>Adds a contact that has no address, and gives its id.</summary>
    public int AddContactWithoutEmail(string? firstName = null, string? lastName = null, string? phone = null) => Look(() =>
    {
        ContactRecord contact = _state.Contacts.Create("", _state.Now);
        contact.FirstName = firstName ?? "";
        contact.LastName = lastName ?? "";
        contact.Phone = phone ?? "";
        return contact.Id;
    });

    /// <summary>Adds a segment and gives its id. The condition must not call back into the account.</summary>
    public int AddSegment(Func<ContactSnapshot, bool> condition, string? name = null) => Look(() => _state.Segments.Add(condition, name));

    /// <summary>Deletes a contact without regard to the archive limit; false where there is none.</summary>
    public bool RemoveContact(string email) => Look(() => Remove(_state.Contacts.Find(email)));

    /// <summary>Deletes a contact without regard to the archive limit; false where there is none.</summary>
    public bool RemoveContact(int id) => Look(() => Remove(_state.Contacts.Find(id)));

    /// <summary>Gives a contact another address.</summary>
    public void ChangeEmail(int id, string email) => Look(() =>
    {
        ContactRecord contact = _state.Contacts.Find(id) ?? throw new ArgumentException("There is no contact " + id + ".");
        _state.Contacts.Rename(contact, email);
        return id;
    });

    private bool Remove(ContactRecord? contact)
    {
        if (contact is not null)
            _state.Contacts.Remove(contact);
        return contact is not null;
    }

    private FieldDefinition KnownField(int id) =>
        _state.Catalogue.Field(id) ?? throw new ArgumentException("There is no field " + id + ".");

    private void SetStatus(ContactRecord contact, int listId, ContactListStatus status)
    {
        if (_state.Catalogue.List(listId) is null)
            throw new ArgumentException("There is no list " + listId + ".");
        _state.Contacts.SetList(contact, listId, status, source: 0, _state.Now);
    }
}
