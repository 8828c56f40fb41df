using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>
/// An error as the service gives it: one object or an array of them, by key and text; the token host's own two shapes; or
/// text of a gateway.
/// </summary>
/// <param name="Key">The first key; null where there is none.</param>
/// <param name="Text">All texts; empty where there is none that a person can read.</param>
internal sealed record ErrorBody(string? Key, string Text)
{
    /// <summary>What a refusal for the rate says.</summary>
    public const string Throttled = "throttled";

    /// <summary>What the end of a day's calls says.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    private const int LongestText = 300;

    private static readonly string[] s_keys = ["error_key", "error", "errorCode"];
    private static readonly string[] s_texts = ["error_message", "error_description", "errorSummary", "message"];

    /// <summary>Reads a body.</summary>
    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            List<JsonElement> errors = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
            IEnumerable<string> texts = errors.Select(error => Find(error, s_texts) ?? Find(error, s_keys)).OfType<string>();
            return new ErrorBody(errors.Select(error => Find(error, s_keys)).FirstOrDefault(key => key is not null), Cut(string.Join("; ", texts)));
        }
        catch (JsonException)
        {
            return new ErrorBody(null, Plain(Encoding.UTF8.GetString(body.ToArray()).Trim()));
        }
    }

    // A page of a gateway says nothing to anybody, and neither does half of an object.
    private static string Plain(string text) => text.Length == 0 || text[0] is '<' or '{' or '[' ? string.Empty : Cut(text);

    private static string Cut(string text) => text.Length <= LongestText ? text : text.Substring(0, LongestText) + "...";

    private static string? Find(JsonElement error, string[] names)
    {
        if (error.ValueKind == JsonValueKind.String)
            return names == s_texts ? error.GetString() : null;
        if (error.ValueKind != JsonValueKind.Object)
            return null;
        foreach (string name in names)
        {
            if (error.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }
}
