using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Writes contacts, with the parts that were asked for.</summary>
internal sealed class PersonJson
{
    public static readonly IReadOnlyList<string> Parts =
        ["custom_fields", "list_memberships", "phone_numbers", "street_addresses", "taggings", "notes"];

    private static readonly string[] s_names = ["first_name", "last_name", "job_title", "company_name", "anniversary"];
    private static readonly string[] s_kinds = ["home", "work", "mobile", "other"];
    private static readonly string[] s_addressParts = ["street", "city", "state", "zip", "country"];
    private readonly ServiceState _state;

    public PersonJson(ServiceState state)
    {
        _state = state;
    }

    public void Write(Utf8JsonWriter json, Person person, string[] parts)
    {
        json.WriteString("contact_id", person.Id);
        if (person.Email.Length > 0)
            WriteEmail(json, person);
        foreach (string name in s_names.Where(person.Values.ContainsKey))
            json.WriteString(name, person.Values[name]);
        if (person.Values.TryGetValue("birthday_month", out string? month))
            json.WriteNumber("birthday_month", int.Parse(month, CultureInfo.InvariantCulture));
        if (person.Values.TryGetValue("birthday_day", out string? day))
            json.WriteNumber("birthday_day", int.Parse(day, CultureInfo.InvariantCulture));
        json.WriteString("create_source", "Account");
        json.WriteString("update_source", "Account");
        WriteTime(json, "created_at", person.Created, person);
        WriteTime(json, "updated_at", person.Updated, person);
        if (person.Deleted is { } deleted)
            WriteTime(json, "deleted_at", deleted, person);
        if (person.SmsNumber.Length > 0)
            WriteSms(json, person);
        foreach (string part in parts)
            WritePart(json, person, part);
    }

    private void WriteEmail(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("email_address");
        json.WriteString("address", person.Email);
        json.WriteString("permission_to_send", person.PermissionName);
        WriteTime(json, "created_at", person.Created, person);
        WriteTime(json, "updated_at", person.Updated, person);
        json.WriteString("opt_in_source", person.OptInSource);
        WriteTime(json, "opt_in_date", person.OptInDate, person);
        if (person.OptOutDate is { } left)
        {
            json.WriteString("opt_out_source", person.OptOutSource);
            WriteTime(json, "opt_out_date", left, person);
        }

        json.WriteString("confirm_status", "off");
        json.WriteEndObject();
    }

    private static void WriteSms(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("sms_channel");
        json.WriteString("full_sms_address", person.SmsNumber);
        json.WriteString("sms_consent_permission", person.SmsIsExplicit ? "explicit" : "not_set");
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, Person person, string part)
    {
        json.WriteStartArray(part);
        switch (part)
        {
            case "custom_fields":
                WriteFields(json, person);
                break;
            case "list_memberships":
                WriteIds(json, person.Lists);
                break;
            case "taggings":
                WriteIds(json, person.Tags);
                break;
            case "phone_numbers":
                WritePhones(json, person);
                break;
            case "street_addresses":
                WriteAddresses(json, person);
                break;
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, Person person)
    {
        foreach (KeyValuePair<Guid, string> field in person.Fields)
        {
            json.WriteStartObject();
            json.WriteString("custom_field_id", field.Key);
            json.WriteString("value", field.Value);
            json.WriteEndObject();
        }
    }

    private static void WriteIds(Utf8JsonWriter json, List<Guid> ids)
    {
        foreach (Guid id in ids)
            json.WriteStringValue(id);
    }

    private static void WritePhones(Utf8JsonWriter json, Person person)
    {
        foreach (string kind in s_kinds.Where(kind => person.Values.ContainsKey(kind + "_phone")))
        {
            json.WriteStartObject();
            json.WriteString("phone_number", person.Values[kind + "_phone"]);
            json.WriteString("kind", kind);
            json.WriteEndObject();
        }
    }

    private static void WriteAddresses(Utf8JsonWriter json, Person person)
    {
        foreach (string kind in s_kinds)
        {
            string[] known = s_addressParts.Where(part => person.Values.ContainsKey(kind + "_" + part)).ToArray();
            if (known.Length == 0)
                continue;
            json.WriteStartObject();
            json.WriteString("kind", kind);
            foreach (string part in known)
                json.WriteString(part == "zip" ? "postal_code" : part, person.Values[kind + "_" + part]);
            json.WriteEndObject();
        }
    }

    private void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset moment, Person person) =>
        json.WriteTime(name, moment, person.Number, _state.Rules);
}
