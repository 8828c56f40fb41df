using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The conditions of one contact search.</summary>
internal sealed class ContactFilter
{
    private const int AnyStatus = -1;
    private readonly List<Predicate<ContactRecord>> _conditions = [];
    private readonly AccountState _state;
    private readonly QueryParameters _query;

    public ContactFilter(AccountState state, QueryParameters query)
    {
        _state = state;
        _query = query;
        IdGreater = Number("id_greater") ?? 0;
        IdLess = Number("id_less") ?? int.MaxValue;
        AddIds();
        AddTexts();
        AddMemberships();
        AddDates();
    }

    public int IdGreater { get; }

    public int IdLess { get; }

    public bool IsEmpty => _conditions.Count == 0;

    public bool Matches(ContactRecord contact)
    {
        foreach (Predicate<ContactRecord> condition in _conditions)
        {
            if (!condition(contact))
                return false;
        }

        return true;
    }

    private void AddIds()
    {
        HashSet<int> ids = new(_query.Many("ids").Select(ParseId));
        if (ids.Count > 0)
            _conditions.Add(contact => ids.Contains(contact.Id));
        if (Number("exclude") is { } excluded)
            _conditions.Add(contact => contact.Id != excluded);
    }

    private void AddTexts()
    {
        if (Text("email") is { } email)
            _conditions.Add(contact => string.Equals(contact.Email, email.Trim(), StringComparison.OrdinalIgnoreCase));
        if (Text("email_like") is { } like)
            _conditions.Add(contact => QueryRules.Contains(contact.Email, like));
        if (Text("phone") is { } phone)
            _conditions.Add(contact => contact.Phone.StartsWith(phone, StringComparison.Ordinal));
        if (Text("search") is { } search)
            _conditions.Add(contact => IsFound(contact, search));
    }

    private static bool IsFound(ContactRecord contact, string text) =>
        QueryRules.Contains(contact.Email, text)
        || QueryRules.Contains(contact.FirstName + " " + contact.LastName, text)
        || QueryRules.Contains(contact.AccountName, text)
        || QueryRules.Contains(contact.Phone, text);

    private void AddMemberships()
    {
        int? list = Number("listid");
        int status = Text("status") is { } text && text != "-1" ? Number("status") ?? AnyStatus : AnyStatus;
        if (list is not null || status != AnyStatus)
            _conditions.Add(contact => IsOnList(contact, list, status));
        if (Number("tagid") is { } tag)
            _conditions.Add(contact => contact.IndexOfTag(tag) >= 0);
        if (Number("segmentid") is { } segment)
            AddSegment(_state.Segments.Find(segment, _query, _state.Now));
    }

    private void AddSegment(HashSet<int> members) => _conditions.Add(contact => members.Contains(contact.Id));

    private static bool IsOnList(ContactRecord contact, int? list, int status)
    {
        foreach (ListLink link in contact.Lists)
        {
            if ((list is null || link.ListId == list) && (status == AnyStatus || (int)link.Status == status))
                return true;
        }

        return false;
    }

    private void AddDates()
    {
        AddDate("filters[created_before]", contact => contact.Created, order => order < 0);
        AddDate("filters[created_after]", contact => contact.Created, order => order > 0);
        AddDate("filters[updated_before]", contact => contact.Updated, order => order < 0);
        AddDate("filters[updated_after]", contact => contact.Updated, order => order > 0);
    }

    private void AddDate(string name, Func<ContactRecord, DateTimeOffset> date, Func<int, bool> isWanted)
    {
        if (Text(name) is not { } text
            || !System.DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime moment))
        {
            return;
        }

        DateTimeOffset limit = moment.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(moment, _state.Options.OffsetAt(new DateTimeOffset(moment, _state.Options.AccountOffset)))
            : new DateTimeOffset(moment.ToUniversalTime());
        bool inclusive = _state.Options.InclusiveDateFilters;
        _conditions.Add(contact =>
        {
            int order = Seconds(date(contact)).CompareTo(Seconds(limit));
            return isWanted(order) || (inclusive && order == 0);
        });
    }

    private static long Seconds(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerSecond;

    private string? Text(string name) => _query[name] is { Length: > 0 } text ? text : null;

    private int? Number(string name) =>
        int.TryParse(_query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static int ParseId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;
}
