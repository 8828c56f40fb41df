using System;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk;

/// <summary>A connection to an account of Constant Contact. Neither token nor secret is in it.</summary>
public sealed class CCSession : BulkSession
{
    private readonly DailyUse? _use;

    internal CCSession(string name, Uri uri, string host, bool isSimulator, DateTimeOffset connectedAt, LaneSet? lanes = null, DailyUse? use = null)
        : base(name, uri, host, isSimulator, connectedAt, lanes)
    {
        _use = use;
    }

    /// <summary>The application that it connects by: the service's limits are counted for it.</summary>
    public string ClientId { get; internal init; } = string.Empty;

    /// <summary>Calls of this UTC day, by all processes that use this journal folder.</summary>
    public int CallsToday => _use?.Read().Used ?? 0;

    /// <summary>Calls that are left of the day's, as far as this journal folder knows.</summary>
    public int CallsLeft => _use?.Read().Left ?? ConstantContactLimits.CallsPerDay;

    /// <summary>When the day's calls begin anew: at 00:00 UTC.</summary>
    public DateTimeOffset? CallsResetAt => _use?.Read().Next;

    internal override ServiceKind Service => ServiceKind.ConstantContact;
}
