using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Puts contacts of Constant Contact on lists, in bulk.</summary>
[Cmdlet(VerbsCommon.Add, "CCListMember", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class AddCCListMemberCommand : CCMemberCommand
{
    /// <summary>Lists, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    private protected override string Deed => "Put contacts on lists";

    private protected override string Aim => "onto " + string.Join(", ", List);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with { Action = ImportAction.Subscribe, Lists = List };
}
