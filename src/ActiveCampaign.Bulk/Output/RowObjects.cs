using System.Globalization;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk;

/// <summary>Makes objects of refused rows, with the columns of the input.</summary>
internal static class RowObjects
{
    /// <summary>The row as it came in.</summary>
    public static PSObject Of(RefusedRow row)
    {
        PSObject target = new();
        for (int i = 0; i < row.Shape.Columns.Count; i++)
        {
            string name = NameOf(row.Shape.Columns[i], i);
            if (target.Properties[name] is null && !IsAbsent(row, i))
                target.Properties.Add(new PSNoteProperty(name, i < row.Cells.Count ? row.Cells[i] : null));
        }

        return target;
    }

    /// <summary>The row with the columns of a reject file.</summary>
    public static PSObject WithReason(RefusedRow row, string activityId, string? batchId)
    {
        PSObject rejected = Of(row);
        if (rejected.Properties[RejectColumns.Row]?.Value is null or "")
        {
            Set(rejected, RejectColumns.Row, row.Number);
            Set(rejected, RejectColumns.Line, row.Line);
        }

        Set(rejected, RejectColumns.Code, row.Problem.Reason.ToString());
        Set(rejected, RejectColumns.Reason, row.Problem.Text);
        Set(rejected, RejectColumns.ActivityId, activityId);
        Set(rejected, RejectColumns.BatchId, batchId ?? string.Empty);
        Set(rejected, RejectColumns.Action, RejectActions.Of(row.Problem.Reason).ToString());
        return rejected;
    }

    // A property that an object did not have must not come back as a blank one, which may clear a value.
    private static bool IsAbsent(RefusedRow row, int column) =>
        column < row.Cells.Count && row.Cells[column] is null && row.Problem.Reason is not (RowReason.Excluded or RowReason.RowRagged);

    // As Import-Csv calls columns without a name, though by their place.
    private static string NameOf(string column, int index) => column.Length > 0 ? column : "H" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static void Set(PSObject row, string name, object value)
    {
        row.Properties.Remove(name);
        row.Properties.Add(new PSNoteProperty(name, value));
    }
}
