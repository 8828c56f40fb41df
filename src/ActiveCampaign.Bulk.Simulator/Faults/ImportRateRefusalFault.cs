using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Import;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Refuses an import as if its quota were used up, by other integrations of the account.</summary>
public sealed class ImportRateRefusalFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) =>
        ImportAnswers.RateRefusal(((ApiCall)call).Options, call.Entry.ContactCount == 1);
}
