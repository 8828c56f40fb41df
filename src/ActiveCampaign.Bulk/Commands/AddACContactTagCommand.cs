using System.Management.Automation;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Gives tags to contacts, in bulk.</summary>
[Cmdlet(VerbsCommon.Add, "ACContactTag", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class AddACContactTagCommand : ACMemberCommand
{
    /// <summary>Tags, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Allows names of tags that do not exist; the service creates them for good.</summary>
    [Parameter]
    public SwitchParameter AllowNewTag { get; set; }

    private protected override string Deed => "Tag contacts";

    private protected override string Aim => "with " + string.Join(", ", Tag);

    private protected override ImportSettings Aimed(ImportSettings settings) => settings with
    {
        Action = ImportAction.AddTag,
        Tags = Tag,
        Mapping = settings.Mapping with { AllowNewTag = AllowNewTag, MaxNewTag = AllowNewTag ? Tag.Length : settings.Mapping.MaxNewTag },
    };
}
