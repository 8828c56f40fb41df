using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>The columns a reject file has beside the original ones. An import leaves them out.</summary>
public static class RejectColumns
{
    /// <summary>Number of the row in its input.</summary>
    public const string Row = "AC_Row";

    /// <summary>The stable reason, a colon, and the text.</summary>
    public const string Reason = "AC_Reason";

    /// <summary>The activity the row was refused in.</summary>
    public const string ActivityId = "AC_ActivityId";

    /// <summary>The service's handle of the batch the row was in; empty where there is none.</summary>
    public const string BatchId = "AC_BatchId";

    /// <summary>What to do with the row, in one word.</summary>
    public const string Action = "AC_Action";

    /// <summary>There, and 1, only where the cells are escaped for spreadsheets: what comes back is unescaped by it.</summary>
    public const string Escaped = "AC_Escaped";

    /// <summary>The host of the account that a contact was backed up from; in backups only.</summary>
    public const string Host = "AC_Host";

    private static readonly string[] s_plain = [Row, Reason, ActivityId, BatchId, Action];
    private static readonly string[] s_safe = [.. s_plain, Escaped];

    /// <summary>The columns of a file.</summary>
    /// <param name="safe">Whether its cells are escaped.</param>
    public static IReadOnlyList<string> Of(bool safe) => safe ? s_safe : s_plain;

    /// <summary>Whether a column is one of them; the case does not matter.</summary>
    public static bool IsOne(string column) => s_safe.Contains(column, StringComparer.OrdinalIgnoreCase) || string.Equals(column, Host, StringComparison.OrdinalIgnoreCase);
}
