using System;
using System.IO;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>Makes the bytes of a JSON answer.</summary>
internal static class JsonBody
{
    /// <summary>An object whose members are written by <paramref name="members"/>.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> members) => Of(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    /// <summary>Whatever value <paramref name="value"/> writes.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> value)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
            value(json);
        return stream.ToArray();
    }
}
