using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>One page of contacts.</summary>
/// <param name="Contacts">Those that are wanted, by id.</param>
/// <param name="Ids">The ids of all that were on the page, in its order.</param>
/// <param name="Total">How many there are in all, or null.</param>
internal sealed record ContactPage(IReadOnlyList<Contact> Contacts, IReadOnlyList<int> Ids, int? Total);
