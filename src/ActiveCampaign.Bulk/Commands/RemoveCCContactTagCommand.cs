using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Takes tags off contacts of Constant Contact, in bulk.</summary>
[Cmdlet(VerbsCommon.Remove, "CCContactTag", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class RemoveCCContactTagCommand : CCMemberCommand
{
    /// <summary>Tags, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Tag { get; set; } = [];

    private protected override string Deed => "Take tags off contacts";

    private protected override string Aim => "off: " + string.Join(", ", Tag);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with { Action = ImportAction.RemoveTag, Tags = Tag };
}
