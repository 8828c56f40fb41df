using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 429 although no limit was passed.</summary>
public sealed class Throttle429Fault : Fault
{
    private readonly int _retryAfterSeconds;

    /// <summary>Makes the fault.</summary>
    /// <param name="retryAfterSeconds">The seconds in Retry-After.</param>
    public Throttle429Fault(int retryAfterSeconds)
    {
        _retryAfterSeconds = NotNegative(retryAfterSeconds, nameof(retryAfterSeconds));
    }

    internal override Answer? BeforeEffect(Call call, FaultPlan plan)
    {
        Answer answer = Answers.Message(429, "Too many requests.");
        answer.Headers["Retry-After"] = WireFormat.Text(_retryAfterSeconds);
        return answer;
    }
}
