using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that reads contacts by the filters that every service has.</summary>
public abstract class ContactFilterCommand : AccountCommand
{
    private protected const string FilterSet = "Filter";

    /// <summary>A list, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? List { get; set; }

    /// <summary>A tag, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Tag { get; set; }

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

    /// <summary>Names of columns; wildcards are fine.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContactPropertyCompleter))]
    public string[]? Property { get; set; }

    private protected static Func<string, string, bool> Matches { get; } = static (pattern, name) => new NameFilter([pattern], []).Matches(name);

    /// <summary>A filter that was given and is nothing ends the command: it must never mean everybody.</summary>
    /// <param name="own">The names of filters that only this service has.</param>
    private protected void CheckFilters(params string[] own)
    {
        foreach (string name in (string[])[nameof(List), nameof(Tag), nameof(CreatedAfter), nameof(CreatedBefore), nameof(UpdatedAfter), nameof(UpdatedBefore), .. own])
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && (value is null or Array { Length: 0 } || (value is string text && string.IsNullOrWhiteSpace(text))))
                throw new BulkException(BulkError.FilterEmpty, Messages.FilterEmpty(name), name);
        }
    }

    private protected static DateTimeOffset? Moment(DateTime? moment) => moment is DateTime given ? new DateTimeOffset(given) : null;
}
