using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Adds tags to many contacts, or takes them off.</summary>
internal sealed class TaggingHandler
{
    private const int MaxTags = 50;
    private readonly ServiceState _state;

    public TaggingHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCTaggingsAdd, "POST", "v3/activities/contacts_taggings_add", call => Start(call, ActivityKind.TaggingsAdd));
        routes.Add(RouteKind.CCTaggingsRemove, "POST", "v3/activities/contacts_taggings_remove", call => Start(call, ActivityKind.TaggingsRemove));
    }

    private Answer Start(ServiceCall call, ActivityKind kind)
    {
        if (JsonReading.Object(call.Request.Body) is not { } body)
        {
            _state.Offences.Add(OffenceKind.InvalidJson, call.ToString());
            return ServiceAnswers.BadRequest("The body is not an object of JSON.");
        }

        JsonReading.CheckMembers(body, _state.Offences, "taggings", "source", "exclude", "tag_ids");
        PeopleSource source = PeopleSource.Of(body, _state.Offences);
        List<Guid>? tags = JsonReading.Ids(body, "tag_ids");
        string? problem = source.Problem;
        if (tags is not { Count: > 0 and <= MaxTags })
            problem = "tag_ids must hold from 1 to 50 ids of tags";
        else if (tags.Exists(id => _state.Definitions.Tag(id) is null))
            problem = "A tag is not known.";
        if (problem is not null)
        {
            _state.Offences.Add(OffenceKind.InvalidRequest, problem);
            return ServiceAnswers.Invalid(problem);
        }

        return ActivityAnswers.Start(call, _state, kind, source.Ids.Count, activity => Apply(activity, source, tags!));
    }

    private void Apply(Activity activity, PeopleSource source, List<Guid> tags)
    {
        Person[] people = _state.People.All.Where(person => source.Fits(person, activity.Created)).Take(activity.Fate.AppliedRows).ToArray();
        foreach (Person person in people)
        {
            if (activity.Kind == ActivityKind.TaggingsRemove)
                person.Tags.RemoveAll(tags.Contains);
            else
                person.Tags.AddRange(tags.Except(person.Tags).Take(Math.Max(0, MaxTags - person.Tags.Count)).ToArray());
            person.Updated = activity.Ends;
        }

        activity.Tally.Total = people.Length;
        activity.Tally.Completed = people.Length;
    }
}
