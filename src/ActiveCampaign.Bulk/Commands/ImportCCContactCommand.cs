using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Imports contacts into Constant Contact in bulk.</summary>
[Cmdlet(VerbsData.Import, "CCContact", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class ImportCCContactCommand : CCImportCommand
{
    private protected override void Begin() => BeginImport();

    private protected override void Process() => ProcessImport();

    private protected override void End() => EndImport();

    private protected override void Release() => ReleaseImport();
}
