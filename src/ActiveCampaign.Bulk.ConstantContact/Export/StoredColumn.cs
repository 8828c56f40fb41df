using System;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Lookup;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>A column of an export.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Text">The cell of a contact.</param>
/// <param name="Part">What the service must be asked for beside the contact itself; null for nothing.</param>
internal sealed record StoredColumn(string Name, Func<StoredContact, string> Text, string? Part = null)
{
    /// <summary>The custom field of the account that it is, or null.</summary>
    public CustomField? Field { get; init; }

    /// <summary>Whether it is a value that an import takes, and none of the account's fields.</summary>
    public bool IsValue { get; init; }
}
