using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Imports contacts into ActiveCampaign in bulk.</summary>
[Cmdlet(VerbsData.Import, "ACContact", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class ImportACContactCommand : RowImportCommand
{
    /// <summary>A CSV file for all rows and what became of each; it appears when every row is settled.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    private protected override string? ResultFilePath => ResultPath;

    private protected override void Begin() => BeginImport();

    private protected override void Process() => ProcessImport();

    private protected override void End() => EndImport();

    private protected override void Release() => ReleaseImport();
}
