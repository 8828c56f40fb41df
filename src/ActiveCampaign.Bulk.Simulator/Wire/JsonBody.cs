using System;
using System.IO;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>Makes the bytes of a JSON answer.</summary>
internal static class JsonBody
{
    /// <summary>An object whose members are written by <paramref name="members"/>.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
