namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 503 with an HTML page.</summary>
public sealed class Html503Fault : HtmlFault
{
    /// <summary>Makes the fault.</summary>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public Html503Fault(bool afterEffect = false)
        : base(503, "Service Unavailable", afterEffect)
    {
    }
}
