using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Gives tags to contacts of Constant Contact, in bulk.</summary>
[Cmdlet(VerbsCommon.Add, "CCContactTag", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class AddCCContactTagCommand : CCMemberCommand
{
    /// <summary>Tags, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Tag { get; set; } = [];

    private protected override string Deed => "Tag contacts";

    private protected override string Aim => "with " + string.Join(", ", Tag);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with { Action = ImportAction.AddTag, Tags = Tag };
}
