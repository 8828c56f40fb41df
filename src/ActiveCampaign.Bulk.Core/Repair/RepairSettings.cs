using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>What a repair is asked to do.</summary>
internal sealed record RepairSettings
{
    /// <summary>The settings of the activity.</summary>
    public required ImportSettings Import { get; init; }

    /// <summary>The batches to repair; null for all that failed or were interrupted.</summary>
    public IReadOnlyCollection<int>? Batches { get; init; }

    /// <summary>Import requests at most; what is left then stays as it is.</summary>
    public int MaxRequests { get; init; } = 500;

    /// <summary>How long the state of a batch may stay the same.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
