using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A row as it was read.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Cells">A cell for each; none where the journal has them no more.</param>
/// <param name="Line">Its line in the file; 0 where there is none.</param>
internal sealed record RowCells(IReadOnlyList<string> Columns, IReadOnlyList<string?> Cells, long Line);

/// <summary>
/// The original cells of an activity's rows, as far as its journal has them. Some bytes a row are kept, and a few
/// batches; everything else is read as it is asked for.
/// </summary>
internal sealed class JournaledCells : IDisposable
{
    private const int MostRecent = 8;

    private readonly RefusalIndex _refused;
    private readonly RefusalIndex _leftOut;
    private readonly Dictionary<int, (string Path, long Offset)> _places = [];
    private readonly List<JournaledBatch> _recent = [];
    private readonly List<string> _columns = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _batchOf;

    /// <param name="folder">The activity's folder.</param>
    /// <param name="rows">Rows that were read.</param>
    public JournaledCells(string folder, long rows)
    {
        _batchOf = new int[rows + 1];
        foreach (string segment in ContactFiles.Segments(folder))
        {
            foreach ((SentLine sent, long offset, IReadOnlyList<string> columns) in new JournalScan(segment).Read(ReadHead))
                Add(sent, (segment, offset), columns);
        }

        foreach (string file in new[] { JournalFiles.Refused, JournalFiles.LeftOut })
        {
            foreach (JournaledRefusal row in RefusedRows.ReadFrom(folder, 0, file))
                Add(row.Row.Shape.Columns);
        }

        _refused = new RefusalIndex(Path.Combine(folder, JournalFiles.Refused));
        _leftOut = new RefusalIndex(Path.Combine(folder, JournalFiles.LeftOut));
    }

    /// <summary>All columns, in the order in which rows brought them.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Whether the journal has lines of all rows.</summary>
    public bool HasAll => !Enumerable.Range(1, _batchOf.Length - 1).Any(row => _batchOf[row] == 0 && !_refused.Has(row) && !_leftOut.Has(row));

    /// <summary>A row; null where the journal does not have it, or not any more.</summary>
    public RowCells? Find(long row)
    {
        // Whoever is hidden in the line that refuses a row stays so.
        if (_refused.Read(row) is RowRefused refused)
            return Of(refused);
        if (_batchOf[row] != 0 && Batch(_batchOf[row]) is JournaledBatch batch && IndexOf(batch.RowNumbers, row) is int index and >= 0)
            return new RowCells(batch.Columns, batch.Cells[index], batch.Lines[index]);
        return _leftOut.Read(row) is RowRefused left ? Of(left) : null;
    }

    public void Dispose()
    {
        _refused.Dispose();
        _leftOut.Dispose();
    }

    private static RowCells Of(RowRefused row) => new(row.Columns ?? [], row.Cells ?? [], row.Line);

    private static int IndexOf(IReadOnlyList<long> numbers, long row)
    {
        int index = numbers.Count - 1;
        while (index >= 0 && numbers[index] != row)
            index--;
        return index;
    }

    private void Add(SentLine sent, (string Path, long Offset) place, IReadOnlyList<string> columns)
    {
        _places[sent.Number] = place;
        foreach (long row in RowRanges.Parse(sent.Rows).Where(row => row < _batchOf.Length))
            _batchOf[row] = sent.Number;
        Add(columns);
    }

    private void Add(IReadOnlyList<string> columns)
    {
        foreach (string column in columns.Where(_known.Add))
            _columns.Add(column);
    }

    private JournaledBatch? Batch(int number)
    {
        if (_recent.Find(batch => batch.Number == number) is JournaledBatch known)
            return known;
        (string path, long offset) = _places[number];
        if (JournalReader.ReadBatch(path, offset, withContacts: false) is not JournaledBatch read)
            return null;
        if (_recent.Count == MostRecent)
            _recent.RemoveAt(0);
        _recent.Add(read);
        return read;
    }

    // The columns stand before the cells, which are most of the line.
    private static Tuple<SentLine, long, IReadOnlyList<string>>? ReadHead(long offset, ArraySegment<byte> line)
    {
        if (SentLine.Read(line) is not SentLine sent)
            return null;
        List<string> columns = [];
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("columns"u8))
                continue;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                columns.Add(reader.GetString()!);
            break;
        }

        return Tuple.Create(sent, offset, (IReadOnlyList<string>)columns);
    }
}
