using System;
using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Writes custom fields, their options and the lists they belong to.</summary>
internal sealed class FieldJson
{
    private readonly SimulatorOptions _options;
    private readonly string _base;

    public FieldJson(SimulatorOptions options, Uri api)
    {
        _options = options;
        _base = api.AbsoluteUri;
    }

    public void Write(Utf8JsonWriter json, FieldDefinition field)
    {
        string created = WireFormat.Date(field.Created, _options.OffsetAt(field.Created));
        json.WriteString("title", field.Title);
        json.WriteNull("descript");
        json.WriteString("type", field.WireType);
        json.WriteString("isrequired", "0");
        json.WriteString("perstag", field.Perstag);
        json.WriteNull("defval");
        json.WriteString("show_in_list", "0");
        json.WriteString("rows", "0");
        json.WriteString("cols", "0");
        json.WriteString("visible", "1");
        json.WriteString("service", "");
        json.WriteString("ordernum", WireFormat.Text(field.Id));
        json.WriteString("cdate", created);
        json.WriteString("udate", created);
        json.WriteString("created_timestamp", WireFormat.ZonelessDate(field.Created, _options.OffsetAt(field.Created)));
        json.WriteString("updated_timestamp", WireFormat.ZonelessDate(field.Created, _options.OffsetAt(field.Created)));
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        json.WriteString("sendtype", "");
        WriteIds(json, field);
        WriteLinks(json, field);
        json.WriteId("id", field.Id);
    }

    public void WriteOptions(Utf8JsonWriter json, IEnumerable<FieldDefinition> fields)
    {
        json.WriteStartArray("fieldOptions");
        foreach (FieldDefinition field in fields)
        {
            for (int i = 0; i < field.Options.Count; i++)
                WriteOption(json, field, field.Options[i], i + 1);
        }

        json.WriteEndArray();
    }

    public static void WriteRelations(Utf8JsonWriter json, IEnumerable<FieldDefinition> fields)
    {
        json.WriteStartArray("fieldRels");
        foreach (FieldDefinition field in fields)
        {
            json.WriteStartObject();
            json.WriteId("field", field.Id);
            json.WriteId("relid", field.ListId);
            json.WriteString("dorder", "0");
            json.WriteNull("cdate");
            WriteEmptyLinks(json);
            json.WriteId("id", field.RelationId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteStartArray("options");
        foreach (FieldOption option in field.Options)
            json.WriteStringValue(WireFormat.Text(option.Id));
        json.WriteEndArray();
        json.WriteStartArray("relations");
        json.WriteStringValue(WireFormat.Text(field.RelationId));
        json.WriteEndArray();
    }

    private void WriteLinks(Utf8JsonWriter json, FieldDefinition field)
    {
        if (field.Options.Count == 0)
        {
            WriteEmptyLinks(json);
            return;
        }

        json.WriteStartObject("links");
        json.WriteString("options", _base + "fields/" + field.Id + "/options");
        json.WriteString("relations", _base + "fields/" + field.Id + "/relations");
        json.WriteEndObject();
    }

    private void WriteOption(Utf8JsonWriter json, FieldDefinition field, FieldOption option, int order)
    {
        string created = WireFormat.Date(field.Created, _options.OffsetAt(field.Created));
        json.WriteStartObject();
        json.WriteId("field", field.Id);
        json.WriteId("orderid", order);
        json.WriteString("value", option.Value);
        json.WriteString("label", option.Value);
        json.WriteFlag("isdefault", false);
        json.WriteString("cdate", created);
        json.WriteString("udate", created);
        WriteEmptyLinks(json);
        json.WriteId("id", option.Id);
        json.WriteEndObject();
    }

    private static void WriteEmptyLinks(Utf8JsonWriter json)
    {
        json.WriteStartArray("links");
        json.WriteEndArray();
    }
}
