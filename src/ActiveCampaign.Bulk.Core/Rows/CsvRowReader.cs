using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Streams the rows of a CSV file (RFC 4180: quoted cells may hold delimiters, quotes and newlines; CRLF, LF and CR).
/// Blank lines, and rows of nothing but blank cells, are passed over. A row that breaks the rules, or that has fewer
/// cells than the header or more with text, comes out with its problem.
/// </summary>
internal sealed class CsvRowReader : RowFile
{
    private const int PeekChars = 32 * 1024;
    private const int LeadRecords = 20;

    private readonly InputFile _settings;
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private readonly Dictionary<int, RowShape> _wider = [];

    private CsvRowReader(InputFile settings, StreamReader reader, CsvParser parser, RowShape shape, CsvStart start)
    {
        _settings = settings;
        _reader = reader;
        _parser = parser;
        Shape = shape;
        Dialect = new CsvDialect(start.Delimiter, reader.CurrentEncoding);
    }

    /// <inheritdoc/>
    public override RowShape Shape { get; }

    /// <inheritdoc/>
    public override CsvDialect Dialect { get; }

    /// <inheritdoc/>
    public override (long Read, long Total) Position => (_reader.BaseStream.Position, _reader.BaseStream.Length);

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="BulkException">There is no such file, it cannot be read, is no CSV file, or has no header.</exception>
    public static new CsvRowReader Open(InputFile settings)
    {
        CheckKind(settings);
        string peeked = Peek(settings);
        if (TextKind.OfText(peeked, settings.Path) is string kind)
            throw new BulkException(BulkError.NotATable, kind, settings.Path);
        CsvStart start = CsvStart.Of(peeked, settings.Delimiter, settings.HeaderRow);
        StreamReader reader = OpenText(settings);
        try
        {
            CsvParser parser = ParserAt(reader, start);
            if (!parser.Read() || parser.Cells.All(TextRules.IsBlank))
                throw new BulkException(BulkError.FileEmpty, Texts.FileEmpty(settings.Path), settings.Path);
            if (parser.Damage is not null)
                throw new BulkException(BulkError.HeaderInvalid, Texts.HeaderQuotes(settings.Path, parser.Line), settings.Path);
            RowShape shape = new(HeaderOf(parser.Cells)) { Path = settings.Path, FoundDelimiter = start.IsDetected ? start.Delimiter : null, Lead = LeadOf(peeked, start) };
            return new CsvRowReader(settings, reader, parser, shape, start);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        long number = 0;
        while (ReadNext())
        {
            if (_parser.Damage is not null || !_parser.Cells.All(TextRules.IsBlank))
                yield return Row(++number);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    private bool ReadNext()
    {
        try
        {
            return _parser.Read();
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(_settings.Path, e.Message), _settings.Path, e);
        }
    }

    private SourceRow Row(long number)
    {
        IReadOnlyList<string> cells = _parser.Cells;
        int width = Shape.Columns.Count;
        int surplus = LastWithText(cells) - width;
        RowShape shape = surplus > 0 ? Wider(width + surplus) : Shape;
        object?[] values = new object?[shape.Columns.Count];
        for (int i = 0; i < values.Length && i < cells.Count; i++)
            values[i] = cells[i];
        return new SourceRow(number, _parser.Line, shape, values, FindProblem(cells.Count, width, surplus));
    }

    private RowProblem? FindProblem(int cells, int width, int surplus)
    {
        if (_parser.Damage is RowReason damage)
            return new RowProblem(damage, damage == RowReason.QuoteUnclosed ? Texts.QuoteUnclosed : Texts.QuoteMisplaced);
        if (cells < width)
            return new RowProblem(RowReason.RowRagged, Texts.RowRagged(cells, width));
        return surplus > 0 ? new RowProblem(RowReason.RowRagged, Texts.CellWithoutName(FirstWithText(width) + 1)) : null;
    }

    // Cells with text and no name stay with their row, so that whoever corrects it has all of it.
    private RowShape Wider(int width)
    {
        if (!_wider.TryGetValue(width, out RowShape? shape))
            _wider[width] = shape = new RowShape([.. Shape.Columns, .. Enumerable.Repeat(string.Empty, width - Shape.Columns.Count)]) { Path = Shape.Path };
        return shape;
    }

    private static int LastWithText(IReadOnlyList<string> cells)
    {
        int count = cells.Count;
        while (count > 0 && TextRules.IsBlank(cells[count - 1]))
            count--;
        return count;
    }

    private int FirstWithText(int from)
    {
        int i = from;
        while (TextRules.IsBlank(_parser.Cells[i]))
            i++;
        return i;
    }

    // A trailing delimiter makes one empty name at the end, which is no column that anybody meant.
    private static string[] HeaderOf(IReadOnlyList<string> cells) => cells.Take(LastWithText(cells)).ToArray();

    private static List<(long Line, IReadOnlyList<string> Cells)> LeadOf(string peeked, CsvStart start)
    {
        List<(long, IReadOnlyList<string>)> lead = [];
        CsvParser parser = ParserAt(new StringReader(peeked), start);
        for (parser.Read(); lead.Count < LeadRecords && parser.Read();)
            lead.Add((parser.Line, parser.Cells.ToArray()));
        return lead;
    }

    private static CsvParser ParserAt(TextReader reader, CsvStart start)
    {
        CsvParser parser = new(reader, start.Delimiter);
        for (int line = 0; line < start.Lines; line++)
            parser.SkipLine();
        return parser;
    }

    private static StreamReader OpenText(InputFile settings)
    {
        return new StreamReader(SourceFile.Open(settings.Path), settings.Encoding ?? new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 64 * 1024);
    }

    private static void CheckKind(InputFile settings)
    {
        byte[] start = Begin(settings.Path, out int length);
        if (TextKind.OfBytes(start, length, settings.Path) is string kind)
            throw new BulkException(BulkError.NotATable, kind, settings.Path);
        bool hasMark = length > 1 && ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF) || (start[0] == 0 && start[1] == 0));
        if (!hasMark && settings.Encoding?.CodePage is not (1200 or 1201 or 12000 or 12001) && TextKind.ZerosOf(start, length) is string encoding)
            throw new BulkException(BulkError.HeaderInvalid, Texts.Utf16WithoutMark(settings.Path, encoding), settings.Path);
    }

    private static string Peek(InputFile settings)
    {
        using StreamReader reader = OpenText(settings);
        char[] start = new char[PeekChars];
        return new string(start, 0, reader.ReadBlock(start, 0, start.Length));
    }
}
