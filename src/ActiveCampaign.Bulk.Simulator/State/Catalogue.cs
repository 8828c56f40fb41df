using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>What contacts refer to: lists, tags, fields, exclusions.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<int, MailingList> _lists = [];
    private readonly TagCatalogue _tags = new();
    private readonly List<Exclusion> _exclusions = [];
    private readonly SimulatorOptions _options;
    private int _lastList;

    public Catalogue(SimulatorOptions options)
    {
        _options = options;
    }

    public IEnumerable<MailingList> Lists => _lists.Values.OrderBy(list => list.Id);

    public IEnumerable<Tag> Tags => _tags.All;

    public FieldCatalogue Fields { get; } = new();

    public IReadOnlyList<Exclusion> Exclusions => _exclusions;

    public MailingList? List(int id) => _lists.TryGetValue(id, out MailingList? list) ? list : null;

    public FieldDefinition? Field(int id) => Fields.Find(id);

    public Tag? Tag(int id) => _tags.Find(id);

    public Tag? Tag(string name) => _tags.Find(name, _options.TagsIgnoreCase);

    public MailingList AddList(string name, DateTimeOffset now) => Put(new MailingList(++_lastList, name, now));

    public MailingList Put(MailingList list) => _lists[list.Id] = list;

    public bool RemoveList(int id) => _lists.Remove(id);

    public Tag AddTag(string name, DateTimeOffset now, string type = "contact", string description = "") =>
        _tags.Add(name, now, type, description);

    public Tag Put(Tag tag) => _tags.Replace(tag);

    public bool RemoveTag(int id) => _tags.Remove(id);

    /// <summary>Adds a field with its options, tied to a list.</summary>
    public FieldDefinition AddField(
        string title, FieldType type, string? perstag, IEnumerable<string>? options, int listId, DateTimeOffset now)
    {
        int id = Fields.Add(title, type, perstag, now).Id;
        foreach (string option in options ?? [])
            Fields.AddOption(id, option, label: null, order: null, isDefault: false, now);
        Fields.Relate(id, listId);
        return Fields.Find(id)!;
    }

    public Exclusion AddExclusion(string phrase, ExclusionMatch match)
    {
        Exclusion exclusion = new(_exclusions.Count + 1, phrase, match);
        _exclusions.Add(exclusion);
        return exclusion;
    }

    public bool IsExcluded(string email)
    {
        foreach (Exclusion exclusion in _exclusions)
        {
            if (exclusion.Covers(email))
                return true;
        }

        return false;
    }
}
