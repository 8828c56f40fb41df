using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A refused row with its original cells.</summary>
/// <param name="Number">Row number, 1-based.</param>
/// <param name="Line">Line in the file, 0 where there is none.</param>
/// <param name="Shape">The columns.</param>
/// <param name="Cells">The original values, as text where they come from the journal.</param>
/// <param name="Problem">Why.</param>
internal sealed record RefusedRow(long Number, long Line, RowShape Shape, IReadOnlyList<object?> Cells, RowProblem Problem)
{
    /// <summary>The address, where the service has reported it as failed; it goes into no text.</summary>
    public string? Email { get; init; }

    /// <summary>The contact as it was sent, as JSON, where the service has reported it as failed; empty where it is not known.</summary>
    public ReadOnlyMemory<byte> Contact { get; init; }
}
