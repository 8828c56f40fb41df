using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Revokes the token: this and every later request answers 403 until it is restored in the plan.</summary>
public sealed class TokenRevokedFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan)
    {
        plan.RevokeToken();
        return Answers.Message(((ApiCall)call).Options.BadTokenStatus, "You are not authorized to access this resource.");
    }
}
