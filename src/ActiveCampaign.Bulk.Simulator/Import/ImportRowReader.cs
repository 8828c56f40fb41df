using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>Reads one contact of an import.</summary>
internal sealed class ImportRowReader
{
    private readonly JsonInput _input;
    private readonly List<FieldInput> _fields = [];
    private readonly List<int> _ids = [];

    public ImportRowReader(JsonInput input)
    {
        _input = input;
    }

    public ImportRow Read(ref Utf8JsonReader json)
    {
        ImportRow row = new();
        if (!_input.IsObject(ref json, "contacts[]"))
            return row;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadText(ref json, row) && !ReadArray(ref json, row))
                _input.Unknown(ref json, "contact");
        }

        return row;
    }

    private bool ReadText(ref Utf8JsonReader json, ImportRow row)
    {
        if (json.ValueTextEquals("email"u8))
        {
            json.Read();
            row.Email = _input.Text(ref json, "email", share: false);
        }
        else if (json.ValueTextEquals("first_name"u8))
        {
            json.Read();
            row.FirstName = _input.Text(ref json, "first_name");
        }
        else if (json.ValueTextEquals("last_name"u8))
        {
            json.Read();
            row.LastName = _input.Text(ref json, "last_name");
        }
        else if (json.ValueTextEquals("phone"u8))
        {
            json.Read();
            row.Phone = _input.Text(ref json, "phone", share: false);
        }
        else if (json.ValueTextEquals("customer_acct_name"u8))
        {
            json.Read();
            row.AccountName = _input.Text(ref json, "customer_acct_name");
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadArray(ref Utf8JsonReader json, ImportRow row)
    {
        if (json.ValueTextEquals("tags"u8))
        {
            json.Read();
            row.Tags = _input.Texts(ref json, "tags");
        }
        else if (json.ValueTextEquals("fields"u8))
        {
            json.Read();
            row.Fields = ReadFields(ref json);
        }
        else if (json.ValueTextEquals("subscribe"u8))
        {
            json.Read();
            row.Subscribe = ReadLists(ref json, "subscribe");
        }
        else if (json.ValueTextEquals("unsubscribe"u8))
        {
            json.Read();
            row.Unsubscribe = ReadLists(ref json, "unsubscribe");
        }
        else if (json.ValueTextEquals("exclude_automations"u8))
        {
            json.Read();
            row.ExcludeAutomations = _input.Flag(ref json, "exclude_automations");
        }
        else
        {
            return false;
        }

        return true;
    }

    private FieldInput[] ReadFields(ref Utf8JsonReader json)
    {
        if (!_input.IsArray(ref json, "fields"))
            return [];
        _fields.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!_input.IsObject(ref json, "fields[]"))
                continue;
            FieldInput field = ReadField(ref json);
            if (field.Value is not null)
                _fields.Add(field);
        }

        return _fields.ToArray();
    }

    private FieldInput ReadField(ref Utf8JsonReader json)
    {
        int id = 0;
        string? value = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                id = _input.Id(ref json, "fields[].id");
            }
            else if (json.ValueTextEquals("value"u8))
            {
                json.Read();
                value = _input.Text(ref json, "fields[].value");
            }
            else
            {
                _input.Unknown(ref json, "fields[]");
            }
        }

        return new FieldInput(id, value!);
    }

    private int[] ReadLists(ref Utf8JsonReader json, string member)
    {
        if (!_input.IsArray(ref json, member))
            return [];
        _ids.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!_input.IsObject(ref json, member))
                continue;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("listid"u8))
                {
                    json.Read();
                    _ids.Add(_input.Id(ref json, member + "[].listid"));
                }
                else
                {
                    _input.Unknown(ref json, member + "[]");
                }
            }
        }

        return _ids.ToArray();
    }
}
