using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>The account's custom fields with their options and the lists they are tied to. Ids are never used again.</summary>
internal sealed class FieldCatalogue
{
    private readonly Dictionary<int, FieldDefinition> _fields = [];
    private int _lastField;
    private int _lastOption;
    private int _lastRelation;

    public IEnumerable<FieldDefinition> All => _fields.Values.OrderBy(item => item.Id);

    public FieldDefinition? Find(int id) => _fields.TryGetValue(id, out FieldDefinition? field) ? field : null;

    public FieldDefinition? Titled(string title) =>
        _fields.Values.FirstOrDefault(field => string.Equals(field.Title, title, StringComparison.OrdinalIgnoreCase));

    public FieldDefinition Add(string title, FieldType type, string? perstag, DateTimeOffset now) =>
        Put(new FieldDefinition(++_lastField, title, type, perstag ?? PerstagOf(title), now));

    public FieldDefinition Put(FieldDefinition field) => _fields[field.Id] = field;

    public bool Remove(int id) => _fields.Remove(id);

    public FieldOption AddOption(int fieldId, string value, string? label, int? order, bool isDefault, DateTimeOffset now)
    {
        FieldDefinition field = _fields[fieldId];
        FieldOption option = new(++_lastOption, value, label ?? value, order ?? field.Options.Count + 1, isDefault, now);
        Put(field with { Options = field.Options.Append(option).OrderBy(item => item.Order).ToArray() });
        return option;
    }

    public bool RemoveOption(int id)
    {
        if (All.FirstOrDefault(field => field.Options.Any(option => option.Id == id)) is not { } owner)
            return false;
        Put(owner with { Options = owner.Options.Where(option => option.Id != id).ToArray() });
        return true;
    }

    /// <summary>Ties a field to a list; the same pair keeps its relation.</summary>
    public FieldRelation Relate(int fieldId, int listId)
    {
        FieldDefinition field = _fields[fieldId];
        if (field.Relations.FirstOrDefault(relation => relation.ListId == listId) is { } known)
            return known;
        FieldRelation made = new(++_lastRelation, listId);
        Put(field with { Relations = field.Relations.Append(made).ToArray() });
        return made;
    }

    public bool RemoveRelation(int id)
    {
        if (All.FirstOrDefault(field => field.Relations.Any(relation => relation.Id == id)) is not { } owner)
            return false;
        Put(owner with { Relations = owner.Relations.Where(relation => relation.Id != id).ToArray() });
        return true;
    }

    private static string PerstagOf(string title)
    {
        StringBuilder perstag = new(title.Length);
        foreach (char c in title)
            perstag.Append(char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        return perstag.ToString();
    }
}
