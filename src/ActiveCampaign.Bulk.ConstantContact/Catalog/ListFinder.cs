using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Wire;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>Finds the lists of an activity.</summary>
internal static class ListFinder
{
    /// <summary>The ids of lists, each once.</summary>
    /// <exception cref="BulkException">None is named, too many are, or one is not there.</exception>
    public static IReadOnlyList<string> IdsOf(IReadOnlyList<string> names, IReadOnlyList<MailingList> lists)
    {
        List<string> ids = names.Select(name => NameFinder.IdOf(name, lists)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (ids.Count == 0)
            throw new BulkException(BulkError.UnknownList, ConstantContactTexts.ListNeeded);
        if (ids.Count > ConstantContactLimits.MaxLists)
            throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.TooManyLists(ids.Count));
        return ids;
    }
}
