using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Tells how activities go.</summary>
internal sealed class ActivityHandler
{
    private const int MaxLimit = 500;
    private static readonly string[] s_filters = ["processing", "completed", "cancelled", "failed", "timed_out"];
    private readonly ServiceState _state;
    private (string Id, DateTimeOffset At) _latestLook;

    public ActivityHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCActivityList, "GET", "v3/activities", List);
        routes.Add(RouteKind.CCActivityGet, "GET", "v3/activities/{id}", Get);
    }

    private Answer List(ServiceCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "state", "cursor");
        if (PageRequest.Read(call, MaxLimit, !_state.Rules.ActivitiesOldestFirst) is not { } page)
            return ServiceAnswers.BadRequest("limit must be from 1 to 500 and cursor one of this service.");
        string? wanted = page.Query["state"];
        if (wanted is not null && !s_filters.Contains(wanted))
            return ServiceAnswers.BadRequest("state must be one of " + string.Join(", ", s_filters) + ".");

        DateTimeOffset now = _state.Now;
        IEnumerable<Activity> activities = _state.Activities.All
            .Where(activity => _state.IsKept(activity) && (wanted is null || ActivityAnswers.Name(activity.StateAt(now)) == wanted));
        return ServiceAnswers.Page(page, "activities", page.IsLatestFirst ? activities.Reverse() : activities, activity => activity.Number,
            (json, activity) => ActivityAnswers.Write(json, activity, _state));
    }

    private Answer Get(ServiceCall call)
    {
        call.CheckParameters(_state.Offences);
        if (_state.FindActivity(call.IdText) is not { } activity)
            return ServiceAnswers.NotFound("There is no activity " + call.IdText + ".");
        NoteLook(activity);
        return ServiceAnswers.Json(200, json => ActivityAnswers.Write(json, activity, _state));
    }

    private void NoteLook(Activity activity)
    {
        activity.Looks++;
        if (activity.HasEnded)
            return;
        DateTimeOffset now = _state.Now;
        bool isAnother = _latestLook.Id is { } latest && latest != activity.Id && now - _latestLook.At < _state.Rules.PollWindow;
        if (isAnother && _state.Activities.Find(_latestLook.Id) is { HasEnded: false })
            _state.Offences.Add(OffenceKind.PollPerActivity, activity.Id);
        _latestLook = (activity.Id, now);
    }
}
