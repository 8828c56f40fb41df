using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The account's tags.</summary>
internal sealed class TagHandler
{
    private static readonly string[] s_members = ["tag", "tagType", "description"];
    private readonly AccountState _state;
    private readonly TagJson _json;
    private readonly BodyReader _bodies;

    public TagHandler(AccountState state, TagJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.Tags, "GET", "tags", List);
        routes.Add(RouteKind.TagGet, "GET", "tags/{id}", Get);
        routes.Add(RouteKind.TagCreate, "POST", "tags", Create);
        routes.Add(RouteKind.TagUpdate, "PUT", "tags/{id}", Update);
        routes.Add(RouteKind.TagDelete, "DELETE", "tags/{id}", Delete);
    }

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, "search", "filters", "orders", "limit", "offset");
        IEnumerable<Tag> found = _state.Catalogue.Tags;
        if (query["search"] is { Length: > 0 } search)
            found = found.Where(tag => QueryRules.Contains(tag.Name, search));
        found = QueryRules.Filter(found, query, "search", tag => tag.Name);
        Tag[] tags = QueryRules.Order(found, query, "search", tag => tag.Name).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("tags");
            foreach (Tag tag in Page.From(query, _state.Options).Of(tags))
            {
                json.WriteStartObject();
                _json.Write(json, tag);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, tags.Length, _state.Options);
        });
    }

    private Answer Get(ApiCall call) => _state.Catalogue.Tag(call.Id) is { } tag
        ? Answers.Json(200, json =>
        {
            json.WriteStartObject("tag");
            _json.Write(json, tag);
            json.WriteId("subscriber_count", _state.Contacts.After(0).Count(contact => contact.IndexOfTag(tag.Id) >= 0));
            json.WriteEndObject();
        })
        : Answers.NoResult("Tag", call.IdText);

    private Answer Create(ApiCall call)
    {
        if (_bodies.Resource(call, "tag", s_members) is not { } body || BodyReader.Text(body, "tag") is not { Length: > 0 } name)
            return Answers.CodeError(422, "The tag is required.", "field_missing", "tag");
        string type = BodyReader.Text(body, "tagType") ?? "";
        if (_state.Catalogue.Tag(name) is { } existing)
            return Duplicate(existing);
        return Show(201, _state.Catalogue.AddTag(name, _state.Now, type, BodyReader.Text(body, "description") ?? ""));
    }

    private Answer Update(ApiCall call)
    {
        if (_state.Catalogue.Tag(call.Id) is not { } tag)
            return Answers.NoResult("Tag", call.IdText);
        if (_bodies.Resource(call, "tag", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        string name = BodyReader.Text(body, "tag") ?? tag.Name;
        if (name.Length == 0)
            return Answers.CodeError(422, "The tag is required.", "field_missing", "tag");
        if (_state.Catalogue.Tag(name) is { } other && other.Id != tag.Id)
            return Answers.CodeError(422, "The tag already exists.", "duplicate", "tag");
        return Show(200, _state.Catalogue.Put(tag with
        {
            Name = name,
            Type = BodyReader.Text(body, "tagType") ?? tag.Type,
            Description = BodyReader.Text(body, "description") ?? tag.Description,
            Updated = _state.Now,
        }));
    }

    private Answer Delete(ApiCall call)
    {
        if (!_state.Catalogue.RemoveTag(call.Id))
            return Answers.NoResult("Tag", call.IdText);
        foreach (ContactRecord contact in _state.Contacts.After(0))
            contact.RemoveTag(call.Id);
        return Answers.Empty();
    }

    private Answer Duplicate(Tag tag) => _state.Options.TagDuplicateAnswer switch
    {
        TagDuplicateAnswer.Ok200 => Show(200, tag),
        TagDuplicateAnswer.Error => Answers.Json(500, json =>
        {
            json.WriteString("message", "Could not process request");
            json.WriteString("error", "Duplicate entry '" + tag.Type + "-" + tag.Name + "' for key 'typetag'");
        }),
        _ => Answers.CodeError(422, "The tag already exists.", "duplicate", "tag"),
    };

    private Answer Show(int status, Tag tag) => Answers.Json(status, json =>
    {
        json.WriteStartObject("tag");
        _json.Write(json, tag);
        json.WriteEndObject();
    });
}
