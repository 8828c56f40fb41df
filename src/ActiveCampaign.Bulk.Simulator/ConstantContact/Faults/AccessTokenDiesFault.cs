using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>The call's access token is not good any more, before its time: this and every later call with it answers 401.</summary>
public sealed class AccessTokenDiesFault : Fault
{
    internal override bool Concerns(Call call) => ((ServiceCall)call).Grant is not null;

    internal override Answer? BeforeEffect(Call call, FaultPlan plan)
    {
        ServiceCall service = (ServiceCall)call;
        service.Tokens.KillAccess(service.Grant!);
        return ServiceAnswers.Unauthorized();
    }
}
