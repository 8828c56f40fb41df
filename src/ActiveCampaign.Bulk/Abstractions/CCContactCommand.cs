using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that reads contacts of Constant Contact by filters.</summary>
public abstract class CCContactCommand : CCSessionCommand
{
    private protected const string FilterSet = "Filter";

    /// <summary>A list, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? List { get; set; }

    /// <summary>Contacts that stand like that; all but the deleted where nothing is given.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public CCContactStatus[]? Status { get; set; }

    /// <summary>A tag, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Tag { get; set; }

    /// <summary>The number of a segment.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public int? Segment { get; set; }

    /// <summary>Made after that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Made before that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Changed after that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Changed before that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>Names of columns; wildcards are fine.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContactPropertyCompleter))]
    public string[]? Property { get; set; }

    private protected static Func<string, string, bool> Matches { get; } = static (pattern, name) => new NameFilter([pattern], []).Matches(name);

    /// <summary>The filters. One that was given and is nothing ends the command: it must never mean everybody.</summary>
    private protected WantedContacts ReadFilters()
    {
        foreach (string name in new[] { nameof(List), nameof(Status), nameof(Tag), nameof(Segment), nameof(CreatedAfter), nameof(CreatedBefore), nameof(UpdatedAfter), nameof(UpdatedBefore) })
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && (value is null or Array { Length: 0 } || (value is string text && string.IsNullOrWhiteSpace(text))))
                throw new BulkException(BulkError.FilterEmpty, Messages.FilterEmpty(name), name);
        }

        return new WantedContacts
        {
            List = List,
            Status = (Status ?? []).Select(status => (ContactStanding)(int)status).Distinct().ToList(),
            Tag = Tag,
            Segment = Segment,
            CreatedAfter = Moment(CreatedAfter),
            CreatedBefore = Moment(CreatedBefore),
            UpdatedAfter = Moment(UpdatedAfter),
            UpdatedBefore = Moment(UpdatedBefore),
        };
    }

    private static DateTimeOffset? Moment(DateTime? moment) => moment is DateTime given ? new DateTimeOffset(given) : null;
}
