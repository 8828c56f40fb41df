using System;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>The bytes on a connection are not a request that this server can answer.</summary>
internal sealed class BadHttpException : Exception
{
    public BadHttpException(int status, string message)
        : base(message)
    {
        Status = status;
    }

    public int Status { get; }
}
