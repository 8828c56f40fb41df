using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Reads back what <see cref="ContactJson"/> wrote.</summary>
internal static class ContactReader
{
    public static ContactRow Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new ContactRow
        {
            Email = root.GetProperty("email").GetString()!,
            FirstName = WireText.Read(root, "first_name"),
            LastName = WireText.Read(root, "last_name"),
            Phone = WireText.Read(root, "phone"),
            Account = WireText.Read(root, "customer_acct_name"),
            Fields = Items(root, "fields").Select(field => new FieldValue(field.GetProperty("id").GetInt32(), field.GetProperty("value").GetString()!)).ToList(),
            Tags = Items(root, "tags").Select(tag => tag.GetString()!).ToList(),
            Subscribe = Items(root, "subscribe").Select(list => list.GetProperty("listid").GetInt32()).ToList(),
            Unsubscribe = Items(root, "unsubscribe").Select(list => list.GetProperty("listid").GetInt32()).ToList(),
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : [];
}
