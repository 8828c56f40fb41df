using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Tells what an import into Constant Contact would do with rows, and what is wrong with them. Sends no contact.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CCContact", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(ACContactTest), typeof(bool))]
public sealed class TestCCContactCommand : CCImportCommand
{
    /// <summary>A CSV file for every issue of every row.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IssuePath { get; set; }

    /// <summary>Writes True where the import would take every row, else False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Begin() => BeginTest(IssuePath, checksAccount: false);

    private protected override void Process() => ProcessTest();

    private protected override void End()
    {
        ACContactTest test = EndTest(IssuePath);
        WriteObject(Quiet ? test.IsValid : test);
    }

    private protected override void Release() => ReleaseTest();
}
