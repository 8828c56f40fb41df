using System;
using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Reads the body of an import as JSON: flat rows, list ids. One body at a time.</summary>
internal sealed class JsonImportReader
{
    private readonly ConstantContactRules _rules;
    private readonly OffenceCounters _offences;
    private readonly StringCache _strings;

    public JsonImportReader(ConstantContactRules rules, OffenceCounters offences, StringCache strings)
    {
        _rules = rules;
        _offences = offences;
        _strings = strings;
    }

    /// <summary>The rows within the limits; null where the body had none.</summary>
    public List<PersonRow>? Rows { get; private set; }

    /// <summary>The rows over a limit.</summary>
    public int Dropped { get; private set; }

    /// <summary>Null where the member is missing or not an array of UUIDs.</summary>
    public List<Guid>? ListIds { get; private set; }

    public string? SmsPermission { get; private set; }

    /// <summary>What is wrong with the JSON itself; null for nothing.</summary>
    public string? Read(ArraySegment<byte> body)
    {
        try
        {
            Utf8JsonReader json = new(body);
            return ReadBody(ref json);
        }
        catch (JsonException problem)
        {
            return problem.Message;
        }
    }

    private string? ReadBody(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return "The body is not an object.";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string member = json.GetString()!;
            json.Read();
            if (ReadMember(ref json, member) is { } problem)
                return problem;
        }

        // Reads on to the end, so that anything behind the object is found.
        json.Read();
        return null;
    }

    private string? ReadMember(ref Utf8JsonReader json, string member)
    {
        switch (member)
        {
            case "import_data":
                return ReadRows(ref json);
            case "list_ids":
                ReadListIds(ref json);
                return null;
            case "sms_permission_to_send" when json.TokenType is JsonTokenType.String or JsonTokenType.Null:
                SmsPermission = json.GetString();
                return null;
            default:
                _offences.Add(OffenceKind.UnknownMember, "import." + member);
                json.Skip();
                return null;
        }
    }

    private string? ReadRows(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return "import_data is not an array.";
        Rows = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                return "import_data holds something that is not an object.";
            PersonRow row = ReadRow(ref json);
            if (json.BytesConsumed > _rules.MaxImportBytes || Rows.Count >= _rules.MaxImportRows)
                Dropped++;
            else
                Rows.Add(row);
        }

        return null;
    }

    private PersonRow ReadRow(ref Utf8JsonReader json)
    {
        PersonRow row = new();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string property = json.ValueIsEscaped ? json.GetString()! : _strings.Get(json.ValueSpan);
            json.Read();
            if (!RowProperties.IsKnown(property))
            {
                _offences.Add(OffenceKind.UnknownMember, "import_data." + property);
                json.Skip();
            }
            else if (Value(ref json, property) is { Length: > 0 } value)
            {
                row.Set(property, value);
            }
        }

        return row;
    }

    // Numbers are for the parts of a birthday alone; elsewhere they are taken as they are written, and counted.
    private string? Value(ref Utf8JsonReader json, string property)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                if (IsBirthday(property))
                    _offences.Add(OffenceKind.WrongType, property);
                return json.ValueIsEscaped ? json.GetString() : _strings.Get(json.ValueSpan);
            case JsonTokenType.Number:
                if (!IsBirthday(property))
                    _offences.Add(OffenceKind.WrongType, property);
                return _strings.Get(json.ValueSpan);
            case JsonTokenType.Null:
                return null;
            default:
                _offences.Add(OffenceKind.WrongType, property);
                json.Skip();
                return null;
        }
    }

    private static bool IsBirthday(string property) => property is "birthday_month" or "birthday_day";

    private void ReadListIds(ref Utf8JsonReader json)
    {
        List<Guid> ids = [];
        bool isGood = json.TokenType == JsonTokenType.StartArray;
        if (!isGood)
            json.Skip();
        while (isGood && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && JsonReading.TryReadId(json.GetString(), out Guid id))
            {
                ids.Add(id);
                continue;
            }

            json.Skip();
            ListIds = null;
            SkipRest(ref json);
            return;
        }

        ListIds = isGood ? ids : null;
    }

    private static void SkipRest(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            json.Skip();
    }
}
