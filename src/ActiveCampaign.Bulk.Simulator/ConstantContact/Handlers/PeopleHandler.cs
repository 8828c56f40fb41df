using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Puts many contacts on lists and tags them, takes them off again, or deletes them.</summary>
internal sealed class PeopleHandler
{
    private const int MaxTargets = 50;
    private const string Lists = "list_ids";
    private const string Tags = "tag_ids";

    private readonly ServiceState _state;

    public PeopleHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCMembershipsAdd, "POST", "v3/activities/add_list_memberships", call => Start(call, ActivityKind.MembershipsAdd, Lists));
        routes.Add(RouteKind.CCMembershipsRemove, "POST", "v3/activities/remove_list_memberships", call => Start(call, ActivityKind.MembershipsRemove, Lists));
        routes.Add(RouteKind.CCTaggingsAdd, "POST", "v3/activities/contacts_taggings_add", call => Start(call, ActivityKind.TaggingsAdd, Tags));
        routes.Add(RouteKind.CCTaggingsRemove, "POST", "v3/activities/contacts_taggings_remove", call => Start(call, ActivityKind.TaggingsRemove, Tags));
        routes.Add(RouteKind.CCContactDelete, "POST", "v3/activities/contact_delete", call => Start(call, ActivityKind.ContactDelete, null));
    }

    private Answer Start(ServiceCall call, ActivityKind kind, string? target)
    {
        if (JsonReading.Object(call.Request.Body) is not { } body)
        {
            _state.Offences.Add(OffenceKind.InvalidJson, call.ToString());
            return ServiceAnswers.BadRequest("The body is not an object of JSON.");
        }

        JsonReading.CheckMembers(body, _state.Offences, target == Tags ? "taggings" : "memberships", target is null ? ["contact_ids", Lists] : ["source", "exclude", target]);
        PeopleSource source = target is null ? PeopleSource.OfWhole(body) : PeopleSource.Of(body, _state.Offences);
        List<Guid>? targets = target is null ? [] : JsonReading.Ids(body, target);
        if ((source.Problem ?? Problem(target, targets)) is { } problem)
        {
            _state.Offences.Add(OffenceKind.InvalidRequest, problem);
            return ServiceAnswers.Invalid(problem);
        }

        return ActivityAnswers.Start(call, _state, kind, source.Ids.Count, activity => Apply(activity, source, targets!));
    }

    private string? Problem(string? target, List<Guid>? targets)
    {
        if (target is null)
            return null;
        string noun = target == Tags ? "tag" : "list";
        if (targets is not { Count: > 0 and <= MaxTargets })
            return $"{target} must hold from 1 to 50 ids of {noun}s";
        return targets.Exists(id => target == Tags ? _state.Definitions.Tag(id) is null : _state.Definitions.List(id) is null) ? $"A {noun} is not known." : null;
    }

    private void Apply(Activity activity, PeopleSource source, List<Guid> targets)
    {
        Person[] people = _state.People.All.Where(person => source.Fits(person, activity.Created)).Take(activity.Fate.AppliedRows).ToArray();
        foreach (Person person in people)
        {
            Apply(activity, person, targets);
            person.Updated = activity.Ends;
        }

        activity.Tally.Total = people.Length;
        activity.Tally.Completed = people.Length;
    }

    private static void Apply(Activity activity, Person person, List<Guid> targets)
    {
        switch (activity.Kind)
        {
            case ActivityKind.ContactDelete:
                person.Deleted = activity.Ends;
                break;
            case ActivityKind.MembershipsRemove:
                person.Lists.RemoveAll(targets.Contains);
                break;
            case ActivityKind.TaggingsRemove:
                person.Tags.RemoveAll(targets.Contains);
                break;
            case ActivityKind.TaggingsAdd:
                Add(person.Tags, targets);
                break;
            default:
                // Whoever has left is seen, and stays off.
                if (person.Permission != Permission.Unsubscribed)
                    Add(person.Lists, targets);
                break;
        }
    }

    private static void Add(List<Guid> has, List<Guid> targets) => has.AddRange(targets.Except(has).Take(Math.Max(0, MaxTargets - has.Count)).ToArray());
}
