using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that changes lists or tags of contacts of ActiveCampaign, through its importer.</summary>
public abstract class ACMemberCommand : MemberCommand
{
    /// <summary>Lets addresses become contacts that the account does not have.</summary>
    [Parameter]
    public SwitchParameter AllowNewContact { get; set; }

    /// <summary>Tells the service to run no automation.</summary>
    [Parameter]
    public SwitchParameter SkipAutomation { get; set; }

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override IEnumerable<string> Remarks =>
    [
        AllowNewContact ? "addresses the account does not have become contacts" : "no contact is created",
        SkipAutomation ? "automations skipped" : "automations run",
    ];

    private protected sealed override ImportSettings Complete(ImportSettings settings) => Aimed(settings with
    {
        Match = AllowNewContact ? MatchMode.IdOnly : MatchMode.All,
        SkipAutomation = SkipAutomation,
    });

    /// <summary>What the contacts are to become.</summary>
    private protected abstract ImportSettings Aimed(ImportSettings settings);
}
