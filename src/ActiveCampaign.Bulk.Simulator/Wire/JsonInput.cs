using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>
/// Reads values the way the service takes them, which is lenient, and counts what the documentation does not allow.
/// Every method starts on the value and ends on its last token. One request at a time.
/// </summary>
internal sealed class JsonInput
{
    private readonly OffenceCounters _offences;
    private readonly StringCache _strings;
    private readonly List<string> _texts = [];

    public JsonInput(OffenceCounters offences, StringCache strings)
    {
        _offences = offences;
        _strings = strings;
    }

    /// <summary>A text, or null for null and for what is no text, number or boolean.</summary>
    public string? Text(ref Utf8JsonReader json, string member, bool share = true)
    {
        if (json.TokenType == JsonTokenType.String)
            return share && !json.ValueIsEscaped && !json.HasValueSequence ? _strings.Get(json.ValueSpan) : json.GetString();
        if (json.TokenType == JsonTokenType.Null)
            return null;
        WrongType(member);
        return Scalar(ref json);
    }

    /// <summary>An id as a number or as digits; 0 where it is neither.</summary>
    public int Id(ref Utf8JsonReader json, string member)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int id))
            return id;
        if (json.TokenType == JsonTokenType.String
            && int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out id))
        {
            return id;
        }

        WrongType(member);
        json.Skip();
        return 0;
    }

    public bool Flag(ref Utf8JsonReader json, string member)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return json.TokenType == JsonTokenType.True;
        WrongType(member);
        return Scalar(ref json) is "1" or "true";
    }

    /// <summary>A flag that is documented as a string; a boolean does as well.</summary>
    public static bool LooseFlag(ref Utf8JsonReader json) => Scalar(ref json) is "1" or "true";

    public string[] Texts(ref Utf8JsonReader json, string member)
    {
        if (!IsArray(ref json, member))
            return [];
        _texts.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref json, member) is { } text)
                _texts.Add(text);
        }

        return _texts.ToArray();
    }

    public bool IsArray(ref Utf8JsonReader json, string member) => Is(ref json, JsonTokenType.StartArray, member);

    public bool IsObject(ref Utf8JsonReader json, string member) => Is(ref json, JsonTokenType.StartObject, member);

    /// <summary>Counts the member the reader stands on and passes over its value.</summary>
    public void Unknown(ref Utf8JsonReader json, string where)
    {
        _offences.Add(OffenceKind.UnknownMember, where + "." + json.GetString());
        json.Read();
        json.Skip();
    }

    private bool Is(ref Utf8JsonReader json, JsonTokenType expected, string member)
    {
        if (json.TokenType == expected)
            return true;
        if (json.TokenType != JsonTokenType.Null)
            WrongType(member);
        json.Skip();
        return false;
    }

    private void WrongType(string member) => _offences.Add(OffenceKind.WrongType, member);

    private static string? Scalar(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return json.GetString();
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.Number:
                return json.GetDecimal().ToString(CultureInfo.InvariantCulture);
            default:
                json.Skip();
                return null;
        }
    }
}
