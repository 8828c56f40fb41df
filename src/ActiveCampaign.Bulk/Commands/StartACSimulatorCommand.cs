using System;
using System.Management.Automation;
using System.Net.Sockets;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Starts a simulated account on a loopback port.</summary>
[Cmdlet(VerbsLifecycle.Start, "ACSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(ACSimulator))]
public sealed class StartACSimulatorCommand : BulkCommand
{
    /// <summary>The port; a free one where nothing is given.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Decides all that is left to chance.</summary>
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

    /// <summary>Ends the batch of the import request with that number, as they arrive, as failed.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int FailBatch { get; set; }

    /// <summary>Stops the batch of the import request with that number, as they arrive, on the way.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int InterruptBatch { get; set; }

    /// <summary>Loses the answer to the import request with that number.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int LoseAnswer { get; set; }

    private protected override void End()
    {
        if (!ShouldProcess("127.0.0.1", "Start a simulated account"))
            return;
        ACSimulator simulator = Start(new SimulatorOptions
        {
            Port = Port,
            Seed = Seed,
            SpeedFactor = SpeedFactor,
            Latency = TimeSpan.FromMilliseconds(LatencyMs),
            SampleData = !Empty,
        });
        SimulatorFaults.Add(simulator.Server, FailBatch, InterruptBatch, LoseAnswer);
        WriteObject(simulator);
    }

    private ACSimulator Start(SimulatorOptions options)
    {
        try
        {
            return SimulatorTable.Start(options);
        }
        catch (SocketException)
        {
            throw new CommandException(ErrorIds.PortInUse, Messages.PortInUse(Port), Port);
        }
    }
}
