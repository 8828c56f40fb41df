using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>One row as a contact. A null member is left as the service has it, an empty one is cleared.</summary>
public sealed class ContactRow
{
    /// <summary>The address, trimmed, as the input spells it.</summary>
    public required string Email { get; init; }

    /// <summary>Whether this is the first row of its address after one has said that it has opted out. It goes nowhere itself.</summary>
    public bool OptsOut { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Name of the account (company) the contact belongs to.</summary>
    public string? Account { get; init; }

    /// <summary>Custom field values, shaped for the wire.</summary>
    public required IReadOnlyList<FieldValue> Fields { get; init; }

    /// <summary>Tag names, spelled as the account has them.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Ids of the lists to subscribe to.</summary>
    public required IReadOnlyList<int> Subscribe { get; init; }

    /// <summary>Ids of the lists to unsubscribe from.</summary>
    public required IReadOnlyList<int> Unsubscribe { get; init; }
}
