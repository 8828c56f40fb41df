namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 502 with an HTML page.</summary>
public sealed class Html502Fault : HtmlFault
{
    /// <summary>Makes the fault.</summary>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public Html502Fault(bool afterEffect = false)
        : base(502, "Bad Gateway", afterEffect)
    {
    }
}
