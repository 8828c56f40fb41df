using System;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk;

/// <summary>A connection to an account of ActiveCampaign. The token is not in it.</summary>
public sealed class ACSession : BulkSession
{
    internal ACSession(string name, Uri uri, bool isSimulator, DateTimeOffset connectedAt, LaneSet? lanes = null)
        : base(name, uri, uri.Authority, isSimulator, connectedAt, lanes)
    {
    }

    internal override ServiceKind Service => ServiceKind.ActiveCampaign;
}
