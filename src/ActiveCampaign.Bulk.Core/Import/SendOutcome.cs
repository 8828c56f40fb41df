using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What came of sending a batch once.</summary>
internal sealed record SendOutcome
{
    /// <summary>What there is to tell of it; null where its rows go on in other batches.</summary>
    public BatchReport? Report { get; init; }

    /// <summary>What goes out in its place.</summary>
    public IReadOnlyList<Batch> Again { get; init; } = [];

    /// <summary>Whether the one contact that goes on stood beside refused ones, and may join others.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Its rows, where the answer was lost.</summary>
    public OpenRows? Lost { get; init; }

    /// <summary>Why it was lost.</summary>
    public string Why { get; init; } = string.Empty;
}
