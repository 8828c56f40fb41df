using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that reads contacts: those that filters name, or those that come in.</summary>
public abstract class ContactCommand : ContactFilterCommand
{
    private protected const string InputSet = "Input";

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    /// <summary>Contacts by id or address.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Contacts in that state, on the list or on any.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public ACContactStatus? Status { get; set; }

    /// <summary>A segment, by name or id.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public string? Segment { get; set; }

    /// <summary>A part of name, organisation, phone number or address.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public string? Search { get; set; }

    /// <summary>Whether the contacts come in, even when none does.</summary>
    private protected bool TakesInput => ParameterSetName == InputSet || MyInvocation.ExpectingInput;

    private protected override BulkSession? GivenSession => Session;

    /// <summary>The filters. One that was given and is nothing ends the command: it must never mean everybody.</summary>
    private protected ContactFilters ReadFilters()
    {
        CheckFilters(nameof(Status), nameof(Segment), nameof(Search));
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
}
