using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>Reads the <c>callback</c> member of an import.</summary>
internal sealed class CallbackReader
{
    private readonly JsonInput _input;

    public CallbackReader(JsonInput input)
    {
        _input = input;
    }

    public CallbackRequest? Read(ref Utf8JsonReader json)
    {
        if (!_input.IsObject(ref json, "callback"))
            return null;
        CallbackRequest callback = new();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref json, callback);
        return callback;
    }

    private void ReadMember(ref Utf8JsonReader json, CallbackRequest callback)
    {
        if (json.ValueTextEquals("url"u8))
        {
            json.Read();
            callback.Url = _input.Text(ref json, "callback.url");
        }
        else if (json.ValueTextEquals("requestType"u8))
        {
            json.Read();
            callback.Method = _input.Text(ref json, "callback.requestType") ?? callback.Method;
        }
        else if (json.ValueTextEquals("detailed_results"u8))
        {
            json.Read();
            callback.Detailed = JsonInput.LooseFlag(ref json);
        }
        else if (json.ValueTextEquals("params"u8))
        {
            json.Read();
            ReadPairs(ref json, callback.Parameters, "callback.params");
        }
        else if (json.ValueTextEquals("headers"u8))
        {
            json.Read();
            ReadPairs(ref json, callback.Headers, "callback.headers");
        }
        else
        {
            _input.Unknown(ref json, "callback");
        }
    }

    private void ReadPairs(ref Utf8JsonReader json, List<KeyValuePair<string, string>> pairs, string member)
    {
        if (!_input.IsArray(ref json, member))
            return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!_input.IsObject(ref json, member))
                continue;
            pairs.Add(ReadPair(ref json, member));
        }
    }

    private KeyValuePair<string, string> ReadPair(ref Utf8JsonReader json, string member)
    {
        string key = "";
        string value = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("key"u8))
            {
                json.Read();
                key = _input.Text(ref json, member + "[].key") ?? "";
            }
            else if (json.ValueTextEquals("value"u8))
            {
                json.Read();
                value = _input.Text(ref json, member + "[].value") ?? "";
            }
            else
            {
                _input.Unknown(ref json, member + "[]");
            }
        }

        return new KeyValuePair<string, string>(key, value);
    }
}
