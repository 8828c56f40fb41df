namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>What becomes of a call.</summary>
/// <param name="Status">The status it is answered with; nothing else is.</param>
/// <param name="BatchId">The batch a good call names, or null.</param>
internal readonly record struct CallbackVerdict(int Status, string? BatchId = null)
{
    /// <summary>Whether the call had the secret.</summary>
    public bool IsGood => Status == 200;
}
