using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>What is done with a contact that is there: lists, tags, or its deletion.</summary>
/// <param name="Action">What.</param>
/// <param name="Ids">The lists or tags; none for a deletion.</param>
internal sealed record MemberDeed(ImportAction Action, IReadOnlyList<string> Ids)
{
    private const string IdKey = "id";

    private static readonly Dictionary<ImportAction, string> s_keys = new()
    {
        [ImportAction.Subscribe] = "add_list",
        [ImportAction.Unsubscribe] = "remove_list",
        [ImportAction.AddTag] = "add_tag",
        [ImportAction.RemoveTag] = "remove_tag",
        [ImportAction.Delete] = "delete",
    };

    /// <summary>Its name in a contact as it is journaled.</summary>
    public string Key => s_keys[Action];

    /// <summary>What is done with a contact, as it was journaled; null for one of an import.</summary>
    public static MemberDeed? Read(JsonElement contact)
    {
        foreach (KeyValuePair<ImportAction, string> key in s_keys)
        {
            if (contact.TryGetProperty(key.Value, out JsonElement ids) && ids.ValueKind == JsonValueKind.Array)
                return new MemberDeed(key.Key, ids.EnumerateArray().Select(id => id.GetString() ?? string.Empty).ToList());
        }

        return null;
    }

    /// <summary>The contact's id, as it was journaled; null where the person was erased since.</summary>
    public static string? IdOf(JsonElement contact) => contact.TryGetProperty(IdKey, out JsonElement id) ? id.GetString() : null;

    /// <summary>Writes the contact with what is done with it.</summary>
    public void Write(Utf8JsonWriter writer, string id, string email)
    {
        writer.WriteStartObject();
        writer.WriteString(IdKey, id);
        writer.WriteString("email", email);
        writer.WriteStartArray(Key);
        foreach (string named in Ids)
            writer.WriteStringValue(named);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
