using System.Management.Automation;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Puts contacts on lists, in bulk.</summary>
[Cmdlet(VerbsCommon.Add, "ACListMember", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class AddACListMemberCommand : ACMemberCommand
{
    /// <summary>Lists, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    /// <summary>Puts those back who have left; asks before, and makes a call for each contact.</summary>
    [Parameter]
    public SwitchParameter Resubscribe { get; set; }

    private protected override bool AsksAtEnd => Resubscribe;

    private protected override string Deed => Resubscribe ? "Subscribe contacts, also those who have left" : "Subscribe contacts";

    private protected override string Aim => "onto " + string.Join(", ", List);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with
    {
        Action = ImportAction.Subscribe,
        Lists = List,
        Resubscribe = Resubscribe,
        Method = Resubscribe ? ImportMethod.Single : settings.Method,
    };
}
