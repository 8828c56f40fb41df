using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>A contact as the account has it. Of its parts it has those that were asked for.</summary>
internal sealed class Contact
{
    private readonly IReadOnlyList<DateTimeOffset> _zoned = [];
    private readonly Dictionary<ContactParts, HashSet<string>> _expected = [];
    private readonly SortedDictionary<int, string> _fields = [];
    private readonly SortedDictionary<int, ContactStatus> _lists = [];
    private readonly Dictionary<int, DateTimeOffset?> _listsChanged = [];
    private readonly SortedDictionary<int, List<int>> _tagLinks = [];

    /// <summary>A contact of which the id alone is known.</summary>
    internal Contact(int id)
    {
        Id = id;
    }

    /// <summary>Reads a contact; its parts come by <see cref="Add"/>.</summary>
    internal Contact(JsonElement contact)
        : this(WireText.ReadInt(contact, "id") ?? 0)
    {
        Email = Text(contact, "email");
        FirstName = Text(contact, "firstName");
        LastName = Text(contact, "lastName");
        Phone = Text(contact, "phone");
        Account = Text(contact, "orgname");
        Created = Date(contact, "cdate");
        Updated = Date(contact, "udate");
        HasBounced = Text(contact, "bounced_hard") is not ("" or "0");
        _zoned = WireMoment.ZonedOf(contact);
        ChangedAt = WireMoment.LatestOf(contact, []);
        foreach (KeyValuePair<ContactParts, string> part in PartNames.All)
        {
            if (contact.TryGetProperty(part.Value, out JsonElement ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() > 0)
                _expected[part.Key] = [.. ids.EnumerateArray().Select(WireText.Read).OfType<string>()];
        }
    }

    /// <summary>Numeric id.</summary>
    public int Id { get; }

    /// <summary>Address, possibly empty.</summary>
    public string Email { get; } = string.Empty;

    /// <summary>First name, or empty.</summary>
    public string FirstName { get; } = string.Empty;

    /// <summary>Last name, or empty.</summary>
    public string LastName { get; } = string.Empty;

    /// <summary>Phone number, or empty.</summary>
    public string Phone { get; } = string.Empty;

    /// <summary>Name of the account (company) it belongs to, or empty.</summary>
    public string Account { get; } = string.Empty;

    /// <summary>When it was made, as the service writes it; or empty.</summary>
    public string Created { get; } = string.Empty;

    /// <summary>When it was changed, as the service writes it; or empty.</summary>
    public string Updated { get; } = string.Empty;

    /// <summary>Values of custom fields by the field's id, as the service keeps them.</summary>
    public IReadOnlyDictionary<int, string> Fields => _fields;

    /// <summary>Its states by list id.</summary>
    public IReadOnlyDictionary<int, ContactStatus> Lists => _lists;

    /// <summary>Its tags whose names are known, by id.</summary>
    public IReadOnlyList<ContactTag> Tags { get; private set; } = [];

    /// <summary>Whether a text of it came damaged from the service: what it was is not known.</summary>
    public bool IsDamaged => new[] { Email, FirstName, LastName, Phone, Account }.Concat(Fields.Values).Concat(Tags.Select(tag => tag.Name)).Any(TextRules.IsDamaged);

    /// <summary>Whether mail to it has come back for good.</summary>
    internal bool HasBounced { get; }

    /// <summary>When it, or a part of it that was read, was changed last; null when nothing tells.</summary>
    internal DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>The ids of its tags, whether their names are known or not.</summary>
    internal IReadOnlyCollection<int> TagIds => _tagLinks.Keys;

    /// <summary>How it stands: on one list, or on all of them together.</summary>
    /// <returns>active, bounced, unsubscribed or unconfirmed; none for a contact on no list.</returns>
    public string StatusOn(int? list)
    {
        if (list is int id)
            return StateOn(id) is ContactStatus state ? Word(state) : "none";
        ContactStatus[] order = [ContactStatus.Active, ContactStatus.Bounced, ContactStatus.Unsubscribed, ContactStatus.Unconfirmed];
        return order.Where(_lists.ContainsValue).Select(Word).FirstOrDefault() ?? "none";
    }

    /// <summary>The word for a state.</summary>
    public static string Word(ContactStatus state) => state switch
    {
        ContactStatus.Active => "active",
        ContactStatus.Bounced => "bounced",
        ContactStatus.Unsubscribed => "unsubscribed",
        ContactStatus.Unconfirmed => "unconfirmed",
        _ => "none",
    };

    /// <summary>How it stands on a list; null where it was never on it.</summary>
    internal ContactStatus? StateOn(int list) => _lists.TryGetValue(list, out ContactStatus state) ? state : null;

    /// <summary>When its state on a list was changed last; null when nothing tells.</summary>
    internal DateTimeOffset? ListChangedAt(int list) => _listsChanged.TryGetValue(list, out DateTimeOffset? changed) ? changed : null;

    /// <summary>Whether it has a tag of that name, as far as names are known.</summary>
    internal bool HasTag(string name) => Tags.Any(tag => string.Equals(tag.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids of the links to tags.</summary>
    internal IEnumerable<int> LinksTo(IEnumerable<int> tags) => tags.Where(_tagLinks.ContainsKey).SelectMany(tag => _tagLinks[tag]);

    /// <summary>Takes the names of tags; those it does not have are passed over.</summary>
    internal void NameTags(IReadOnlyDictionary<int, string> names) =>
        Tags = _tagLinks.Keys.Where(names.ContainsKey).Select(tag => new ContactTag(tag, names[tag])).ToList();

    /// <summary>Takes one item of a part; one of another contact is passed over.</summary>
    internal void Add(ContactParts part, JsonElement item)
    {
        if ((WireText.ReadInt(item, "contact") ?? Id) != Id)
            return;
        if (_expected.TryGetValue(part, out HashSet<string>? expected) && WireText.Read(item, "id") is string id)
            expected.Remove(id);
        DateTimeOffset? changed = WireMoment.LatestOf(item, _zoned);
        ChangedAt = WireMoment.Later(ChangedAt, changed);
        if (part == ContactParts.Fields && WireText.ReadInt(item, "field") is int field)
            _fields[field] = Value(item);
        else if (part == ContactParts.Lists && WireText.ReadInt(item, "list") is int list && WireText.ReadInt(item, "status") is int status)
            (_lists[list], _listsChanged[list]) = ((ContactStatus)status, changed);
        else if (part is ContactParts.Tags or ContactParts.TagLinks && WireText.ReadInt(item, "tag") is int tag)
            AddTag(tag, WireText.ReadInt(item, "id"));
    }

    /// <summary>Whether the contact names items of a part that did not stand beside it.</summary>
    internal bool Lacks(ContactParts part) => _expected.TryGetValue(part, out HashSet<string>? expected) && expected.Count > 0;

    private void AddTag(int tag, int? link)
    {
        if (!_tagLinks.TryGetValue(tag, out List<int>? links))
            _tagLinks.Add(tag, links = []);
        if (link is int id and > 0 && !links.Contains(id))
            links.Add(id);
    }

    private static string Value(JsonElement item) =>
        item.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? "||" + string.Join("||", value.EnumerateArray().Select(WireText.Read)) + "||"
            : WireText.Read(item, "value") ?? string.Empty;

    private static string Text(JsonElement contact, string name) => WireText.Read(contact, name) ?? string.Empty;

    // An empty date comes as null, "", or zeros.
    private static string Date(JsonElement contact, string name) =>
        WireText.Read(contact, name) is string date && !date.StartsWith("0000-00-00", StringComparison.Ordinal) ? date : string.Empty;
}
