using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>Finds what a user names: by exact name, then by a name of another case, then by id; <c>id:</c> forces the id.</summary>
internal static class NameFinder
{
    /// <summary>What stands before an id.</summary>
    public const string IdPrefix = "id:";

    /// <summary>The id of a list.</summary>
    /// <exception cref="BulkException">It is not there, or there are several of the name.</exception>
    public static string IdOf(string name, IReadOnlyList<MailingList> lists) =>
        IdOf(name, lists.Select(list => (list.Id, list.Name)).ToList(), BulkError.UnknownList, ConstantContactTexts.UnknownList, ConstantContactTexts.ListAmbiguous);

    /// <summary>The id of a tag.</summary>
    /// <exception cref="BulkException">It is not there, or there are several of the name.</exception>
    public static string IdOf(string name, IReadOnlyList<AccountTag> tags) =>
        IdOf(name, tags.Select(tag => (tag.Id, tag.Name)).ToList(), BulkError.UnknownTag, ConstantContactTexts.UnknownTag, ConstantContactTexts.TagAmbiguous);

    /// <summary>The same; null where there is none.</summary>
    /// <exception cref="BulkException">There are several of the name.</exception>
    public static string? FindTag(string name, IReadOnlyList<AccountTag> tags) => Find(name.Trim(), tags.Select(tag => (tag.Id, tag.Name)).ToList(), ConstantContactTexts.TagAmbiguous);

    /// <summary>Whether a tag is called that.</summary>
    public static bool IsTag(string name, IReadOnlyList<AccountTag> tags) => tags.Any(tag => string.Equals(tag.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string IdOf(string given, List<(string Id, string Name)> known, BulkError error, Func<string, string?, string> unknown, Func<string, IEnumerable<string>, string> ambiguous) =>
        Find(given.Trim(), known, ambiguous) ?? throw new BulkException(error, unknown(given.Trim(), NearestName.Find(given.Trim(), known.Select(item => item.Name))), given.Trim());

    private static string? Find(string name, List<(string Id, string Name)> known, Func<string, IEnumerable<string>, string> ambiguous)
    {
        if (name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase))
            return OfId(name.Substring(IdPrefix.Length).Trim());
        List<(string Id, string Name)> found = known.FindAll(item => string.Equals(item.Name.Trim(), name, StringComparison.Ordinal));
        if (found.Count == 0)
            found = known.FindAll(item => string.Equals(item.Name.Trim(), name, StringComparison.OrdinalIgnoreCase));
        return found.Count switch
        {
            1 => found[0].Id,
            0 => OfId(name),
            _ => throw new BulkException(BulkError.AmbiguousName, ambiguous(name, found.Select(item => item.Id)), name),
        };

        string? OfId(string id) => known.Where(item => string.Equals(item.Id, id, StringComparison.OrdinalIgnoreCase)).Select(item => item.Id).FirstOrDefault();
    }
}
