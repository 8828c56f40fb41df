using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The columns that a reject file, or a result file, has beside the original ones. An import leaves them out.</summary>
internal static class RejectColumns
{
    /// <summary>Number of the row in the first input that it came from.</summary>
    public const string Row = "AC_Row";

    /// <summary>Its line in that file; empty where there was none.</summary>
    public const string Line = "AC_Line";

    /// <summary>Number of the row in the reject file that it came from; there only where it came from one.</summary>
    public const string InputRow = "AC_InputRow";

    /// <summary>The stable id of the reason.</summary>
    public const string Code = "AC_Code";

    /// <summary>The reason in words.</summary>
    public const string Reason = "AC_Reason";

    /// <summary>The activity the row was refused in.</summary>
    public const string ActivityId = "AC_ActivityId";

    /// <summary>The service's handle of the batch the row was in; empty where there is none.</summary>
    public const string BatchId = "AC_BatchId";

    /// <summary>What to do with the row, in one word.</summary>
    public const string Action = "AC_Action";

    /// <summary>There, and 1, only where the cells are escaped for spreadsheets: what comes back is unescaped by it.</summary>
    public const string Escaped = "AC_Escaped";

    /// <summary>The columns that the row does not have at all, which is not the same as blank; there only where the import clears what is blank (-ClearColumn).</summary>
    public const string Absent = "AC_Absent";

    /// <summary>The host of the account that a contact was backed up from; in backups only.</summary>
    public const string Host = "AC_Host";

    /// <summary>What became of the row; in result files only, as the next two.</summary>
    public const string State = "AC_State";

    /// <summary>The number of the batch that took it last; empty where none did.</summary>
    public const string Batch = "AC_Batch";

    /// <summary>The contact's id, where the service has told it.</summary>
    public const string ContactId = "AC_ContactId";

    private const string Separator = "|";

    private static readonly string[] s_plain = [Row, Line, Code, Reason, ActivityId, BatchId, Action];
    private static readonly string[] s_safe = [.. s_plain, Escaped];
    private static readonly string[] s_result = [Row, Line, State, Code, Reason, Batch, BatchId, ContactId];
    private static readonly string[] s_known = [.. s_safe, InputRow, Absent, Host, State, Batch, ContactId];

    /// <summary>The columns of a result file.</summary>
    public static IReadOnlyList<string> OfResult => s_result;

    /// <summary>The columns of a file.</summary>
    /// <param name="safe">Whether its cells are escaped.</param>
    public static IReadOnlyList<string> Of(bool safe) => safe ? s_safe : s_plain;

    /// <summary>Whether a column is one of them; the case does not matter.</summary>
    public static bool IsOne(string column) => s_known.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>How a row names the columns that it lacks; empty where it has all of them.</summary>
    internal static string AbsentOf(RefusedRow row)
    {
        // Nobody imports these again, and the cells of a short row are for the user to say.
        if (row.Problem.Reason is RowReason.Excluded or RowReason.RowRagged)
            return string.Empty;
        IEnumerable<string> absent = row.Shape.Columns.Where((column, i) => i < row.Cells.Count && row.Cells[i] is null && !IsOne(column));
        return string.Join(Separator, absent);
    }

    /// <summary>Whether a row that names absent columns so lacks that one.</summary>
    internal static bool IsAbsent(string absent, string column) =>
        (Separator + absent + Separator).IndexOf(Separator + column + Separator, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether a column says where a row first came from, which stays with it.</summary>
    internal static bool IsOrigin(string column) => Is(column, Row) || Is(column, Line);

    private static bool Is(string column, string name) => string.Equals(column, name, StringComparison.OrdinalIgnoreCase);
}
