using System;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>Answers 500 or 503 in the service's own words; strike several requests for a burst.</summary>
public sealed class ServiceErrorFault : AnswerFault
{
    private readonly int _status;

    /// <summary>Makes the fault.</summary>
    /// <param name="status">500 or 503.</param>
    /// <param name="afterEffect">Whether the request has its effect first.</param>
    public ServiceErrorFault(int status, bool afterEffect = false)
        : base(afterEffect)
    {
        _status = status is 500 or 503 ? status : throw new ArgumentOutOfRangeException(nameof(status));
    }

    internal override Answer Make() => _status == 500
        ? ServiceAnswers.Error(500, "http.status.internal_server_error", "Internal Server Error")
        : ServiceAnswers.Error(503, "http.status.service_unavailable", "Service Unavailable");
}
