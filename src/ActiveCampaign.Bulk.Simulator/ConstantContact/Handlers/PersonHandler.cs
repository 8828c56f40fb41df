using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Shows contacts.</summary>
internal sealed class PersonHandler
{
    private const int MaxLimit = 500;

    private static readonly string[] s_parameters =
    [
        "limit", "cursor", "status", "email", "lists", "segment_id", "tags", "created_after", "created_before", "updated_after",
        "updated_before", "optout_after", "optout_before", "include", "include_count", "sms_status",
    ];

    private readonly ServiceState _state;
    private readonly PersonJson _json;

    public PersonHandler(ServiceState state)
    {
        _state = state;
        _json = new PersonJson(state);
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCContactList, "GET", "v3/contacts", List);
        routes.Add(RouteKind.CCContactGet, "GET", "v3/contacts/{id}", Get);
    }

    private Answer List(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, s_parameters);
        if (PageRequest.Read(call, MaxLimit) is not { } page)
            return ServiceAnswers.BadRequest("limit must be from 1 to 500 and cursor one of this service.");
        PersonFilter filter = PersonFilter.Of(page.Query);
        if (filter.Problem is { } problem)
            return ServiceAnswers.BadRequest(problem);
        if (IncludedParts(page.Query) is not { } parts)
            return ServiceAnswers.BadRequest("include must hold some of " + string.Join(", ", PersonJson.Parts));
        if (page.Query["segment_id"] is { } segment)
            return ListSegment(page, segment, parts);
        return Show(page, _state.People.All.Where(filter.Fits), parts);
    }

    // The page's own cursor adds a parameter of its own.
    private Answer ListSegment(PageRequest page, string idText, string[] parts)
    {
        if (page.Query.Pairs.Any(pair => pair.Key is not ("segment_id" or "limit" or "after")))
            return ServiceAnswers.BadRequest("segment_id goes with limit alone.");
        if (!int.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id < 1 || id > _state.Segments.Count)
            return ServiceAnswers.NotFound("There is no segment " + idText + ".");
        SegmentRun segment = _state.Segments[id - 1];
        segment.Asked ??= _state.Now;
        if (_state.Now - segment.Asked < _state.Rules.SegmentRunFor)
            return ServiceAnswers.Json(202, json => json.WriteString("status", "processing"));
        return Show(page, _state.People.All.Where(person => person.Deleted is null && segment.Condition(Snapshots.Of(person, _state))), parts);
    }

    private Answer Show(PageRequest page, IEnumerable<Person> people, string[] parts) =>
        ServiceAnswers.Page(page, "contacts", people, person => person.Number, (json, person) => _json.Write(json, person, parts));

    private Answer Get(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, "include");
        if (IncludedParts(call.Request.Query) is not { } parts)
            return ServiceAnswers.BadRequest("include must hold some of " + string.Join(", ", PersonJson.Parts));
        return JsonReading.TryReadId(call.IdText, out Guid id) && _state.People.Find(id) is { } person
            ? ServiceAnswers.Json(200, json => _json.Write(json, person, parts))
            : ServiceAnswers.NotFound("There is no contact " + call.IdText + ".");
    }

    private static string[]? IncludedParts(QueryParameters query)
    {
        string[] parts = (query["include"] ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries);
        return parts.Except(PersonJson.Parts).Any() ? null : parts.Distinct().ToArray();
    }
}
