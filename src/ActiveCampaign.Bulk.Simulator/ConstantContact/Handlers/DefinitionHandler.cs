using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Shows the lists, custom fields and tags, and makes tags.</summary>
internal sealed class DefinitionHandler
{
    private const int MaxLists = 1_000;
    private const int MaxFields = 100;
    private const int MaxTags = 500;
    private const int MaxTagName = 255;

    private readonly ServiceState _state;

    public DefinitionHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCLists, "GET", "v3/contact_lists", Lists);
        routes.Add(RouteKind.CCFields, "GET", "v3/contact_custom_fields", Fields);
        routes.Add(RouteKind.CCTags, "GET", "v3/contact_tags", Tags);
        routes.Add(RouteKind.CCTagCreate, "POST", "v3/contact_tags", MakeTag);
    }

    private Answer Lists(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "include_count", "include_membership_count", "name", "status", "cursor");
        if (PageRequest.Read(call, MaxLists) is not { } page)
            return BadPage(MaxLists);
        string? counts = page.Query["include_membership_count"];
        if (counts is not (null or "all" or "active"))
            return ServiceAnswers.BadRequest("include_membership_count must be all or active.");
        IEnumerable<PeopleList> lists = _state.Definitions.Lists;
        if (page.Query["name"] is { } name)
            lists = lists.Where(list => string.Equals(list.Name, name, StringComparison.OrdinalIgnoreCase));
        if (page.Query["status"] == "deleted")
            lists = [];
        return ServiceAnswers.Page(page, "lists", lists, list => list.Number, (json, list) => WriteList(json, list, counts));
    }

    private void WriteList(Utf8JsonWriter json, PeopleList list, string? counts)
    {
        json.WriteString("list_id", list.Id);
        json.WriteString("name", list.Name);
        json.WriteString("description", "");
        json.WriteBoolean("favorite", false);
        json.WriteTime("created_at", list.Created, list.Number, _state.Rules);
        json.WriteTime("updated_at", list.Created, list.Number, _state.Rules);
        if (counts is not null)
            json.WriteNumber("membership_count", _state.People.All.Count(person => person.Lists.Contains(list.Id) && (counts == "all" || person.Status == "active")));
    }

    private Answer Fields(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "cursor");
        return PageRequest.Read(call, MaxFields) is { } page
            ? ServiceAnswers.Page(page, "custom_fields", _state.Definitions.Fields, field => field.Number, WriteField)
            : BadPage(MaxFields);
    }

    private void WriteField(Utf8JsonWriter json, CustomField field)
    {
        json.WriteString("custom_field_id", field.Id);
        json.WriteString("label", field.Label);
        json.WriteString("name", field.Name);
        json.WriteString("type", field.Type);
        json.WriteNumber("version", 1);
        json.WriteTime("created_at", field.Created, field.Number, _state.Rules);
        json.WriteTime("updated_at", field.Created, field.Number, _state.Rules);
        if (field.Choices.Count == 0)
            return;
        json.WriteStartArray("choices");
        for (int i = 0; i < field.Choices.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("choice_id", i + 1);
            json.WriteString("choice_label", field.Choices[i]);
            json.WriteNumber("display_order", i + 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Answer Tags(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "include_count", "cursor");
        return PageRequest.Read(call, MaxTags) is { } page
            ? ServiceAnswers.Page(page, "tags", _state.Definitions.Tags, tag => tag.Number, WriteTag)
            : BadPage(MaxTags);
    }

    private Answer MakeTag(ServiceCall call)
    {
        if (JsonReading.Object(call.Request.Body) is not { } body)
            return ServiceAnswers.BadRequest("The body is not an object of JSON.");
        JsonReading.CheckMembers(body, _state.Offences, "tag", "name", "tag_source");
        string name = body.TryGetProperty("name", out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Trim() : "";
        if (name.Length is 0 or > MaxTagName)
            return ServiceAnswers.Invalid("name must have from 1 to 255 characters");
        if (_state.Definitions.Tag(name) is not null)
            return ServiceAnswers.Error(409, "contacts.api.conflict", "A tag of that name exists.");
        PeopleTag tag = _state.Definitions.AddTag(name, _state.Now);
        return ServiceAnswers.Json(201, json => WriteTag(json, tag));
    }

    private void WriteTag(Utf8JsonWriter json, PeopleTag tag)
    {
        json.WriteString("tag_id", tag.Id);
        json.WriteString("name", tag.Name);
        json.WriteNumber("contacts_count", _state.People.All.Count(person => person.Tags.Contains(tag.Id)));
        json.WriteTime("created_at", tag.Created, tag.Number, _state.Rules);
        json.WriteTime("updated_at", tag.Created, tag.Number, _state.Rules);
    }

    private static Answer BadPage(int max) => ServiceAnswers.BadRequest("limit must be from 1 to " + max + " and cursor one of this service.");
}
