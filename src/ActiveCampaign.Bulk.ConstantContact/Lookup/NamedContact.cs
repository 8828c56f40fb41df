namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>A contact as somebody names it.</summary>
/// <param name="Id">Its id, or null.</param>
/// <param name="Email">Its address, or null.</param>
internal sealed record NamedContact(string? Id, string? Email);
