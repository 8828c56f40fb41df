using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>Finds the lists that a user names: by exact name, then by a name of another case, then by id; <c>id:</c> forces the id.</summary>
internal static class ListFinder
{
    private const string IdPrefix = "id:";

    /// <summary>The ids of lists, each once.</summary>
    /// <exception cref="BulkException">None is named, too many are, or one is not there.</exception>
    public static IReadOnlyList<string> IdsOf(IReadOnlyList<string> names, IReadOnlyList<MailingList> lists)
    {
        List<string> ids = names.Select(name => IdOf(name.Trim(), lists)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (ids.Count == 0)
            throw new BulkException(BulkError.UnknownList, ConstantContactTexts.ListNeeded);
        if (ids.Count > ConstantContactLimits.MaxLists)
            throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.TooManyLists(ids.Count));
        return ids;
    }

    private static string IdOf(string name, IReadOnlyList<MailingList> lists)
    {
        if (name.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase))
            return OfId(name.Substring(IdPrefix.Length).Trim(), lists) ?? throw Unknown(name, lists);
        List<MailingList> found = lists.Where(list => string.Equals(list.Name.Trim(), name, StringComparison.Ordinal)).ToList();
        if (found.Count == 0)
            found = lists.Where(list => string.Equals(list.Name.Trim(), name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0].Id,
            0 => OfId(name, lists) ?? throw Unknown(name, lists),
            _ => throw new BulkException(BulkError.AmbiguousName, ConstantContactTexts.ListAmbiguous(name, found.Select(list => list.Id)), name),
        };
    }

    private static string? OfId(string id, IReadOnlyList<MailingList> lists) => lists.FirstOrDefault(list => string.Equals(list.Id, id, StringComparison.OrdinalIgnoreCase))?.Id;

    private static BulkException Unknown(string name, IReadOnlyList<MailingList> lists) =>
        new(BulkError.UnknownList, ConstantContactTexts.UnknownList(name, NearestName.Find(name, lists.Select(list => list.Name))), name);
}
