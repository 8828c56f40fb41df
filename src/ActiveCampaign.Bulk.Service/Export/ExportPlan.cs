using System.Collections.Generic;
using System.Text;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>An export with everything found that its settings name: what a later run needs to go on in the same way.</summary>
internal sealed record ExportPlan
{
    public required string Path { get; init; }

    public required ContactQuery Query { get; init; }

    public required IReadOnlyDictionary<string, string> Filters { get; init; }

    public required IReadOnlyList<ContactColumn> Columns { get; init; }

    public required ExportFormat Format { get; init; }

    public required char Delimiter { get; init; }

    public required Encoding Encoding { get; init; }

    public required bool HasMark { get; init; }

    public required bool Safe { get; init; }

    public required bool Overwrite { get; init; }

    /// <summary>The contacts by id, or null.</summary>
    public IReadOnlyList<int>? Ids { get; init; }

    public TargetFile File => new(Path, Encoding, HasMark, Overwrite);

    public RowWriter WriterFor(IReadOnlyList<ListDefinition> lists)
    {
        ContactCells cells = new(Columns, Query, lists);
        return Format == ExportFormat.JsonLines ? new JsonRowWriter(cells) : new CsvRowWriter(cells, Delimiter, Safe);
    }
}
