using System;
using System.Collections.Generic;
using System.Linq;
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
        json.WriteString("title", field.Title);
        json.WriteString("descript", field.Description);
        json.WriteString("type", field.WireType);
        json.WriteFlag("isrequired", field.IsRequired);
        json.WriteString("perstag", field.Perstag);
        json.WriteString("defval", field.DefaultValue);
        json.WriteString("show_in_list", "0");
        json.WriteString("rows", "0");
        json.WriteString("cols", "0");
        json.WriteFlag("visible", field.IsVisible);
        json.WriteString("service", "");
        json.WriteString("ordernum", WireFormat.Text(field.Order));
        json.WriteString("cdate", WireFormat.Date(field.Created, _options.OffsetAt(field.Created)));
        json.WriteString("udate", WireFormat.Date(field.Updated, _options.OffsetAt(field.Updated)));
        json.WriteString("created_timestamp", WireFormat.ZonelessDate(field.Created, _options.OffsetAt(field.Created)));
        json.WriteString("updated_timestamp", WireFormat.ZonelessDate(field.Updated, _options.OffsetAt(field.Updated)));
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        json.WriteString("sendtype", "");
        WriteIds(json, field);
        WriteLinks(json, field);
        json.WriteId("id", field.Id);
    }

    public void WriteOptions(Utf8JsonWriter json, IEnumerable<FieldDefinition> fields) =>
        WriteOptions(json, fields.SelectMany(field => field.Options.Select(option => (field.Id, option))));

    public void WriteOptions(Utf8JsonWriter json, IEnumerable<(int Field, FieldOption Option)> options)
    {
        json.WriteStartArray("fieldOptions");
        foreach ((int field, FieldOption option) in options)
            WriteOption(json, field, option);
        json.WriteEndArray();
    }

    public static void WriteRelations(Utf8JsonWriter json, IEnumerable<FieldDefinition> fields) =>
        WriteRelations(json, fields.SelectMany(field => field.Relations.Select(relation => (field.Id, relation))));

    public static void WriteRelations(Utf8JsonWriter json, IEnumerable<(int Field, FieldRelation Relation)> relations)
    {
        json.WriteStartArray("fieldRels");
        foreach ((int field, FieldRelation relation) in relations)
        {
            json.WriteStartObject();
            WriteRelation(json, field, relation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteRelation(Utf8JsonWriter json, int field, FieldRelation relation)
    {
        json.WriteId("field", field);
        json.WriteId("relid", relation.ListId);
        json.WriteString("dorder", "0");
        json.WriteNull("cdate");
        WriteEmptyLinks(json);
        json.WriteId("id", relation.Id);
    }

    private static void WriteIds(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteStartArray("options");
        foreach (FieldOption option in field.Options)
            json.WriteStringValue(WireFormat.Text(option.Id));
        json.WriteEndArray();
        json.WriteStartArray("relations");
        foreach (FieldRelation relation in field.Relations)
            json.WriteStringValue(WireFormat.Text(relation.Id));
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

    private void WriteOption(Utf8JsonWriter json, int field, FieldOption option)
    {
        string created = WireFormat.Date(option.Created, _options.OffsetAt(option.Created));
        json.WriteStartObject();
        json.WriteId("field", field);
        json.WriteId("orderid", option.Order);
        json.WriteString("value", option.Value);
        json.WriteString("label", option.Label);
        json.WriteFlag("isdefault", option.IsDefault);
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
