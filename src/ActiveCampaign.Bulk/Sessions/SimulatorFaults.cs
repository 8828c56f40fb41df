using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The faults that Start-ACSimulator offers by switch.</summary>
internal static class SimulatorFaults
{
    public static void Add(SimulatorServer server, int failBatch, int interruptBatch, int loseAnswer)
    {
        if (failBatch > 0)
            server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(failBatch), new BatchFailsFault());
        if (interruptBatch > 0)
            server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(interruptBatch), new BatchInterruptedFault(10));
        if (loseAnswer > 0)
            server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(loseAnswer), new CloseAfterEffectFault());
    }
}
