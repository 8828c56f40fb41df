using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Wire;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>A contact as the account has it.</summary>
internal sealed class StoredContact
{
    private const string Unsubscribed = "unsubscribed";

    // A number of any other kind is one of kind other, as an import would make it.
    private static readonly string[] s_phoneKinds = ["home", "work", "mobile"];

    // What an import calls a part of an address, and what a contact does.
    private static readonly (string Import, string Stored)[] s_parts = [("street", "street"), ("city", "city"), ("state", "state"), ("zip", "postal_code"), ("country", "country")];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private StoredContact(string id, string email) => (Id, Email) = (id, email);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its address.</summary>
    public string Email { get; }

    /// <summary>When it was made; null where that is not told.</summary>
    public DateTimeOffset? CreatedAt { get; private init; }

    /// <summary>When it was changed last; null where that is not told.</summary>
    public DateTimeOffset? UpdatedAt { get; private init; }

    /// <summary>Whether it was deleted, and is kept for the case that it comes back.</summary>
    public bool IsDeleted { get; private init; }

    /// <summary>Whether it has unsubscribed: no import puts it on a list.</summary>
    public bool HasLeft { get; private init; }

    /// <summary>Whether it may be written to, in the service's word: implicit, explicit, unsubscribed, pending_confirmation, temp_hold or not_set; empty where that is not told.</summary>
    public string Permission { get; private init; } = string.Empty;

    /// <summary>Where it stands, as the service's filters have it: active, deleted, or its permission.</summary>
    public string Status => IsDeleted ? "deleted" : Permission is "implicit" or "explicit" ? "active" : HasLeft ? Unsubscribed : Permission;

    /// <summary>When it came in.</summary>
    public DateTimeOffset? OptedInAt { get; private init; }

    /// <summary>Who brought it in: Account or Contact; empty where that is not told.</summary>
    public string OptInSource { get; private init; } = string.Empty;

    /// <summary>When it left; null where it has not.</summary>
    public DateTimeOffset? OptedOutAt { get; private init; }

    /// <summary>Ids of its lists.</summary>
    public required HashSet<string> Lists { get; init; }

    /// <summary>Ids of its tags; none where they were not asked for.</summary>
    public required HashSet<string> Tags { get; init; }

    /// <summary>Its telephone numbers, digits alone.</summary>
    public required List<string> Phones { get; init; }

    /// <summary>Reads one.</summary>
    public static StoredContact Read(JsonElement item)
    {
        JsonElement address = JsonParts.Find(item, "email_address") ?? default;
        StoredContact contact = new(item.GetProperty("contact_id").GetString()!, JsonParts.Text(address, "address") ?? string.Empty)
        {
            CreatedAt = JsonParts.Time(item, "created_at"),
            UpdatedAt = JsonParts.Time(item, "updated_at"),
            Permission = JsonParts.Text(address, "permission_to_send") ?? string.Empty,
            OptedInAt = JsonParts.Time(address, "opt_in_date"),
            OptInSource = JsonParts.Text(address, "opt_in_source") ?? string.Empty,
            OptedOutAt = JsonParts.Time(address, "opt_out_date"),
            IsDeleted = JsonParts.Text(item, "deleted_at") is { Length: > 0 },
            HasLeft = JsonParts.Text(address, "permission_to_send") is string permission ? permission == Unsubscribed : JsonParts.Text(address, "opt_out_date") is { Length: > 0 },
            Lists = Ids(item, "list_memberships"),
            Tags = Ids(item, "taggings"),
            Phones = JsonParts.Items(item, "phone_numbers").Select(phone => Digits(JsonParts.Text(phone, "phone_number") ?? string.Empty)).ToList(),
        };
        contact.TakeValues(item);
        return contact;
    }

    /// <summary>A value by the import's name; null where the contact has none.</summary>
    public string? Find(string key) => _values.TryGetValue(key, out string? value) ? value : null;

    /// <summary>The digits of a telephone number.</summary>
    public static string Digits(string text) => new(text.Where(char.IsDigit).ToArray());

    private static HashSet<string> Ids(JsonElement item, string name) => new(JsonParts.Items(item, name).Select(id => id.GetString() ?? string.Empty), StringComparer.OrdinalIgnoreCase);

    private void TakeValues(JsonElement item)
    {
        foreach (JsonProperty member in item.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            _values[member.Name] = Mapping.ImportRow.TextOf(member.Value);
        foreach (JsonElement field in JsonParts.Items(item, "custom_fields"))
            _values["id:" + JsonParts.Text(field, "custom_field_id")] = JsonParts.Find(field, "value") is JsonElement value ? ToText(value) : string.Empty;
        foreach (JsonElement phone in JsonParts.Items(item, "phone_numbers").Reverse())
            _values[JsonParts.Text(phone, "kind") is string of && s_phoneKinds.Contains(of) ? of + "_phone" : "phone"] = JsonParts.Text(phone, "phone_number") ?? string.Empty;
        foreach (JsonElement address in JsonParts.Items(item, "street_addresses"))
        {
            string prefix = JsonParts.Text(address, "kind") is string kind and not "home" ? kind + "_" : string.Empty;
            foreach ((string import, string stored) in s_parts)
                _values[prefix + import] = JsonParts.Text(address, stored) ?? string.Empty;
        }
    }

    private static string ToText(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(",", value.EnumerateArray().Select(Mapping.ImportRow.TextOf)) : Mapping.ImportRow.TextOf(value);
}
