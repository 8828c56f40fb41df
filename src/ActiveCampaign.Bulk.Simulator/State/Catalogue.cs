using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>What contacts refer to: lists, tags, fields, exclusions.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<int, MailingList> _lists = [];
    private readonly Dictionary<int, FieldDefinition> _fields = [];
    private readonly Dictionary<string, Tag> _tagsExact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tag> _tagsAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Tag> _tags = [];
    private readonly List<Exclusion> _exclusions = [];
    private readonly SimulatorOptions _options;
    private int _lastList;
    private int _lastOption;

    public Catalogue(SimulatorOptions options)
    {
        _options = options;
    }

    public IEnumerable<MailingList> Lists => _lists.Values.OrderBy(list => list.Id);

    public IReadOnlyList<Tag> Tags => _tags;

    public IEnumerable<FieldDefinition> Fields => _fields.Values.OrderBy(item => item.Id);

    public IReadOnlyList<Exclusion> Exclusions => _exclusions;

    public MailingList? List(int id) => _lists.TryGetValue(id, out MailingList? list) ? list : null;

    public FieldDefinition? Field(int id) => _fields.TryGetValue(id, out FieldDefinition? field) ? field : null;

    public Tag? Tag(int id) => id >= 1 && id <= _tags.Count ? _tags[id - 1] : null;

    public Tag? Tag(string name) =>
        (_options.TagsIgnoreCase ? _tagsAnyCase : _tagsExact).TryGetValue(name, out Tag? tag) ? tag : null;

    public MailingList AddList(string name, DateTimeOffset now)
    {
        MailingList list = new(++_lastList, name, now);
        _lists.Add(list.Id, list);
        return list;
    }

    public bool RemoveList(int id) => _lists.Remove(id);

    public Tag AddTag(string name, DateTimeOffset now, string type = "contact", string description = "")
    {
        Tag tag = new(_tags.Count + 1, name, type, description, now);
        _tags.Add(tag);
        _tagsExact[name] = tag;
        if (!_tagsAnyCase.TryGetValue(name, out _))
            _tagsAnyCase.Add(name, tag);
        return tag;
    }

    public FieldDefinition AddField(
        string title, FieldType type, string? perstag, IEnumerable<string>? options, int listId, DateTimeOffset now)
    {
        FieldOption[] choices = (options ?? []).Select(text => new FieldOption(++_lastOption, text)).ToArray();
        int id = _fields.Count + 1;
        FieldDefinition field = new(id, title, type, perstag ?? PerstagOf(title), choices, id, listId, now);
        _fields.Add(id, field);
        return field;
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

    private static string PerstagOf(string title)
    {
        StringBuilder perstag = new(title.Length);
        foreach (char c in title)
            perstag.Append(char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        return perstag.ToString();
    }
}
