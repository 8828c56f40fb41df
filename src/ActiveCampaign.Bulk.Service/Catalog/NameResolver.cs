using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>
/// Finds what a user names: an exact name beats one of another case, any name beats an id, and <c>id:7</c> forces the id.
/// A name that several have is nobody's.
/// </summary>
internal sealed class NameResolver
{
    private const string IdPrefix = "id:";

    private readonly AccountCatalog _catalog;

    public NameResolver(AccountCatalog catalog)
    {
        _catalog = catalog;
    }

    /// <summary>
    /// Whether a bare number is an id where nothing has it for a name. Not where people are removed: those of a tag that is
    /// gone would be taken for those of another one.
    /// </summary>
    public bool TakesBareIds { get; init; } = true;

    /// <summary>The list's id.</summary>
    /// <exception cref="BulkException">There is none, or there are several.</exception>
    public int List(string name) => Find(name, "list", _catalog.Lists.Select(list => (list.Id, list.Name)), nearest => new BulkException(BulkError.UnknownList, ServiceTexts.UnknownList(name, nearest), name));

    /// <summary>The segment's id, of a catalog whose lists are segments.</summary>
    /// <exception cref="BulkException">There is none, or there are several.</exception>
    public int Segment(string name) => Find(name, "segment", _catalog.Lists.Select(list => (list.Id, list.Name)), nearest => new BulkException(BulkError.UnknownSegment, ServiceTexts.UnknownSegment(name, nearest), name));

    /// <summary>The tag's id.</summary>
    /// <exception cref="BulkException">There is none, or there are several.</exception>
    public int Tag(string name) => Find(name, "tag", _catalog.Tags.Select(tag => (tag.Id, tag.Name)), nearest => new BulkException(BulkError.UnknownTag, ServiceTexts.NoSuchTag(name, nearest), name));

    /// <summary>The tag, or null where there is none.</summary>
    /// <exception cref="BulkException">There are several.</exception>
    public TagDefinition? FindTag(string name) => Match(name, "tag", _catalog.Tags.Select(tag => (tag.Id, tag.Name)).ToList()) is int id ? _catalog.Tags.First(tag => tag.Id == id) : null;

    private int Find(string name, string kind, IEnumerable<(int Id, string Name)> known, Func<string?, BulkException> missing)
    {
        List<(int Id, string Name)> all = known.ToList();
        return Match(name, kind, all) ?? throw missing(NearestName.Find(name, all.Select(one => one.Name)));
    }

    private int? Match(string text, string kind, List<(int Id, string Name)> all)
    {
        string name = text.Trim();
        List<(int Id, string Name)> named = all.FindAll(one => string.Equals(one.Name.Trim(), name, StringComparison.OrdinalIgnoreCase));
        List<(int Id, string Name)> exact = named.FindAll(one => one.Name.Trim() == name);
        if ((exact.Count > 0 ? exact : named) is { Count: > 0 } found)
            return found.Count == 1 ? found[0].Id : throw new BulkException(BulkError.AmbiguousName, ServiceTexts.AmbiguousName(kind, name, found.Select(one => one.Id)), text);
        bool isId = name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase);
        return (isId || TakesBareIds) && int.TryParse(isId ? name.Substring(IdPrefix.Length) : name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && all.Exists(one => one.Id == id)
            ? id
            : null;
    }
}
