using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>One contact. Half a million of these must fit into memory, so what most contacts lack is null.</summary>
internal sealed class ContactRecord
{
    private readonly long _created;
    private long _updated;
    private long _changed;
    private CompactList<ListLink> _lists;
    private CompactList<TagLink> _tags;
    private CompactList<FieldEntry> _fields;
    private CompactList<Moment> _automationRuns;

    public ContactRecord(int id, string email, DateTimeOffset created)
    {
        Id = id;
        Email = email;
        _created = created.UtcTicks;
        _updated = _created;
        _changed = _created;
    }

    public int Id { get; }

    public string Email { get; set; }

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string Phone { get; set; } = "";

    public string AccountName { get; set; } = "";

    public DateTimeOffset Created => new(_created, TimeSpan.Zero);

    /// <summary>What the service shows as <c>udate</c>: not every change moves it.</summary>
    public DateTimeOffset Updated => new(_updated, TimeSpan.Zero);

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset Changed => new(_changed, TimeSpan.Zero);

    public void Touch(DateTimeOffset now, bool movesUpdated)
    {
        _changed = now.UtcTicks;
        _updated = movesUpdated ? _changed : _updated;
    }

    public int TimesApplied { get; set; }

    /// <summary>When an automation began for it, each time.</summary>
    public ReadOnlySpan<Moment> AutomationRuns => _automationRuns.Items;

    public ReadOnlySpan<ListLink> Lists => _lists.Items;

    public ReadOnlySpan<TagLink> Tags => _tags.Items;

    public ReadOnlySpan<FieldEntry> Fields => _fields.Items;

    public int IndexOfList(int listId)
    {
        for (int i = Lists.Length - 1; i >= 0; i--)
        {
            if (Lists[i].ListId == listId)
                return i;
        }

        return -1;
    }

    public int IndexOfTag(int tagId)
    {
        for (int i = Tags.Length - 1; i >= 0; i--)
        {
            if (Tags[i].TagId == tagId)
                return i;
        }

        return -1;
    }

    public int IndexOfField(int fieldId)
    {
        for (int i = Fields.Length - 1; i >= 0; i--)
        {
            if (Fields[i].FieldId == fieldId)
                return i;
        }

        return -1;
    }

    public ContactListStatus? StatusOn(int listId)
    {
        int index = IndexOfList(listId);
        return index < 0 ? null : Lists[index].Status;
    }

    /// <summary>Makes room for what an import brings.</summary>
    public void Reserve(int lists, int tags, int fields)
    {
        _lists.Reserve(lists);
        _tags.Reserve(tags);
        _fields.Reserve(fields);
    }

    public void Put(ListLink link) => _lists.Put(IndexOfList(link.ListId), link);

    public void Put(TagLink link) => _tags.Put(IndexOfTag(link.TagId), link);

    public void Put(FieldEntry entry) => _fields.Put(IndexOfField(entry.FieldId), entry);

    public void AddAutomationRun(Moment began) => _automationRuns.Put(-1, began);

    public void RemoveList(int listId) => _lists.RemoveAt(IndexOfList(listId));

    public void RemoveTag(int tagId) => _tags.RemoveAt(IndexOfTag(tagId));

    public void RemoveField(int fieldId) => _fields.RemoveAt(IndexOfField(fieldId));
}
