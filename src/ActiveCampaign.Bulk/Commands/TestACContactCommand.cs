using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Tells what an import would do with rows, and what is wrong with them. Sends no contact.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ACContact", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(ACContactTest), typeof(bool))]
public sealed class TestACContactCommand : RowImportCommand
{
    /// <summary>Looks up in the account how many contacts would be created and updated, and how much room it has.</summary>
    [Parameter]
    public SwitchParameter CheckAccount { get; set; }

    /// <summary>A CSV file for every issue of every row.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IssuePath { get; set; }

    /// <summary>Writes True where the import would take every row, else False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Begin() => BeginTest(IssuePath, CheckAccount);

    private protected override void Process() => ProcessTest();

    private protected override void End()
    {
        ACContactTest test = EndTest(IssuePath);
        WriteObject(Quiet ? test.IsValid : test);
    }

    private protected override void Release() => ReleaseTest();
}
