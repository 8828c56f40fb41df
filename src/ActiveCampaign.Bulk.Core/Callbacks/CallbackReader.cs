using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>
/// Reads a call: its query and its body, which may be JSON or a form. The service does not say which it sends, so what
/// is marked as neither is taken for what it looks like.
/// </summary>
internal static class CallbackReader
{
    private const string BatchIdName = "batchId";
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };

    /// <summary>The call, or null when it cannot be read.</summary>
    /// <param name="rawUrl">Path and query as they came.</param>
    /// <param name="contentType">What the caller says of the body.</param>
    /// <param name="body">The body; may be empty.</param>
    public static CallbackCall? Read(string? rawUrl, string? contentType, ArraySegment<byte> body)
    {
        List<KeyValuePair<string, string>> parameters = [];
        int query = rawUrl?.IndexOf('?') ?? -1;
        if (query >= 0)
            AddForm(rawUrl!.Substring(query + 1), parameters);
        if (body.Count > 0 && !TryAddBody(contentType, body, parameters))
            return null;
        string? batchId = parameters.LastOrDefault(pair => string.Equals(pair.Key, BatchIdName, StringComparison.OrdinalIgnoreCase)).Value;
        return new CallbackCall(parameters, string.IsNullOrEmpty(batchId) ? null : batchId);
    }

    private static bool TryAddBody(string? contentType, ArraySegment<byte> body, List<KeyValuePair<string, string>> parameters)
    {
        if (IsJson(contentType, body))
            return TryAddJson(body, parameters);
        AddForm(Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count), parameters);
        return true;
    }

    private static bool IsJson(string? contentType, ArraySegment<byte> body)
    {
        if (contentType?.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0)
            return true;
        bool isForm = contentType?.IndexOf("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) >= 0;
        return !isForm && body.SkipWhile(value => value is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t').FirstOrDefault() == (byte)'{';
    }

    private static bool TryAddJson(ArraySegment<byte> body, List<KeyValuePair<string, string>> parameters)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(), s_options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (Text(property.Value) is string text)
                    parameters.Add(new(property.Name, text));
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is a text that is no Unicode.
            return false;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static void AddForm(string text, List<KeyValuePair<string, string>> parameters)
    {
        foreach (string part in text.Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0)
                parameters.Add(new(WebUtility.UrlDecode(part.Substring(0, equals)), WebUtility.UrlDecode(part.Substring(equals + 1))));
        }
    }
}
