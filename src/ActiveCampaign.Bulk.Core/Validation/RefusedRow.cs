using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>A refused row with its original cells.</summary>
/// <param name="Number">Row number, 1-based.</param>
/// <param name="Line">Line in the file, 0 where there is none.</param>
/// <param name="Shape">The columns.</param>
/// <param name="Cells">The original values, as text where they come from the journal.</param>
/// <param name="Problem">Why.</param>
public sealed record RefusedRow(long Number, long Line, RowShape Shape, IReadOnlyList<object?> Cells, RowProblem Problem);
