using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Deletes contacts, one call each, after it has read all of them and asked once.</summary>
[Cmdlet(VerbsCommon.Remove, "ACContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ACContactResult))]
public sealed class RemoveACContactCommand : ContactCallCommand
{
    /// <summary>Refuses to delete more than this.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxCount { get; set; }

    /// <summary>A file (.csv, .jsonl) that each contact is written to before it is deleted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>Adds to the file of -BackupPath when it is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Escapes cells of a CSV backup that a spreadsheet would run as a formula; an import takes the marks off again.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>A text file that gets the SHA-256 hashes of the deleted addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SuppressionPath { get; set; }

    /// <summary>Asks nobody, and replaces a backup that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override CallSettings Settings => new()
    {
        Kind = CallKind.Delete,
        BackupPath = BackupPath is null ? null : OutputPath.Resolve(this, BackupPath),
        AppendBackup = Append,
        ReplaceBackup = Force,
        SafeBackup = SafeForSpreadsheet,
        SuppressionPath = SuppressionPath is null ? null : OutputPath.Resolve(this, SuppressionPath),
        MaxCount = MyInvocation.BoundParameters.ContainsKey(nameof(MaxCount)) ? MaxCount : null,
        AllowEmpty = AllowEmpty,
        IsRehearsal = IsWhatIf,
    };

    private protected override string Caption => "Delete contacts";

    private protected override string Remark => BackupPath is null ? ", without a backup" : $", each written to '{OutputPath.Resolve(this, BackupPath)}' before";

    private protected override string Describe(CallPlanCounts counts) =>
        $"Delete {(counts.Found == 1 ? "1 contact" : $"{counts.Found:N0} contacts")} from {Account}";

    private protected override bool Agree(string description) => Force || Confirmation.Ask(this, description, Caption);
}
