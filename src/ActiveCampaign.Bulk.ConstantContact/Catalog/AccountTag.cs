using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Wire;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>A tag of the account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contacts">Contacts that have it; null where that was not told.</param>
internal sealed record AccountTag(string Id, string Name, int? Contacts)
{
    /// <summary>Reads one.</summary>
    public static AccountTag Read(JsonElement item) => new(item.GetProperty("tag_id").GetString()!, JsonParts.Text(item, "name") ?? string.Empty, JsonParts.Number(item, "contacts_count"));
}
