using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Writes tags.</summary>
internal sealed class TagJson
{
    private readonly SimulatorOptions _options;
    private readonly string _base;

    public TagJson(SimulatorOptions options, Uri api)
    {
        _options = options;
        _base = api.AbsoluteUri;
    }

    public void Write(Utf8JsonWriter json, Tag tag)
    {
        json.WriteString("tagType", tag.Type);
        json.WriteString("tag", tag.Name);
        json.WriteString("description", tag.Description);
        json.WriteString("cdate", WireFormat.Date(tag.Created, _options.OffsetAt(tag.Created)));
        json.WriteString("created_timestamp", WireFormat.ZonelessDate(tag.Created, _options.OffsetAt(tag.Created)));
        json.WriteString("updated_timestamp", WireFormat.ZonelessDate(tag.Updated, _options.OffsetAt(tag.Updated)));
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        json.WriteString("deleted", "0");
        json.WriteStartObject("links");
        json.WriteString("contactGoalTags", _base + "tags/" + tag.Id + "/contactGoalTags");
        json.WriteEndObject();
        json.WriteId("id", tag.Id);
    }
}
