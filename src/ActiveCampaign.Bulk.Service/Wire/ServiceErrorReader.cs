using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>
/// Reads the four shapes in which the service reports errors: <c>errors[]</c> of objects, <c>errors</c> as a text,
/// <c>message</c>, and the importer's <c>success/message/failureReasons</c>.
/// </summary>
internal static class ServiceErrorReader
{
    /// <summary>The error as one readable text; empty when the body holds none (HTML, nothing, cut JSON).</summary>
    public static string Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return string.Empty;
            List<string> texts = [];
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
                Collect(member, texts);
            return string.Join(" ", texts);
        }
        catch (JsonException)
        {
            // Gateways answer with HTML or nothing: there is no error to read, and the status says what happened.
            return string.Empty;
        }
    }

    /// <summary>
    /// Whether the service says that there is no such thing. A 404 without its words may be a gateway's for everything, and
    /// says nothing of what was asked for. On some routes the service says 403 to what is not there.
    /// </summary>
    internal static bool SaysNotThere(int status, ReadOnlyMemory<byte> body) =>
        status is 404 or 403 && Read(body).IndexOf("no result found", StringComparison.OrdinalIgnoreCase) >= 0;

    private static void Collect(JsonProperty member, List<string> texts)
    {
        switch (member.Name)
        {
            case "message" or "error":
                AddText(member.Value, texts);
                break;
            case "errors" when member.Value.ValueKind == JsonValueKind.Array:
                foreach (JsonElement error in member.Value.EnumerateArray())
                    CollectError(error, texts);
                break;
            case "errors":
                AddText(member.Value, texts);
                break;
        }
    }

    private static void CollectError(JsonElement error, List<string> texts)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            AddText(error, texts);
            return;
        }

        if (error.TryGetProperty("title", out JsonElement title))
            AddText(title, texts);
        if (error.TryGetProperty("detail", out JsonElement detail))
            AddText(detail, texts);
    }

    private static void AddText(JsonElement value, List<string> texts)
    {
        if (value.ValueKind == JsonValueKind.String && WireText.Read(value) is { Length: > 0 } text && !texts.Contains(text))
            texts.Add(text);
    }
}
