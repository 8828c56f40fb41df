using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>Which contacts are wanted, in the words of a user; null leaves a filter out. Several filters narrow each other.</summary>
internal sealed record WantedContacts
{
    private static readonly Dictionary<ContactStanding, string> s_statuses = new()
    {
        [ContactStanding.Active] = "active",
        [ContactStanding.Unsubscribed] = "unsubscribed",
        [ContactStanding.Deleted] = "deleted",
        [ContactStanding.PendingConfirmation] = "pending_confirmation",
        [ContactStanding.TempHold] = "temp_hold",
        [ContactStanding.NotSet] = "not_set",
    };

    /// <summary>A list, by name or id.</summary>
    public string? List { get; init; }

    /// <summary>How they stand; none for all but the deleted.</summary>
    public IReadOnlyList<ContactStanding> Status { get; init; } = [];

    /// <summary>A tag, by name or id.</summary>
    public string? Tag { get; init; }

    /// <summary>The number of a segment.</summary>
    public int? Segment { get; init; }

    /// <summary>Made after that time.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Made before that time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Changed after that time.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Changed before that time.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>The filters that are given, by name.</summary>
    public IReadOnlyDictionary<string, string> Given => new (string Name, string? Value)[]
    {
        (nameof(List), List),
        (nameof(Status), Status.Count == 0 ? null : string.Join(", ", Status)),
        (nameof(Tag), Tag),
        (nameof(Segment), Segment?.ToString(CultureInfo.InvariantCulture)),
        (nameof(CreatedAfter), Text(CreatedAfter)),
        (nameof(CreatedBefore), Text(CreatedBefore)),
        (nameof(UpdatedAfter), Text(UpdatedAfter)),
        (nameof(UpdatedBefore), Text(UpdatedBefore)),
    }.Where(filter => filter.Value is not null).ToDictionary(filter => filter.Name, filter => filter.Value!);

    /// <summary>What of the route of contacts the filters are. What a list or a tag is called is looked up.</summary>
    /// <exception cref="BulkException">One names what is not there.</exception>
    public async Task<string> QueryAsync(AccountConnection connection, CancellationToken token)
    {
        AccountNames names = new(connection);
        string? list = List is null ? null : NameFinder.IdOf(List, await names.ListsAsync(token).ConfigureAwait(false));
        string? tag = Tag is null ? null : NameFinder.IdOf(Tag, await names.TagsAsync(token).ConfigureAwait(false));
        return string.Concat(new (string Name, string? Value)[]
        {
            ("status", Status.Count == 0 ? null : string.Join(",", Status.Select(status => s_statuses[status]))),
            ("lists", list),
            ("tags", tag),
            ("created_after", Text(CreatedAfter)),
            ("created_before", Text(CreatedBefore)),
            ("updated_after", Text(UpdatedAfter)),
            ("updated_before", Text(UpdatedBefore)),
        }.Where(filter => filter.Value is not null).Select(filter => $"&{filter.Name}={filter.Value}"));
    }

    private static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
