using System;
using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>What an account has by name: fields, lists, tags. A snapshot; safe to read from several threads.</summary>
internal sealed class AccountCatalog
{
    private const string IdPrefix = "id:";

    private readonly Dictionary<string, ListDefinition> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, ListDefinition> _listsById = [];
    private readonly Dictionary<string, List<ListDefinition>> _sameName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TagDefinition> _tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, TagDefinition> _tagsById = [];

    /// <summary>Takes over what was read from the account.</summary>
    public AccountCatalog(IReadOnlyList<FieldDefinition> fields, IReadOnlyList<ListDefinition> lists, IReadOnlyList<TagDefinition> tags)
    {
        Fields = fields;
        Lists = lists;
        Tags = tags;
        foreach (ListDefinition list in lists)
        {
            _lists[list.Name] = list;
            _listsById[list.Id] = list;
            if (_sameName.TryGetValue(list.Name, out List<ListDefinition>? same))
                same.Add(list);
            else
                _sameName.Add(list.Name, [list]);
        }

        foreach (TagDefinition tag in tags)
        {
            _tags[tag.Name] = tag;
            _tagsById[tag.Id] = tag;
        }
    }

    /// <summary>The custom fields.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; }

    /// <summary>The lists.</summary>
    public IReadOnlyList<ListDefinition> Lists { get; }

    /// <summary>The contact tags.</summary>
    public IReadOnlyList<TagDefinition> Tags { get; }

    /// <summary>Finds a list: an exact name beats an id, <c>id:7</c> forces the id. Null when there is none, or several have the name.</summary>
    public ListDefinition? FindList(string text) => IsAmbiguousList(text) ? null : Find(text, _lists, _listsById);

    /// <summary>Whether several lists have that name.</summary>
    public bool IsAmbiguousList(string text) => ListsNamed(text).Count > 1;

    /// <summary>The lists of that name.</summary>
    internal IReadOnlyList<ListDefinition> ListsNamed(string text) =>
        text is not null && _sameName.TryGetValue(text.Trim(), out List<ListDefinition>? lists) ? lists : [];

    /// <summary>Finds a tag by the same rule.</summary>
    public TagDefinition? FindTag(string text) => Find(text, _tags, _tagsById);

    /// <summary>Finds a tag by name, or by <c>id:7</c>; bare digits are a name, as in a column of years.</summary>
    public TagDefinition? FindTagNamed(string text) =>
        _tags.TryGetValue(text.Trim(), out TagDefinition? found) ? found
        : text.TrimStart().StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? FindTag(text) : null;

    /// <summary>The custom field with that id, or null.</summary>
    public FieldDefinition? FindField(int id)
    {
        foreach (FieldDefinition field in Fields)
        {
            if (field.Id == id)
                return field;
        }

        return null;
    }

    private static T? Find<T>(string text, Dictionary<string, T> byName, Dictionary<int, T> byId)
        where T : class
    {
        string name = text.Trim();
        if (byName.TryGetValue(name, out T? found))
            return found;
        if (name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase))
            name = name.Substring(IdPrefix.Length);
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && byId.TryGetValue(id, out found)
            ? found
            : null;
    }
}
