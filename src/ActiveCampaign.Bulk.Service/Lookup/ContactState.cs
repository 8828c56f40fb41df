using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>A contact as the account has it. Of the parts it knows those that were asked for.</summary>
internal sealed class ContactState
{
    private readonly IReadOnlyList<DateTimeOffset> _zoned;
    private readonly Dictionary<int, string> _fields = [];
    private readonly Dictionary<int, int> _lists = [];
    private readonly Dictionary<int, DateTimeOffset?> _listsChanged = [];
    private readonly HashSet<int> _tagIds = [];
    private readonly HashSet<string> _tags = new(StringComparer.OrdinalIgnoreCase);

    public ContactState(JsonElement contact)
    {
        Id = WireText.ReadInt(contact, "id") ?? 0;
        Email = WireText.Read(contact, "email")?.Trim() ?? string.Empty;
        FirstName = WireText.Read(contact, "firstName");
        LastName = WireText.Read(contact, "lastName");
        Phone = WireText.Read(contact, "phone");
        HasBounced = WireText.Read(contact, "bounced_hard") is not (null or "" or "0");
        _zoned = WireMoment.ZonedOf(contact);
        ChangedAt = WireMoment.LatestOf(contact, []);
    }

    public int Id { get; }

    public string Email { get; }

    public string? FirstName { get; }

    public string? LastName { get; }

    public string? Phone { get; }

    public bool HasBounced { get; }

    /// <summary>When it, or a part of it that was asked for, was changed last; null when nothing tells.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    public IReadOnlyDictionary<int, string> Fields => _fields;

    public IReadOnlyDictionary<int, int> Lists => _lists;

    /// <summary>When its state on a list was changed last; null when nothing tells.</summary>
    public DateTimeOffset? ListChangedAt(int list) => _listsChanged.TryGetValue(list, out DateTimeOffset? changed) ? changed : null;

    public bool HasTag(string name) => _tags.Contains(name.Trim());

    public bool HasOneOf(IEnumerable<int> tagIds) => _tagIds.Overlaps(tagIds);

    public void AddTag(string name) => _tags.Add(name.Trim());

    public void AddFields(IEnumerable<JsonElement> values)
    {
        foreach (JsonElement value in Own(values))
        {
            if (WireText.ReadInt(value, "field") is int field)
                _fields[field] = Text(value);
        }
    }

    public void AddLists(IEnumerable<JsonElement> states)
    {
        foreach (JsonElement state in Own(states))
        {
            if (WireText.ReadInt(state, "list") is int list && WireText.ReadInt(state, "status") is int status)
                (_lists[list], _listsChanged[list]) = (status, WireMoment.LatestOf(state, _zoned));
        }
    }

    public void AddTagLinks(IEnumerable<JsonElement> links)
    {
        foreach (JsonElement link in Own(links))
        {
            if (WireText.ReadInt(link, "tag") is int tag)
                _tagIds.Add(tag);
        }
    }

    // Beside a list of contacts stand the parts of all of them.
    private IEnumerable<JsonElement> Own(IEnumerable<JsonElement> parts)
    {
        foreach (JsonElement part in parts.Where(part => (WireText.ReadInt(part, "contact") ?? Id) == Id))
        {
            ChangedAt = WireMoment.Later(ChangedAt, WireMoment.LatestOf(part, _zoned));
            yield return part;
        }
    }

    private static string Text(JsonElement item) =>
        item.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? string.Join("||", value.EnumerateArray().Select(WireText.Read))
            : WireText.Read(item, "value") ?? string.Empty;
}
