using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>All contacts, by id and by address. Addresses are compared without regard to case and outer space.</summary>
internal sealed class ContactStore
{
    private readonly List<ContactRecord?> _byId = [];
    private readonly Dictionary<string, ContactRecord> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public int Count { get; private set; }

    public int LastId => _byId.Count;

    public LinkIndex ListLinks { get; } = new();

    public LinkIndex TagLinks { get; } = new();

    public LinkIndex FieldEntries { get; } = new();

    public ContactRecord? Find(int id) => id >= 1 && id <= _byId.Count ? _byId[id - 1] : null;

    public ContactRecord? Find(string email) =>
        _byEmail.TryGetValue(email.Trim(), out ContactRecord? contact) ? contact : null;

    /// <summary>Contacts in the order of their ids, after one of them and before another.</summary>
    public IEnumerable<ContactRecord> After(int id, int before = int.MaxValue)
    {
        for (int i = Math.Max(0, id); i < Math.Min(_byId.Count, before - 1); i++)
        {
            if (_byId[i] is { } contact)
                yield return contact;
        }
    }

    /// <summary>Contacts between two ids, the latest first.</summary>
    public IEnumerable<ContactRecord> Before(int id, int after)
    {
        for (int i = Math.Min(_byId.Count, id - 1) - 1; i >= Math.Max(0, after); i--)
        {
            if (_byId[i] is { } contact)
                yield return contact;
        }
    }

    /// <summary>How many contacts there are between two ids.</summary>
    public int CountBetween(int after, int before)
    {
        int last = Math.Min(_byId.Count, before - 1);
        if (Count == _byId.Count)
            return Math.Max(0, last - after);
        int count = 0;
        for (int i = Math.Max(0, after); i < last; i++)
            count += _byId[i] is null ? 0 : 1;
        return count;
    }

    public ContactRecord Create(string email, DateTimeOffset now)
    {
        ContactRecord contact = new(_byId.Count + 1, email.Trim(), now);
        if (contact.Email.Length > 0)
            _byEmail.Add(contact.Email, contact);
        _byId.Add(contact);
        Count++;
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
        if (_byId[contact.Id - 1] is null)
            return;
        _byEmail.Remove(contact.Email);
        _byId[contact.Id - 1] = null;
        Count--;
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
