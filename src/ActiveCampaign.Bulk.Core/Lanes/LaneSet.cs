using System;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>The lanes of one account.</summary>
public sealed class LaneSet : IDisposable
{
    /// <summary>Makes the lanes by their rules; null rules pace nothing.</summary>
    public LaneSet(TimeProvider clock, LaneRule? bulk, LaneRule? single, LaneRule? general)
    {
        Bulk = new Lane(clock, bulk);
        Single = new Lane(clock, single);
        General = new Lane(clock, general);
    }

    /// <summary>Import requests with several contacts.</summary>
    public Lane Bulk { get; }

    /// <summary>Import requests with exactly one contact.</summary>
    public Lane Single { get; }

    /// <summary>Every other call.</summary>
    public Lane General { get; }

    /// <summary>Refusals for rate on all lanes.</summary>
    public long Refusals => Bulk.Refusals + Single.Refusals + General.Refusals;

    /// <inheritdoc/>
    public void Dispose()
    {
        Bulk.Dispose();
        Single.Dispose();
        General.Dispose();
    }
}
