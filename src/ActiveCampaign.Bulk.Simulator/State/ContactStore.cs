using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>All contacts, by id and by address. Addresses are compared without regard to case and outer space.</summary>
internal sealed class ContactStore
{
    private readonly List<ContactRecord?> _byId = [];
    private readonly Dictionary<string, ContactRecord> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _byEmail.Count;

    public int LastId => _byId.Count;

    public LinkIndex ListLinks { get; } = new();

    public LinkIndex TagLinks { get; } = new();

    public LinkIndex FieldEntries { get; } = new();

    public ContactRecord? Find(int id) => id >= 1 && id <= _byId.Count ? _byId[id - 1] : null;

    public ContactRecord? Find(string email) =>
        _byEmail.TryGetValue(email.Trim(), out ContactRecord? contact) ? contact : null;

    /// <summary>Contacts in the order of their ids, after one of them.</summary>
    public IEnumerable<ContactRecord> After(int id)
    {
        for (int i = Math.Max(0, id); i < _byId.Count; i++)
        {
            if (_byId[i] is { } contact)
                yield return contact;
        }
    }

    public ContactRecord Create(string email, DateTimeOffset now)
    {
        ContactRecord contact = new(_byId.Count + 1, email.Trim(), now);
        _byEmail.Add(contact.Email, contact);
        _byId.Add(contact);
        return contact;
    }

    public void Rename(ContactRecord contact, string email)
    {
        _byEmail.Remove(contact.Email);
        contact.Email = email.Trim();
        _byEmail.Add(contact.Email, contact);
    }

    public void Remove(ContactRecord contact)
    {
        _byEmail.Remove(contact.Email);
        _byId[contact.Id - 1] = null;
    }

    public void SetList(ContactRecord contact, int listId, ContactListStatus status, int source, DateTimeOffset now)
    {
        int index = contact.IndexOfList(listId);
        int linkId = index < 0 ? ListLinks.Add(contact.Id) : contact.Lists[index].Id;
        contact.Put(new ListLink(linkId, listId, status, source, new Moment(now)));
    }

    /// <summary>Adds a tag; false where the contact had it.</summary>
    public bool AddTag(ContactRecord contact, int tagId, DateTimeOffset now)
    {
        if (contact.IndexOfTag(tagId) >= 0)
            return false;
        contact.Put(new TagLink(TagLinks.Add(contact.Id), tagId, new Moment(now)));
        return true;
    }

    public FieldEntry SetField(ContactRecord contact, int fieldId, string value, DateTimeOffset now)
    {
        int index = contact.IndexOfField(fieldId);
        int entryId = index < 0 ? FieldEntries.Add(contact.Id) : contact.Fields[index].Id;
        FieldEntry entry = new(entryId, fieldId, value, new Moment(now));
        contact.Put(entry);
        return entry;
    }
}
