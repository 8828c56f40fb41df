using System;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk;

/// <summary>A connection to an account of a service. Nothing secret is in it; the live connection is found by the object itself.</summary>
public abstract class BulkSession
{
    private protected BulkSession(string name, Uri uri, string host, bool isSimulator, DateTimeOffset connectedAt, LaneSet? lanes)
    {
        Name = name;
        Uri = uri;
        Host = host;
        IsSimulator = isSimulator;
        ConnectedAt = connectedAt;
        Lanes = lanes;
    }

    /// <summary>Name the connection goes by in its runspace.</summary>
    public string Name { get; }

    /// <summary>The API's address.</summary>
    public Uri Uri { get; }

    /// <summary>The account, as journals and results name it.</summary>
    public string Host { get; }

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>The part of the service's limits that it uses at the most.</summary>
    public double LimitShare => Lanes?.Share ?? 1;

    /// <summary>How often the service has refused a call of this process to the account for its rate. The aim is none.</summary>
    public long RateRefusals => Lanes?.Refusals ?? 0;

    /// <summary>Until when nothing is sent to the account since the service asked for a pause, whichever process it asked; null where there is none.</summary>
    public DateTimeOffset? PausedUntil => Lanes?.Paused?.Until;

    internal LaneSet? Lanes { get; }

    /// <summary>The service of the account.</summary>
    internal abstract ServiceKind Service { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
