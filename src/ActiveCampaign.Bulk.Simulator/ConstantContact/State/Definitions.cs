using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>A list.</summary>
internal sealed record PeopleList(Guid Id, int Number, string Name, DateTimeOffset Created);

/// <summary>A tag.</summary>
internal sealed record PeopleTag(Guid Id, int Number, string Name, DateTimeOffset Created);

/// <summary>A custom field. Imports know it by its name.</summary>
internal sealed record CustomField(
    Guid Id, int Number, string Label, string Name, string Type, IReadOnlyList<string> Choices, DateTimeOffset Created);

/// <summary>The lists, tags and custom fields of the account, each in the order of creation.</summary>
internal sealed class Definitions
{
    private static readonly string[] s_types =
        ["string", "date", "datetime", "number", "currency", "text_area", "boolean", "single_select", "multi_select"];

    private readonly Func<Guid> _newId;

    public Definitions(Func<Guid> newId)
    {
        _newId = newId;
    }

    public List<PeopleList> Lists { get; } = [];

    public List<PeopleTag> Tags { get; } = [];

    public List<CustomField> Fields { get; } = [];

    public PeopleList? List(Guid id) => Lists.Find(list => list.Id == id);

    public PeopleTag? Tag(Guid id) => Tags.Find(tag => tag.Id == id);

    public PeopleTag? Tag(string name) => Tags.Find(tag => string.Equals(tag.Name, name, StringComparison.OrdinalIgnoreCase));

    public CustomField? Field(Guid id) => Fields.Find(field => field.Id == id);

    public CustomField? Field(string name) => Fields.Find(field => field.Name == name);

    public PeopleList AddList(string name, DateTimeOffset now)
    {
        PeopleList list = new(_newId(), Lists.Count + 1, name, now);
        Lists.Add(list);
        return list;
    }

    public PeopleTag AddTag(string name, DateTimeOffset now)
    {
        PeopleTag tag = new(_newId(), Tags.Count + 1, name, now);
        Tags.Add(tag);
        return tag;
    }

    public CustomField AddField(string label, string type, IEnumerable<string>? choices, DateTimeOffset now)
    {
        if (!s_types.Contains(type))
            throw new ArgumentException("There is no type " + type + "; there are " + string.Join(", ", s_types) + ".", nameof(type));
        string name = new(label.Select(c => char.IsWhiteSpace(c) ? '_' : c).ToArray());
        CustomField field = new(_newId(), Fields.Count + 1, label, name, type, (choices ?? []).ToArray(), now);
        Fields.Add(field);
        return field;
    }
}
