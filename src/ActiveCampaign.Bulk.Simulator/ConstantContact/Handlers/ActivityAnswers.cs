using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Takes activities in and shows them.</summary>
internal static class ActivityAnswers
{
    /// <summary>Accepts an activity, or answers that the queue is full.</summary>
    public static Answer Start(
        ServiceCall call, ServiceState state, ActivityKind kind, int rows, Action<Activity> effect, string? fileName = null)
    {
        if (state.TryAdd(kind, rows, call.Arrived, effect, fileName) is not { } activity)
        {
            state.Offences.Add(OffenceKind.OverQueue, call.ToString());
            return ServiceAnswers.QueueFull(state.Rules);
        }

        foreach (ActivityFault fault in call.Faults.Of<ActivityFault>())
            fault.OnActivity(activity.Fate);
        return ServiceAnswers.Json(201, json => Write(json, activity, state));
    }

    public static void Write(Utf8JsonWriter json, Activity activity, ServiceState state)
    {
        DateTimeOffset now = state.Now;
        ActivityState at = activity.StateAt(now);
        json.WriteString("activity_id", activity.Id);
        json.WriteString("state", Name(at));
        WriteTimes(json, activity, at, state);
        if (activity.FileName is not null)
            json.WriteString("source_file_name", activity.FileName);
        json.WriteNumber("percent_done", at == ActivityState.Initialized ? 0 : activity.PercentAt(now));
        WriteErrors(json, activity, state);
        json.WriteStartObject("status");
        WriteTally(json, activity);
        json.WriteEndObject();
        json.WriteStartObject("_links");
        ServiceAnswers.WriteLink(json, "self", "/v3/activities/" + activity.Id);
        json.WriteEndObject();
    }

    public static string Name(ActivityState state) => state switch
    {
        ActivityState.Initialized => "initialized",
        ActivityState.Processing => "processing",
        ActivityState.Completed => "completed",
        ActivityState.Cancelled => "cancelled",
        ActivityState.Failed => "failed",
        _ => "timed_out",
    };

    private static void WriteTimes(Utf8JsonWriter json, Activity activity, ActivityState at, ServiceState state)
    {
        void Time(string name, DateTimeOffset moment) => json.WriteTime(name, moment, activity.Number, state.Rules);

        Time("created_at", activity.Created);
        if (at != ActivityState.Initialized)
            Time("started_at", activity.Starts);
        if (activity.HasEnded)
            Time("completed_at", activity.Ends);
        Time("updated_at", activity.HasEnded ? activity.Ends : at == ActivityState.Initialized ? activity.Created : activity.Starts);
    }

    private static void WriteErrors(Utf8JsonWriter json, Activity activity, ServiceState state)
    {
        json.WriteStartArray("activity_errors");
        if (activity.HasEnded)
        {
            foreach (string error in activity.Fate.Errors)
                WriteError(json, error, activity.Fate.ErrorsAsObjects ?? state.Rules.ErrorsAsObjects);
        }

        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, string error, bool asObject)
    {
        if (!asObject)
        {
            json.WriteStringValue(error);
            return;
        }

        json.WriteStartObject();
        json.WriteString("message", error);
        json.WriteEndObject();
    }

    private static void WriteTally(Utf8JsonWriter json, Activity activity)
    {
        ActivityTally tally = activity.Tally;
        json.WriteNumber("items_total_count", tally.Total);
        if (!activity.IsImport)
        {
            json.WriteNumber("items_completed_count", tally.Completed);
            return;
        }

        json.WriteNumber("person_count", tally.Persons);
        json.WriteNumber("error_count", tally.Errors);
        json.WriteNumber("correctable_count", tally.Correctable);
        json.WriteNumber("cannot_add_to_list_count", tally.CannotAdd);
    }
}
