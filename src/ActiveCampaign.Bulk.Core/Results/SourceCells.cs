using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Results;

/// <summary>
/// The rows of an activity's input file, where it is still there and the same: a result file that is asked for late takes
/// from it what has left the journal. Rows are asked for in their order.
/// </summary>
internal sealed class SourceCells : IDisposable
{
    private readonly RowFile? _reader;
    private readonly MappingSettings _mapping;
    private readonly IEnumerator<SourceRow> _rows;
    private bool _hasRow;

    private SourceCells(RowFile? reader, MappingSettings mapping)
    {
        _reader = reader;
        _mapping = mapping;
        _rows = (reader?.Rows() ?? []).GetEnumerator();
        _hasRow = _rows.MoveNext();
        Columns = reader is null ? [] : Clean(reader.Shape);
    }

    /// <summary>Its columns; none where it cannot be used.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Opens the input file of an activity; one that is gone or changed has no row.</summary>
    public static SourceCells Open(ActivityHeader header)
    {
        ImportSettings settings = HeaderSettings.Read(header);
        return new SourceCells(settings.Action == ImportAction.Import ? OpenFile(settings.Source, header.SourceHash) : null, settings.Mapping);
    }

    /// <summary>A row; null where the file does not have it.</summary>
    public RowCells? Find(long row)
    {
        while (_hasRow && _rows.Current.Number < row)
            _hasRow = _rows.MoveNext();
        if (!_hasRow || _rows.Current.Number != row)
            return null;
        SourceRow found = RejectIntake.For(_rows.Current.Shape, _mapping)?.Clean(_rows.Current) ?? _rows.Current;
        return new RowCells(found.Shape.Columns, found.Values.Select(CellText.ToText).ToList(), found.Line);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _reader?.Dispose();
    }

    private IReadOnlyList<string> Clean(RowShape shape) => (RejectIntake.For(shape, _mapping)?.Shape ?? shape).Columns;

    private static RowFile? OpenFile(InputFile? source, string? hash)
    {
        try
        {
            return source is not null && hash is not null && File.Exists(source.Path) && FileHash.OfAsync(source.Path, CancellationToken.None).GetAwaiter().GetResult() == hash
                ? RowFile.Open(source)
                : null;
        }
        catch (BulkException)
        {
            // What cannot be read is as good as gone.
            return null;
        }
    }
}
