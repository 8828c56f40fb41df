using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>A contact while its parts come in.</summary>
internal sealed class ContactDraft
{
    private readonly IReadOnlyList<DateTimeOffset> _zoned;
    private readonly string _email;
    private readonly string _firstName;
    private readonly string _lastName;
    private readonly string _phone;
    private readonly string _account;
    private readonly Dictionary<ContactParts, HashSet<string>> _expected = [];
    private readonly SortedDictionary<int, string> _fields = [];
    private readonly SortedDictionary<int, int> _lists = [];
    private readonly SortedSet<int> _tags = [];

    public ContactDraft(JsonElement contact)
    {
        Id = WireText.ReadInt(contact, "id") ?? 0;
        _email = Text(contact, "email");
        _firstName = Text(contact, "firstName");
        _lastName = Text(contact, "lastName");
        _phone = Text(contact, "phone");
        _account = Text(contact, "orgname");
        Created = Date(contact, "cdate");
        Updated = Date(contact, "udate");
        _zoned = WireMoment.ZonedOf(contact);
        Latest = WireMoment.LatestOf(contact, []);
        foreach (KeyValuePair<ContactParts, string> part in PartNames.All)
        {
            if (contact.TryGetProperty(part.Value, out JsonElement ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() > 0)
                _expected[part.Key] = [.. ids.EnumerateArray().Select(WireText.Read).OfType<string>()];
        }
    }

    public int Id { get; }

    public string Created { get; }

    public string Updated { get; }

    /// <summary>When it, or a part of it that was read, was changed last; null when nothing tells.</summary>
    public DateTimeOffset? Latest { get; private set; }

    public IReadOnlyCollection<int> TagIds => _tags;

    /// <summary>Takes one item of a part that stands beside the contacts.</summary>
    public void Add(ContactParts part, JsonElement item)
    {
        if (_expected.TryGetValue(part, out HashSet<string>? expected) && WireText.Read(item, "id") is string id)
            expected.Remove(id);
        Latest = WireMoment.Later(Latest, WireMoment.LatestOf(item, _zoned));
        if (part == ContactParts.Fields && WireText.ReadInt(item, "field") is int field)
            _fields[field] = Value(item);
        else if (part == ContactParts.Lists && WireText.ReadInt(item, "list") is int list && WireText.ReadInt(item, "status") is int status)
            _lists[list] = status;
        else if (part == ContactParts.Tags && WireText.ReadInt(item, "tag") is int tag)
            _tags.Add(tag);
    }

    /// <summary>Whether the contact names items of a part that did not stand beside it.</summary>
    public bool Lacks(ContactParts part) => _expected.TryGetValue(part, out HashSet<string>? expected) && expected.Count > 0;

    public ExportedContact ToContact(IReadOnlyDictionary<int, string> tagNames) => new()
    {
        Id = Id,
        Email = _email,
        FirstName = _firstName,
        LastName = _lastName,
        Phone = _phone,
        Account = _account,
        Created = Created,
        Updated = Updated,
        Fields = _fields,
        Lists = _lists,
        Tags = _tags.Where(tagNames.ContainsKey).Select(tag => new ExportedTag(tag, tagNames[tag])).ToList(),
    };

    private static string Value(JsonElement item) =>
        item.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? "||" + string.Join("||", value.EnumerateArray().Select(WireText.Read)) + "||"
            : WireText.Read(item, "value") ?? string.Empty;

    private static string Text(JsonElement contact, string name) => WireText.Read(contact, name) ?? string.Empty;

    // An empty date comes as null, "", or zeros.
    private static string Date(JsonElement contact, string name) =>
        WireText.Read(contact, name) is string date && !date.StartsWith("0000-00-00", StringComparison.Ordinal) ? date : string.Empty;
}
