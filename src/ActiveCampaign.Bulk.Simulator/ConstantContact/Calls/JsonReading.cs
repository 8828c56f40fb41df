using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>Reads small JSON bodies.</summary>
internal static class JsonReading
{
    /// <summary>The body as an object; null where it is not one.</summary>
    public static JsonElement? Object(ArraySegment<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory());
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Ids of a member: empty where there is none, null where one is not a UUID or it is no array.</summary>
    public static List<Guid>? Ids(JsonElement body, string member)
    {
        List<Guid> ids = [];
        if (!body.TryGetProperty(member, out JsonElement array))
            return ids;
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !TryReadId(item.GetString(), out Guid id))
                return null;
            ids.Add(id);
        }

        return ids;
    }

    public static bool TryReadId(string? text, out Guid id) => Guid.TryParseExact(text ?? "", "D", out id);

    /// <summary>Counts members that are not allowed.</summary>
    public static void CheckMembers(JsonElement body, OffenceCounters offences, string where, params string[] allowed)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            if (Array.IndexOf(allowed, member.Name) < 0)
                offences.Add(OffenceKind.UnknownMember, where + "." + member.Name);
        }
    }
}
