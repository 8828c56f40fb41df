using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>The contacts that an activity is about: exactly one of several ways to name them, and who is left out.</summary>
internal sealed class PeopleSource
{
    private const int MaxContacts = 500;
    private const int MaxOthers = 50;
    private static readonly TimeSpan s_new = TimeSpan.FromDays(30);
    private static readonly string[] s_ways = ["contact_ids", "list_ids", "tag_ids", "all_active_contacts", "new_subscriber"];
    private string _way = "";
    private HashSet<Guid> _excluded = [];

    public HashSet<Guid> Ids { get; private set; } = [];

    /// <summary>What is wrong with the request; null for nothing.</summary>
    public string? Problem { get; private set; }

    public static PeopleSource Of(JsonElement body, OffenceCounters offences)
    {
        PeopleSource source = new();
        source.Read(body, offences);
        return source;
    }

    /// <summary>Contacts or members of lists that a body names without a source, as a deletion does.</summary>
    public static PeopleSource OfWhole(JsonElement body)
    {
        PeopleSource source = new();
        string[] ways = s_ways.Where(way => body.TryGetProperty(way, out _)).ToArray();
        source._way = ways.FirstOrDefault() ?? string.Empty;
        if (ways.Length != 1 || source._way is not ("contact_ids" or "list_ids"))
            source.Problem = "there must be exactly one of contact_ids and list_ids";
        else
            source.Ids = source.Limited(JsonReading.Ids(body, source._way), source._way == "contact_ids" ? MaxContacts : MaxOthers, source._way);
        return source;
    }

    public bool Fits(Person person, DateTimeOffset asked)
    {
        if (person.Deleted is not null || _excluded.Contains(person.Id))
            return false;
        return _way switch
        {
            "contact_ids" => Ids.Contains(person.Id),
            "list_ids" => person.Lists.Exists(Ids.Contains),
            "tag_ids" => person.Tags.Exists(Ids.Contains),
            "new_subscriber" => person.Status == "active" && asked - person.Created < s_new,
            _ => person.Status == "active",
        };
    }

    private void Read(JsonElement body, OffenceCounters offences)
    {
        if (!body.TryGetProperty("source", out JsonElement source) || source.ValueKind != JsonValueKind.Object)
        {
            Problem = "source is missing";
            return;
        }

        JsonReading.CheckMembers(source, offences, "source", s_ways);
        string[] ways = s_ways.Where(way => source.TryGetProperty(way, out _)).ToArray();
        if (ways.Length != 1)
        {
            Problem = "source must have exactly one of " + string.Join(", ", s_ways);
            return;
        }

        _way = ways[0];
        if (_way is "contact_ids" or "list_ids" or "tag_ids")
            Ids = Limited(JsonReading.Ids(source, _way), _way == "contact_ids" ? MaxContacts : MaxOthers, _way);
        if (body.TryGetProperty("exclude", out JsonElement exclude))
            ReadExclude(exclude);
    }

    private void ReadExclude(JsonElement exclude)
    {
        if (_way is "contact_ids" or "tag_ids" || exclude.ValueKind != JsonValueKind.Object)
            Problem = "exclude does not go with " + _way;
        else
            _excluded = Limited(JsonReading.Ids(exclude, "contact_ids"), MaxOthers, "exclude.contact_ids");
    }

    private HashSet<Guid> Limited(List<Guid>? ids, int max, string name)
    {
        if (ids is not { Count: > 0 } || ids.Count > max)
            Problem = name + " must hold from 1 to " + max + " ids";
        return new HashSet<Guid>(ids ?? []);
    }
}
