using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>An import as it was read: the rows that are within the limits, and where they go.</summary>
internal sealed class PeopleImport
{
    public required ActivityKind Kind { get; init; }

    public required IReadOnlyList<PersonRow> Rows { get; init; }

    public required IReadOnlyList<Guid> Lists { get; init; }

    /// <summary>Rows that were over a limit.</summary>
    public int Dropped { get; init; }

    public string? FileName { get; init; }

    public bool SmsIsExplicit { get; init; }
}
