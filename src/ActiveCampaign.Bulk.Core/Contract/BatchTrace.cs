namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What the service says of a batch whose answer was lost.</summary>
/// <param name="IsClear">Whether it can tell at all.</param>
/// <param name="BatchId">The handle of the batch; null where it never came, as far as that is clear.</param>
internal readonly record struct BatchTrace(bool IsClear, string? BatchId)
{
    /// <summary>Nobody can tell.</summary>
    public static BatchTrace Unclear { get; }

    /// <summary>It never came.</summary>
    public static BatchTrace Absent { get; } = new(true, null);

    /// <summary>It is there.</summary>
    public static BatchTrace Found(string batchId) => new(true, batchId);
}
