using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// The rows of a sheet. Blank ones are passed over; a row with text behind its last column comes out with its problem.
/// The sheet is gone through once before, since hidden rows must be known of before anything is sent.
/// </summary>
internal sealed class SheetRowReader : RowFile
{
    private const int LeadRows = 20;

    private readonly InputFile _file;
    private readonly WorkbookFile _book;
    private readonly Sheet _sheet;
    private readonly int _header;
    private readonly Dictionary<int, RowShape> _wider = [];
    private string? _notice;
    private int _last;
    private int _row;

    private SheetRowReader(InputFile file, WorkbookFile book)
    {
        _file = file;
        _book = book;
        _sheet = Choose();
        SheetRow header = Header();
        (_header, _row) = (header.Number, header.Number);
        Shape = ShapeOf(header.Cells.Select(cell => CellText.ToText(cell) ?? string.Empty).Take(LastWithText(header.Cells)), LeadOf());
    }

    /// <inheritdoc/>
    public override RowShape Shape { get; }

    /// <inheritdoc/>
    public override (long Read, long Total) Position => (_row - _header, _last - _header);

    /// <inheritdoc/>
    public override string? Notice => _notice;

    /// <summary>Opens a workbook and reads the header of a sheet.</summary>
    /// <exception cref="BulkException">It cannot be read, has no such sheet or no header, or hides rows and nobody said what they mean.</exception>
    public static new SheetRowReader Open(InputFile file)
    {
        SheetRowReader reader = OpenHeader(file);
        try
        {
            reader.Survey();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Opens a workbook and reads no more than the header of a sheet.</summary>
    public static SheetRowReader OpenHeader(InputFile file)
    {
        WorkbookFile book = WorkbookFile.Open(file.Path);
        try
        {
            return new SheetRowReader(file, book);
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        long number = 0;
        foreach (SheetRow row in Below())
        {
            _row = row.Number;
            if (!row.IsHidden || _file.HiddenRow != HiddenRowMode.Skip)
                yield return Row(row, ++number);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _book.Dispose();

    private SourceRow Row(SheetRow row, long number)
    {
        int width = Shape.Columns.Count;
        int surplus = LastWithText(row.Cells) - width;
        RowShape shape = surplus > 0 ? Wider(width + surplus) : Shape;
        object?[] values = new object?[shape.Columns.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = i < row.Cells.Count && row.Cells[i] is object cell ? cell : string.Empty;
        RowProblem? problem = surplus > 0 ? new RowProblem(RowReason.RowRagged, Texts.CellWithoutHeading(SheetRow.NameOf(FirstWithText(row.Cells, width), row.Number))) : null;
        return new SourceRow(number, row.Number, shape, values, problem);
    }

    private IEnumerable<SheetRow> Below() => _book.Rows(_sheet).Where(row => row.Number > _header);

    private Sheet Choose()
    {
        if (_file.WorksheetName is string name)
        {
            return _book.Sheets.FirstOrDefault(sheet => string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BulkException(BulkError.UnknownWorksheet, Texts.UnknownWorksheet(_file.Path, name, _book.Sheets.Select(sheet => sheet.Name)), name);
        }

        return _book.Sheets.FirstOrDefault(sheet => sheet.IsVisible) ?? throw new BulkException(BulkError.FileEmpty, Texts.WorkbookEmpty(_file.Path), _file.Path);
    }

    private SheetRow Header()
    {
        SheetRow? header = _book.Rows(_sheet).FirstOrDefault(row => row.Number >= (_file.HeaderRow ?? 1));
        if (header is null && _file.HeaderRow is null)
            throw new BulkException(BulkError.FileEmpty, Texts.SheetEmpty(_file.Path, _sheet.Name, WithRows().Select(sheet => sheet.Name).ToList()), _file.Path);
        return header is not null && (_file.HeaderRow ?? header.Number) == header.Number
            ? header
            : throw new BulkException(BulkError.HeaderInvalid, Texts.HeaderRowBlank(_sheet.Name, _file.HeaderRow!.Value), _file.Path);
    }

    // Finds the last row, those that are hidden where nobody has said what that means, and other sheets.
    private void Survey()
    {
        _last = _header;
        List<long> hidden = [];
        foreach (SheetRow row in Below())
        {
            _last = row.Number;
            if (row.IsHidden && _file.HiddenRow == HiddenRowMode.Fail)
                hidden.Add(row.Number);
        }

        if (hidden.Count > 0)
            throw new BulkException(BulkError.HiddenRows, Texts.HiddenRows(_file.Path, _sheet.Name, hidden), _file.Path);
        _notice = _file.WorksheetName is null ? OtherSheets() : null;
    }

    private string? OtherSheets()
    {
        List<string> others = WithRows().Select(sheet => sheet.Name).ToList();
        return others.Count == 0 ? null : Texts.OtherSheets(_sheet.Name, others);
    }

    private IEnumerable<Sheet> WithRows() => _book.Sheets.Where(sheet => sheet.IsVisible && sheet != _sheet && _book.Rows(sheet).Any());

    private List<(long Line, IReadOnlyList<string> Cells)> LeadOf() =>
        Below().Take(LeadRows).Select(row => ((long)row.Number, (IReadOnlyList<string>)row.Cells.Select(cell => CellText.ToText(cell) ?? string.Empty).ToArray())).ToList();

    private RowShape Wider(int width)
    {
        if (!_wider.TryGetValue(width, out RowShape? shape))
            _wider[width] = shape = ShapeOf([.. Shape.Columns, .. Enumerable.Repeat(string.Empty, width - Shape.Columns.Count)], []);
        return shape;
    }

    private RowShape ShapeOf(IEnumerable<string> columns, IReadOnlyList<(long Line, IReadOnlyList<string> Cells)> lead) =>
        new(columns.ToArray()) { Path = _file.Path, Sheet = _sheet.Name, Lead = lead };

    private static int LastWithText(IReadOnlyList<object?> cells)
    {
        int count = cells.Count;
        while (count > 0 && SheetRow.IsNothing(cells[count - 1]))
            count--;
        return count;
    }

    private static int FirstWithText(IReadOnlyList<object?> cells, int from)
    {
        while (SheetRow.IsNothing(cells[from]))
            from++;
        return from;
    }
}
