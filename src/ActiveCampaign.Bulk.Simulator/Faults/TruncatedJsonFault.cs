using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Does what was asked and sends half of the JSON as if it were all.</summary>
public sealed class TruncatedJsonFault : Fault
{
    internal override Answer AfterEffect(Call call, Answer answer)
    {
        byte[] half = new byte[answer.Body.Length / 2];
        Array.Copy(answer.Body, half, half.Length);
        return answer.With(half);
    }
}
