using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Which contacts are wanted, in the words of a user; null leaves a filter out. Several filters narrow each other.</summary>
internal sealed record ContactFilters
{
    /// <summary>A list, by name or id: its active members, unless <see cref="Status"/> says otherwise.</summary>
    public string? List { get; init; }

    /// <summary>Contacts in that state: on the list, where one is given, else on any.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>A tag, by name or id.</summary>
    public string? Tag { get; init; }

    /// <summary>A segment, by name or id.</summary>
    public string? Segment { get; init; }

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

    /// <summary>The filters that are given, by name.</summary>
    public IReadOnlyDictionary<string, string> Given => new (string Name, string? Value)[]
    {
        (nameof(List), List),
        (nameof(Status), Status?.ToString()),
        (nameof(Tag), Tag),
        (nameof(Segment), Segment),
        (nameof(CreatedAfter), Text(CreatedAfter)),
        (nameof(CreatedBefore), Text(CreatedBefore)),
        (nameof(UpdatedAfter), Text(UpdatedAfter)),
        (nameof(UpdatedBefore), Text(UpdatedBefore)),
        (nameof(Search), Search),
    }.Where(filter => filter.Value is not null).ToDictionary(filter => filter.Name, filter => filter.Value!);

    /// <summary>Makes sure that no filter is there and says nothing: that must never mean everybody.</summary>
    /// <exception cref="BulkException">One does.</exception>
    public void Check()
    {
        foreach (KeyValuePair<string, string> filter in Given)
        {
            if (string.IsNullOrWhiteSpace(filter.Value))
                throw new BulkException(BulkError.FilterEmpty, ServiceTexts.FilterEmpty("-" + filter.Key), filter.Key);
        }
    }

    private static string? Text(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
