using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>
/// Tells the accounts of one application apart, which share its limits and so a folder of journals. The service names no
/// account to this scope; ids of lists are of one account alone.
/// </summary>
internal static class AccountMark
{
    private const int Kept = 10;

    /// <summary>The settings with the mark of the account; an activity that goes on must find its own.</summary>
    /// <param name="mapping">The settings, with the mark where the activity has begun.</param>
    /// <param name="lists">The account's lists.</param>
    /// <exception cref="BulkException">The activity is of another account.</exception>
    public static MappingSettings Note(MappingSettings mapping, IReadOnlyList<MailingList> lists)
    {
        if (mapping.Account.Count == 0)
            return mapping with { Account = lists.OrderBy(list => list.CreatedAt).Take(Kept).Select(list => list.Id).ToList() };
        return lists.Any(list => mapping.Account.Contains(list.Id, StringComparer.OrdinalIgnoreCase)) ? mapping : throw new BulkException(BulkError.AccountMismatch, ConstantContactTexts.AnotherAccount);
    }
}
