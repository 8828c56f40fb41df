using System;
using System.Globalization;
using System.Text;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Which contacts are wanted, in the numbers of the service.</summary>
internal sealed record ContactQuery
{
    // Summer and winter time differ by an hour, and the service may leave out the second that is named.
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(61);

    /// <summary>The list's id, or null.</summary>
    public int? ListId { get; init; }

    /// <summary>The state on the list, or on any; or null.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>The tag's id, or null.</summary>
    public int? TagId { get; init; }

    /// <summary>The segment's id, or null.</summary>
    public int? SegmentId { get; init; }

    /// <summary>Made at that time or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Made before that time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Changed at that time or later.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Changed before that time.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>A part of name, organisation, phone number or address.</summary>
    public string? Search { get; init; }

    /// <summary>How far the account's zone is from UTC.</summary>
    public TimeSpan AccountOffset { get; init; }

    internal bool HasDates => CreatedAfter is not null || CreatedBefore is not null || UpdatedAfter is not null || UpdatedBefore is not null;

    /// <summary>
    /// The query's part of a route. Nobody says in which zone the service takes a time that names one: told in the
    /// account's zone it is the same either way, and what the slack lets through is taken out here. A change that the
    /// service's own date does not show would be left out by its filter for later ones, so that is not asked for.
    /// </summary>
    internal string ToRoute()
    {
        StringBuilder route = new();
        Add(route, "listid", ListId);
        Add(route, "status", (int?)Status);
        Add(route, "tagid", TagId);
        Add(route, "segmentid", SegmentId);
        Add(route, "created_after", CreatedAfter - s_slack);
        Add(route, "created_before", CreatedBefore + s_slack);
        Add(route, "updated_before", UpdatedBefore + s_slack);
        if (Search is not null)
            route.Append("&search=").Append(Uri.EscapeDataString(Search));
        return route.ToString();
    }

    /// <summary>Whether the service's own times of a contact are within bounds; a time that cannot be read is.</summary>
    internal bool AllowsDates(Contact contact) =>
        IsWithin(contact.Created, CreatedAfter, CreatedBefore) && IsWithin(contact.Updated, null, UpdatedBefore);

    /// <summary>
    /// Whether a contact that was read whole is wanted: without a list its state on all of them together counts, and the
    /// service's own date of a change lags behind those of lists, tags and values.
    /// </summary>
    internal bool Allows(Contact contact) =>
        (ListId is not null || Status is not ContactStatus status || contact.StatusOn(null) == Contact.Word(status))
        && (contact.ChangedAt is not DateTimeOffset latest || ((UpdatedBefore is null || latest < UpdatedBefore) && (UpdatedAfter is null || latest >= UpdatedAfter)));

    /// <summary>How a contact of the query stands, on its list or on all of them together.</summary>
    internal string StatusOf(Contact contact) => ListId is not null && Status is ContactStatus known ? Contact.Word(known) : contact.StatusOn(ListId);

    private static bool IsWithin(string text, DateTimeOffset? from, DateTimeOffset? before) =>
        (from is null && before is null) || WireMoment.Read(text) is not DateTimeOffset moment || ((from is null || moment >= from) && (before is null || moment < before));

    private static void Add(StringBuilder route, string name, int? number)
    {
        if (number is int value)
            route.Append('&').Append(name).Append('=').Append(value.ToString(CultureInfo.InvariantCulture));
    }

    private void Add(StringBuilder route, string name, DateTimeOffset? moment)
    {
        if (moment is DateTimeOffset value)
            route.Append("&filters%5B").Append(name).Append("%5D=").Append(Uri.EscapeDataString(value.ToOffset(AccountOffset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
    }
}
