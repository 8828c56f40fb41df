namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What came in, and what looking it up has brought.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Found">Contacts that the account has, each once.</param>
/// <param name="Missing">Rows whose contact the account does not have.</param>
/// <param name="Repeated">Rows whose contact an earlier row names.</param>
/// <param name="Mismatched">Rows whose id belongs to a contact with another address.</param>
internal sealed record CallPlanCounts(long Read, long Found, long Missing, long Repeated, long Mismatched)
{
    /// <summary>Rows whose text is no address.</summary>
    public long Invalid { get; init; }
}
