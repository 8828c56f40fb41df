using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Import;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Refuses an import for its size, in words, although it is within the documented limits.</summary>
public sealed class ImportSizeRefusalFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) =>
        ImportAnswers.InvalidPayload(((ApiCall)call).Options, "Request body must be less than 400K.");
}
