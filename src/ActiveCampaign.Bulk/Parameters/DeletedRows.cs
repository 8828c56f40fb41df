using System.Data;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Passes over the rows that are marked as deleted in their tables, and says so once.</summary>
internal sealed class DeletedRows
{
    private bool _isTold;

    /// <summary>Whether an object is such a row.</summary>
    /// <param name="input">The object.</param>
    /// <param name="warn">Tells the user.</param>
    public bool Pass(PSObject input, System.Action<string> warn)
    {
        if (input.BaseObject is not DataRow row || !IsDeleted(row))
            return false;
        if (!_isTold)
            warn(Messages.DeletedRow);
        return _isTold = true;
    }

    private static bool IsDeleted(DataRow row) =>
        row.RowState == DataRowState.Deleted || (row.RowState == DataRowState.Detached && !row.HasVersion(DataRowVersion.Proposed));
}
