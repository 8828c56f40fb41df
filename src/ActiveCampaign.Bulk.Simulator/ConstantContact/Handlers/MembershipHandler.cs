using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Puts many contacts on lists, takes them off, or deletes them.</summary>
internal sealed class MembershipHandler
{
    private const int MaxLists = 50;
    private readonly ServiceState _state;

    public MembershipHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCMembershipsAdd, "POST", "v3/activities/add_list_memberships", call => Start(call, ActivityKind.MembershipsAdd));
        routes.Add(RouteKind.CCMembershipsRemove, "POST", "v3/activities/remove_list_memberships", call => Start(call, ActivityKind.MembershipsRemove));
        routes.Add(RouteKind.CCContactDelete, "POST", "v3/activities/contact_delete", call => Start(call, ActivityKind.ContactDelete));
    }

    private Answer Start(ServiceCall call, ActivityKind kind)
    {
        if (JsonReading.Object(call.Request.Body) is not { } body)
        {
            _state.Offences.Add(OffenceKind.InvalidJson, call.ToString());
            return ServiceAnswers.BadRequest("The body is not an object of JSON.");
        }

        bool isDeletion = kind == ActivityKind.ContactDelete;
        JsonReading.CheckMembers(body, _state.Offences, "memberships", isDeletion ? ["contact_ids", "list_ids"] : ["source", "exclude", "list_ids"]);
        PeopleSource source = isDeletion ? PeopleSource.OfWhole(body) : PeopleSource.Of(body, _state.Offences);
        List<Guid>? lists = isDeletion ? [] : JsonReading.Ids(body, "list_ids");
        if ((source.Problem ?? (isDeletion ? null : Problem(lists))) is { } problem)
        {
            _state.Offences.Add(OffenceKind.InvalidRequest, problem);
            return ServiceAnswers.Invalid(problem);
        }

        return ActivityAnswers.Start(call, _state, kind, source.Ids.Count, activity => Apply(activity, source, lists!));
    }

    private string? Problem(List<Guid>? lists)
    {
        if (lists is not { Count: > 0 and <= MaxLists })
            return "list_ids must hold from 1 to 50 ids of lists";
        return lists.Exists(id => _state.Definitions.List(id) is null) ? "A list is not known." : null;
    }

    // Whoever has left is seen, and stays off.
    private void Apply(Activity activity, PeopleSource source, List<Guid> lists)
    {
        Person[] people = _state.People.All.Where(person => source.Fits(person, activity.Created)).Take(activity.Fate.AppliedRows).ToArray();
        foreach (Person person in people)
        {
            if (activity.Kind == ActivityKind.ContactDelete)
                person.Deleted = activity.Ends;
            else if (activity.Kind == ActivityKind.MembershipsRemove)
                person.Lists.RemoveAll(lists.Contains);
            else if (person.Permission != Permission.Unsubscribed)
                person.Lists.AddRange(lists.Except(person.Lists).Take(Math.Max(0, MaxLists - person.Lists.Count)).ToArray());
            person.Updated = activity.Ends;
        }

        activity.Tally.Total = people.Length;
        activity.Tally.Completed = people.Length;
    }
}
