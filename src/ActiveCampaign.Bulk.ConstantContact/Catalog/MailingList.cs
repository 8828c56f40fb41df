using System;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Wire;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>A list of the account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for; null where nobody has said.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="Members">Active contacts on it; null where that was not told.</param>
internal sealed record MailingList(string Id, string Name, string? Description, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt, int? Members)
{
    /// <summary>Reads one.</summary>
    public static MailingList Read(JsonElement item) => new(
        item.GetProperty("list_id").GetString()!, JsonParts.Text(item, "name") ?? string.Empty, JsonParts.Text(item, "description"), JsonParts.Time(item, "created_at"), JsonParts.Time(item, "updated_at"), JsonParts.Number(item, "membership_count"));
}
