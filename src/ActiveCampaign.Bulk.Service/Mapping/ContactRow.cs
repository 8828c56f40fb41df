using System;
using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>One row as a contact of the importer. A null member is left as the service has it, an empty one is cleared.</summary>
internal sealed class ContactRow : OutgoingRow
{
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

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer) => ContactJson.Write(writer, this);

    /// <inheritdoc/>
    public override OutgoingRow? MergeOver(ReadOnlyMemory<byte> earlier) => ContactMerge.Merge(earlier, this);

    /// <inheritdoc/>
    public override OutgoingRow Leaving() => new ContactRow { Email = Email, Fields = [], Tags = [], Subscribe = [], Unsubscribe = Unsubscribe };
}
