using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Single;

/// <summary>A contact read back from its import JSON, for the single routes.</summary>
internal sealed record SingleContact
{
    /// <summary>Its id, where it was looked up before; no part of the JSON.</summary>
    public int? Id { get; init; }

    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public required IReadOnlyList<KeyValuePair<int, string>> Fields { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<int> Subscribe { get; init; }

    public required IReadOnlyList<int> Unsubscribe { get; init; }

    public static SingleContact Read(System.ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new SingleContact
        {
            Email = WireText.Read(root, "email") ?? string.Empty,
            FirstName = WireText.Read(root, "first_name"),
            LastName = WireText.Read(root, "last_name"),
            Phone = WireText.Read(root, "phone"),
            Fields = Items(root, "fields").Select(field => new KeyValuePair<int, string>(WireText.ReadInt(field, "id") ?? 0, WireText.Read(field, "value") ?? string.Empty)).ToList(),
            Tags = Items(root, "tags").Select(tag => tag.GetString()!).ToList(),
            Subscribe = Items(root, "subscribe").Select(list => WireText.ReadInt(list, "listid") ?? 0).ToList(),
            Unsubscribe = Items(root, "unsubscribe").Select(list => WireText.ReadInt(list, "listid") ?? 0).ToList(),
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : [];
}
