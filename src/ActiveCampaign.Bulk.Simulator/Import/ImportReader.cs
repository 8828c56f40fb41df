using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>Reads the body of an import.</summary>
internal sealed class ImportReader
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly JsonInput _input;
    private readonly ImportRowReader _rows;
    private readonly CallbackReader _callbacks;

    public ImportReader(JsonInput input)
    {
        _input = input;
        _rows = new ImportRowReader(input);
        _callbacks = new CallbackReader(input);
    }

    /// <summary>The import, or null where the bytes are not a JSON object.</summary>
    public ImportRequest? Read(ArraySegment<byte> body)
    {
        try
        {
            s_strict.GetCharCount(body.Array!, body.Offset, body.Count);
            Utf8JsonReader json = new(body.AsSpan());
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return null;
            ImportRequest request = ReadMembers(ref json);
            json.Read();
            return request;
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private ImportRequest ReadMembers(ref Utf8JsonReader json)
    {
        ImportRequest request = new();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("contacts"u8))
            {
                json.Read();
                request.Rows = ReadRows(ref json);
            }
            else if (json.ValueTextEquals("exclude_automations"u8))
            {
                json.Read();
                request.ExcludeAutomations = _input.Flag(ref json, "exclude_automations");
            }
            else if (json.ValueTextEquals("callback"u8))
            {
                json.Read();
                request.Callback = _callbacks.Read(ref json);
            }
            else
            {
                _input.Unknown(ref json, "import");
            }
        }

        return request;
    }

    private List<ImportRow>? ReadRows(ref Utf8JsonReader json)
    {
        if (!_input.IsArray(ref json, "contacts"))
            return null;
        List<ImportRow> rows = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            rows.Add(_rows.Read(ref json));
        return rows;
    }
}
