using System;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A row as it goes out to a service: an address, and what the service alone can read.</summary>
internal abstract class OutgoingRow
{
    /// <summary>The address, trimmed, as the input spells it. Rows of one address are one person.</summary>
    public required string Email { get; init; }

    /// <summary>Whether this is the first row of its address after one has said that it has opted out. It goes nowhere itself.</summary>
    public bool OptsOut { get; init; }

    /// <summary>
    /// What it takes of the size that a request may have, where the service counts something else than the bytes of its JSON;
    /// else null.
    /// </summary>
    public virtual int? Weight => null;

    /// <summary>What stands once in a request with rows like this one, on the scale of <see cref="Weight"/>.</summary>
    public virtual int FrameWeight => 0;

    /// <summary>Writes it as one value of JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer);

    /// <summary>
    /// What comes of this row over an earlier one of its address; null where one contact may come out otherwise than two
    /// that are sent one after the other.
    /// </summary>
    /// <param name="earlier">The earlier row, as it was written.</param>
    public virtual OutgoingRow? MergeOver(ReadOnlyMemory<byte> earlier) => null;

    /// <summary>What is left of it where it may say no more than that its address has opted out.</summary>
    public virtual OutgoingRow Leaving() => this;
}
