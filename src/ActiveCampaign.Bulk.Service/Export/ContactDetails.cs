using System.Collections.Generic;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>A contact with its parts by name. What was not asked for is null.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Status">How it stands: active, bounced, unsubscribed, unconfirmed or none.</param>
/// <param name="Fields">Values of custom fields by the name of their column.</param>
/// <param name="Tags">Names of its tags.</param>
/// <param name="Lists">Lists it is active on.</param>
/// <param name="ListsUnsubscribed">Lists it has left.</param>
/// <param name="ListsUnconfirmed">Lists it has not confirmed yet.</param>
internal sealed record ContactDetails(
    Contact Contact,
    string? Status,
    IReadOnlyDictionary<string, string>? Fields,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<string>? Lists,
    IReadOnlyList<string>? ListsUnsubscribed,
    IReadOnlyList<string>? ListsUnconfirmed);
