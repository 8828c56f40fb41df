namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 500 with an HTML page.</summary>
public sealed class Html500Fault : HtmlFault
{
    /// <summary>Makes the fault.</summary>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public Html500Fault(bool afterEffect = false)
        : base(500, "Internal Server Error", afterEffect)
    {
    }
}
