using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A batch as it was planned, read back from the journal.</summary>
/// <param name="Number">The batch.</param>
/// <param name="Columns">The columns of its rows.</param>
/// <param name="RowNumbers">Row numbers in the input.</param>
/// <param name="Lines">Lines in the file; 0 where there is none.</param>
/// <param name="Digests">Keyed digests, row by row.</param>
/// <param name="Cells">Original cells, row by row.</param>
internal sealed record JournaledBatch(
    int Number,
    IReadOnlyList<string> Columns,
    IReadOnlyList<long> RowNumbers,
    IReadOnlyList<long> Lines,
    IReadOnlyList<RowDigest> Digests,
    IReadOnlyList<IReadOnlyList<string?>> Cells)
{
    /// <summary>The columns of its rows.</summary>
    public RowShape Shape { get; } = new(Columns);

    /// <summary>The contacts as they were sent, as JSON; empty where they were not asked for.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Contacts { get; init; } = [];

    /// <summary>The contact of a row, by the row's position.</summary>
    public ReadOnlyMemory<byte> ContactFor(int row) => Contacts[ContactOf is null ? row : ContactOf[row]];

    /// <summary>A row as a refused one, by the row's position.</summary>
    public RefusedRow Refuse(int row, RowProblem problem) => new(RowNumbers[row], Lines[row], Shape, Cells[row].Cast<object?>().ToList(), problem);

    /// <summary>How they were sent.</summary>
    public string Route { get; init; } = string.Empty;

    /// <summary>When, by the service's clock where it was known.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Position of each row's contact in the payload, 0-based; null where every row has its own.</summary>
    public IReadOnlyList<int>? ContactOf { get; init; }
}
