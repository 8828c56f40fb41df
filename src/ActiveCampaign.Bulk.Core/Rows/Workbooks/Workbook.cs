using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A workbook of one kind.</summary>
internal abstract class Workbook : IDisposable
{
    /// <summary>Its sheets of cells, in order.</summary>
    public abstract IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>The rows of a sheet that the file has, in order.</summary>
    public abstract IEnumerable<SheetRow> Rows(Sheet sheet);

    /// <inheritdoc/>
    public abstract void Dispose();
}
