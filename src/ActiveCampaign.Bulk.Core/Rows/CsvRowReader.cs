using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Validation;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Streams the rows of a CSV file (RFC 4180: quoted cells may hold delimiters, quotes and newlines; CRLF and LF).
/// Blank lines are passed over. A row with more or fewer cells than the header comes out with its problem.
/// </summary>
public sealed class CsvRowReader : IDisposable
{
    private const int PeekChars = 32 * 1024;

    private readonly CsvSettings _settings;
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private readonly int _headerWidth;

    private CsvRowReader(CsvSettings settings, StreamReader reader, CsvParser parser, RowShape shape)
    {
        _headerWidth = parser.Record!.Length;
        _settings = settings;
        _reader = reader;
        _parser = parser;
        Shape = shape;
    }

    /// <summary>The header.</summary>
    public RowShape Shape { get; }

    /// <summary>Bytes read so far, and the file's length: for progress.</summary>
    public (long Read, long Total) Position => (_reader.BaseStream.Position, _reader.BaseStream.Length);

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="BulkException">There is no such file, it cannot be read, or it has no header.</exception>
    public static CsvRowReader Open(CsvSettings settings)
    {
        if (settings is null)
            throw new ArgumentNullException(nameof(settings));

        StreamReader reader = OpenText(settings);
        try
        {
            CsvParser parser = new(reader, Configure(settings.Delimiter ?? Peek(settings)), leaveOpen: true);
            if (!parser.Read() || parser.Record!.All(TextRules.IsBlank))
                throw new BulkException(BulkError.FileEmpty, Texts.FileEmpty(settings.Path), settings.Path);
            if (parser.Record!.Any(name => name.IndexOf('\0') >= 0))
                throw new BulkException(BulkError.HeaderInvalid, Texts.HeaderDamaged, settings.Path);
            return new CsvRowReader(settings, reader, parser, new RowShape(HeaderOf(parser.Record!)));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The rows in order, each once.</summary>
    public IEnumerable<SourceRow> Rows()
    {
        long number = 0;
        int previousLine = _parser.RawRow;
        while (ReadNext())
        {
            string[] cells = _parser.Record!;
            bool severalLines = _parser.RawRow - previousLine > 1;
            int line = severalLines ? _parser.RawRow - CountNewlines(cells) : _parser.RawRow;
            previousLine = _parser.RawRow;
            SourceRow row = Row(++number, line, cells);
            yield return severalLines && HasOpenQuote(_parser.RawRecord) ? row with { Problem = new RowProblem(RowReason.QuoteUnclosed, Texts.QuoteUnclosed) } : row;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private bool ReadNext()
    {
        try
        {
            return _parser.Read();
        }
        catch (Exception e) when (e is IOException or CsvHelperException)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(_settings.Path, e.Message), _settings.Path, e);
        }
    }

    private SourceRow Row(long number, long line, string[] cells)
    {
        int width = Shape.Columns.Count;
        if (cells.Length == width)
            return new SourceRow(number, line, Shape, cells);
        object?[] values = new object?[width];
        Array.Copy(cells, values, Math.Min(width, cells.Length));
        if (IsPadded(cells))
            return new SourceRow(number, line, Shape, values);
        return new SourceRow(number, line, Shape, values, new RowProblem(RowReason.RowRagged, Texts.RowRagged(cells.Length, width)));
    }

    // Programs that end the header with a delimiter end every row with one.
    private bool IsPadded(string[] cells) =>
        cells.Length > Shape.Columns.Count && cells.Length <= _headerWidth && cells.Skip(Shape.Columns.Count).All(TextRules.IsBlank);

    // Quotes come in pairs, doubled ones too: an odd one was never closed, and the row goes on to the end of the file.
    private static bool HasOpenQuote(string record)
    {
        int quotes = 0;
        foreach (char c in record)
        {
            if (c == '"')
                quotes++;
        }

        return quotes % 2 == 1;
    }

    private static int CountNewlines(string[] cells)
    {
        int count = 0;
        foreach (string cell in cells)
        {
            for (int i = cell.IndexOf('\n'); i >= 0; i = cell.IndexOf('\n', i + 1))
                count++;
        }

        return count;
    }

    private static string[] HeaderOf(string[] cells)
    {
        // A trailing delimiter makes one empty name at the end, which is no column that anybody meant.
        int count = cells.Length;
        while (count > 1 && TextRules.IsBlank(cells[count - 1]))
            count--;
        return cells.Take(count).ToArray();
    }

    private static CsvConfiguration Configure(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        IgnoreBlankLines = true,
        BadDataFound = null,
        BufferSize = 64 * 1024,
        CacheFields = false,
    };

    private static StreamReader OpenText(CsvSettings settings)
    {
        try
        {
            FileStream stream = new(settings.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
            return new StreamReader(stream, settings.Encoding ?? new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 64 * 1024);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BulkException(BulkError.FileNotFound, Texts.FileNotFound(settings.Path), settings.Path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(settings.Path, e.Message), settings.Path, e);
        }
    }

    private static char Peek(CsvSettings settings)
    {
        using StreamReader reader = OpenText(settings);
        char[] start = new char[PeekChars];
        int length = reader.ReadBlock(start, 0, start.Length);
        return DelimiterDetector.Detect(start.AsSpan(0, length));
    }
}
