using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>No refresh token is good any more: a person must consent again. Aim it at the token endpoint.</summary>
public sealed class RefreshTokenDiesFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan)
    {
        ServiceCall service = (ServiceCall)call;
        service.Tokens.KillRefreshTokens();
        return ServiceAnswers.DeadRefreshToken(service.Rules);
    }
}
