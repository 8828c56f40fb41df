using System;
using System.Management.Automation;
using System.Net.Sockets;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that starts a simulated account of its service on a loopback port.</summary>
public abstract class StartSimulatorCommand : BulkCommand
{
    /// <summary>Rows of a batch that are in before it is stopped on the way.</summary>
    private protected const int RowsBeforeInterruption = 10;

    private protected StartSimulatorCommand()
    {
    }

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

    /// <summary>What is started, as it is named to people.</summary>
    private protected abstract string What { get; }

    /// <summary>Starts it.</summary>
    private protected abstract BulkSimulator Start();

    private protected override void End()
    {
        if (ShouldProcess("127.0.0.1", "Start " + What))
            WriteObject(Open());
    }

    /// <summary>The options with what every simulator takes.</summary>
    private protected T With<T>(T options)
        where T : ServerOptions
    {
        options.Port = Port;
        options.Seed = Seed;
        options.SpeedFactor = SpeedFactor;
        options.Latency = TimeSpan.FromMilliseconds(LatencyMs);
        options.SampleData = !Empty;
        return options;
    }

    /// <summary>Adds the faults that were asked for.</summary>
    private protected void AddFaults(FaultPlan plan, RouteKind imports, Fault failed, Fault interrupted)
    {
        if (FailBatch > 0)
            plan.Add(imports, FaultTrigger.Nth(FailBatch), failed);
        if (InterruptBatch > 0)
            plan.Add(imports, FaultTrigger.Nth(InterruptBatch), interrupted);
        if (LoseAnswer > 0)
            plan.Add(imports, FaultTrigger.Nth(LoseAnswer), new CloseAfterEffectFault());
    }

    private BulkSimulator Open()
    {
        try
        {
            return Start();
        }
        catch (SocketException)
        {
            throw new CommandException(ErrorIds.PortInUse, Messages.PortInUse(Port), Port);
        }
    }
}
