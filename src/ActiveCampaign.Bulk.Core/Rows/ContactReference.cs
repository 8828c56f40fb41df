namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A contact as a user names it: by id, by address, or by both, in which case the id counts.</summary>
/// <param name="Row">Its place in the input, from 1.</param>
/// <param name="Id">The id, or null.</param>
/// <param name="Email">The address, or null where nothing is said of it; beside an id, blank for a contact that has none.</param>
internal sealed record ContactReference(long Row, int? Id, string? Email)
{
    /// <summary>Its id at a service whose ids are no numbers; else null.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it comes from the account itself, so that the id is known to be a contact's.</summary>
    public bool IsOurs { get; init; }
}
