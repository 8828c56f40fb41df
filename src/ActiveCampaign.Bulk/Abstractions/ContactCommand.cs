using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that reads contacts: those that filters name, or those that come in.</summary>
public abstract class ContactCommand : SessionCommand
{
    private protected const string FilterSet = "Filter";
    private protected const string InputSet = "Input";

    /// <summary>Contacts by id or address.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>A list, by name or id: its active members, unless -Status says otherwise.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? List { get; set; }

    /// <summary>Contacts in that state, on the list or on any.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public ACContactStatus? Status { get; set; }

    /// <summary>A tag, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Tag { get; set; }

    /// <summary>A segment, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public string? Segment { get; set; }

    /// <summary>Made at that time or later.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Made before that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Changed at that time or later.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Changed before that time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>A part of name, organisation, phone number or address.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public string? Search { get; set; }

    /// <summary>Names of columns; wildcards are fine.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContactPropertyCompleter))]
    public string[]? Property { get; set; }

    /// <summary>Whether the contacts come in, even when none does.</summary>
    private protected bool TakesInput => ParameterSetName == InputSet || MyInvocation.ExpectingInput;

    private protected static Func<string, string, bool> Matches { get; } = static (pattern, name) => new NameFilter([pattern], []).Matches(name);

    /// <summary>The filters. One that was given and is nothing ends the command: it must never mean everybody.</summary>
    private protected ContactFilters ReadFilters()
    {
        foreach (string name in new[] { nameof(List), nameof(Status), nameof(Tag), nameof(Segment), nameof(CreatedAfter), nameof(CreatedBefore), nameof(UpdatedAfter), nameof(UpdatedBefore), nameof(Search) })
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && (value is null || (value is string text && string.IsNullOrWhiteSpace(text))))
                throw new BulkException(BulkError.FilterEmpty, Messages.FilterEmpty(name), name);
        }

        return new ContactFilters
        {
            List = List,
            Status = (ContactStatus?)(int?)Status,
            Tag = Tag,
            Segment = Segment,
            CreatedAfter = Moment(CreatedAfter),
            CreatedBefore = Moment(CreatedBefore),
            UpdatedAfter = Moment(UpdatedAfter),
            UpdatedBefore = Moment(UpdatedBefore),
            Search = Search,
        };
    }

    /// <summary>What the filters say, for people.</summary>
    private protected static string Describe(ContactFilters filters) =>
        filters.Given.Count == 0 ? "all contacts" : "contacts with " + string.Join(", ", filters.Given.OrderBy(filter => filter.Key, StringComparer.Ordinal).Select(filter => $"{filter.Key} '{filter.Value}'"));

    private static DateTimeOffset? Moment(DateTime? moment) => moment is DateTime given ? new DateTimeOffset(given) : null;
}
