using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>One contact. Half a million of these must fit into memory, so what most contacts lack is null.</summary>
internal sealed class ContactRecord
{
    private ListLink[] _lists = [];
    private TagLink[] _tags = [];
    private FieldEntry[] _fields = [];

    public ContactRecord(int id, string email, DateTimeOffset created)
    {
        Id = id;
        Email = email;
        Created = created;
        Updated = created;
    }

    public int Id { get; }

    public string Email { get; set; }

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string Phone { get; set; } = "";

    public string AccountName { get; set; } = "";

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated { get; set; }

    public int TimesApplied { get; set; }

    public int AutomationRuns { get; set; }

    public ReadOnlySpan<ListLink> Lists => _lists;

    public ReadOnlySpan<TagLink> Tags => _tags;

    public ReadOnlySpan<FieldEntry> Fields => _fields;

    public int IndexOfList(int listId)
    {
        for (int i = _lists.Length - 1; i >= 0; i--)
        {
            if (_lists[i].ListId == listId)
                return i;
        }

        return -1;
    }

    public int IndexOfTag(int tagId)
    {
        for (int i = _tags.Length - 1; i >= 0; i--)
        {
            if (_tags[i].TagId == tagId)
                return i;
        }

        return -1;
    }

    public int IndexOfField(int fieldId)
    {
        for (int i = _fields.Length - 1; i >= 0; i--)
        {
            if (_fields[i].FieldId == fieldId)
                return i;
        }

        return -1;
    }

    public ContactListStatus? StatusOn(int listId)
    {
        int index = IndexOfList(listId);
        return index < 0 ? null : _lists[index].Status;
    }

    public void Put(ListLink link) => Put(ref _lists, IndexOfList(link.ListId), link);

    public void Put(TagLink link) => Put(ref _tags, IndexOfTag(link.TagId), link);

    public void Put(FieldEntry entry) => Put(ref _fields, IndexOfField(entry.FieldId), entry);

    public void RemoveTag(int tagId) => _tags = Array.FindAll(_tags, link => link.TagId != tagId);

    public void RemoveList(int listId) => _lists = Array.FindAll(_lists, link => link.ListId != listId);

    public void RemoveField(int fieldId) => _fields = Array.FindAll(_fields, entry => entry.FieldId != fieldId);

    private static void Put<T>(ref T[] items, int index, T item)
    {
        if (index < 0)
        {
            index = items.Length;
            Array.Resize(ref items, index + 1);
        }

        items[index] = item;
    }
}
