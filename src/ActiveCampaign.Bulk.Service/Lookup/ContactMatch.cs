using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>What the account has for a reference.</summary>
/// <param name="Asked">The reference.</param>
/// <param name="Id">The contact's id; null where the account has no such contact.</param>
/// <param name="Email">Its address as the account has it, or as it was asked for; null where neither is known.</param>
internal sealed record ContactMatch(ContactReference Asked, int? Id, string? Email)
{
    /// <summary>Whether there is such a contact.</summary>
    public bool IsFound => Id is not null;

    /// <summary>Whether the contact with that id has another address than it was named with.</summary>
    public bool IsOther => IsFound && Asked.Id is not null && Asked.Email is not null && !AddressForm.IsSame(Asked.Email, Email);
}
