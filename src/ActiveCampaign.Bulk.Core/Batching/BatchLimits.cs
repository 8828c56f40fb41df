namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>When a batch is full.</summary>
/// <param name="MaxContacts">Contacts at most.</param>
/// <param name="MaxBytes">Bytes of UTF-8 at most, the whole body.</param>
/// <param name="HoldUntil">Nothing is handed out before more rows than this are there, or all of them.</param>
internal sealed record BatchLimits(int MaxContacts, int MaxBytes, int HoldUntil)
{
    /// <summary>Whether a request with a single contact is to be avoided, as it takes a slower lane of the service.</summary>
    public bool AvoidsLone { get; init; } = true;
}
