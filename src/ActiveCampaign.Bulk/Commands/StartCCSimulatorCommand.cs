using System;
using System.Management.Automation;
using System.Net.Sockets;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Starts a simulated Constant Contact on a loopback port.</summary>
[Cmdlet(VerbsLifecycle.Start, "CCSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(CCSimulator))]
public sealed class StartCCSimulatorCommand : BulkCommand
{
    private const int RowsBeforeInterruption = 10;

    /// <summary>The port; a free one where nothing is given.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Decides what is left to chance.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>How many times as fast as the clock it runs.</summary>
    [Parameter]
    [ValidateRange(0.1, 10000)]
    public double SpeedFactor { get; set; } = 1;

    /// <summary>Milliseconds that pass before each answer.</summary>
    [Parameter]
    [ValidateRange(0, 600000)]
    public int LatencyMs { get; set; }

    /// <summary>Begins with an account that holds nothing.</summary>
    [Parameter]
    public SwitchParameter Empty { get; set; }

    /// <summary>Gives the same refresh token back each time.</summary>
    [Parameter]
    public SwitchParameter LongLivedToken { get; set; }

    /// <summary>Ends the batch of the import request with that number, as they arrive, as failed.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int FailBatch { get; set; }

    /// <summary>Ends the batch of the import request with that number, as they arrive, as timed out, on the way.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int InterruptBatch { get; set; }

    /// <summary>Loses the answer to the import request with that number.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int LoseAnswer { get; set; }

    private protected override void End()
    {
        if (!ShouldProcess("127.0.0.1", "Start a simulated Constant Contact"))
            return;
        CCSimulator simulator = Start(new ConstantContactOptions
        {
            Port = Port,
            Seed = Seed,
            SpeedFactor = SpeedFactor,
            Latency = TimeSpan.FromMilliseconds(LatencyMs),
            SampleData = !Empty,
            RefreshRotates = !LongLivedToken,
        });
        AddFaults(simulator.Server.Faults);
        WriteObject(simulator);
    }

    private static CCSimulator Start(ConstantContactOptions options)
    {
        try
        {
            return CCSimulatorTable.Start(options);
        }
        catch (SocketException)
        {
            throw new CommandException(ErrorIds.PortInUse, Messages.PortInUse(options.Port), options.Port);
        }
    }

    private void AddFaults(FaultPlan faults)
    {
        if (FailBatch > 0)
            faults.Add(RouteKind.CCImport, FaultTrigger.Nth(FailBatch), new ActivityEndsFault(ActivityState.Failed, ["The import failed."]));
        if (InterruptBatch > 0)
            faults.Add(RouteKind.CCImport, FaultTrigger.Nth(InterruptBatch), new ActivityEndsFault(ActivityState.TimedOut, ["The import took too long."], RowsBeforeInterruption));
        if (LoseAnswer > 0)
            faults.Add(RouteKind.CCImport, FaultTrigger.Nth(LoseAnswer), new CloseAfterEffectFault());
    }
}
