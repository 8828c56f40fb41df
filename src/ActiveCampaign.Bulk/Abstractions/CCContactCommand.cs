using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that reads contacts of Constant Contact by filters.</summary>
public abstract class CCContactCommand : ContactFilterCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    /// <summary>Contacts that stand like that; all but the deleted where nothing is given.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public CCContactStatus[]? Status { get; set; }

    /// <summary>The number of a segment.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public int? Segment { get; set; }

    private protected override BulkSession? GivenSession => Session;

    /// <summary>The filters. One that was given and is nothing ends the command: it must never mean everybody.</summary>
    private protected WantedContacts ReadFilters()
    {
        CheckFilters(nameof(Status), nameof(Segment));
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
}
