using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the sheets of the workbook in -Path.</summary>
public sealed class WorksheetCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) =>
        FilePeek.Sheets(bound).Select(sheet => new Suggestion(sheet.Name, () => sheet.IsVisible ? "Sheet" : "Sheet, hidden"));
}
