using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 402: the plan is not paid for.</summary>
public sealed class Account402Fault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) =>
        Answers.StatusError(402, "Payment Required", "The account is inactive.");
}
