using System.Text;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers a page for people, as gateways do.</summary>
public abstract class HtmlFault : AnswerFault
{
    private readonly int _status;
    private readonly string _title;

    private protected HtmlFault(int status, string title, bool afterEffect)
        : base(afterEffect)
    {
        _status = status;
        _title = title;
    }

    internal sealed override Answer Make() => new(_status, Encoding.UTF8.GetBytes(
        "<html><head><title>" + _title + "</title></head><body><div>" + _title + "</div></body></html>"), "text/html");
}
