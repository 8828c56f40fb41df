using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Takes contacts of Constant Contact off lists, in bulk.</summary>
[Cmdlet(VerbsCommon.Remove, "CCListMember", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class RemoveCCListMemberCommand : CCMemberCommand
{
    /// <summary>Lists, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    private protected override string Deed => "Take contacts off lists";

    private protected override string Aim => "off " + string.Join(", ", List);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with { Action = ImportAction.Unsubscribe, UnsubscribeLists = List };
}
