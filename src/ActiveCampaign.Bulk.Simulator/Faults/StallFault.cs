using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Does what was asked at once and answers late.</summary>
public sealed class StallFault : Fault
{
    private readonly TimeSpan _duration;

    /// <summary>Makes the fault.</summary>
    /// <param name="duration">How late, by the server's clock.</param>
    public StallFault(TimeSpan duration)
    {
        _duration = NotNegative(duration, nameof(duration));
    }

    internal override Answer AfterEffect(Call call, Answer answer)
    {
        call.Delay += _duration;
        return answer;
    }
}
