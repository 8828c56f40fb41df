using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>Members of answers, of which any may be missing or another kind than it should be.</summary>
internal static class JsonParts
{
    /// <summary>A text; null where there is none.</summary>
    public static string? Text(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number; null where there is none.</summary>
    public static int? Number(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    /// <summary>A time; null where there is none, or a word in its place.</summary>
    public static DateTimeOffset? Time(JsonElement owner, string name) =>
        DateTimeOffset.TryParse(Text(owner, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>What an array holds; nothing where there is none.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>A member; null where there is none.</summary>
    public static JsonElement? Find(JsonElement owner, string name) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) ? value : null;
}
