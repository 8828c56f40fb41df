using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Deletes contacts of Constant Contact, after it has read all of them and asked once.</summary>
[Cmdlet(VerbsCommon.Remove, "CCContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class RemoveCCContactCommand : CCMemberCommand
{
    /// <summary>Refuses to delete when more people than this come in.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxCount { get; set; }

    /// <summary>A CSV file that each contact is written to before any is deleted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>Adds to the file of -BackupPath when it is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    private protected override bool AsksAtEnd => true;

    private protected override long? MaxContacts => MyInvocation.BoundParameters.ContainsKey(nameof(MaxCount)) ? MaxCount : null;

    private protected override string Deed => "Delete contacts";

    private protected override string Aim => BackupPath is null ? "without a backup" : $"each written to '{OutputPath.Resolve(this, BackupPath)}' before";

    private protected override IEnumerable<string> Remarks => [];

    private protected override ImportSettings Aimed(ImportSettings settings)
    {
        string? backup = BackupPath is null ? null : OutputPath.Resolve(this, BackupPath);
        new PathGuard(this).Writes(nameof(BackupPath), backup).WritesSeries(nameof(RejectPath), settings.RejectPath).Check();
        if (backup is not null)
            OutputFile.CheckNew(backup, Append);
        return settings with { Action = ImportAction.Delete, BackupPath = backup };
    }
}
