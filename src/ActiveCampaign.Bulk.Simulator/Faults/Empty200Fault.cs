using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 200 with no body at all.</summary>
public sealed class Empty200Fault : AnswerFault
{
    /// <summary>Makes the fault.</summary>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public Empty200Fault(bool afterEffect = true)
        : base(afterEffect)
    {
    }

    internal override Answer Make() => new(200, []);
}
