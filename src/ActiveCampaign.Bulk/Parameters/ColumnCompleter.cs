using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the columns of the file in -Path.</summary>
public sealed class ColumnCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) =>
        FilePeek.Shape(bound)?.Columns.Where(column => column.Trim().Length > 0).Select((column, i) => new Suggestion(column, () => $"Column {i + 1}")) ?? [];
}
