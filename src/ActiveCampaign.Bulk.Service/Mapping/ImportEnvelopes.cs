using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Makes what stands around the contacts of an import request.</summary>
internal static class ImportEnvelopes
{
    private const string Prefix = "{\"contacts\":[";

    /// <summary>The envelope for an activity's settings.</summary>
    public static ImportEnvelope Create(bool skipAutomation, CallbackSettings? callback)
    {
        using ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            if (skipAutomation)
                writer.WriteBoolean("exclude_automations", true);
            if (callback is not null)
                WriteCallback(writer, callback);
            writer.WriteEndObject();
        }

        // The members of {...} behind the array: its brace opens the request instead, with the contacts first.
        string members = Encoding.UTF8.GetString(buffer.Segment.Array!, 1, buffer.Length - 2);
        string suffix = members.Length == 0 ? "]}" : "]," + members + "}";
        return new ImportEnvelope(Encoding.UTF8.GetBytes(Prefix), Encoding.UTF8.GetBytes(suffix));
    }

    private static void WriteCallback(Utf8JsonWriter writer, CallbackSettings callback)
    {
        writer.WriteStartObject("callback");
        writer.WriteString("url", callback.Uri.AbsoluteUri);
        writer.WriteString("requestType", "POST");
        writer.WriteString("detailed_results", "true");
        WritePairs(writer, "params", callback.Parameters);
        WritePairs(writer, "headers", callback.Headers);
        writer.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter writer, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (KeyValuePair<string, string> pair in pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("key", pair.Key);
            writer.WriteString("value", pair.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
