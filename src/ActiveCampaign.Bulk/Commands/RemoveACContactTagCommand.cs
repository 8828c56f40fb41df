using System.Management.Automation;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Service.Calls;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Takes tags off contacts, one call for each, after it has read all of them.</summary>
[Cmdlet(VerbsCommon.Remove, "ACContactTag", SupportsShouldProcess = true)]
[OutputType(typeof(ACContactResult))]
public sealed class RemoveACContactTagCommand : ContactCallCommand
{
    /// <summary>The tags, by name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Tag { get; set; } = [];

    private protected override CallSettings Settings => new() { Kind = CallKind.RemoveTag, Tags = Tag, AllowEmpty = AllowEmpty, IsRehearsal = IsWhatIf };

    private protected override string Caption => "Remove tags from contacts";

    private protected override string Describe(CallPlanCounts counts) =>
        $"Remove {string.Join(", ", Tag)} from {(counts.Found == 1 ? "1 contact" : $"{counts.Found:N0} contacts")} of {Account}";

    private protected override bool Agree(string description) => ShouldProcess(description, description + "?", Caption);
}
