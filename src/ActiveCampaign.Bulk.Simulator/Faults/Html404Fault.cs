namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 404 with an HTML page: a gateway that knows none of the routes.</summary>
public sealed class Html404Fault : HtmlFault
{
    /// <summary>Makes the fault.</summary>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public Html404Fault(bool afterEffect = false)
        : base(404, "Not Found", afterEffect)
    {
    }
}
