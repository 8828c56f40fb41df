namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>One row as it came in: plain .NET values by column, nothing interpreted yet.</summary>
/// <param name="Number">1 for the first row of the input.</param>
/// <param name="Line">The line of the file the row starts on, 1-based; 0 where there is no file.</param>
/// <param name="Shape">The columns.</param>
/// <param name="Values">A value per column; null where the row does not have the column, an empty text where it is blank.</param>
/// <param name="Problem">What the reader already found wrong with the row, or null.</param>
internal sealed record SourceRow(long Number, long Line, RowShape Shape, object?[] Values, Validation.RowProblem? Problem = null)
{
    /// <summary>The row with all its columns, where this one has only those that a contact is found by; else null.</summary>
    public SourceRow? Original { get; init; }

    /// <summary>The row as one that is refused, with everything it came with.</summary>
    public RefusedRow Refuse(Validation.RowProblem problem) => new(Number, Line, Original?.Shape ?? Shape, Original?.Values ?? Values, problem);

    /// <summary>Whether the service itself said that the contact is in the account.</summary>
    public bool IsInAccount { get; init; }
}
