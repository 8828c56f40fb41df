using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Reads the small JSON bodies of single calls.</summary>
internal sealed class BodyReader
{
    private readonly OffenceCounters _offences;

    public BodyReader(OffenceCounters offences)
    {
        _offences = offences;
    }

    /// <summary>
    /// The object under a body's key, or null where the body is not JSON or has no such object.
    /// Members that are not allowed are counted; so are keys beside it, unless named in <paramref name="beside"/>.
    /// </summary>
    public JsonElement? Resource(ApiCall call, string key, string[] allowed, params string[] beside)
    {
        if (Root(call, [key, .. beside]) is not { } root)
            return null;
        if (!root.TryGetProperty(key, out JsonElement resource) || resource.ValueKind != JsonValueKind.Object)
            return null;
        Check(resource, key, allowed);
        return resource;
    }

    /// <summary>The body where it is a JSON object, else null. Members that are not allowed are counted.</summary>
    public JsonElement? Root(ApiCall call, params string[] allowed)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(call.Request.Body.AsMemory());
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            Check(document.RootElement, call.Kind.ToString(), allowed);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            _offences.Add(OffenceKind.InvalidJson, call.Kind.ToString());
            return null;
        }
    }

    public void Check(JsonElement element, string where, string[] allowed)
    {
        foreach (JsonProperty member in element.EnumerateObject().Where(member => !allowed.Contains(member.Name)))
            _offences.Add(OffenceKind.UnknownMember, where + "." + member.Name);
    }

    /// <summary>A text; null where it was not sent or is null. Numbers and booleans are taken as their text.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    /// <summary>An id as a number or as digits; 0 where it is neither.</summary>
    public static int Id(JsonElement element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;

    /// <summary>Whether a member says yes, as 1, "1" or true; <paramref name="otherwise"/> where it was not sent.</summary>
    public static bool Flag(JsonElement element, string name, bool otherwise = false) =>
        Text(element, name) is { } text ? text is "1" or "true" : otherwise;

    public static IEnumerable<JsonElement> Objects(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
            return [];
        return array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object);
    }
}
