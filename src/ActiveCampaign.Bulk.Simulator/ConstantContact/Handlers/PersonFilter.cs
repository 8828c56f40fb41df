using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Which contacts a query asks for.</summary>
internal sealed class PersonFilter
{
    private const int MaxLists = 25;
    private const int MaxTags = 50;
    private static readonly string[] s_statuses =
        ["all", "active", "deleted", "not_set", "pending_confirmation", "temp_hold", "unsubscribed"];

    private readonly List<Func<Person, bool>> _conditions = [];

    /// <summary>What is wrong with the query; null for nothing.</summary>
    public string? Problem { get; private set; }

    public static PersonFilter Of(QueryParameters query)
    {
        PersonFilter filter = new();
        filter.AddStatus(query["status"]);
        if (query["email"] is { } email)
            filter._conditions.Add(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));
        filter.AddIds(query["lists"], MaxLists, person => person.Lists);
        filter.AddIds(query["tags"], MaxTags, person => person.Tags);
        filter.AddTimes(query, "created", person => person.Created);
        filter.AddTimes(query, "updated", person => person.Updated);
        filter.AddTimes(query, "optout", person => person.OptOutDate);
        if (query["sms_status"] is { } sms)
            filter._conditions.Add(person => person.SmsNumber.Length > 0 && sms == (person.SmsIsExplicit ? "explicit" : "not_set"));
        return filter;
    }

    public bool Fits(Person person) => _conditions.TrueForAll(condition => condition(person));

    private void AddStatus(string? text)
    {
        string[] statuses = (text ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries);
        if (statuses.Except(s_statuses).Any())
            Problem = "status must hold some of " + string.Join(", ", s_statuses);
        if (statuses.Contains("all"))
            return;
        _conditions.Add(statuses.Length == 0 ? person => person.Deleted is null : person => statuses.Contains(person.Status));
    }

    private void AddIds(string? text, int max, Func<Person, List<Guid>> ids)
    {
        if (text is null)
            return;
        List<Guid> wanted = [];
        foreach (string part in text.Split(','))
        {
            if (JsonReading.TryReadId(part, out Guid id))
                wanted.Add(id);
            else
                Problem = part + " is not an id";
        }

        if (wanted.Count > max)
            Problem = "There are more than " + max + " ids.";
        _conditions.Add(person => ids(person).Exists(wanted.Contains));
    }

    private void AddTimes(QueryParameters query, string name, Func<Person, DateTimeOffset?> moment)
    {
        if (Time(query, name + "_after") is { } after)
            _conditions.Add(person => moment(person) > after);
        if (Time(query, name + "_before") is { } before)
            _conditions.Add(person => moment(person) < before);
    }

    private DateTimeOffset? Time(QueryParameters query, string name)
    {
        if (query[name] is not { } text)
            return null;
        if (Timestamps.TryRead(text, out DateTimeOffset moment))
            return moment;
        Problem = name + " is not a time of ISO 8601";
        return null;
    }
}
