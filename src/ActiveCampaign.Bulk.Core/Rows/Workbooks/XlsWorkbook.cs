using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A workbook of Excel 97 to 2003.</summary>
internal sealed class XlsWorkbook : Workbook
{
    private const int Version97 = 0x600;
    private const int VisibleMask = 3;
    private const ushort HiddenRow = 0x20;
    private const ushort NoNumber = 0xFFFF;

    private static readonly Dictionary<byte, string> s_errors = new()
    {
        [0x00] = "#NULL!", [0x07] = "#DIV/0!", [0x0F] = "#VALUE!", [0x17] = "#REF!", [0x1D] = "#NAME?", [0x24] = "#NUM!", [0x2A] = "#N/A",
    };

    private readonly byte[] _bytes;
    private readonly CellFormats _formats = new();
    private readonly List<Sheet> _sheets = [];
    private readonly List<string> _shared = [];
    private (Sheet? Sheet, List<SheetRow> Rows) _last = (null, []);

    public XlsWorkbook(Stream file)
    {
        CompoundFile streams = new(file);
        if (streams.Find("EncryptedPackage") is not null)
            throw new NotSupportedException(Texts.WorkbookLocked);
        _bytes = streams.Find("Workbook") ?? throw new NotSupportedException(streams.Find("Book") is null ? Texts.WorkbookOther : Texts.WorkbookOld);
        foreach (XlsRecord record in Records(0))
            TakeGlobal(record);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Sheet> Sheets => _sheets;

    /// <inheritdoc/>
    public override IEnumerable<SheetRow> Rows(Sheet sheet)
    {
        if (_last.Sheet != sheet)
            _last = (sheet, Read(sheet).ToList());
        return _last.Rows;
    }

    // The cells of a row may stand anywhere in a sheet.
    private IEnumerable<SheetRow> Read(Sheet sheet)
    {
        SortedDictionary<int, List<object?>> rows = [];
        HashSet<int> hidden = [];
        (int Row, int Column)? formula = null;
        foreach (XlsRecord record in Records(int.Parse(sheet.Place, CultureInfo.InvariantCulture)))
        {
            if (record.Kind == XlsRecordKind.Row && (Short(record, 12) & HiddenRow) != 0)
                hidden.Add(Short(record, 0));
            else if (record.Kind == XlsRecordKind.String && formula is (int Row, int Column) cell)
                Put(rows, cell.Row, cell.Column, new XlsStrings(_bytes, record.Parts).Next());
            else if (record.Kind == XlsRecordKind.MultipleNumbers)
                PutNumbers(rows, record);
            else if (IsCell(record.Kind))
                Put(rows, Short(record, 0), Short(record, 2), Value(record));
            if (record.Kind == XlsRecordKind.Formula)
                formula = (Short(record, 0), Short(record, 2));
        }

        return rows.Select(row => new SheetRow(row.Key + 1, hidden.Contains(row.Key), row.Value));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // It was read whole.
    }

    private void TakeGlobal(XlsRecord record)
    {
        switch (record.Kind)
        {
            case XlsRecordKind.Begin when Short(record, 0) != Version97:
                throw new NotSupportedException(Texts.WorkbookOld);
            case XlsRecordKind.Locked:
                throw new NotSupportedException(Texts.WorkbookLocked);
            case XlsRecordKind.Sheet when _bytes[record.Start + 5] == 0:
                string name = new XlsStrings(_bytes, record.Parts, 6).NextShort();
                _sheets.Add(new Sheet(name, (_bytes[record.Start + 4] & VisibleMask) == 0, BitConverter.ToUInt32(_bytes, record.Start).ToString(CultureInfo.InvariantCulture)));
                break;
            case XlsRecordKind.SharedStrings:
                XlsStrings texts = new(_bytes, record.Parts, 8);
                for (uint left = BitConverter.ToUInt32(_bytes, record.Start + 4); left > 0; left--)
                    _shared.Add(texts.Next());
                break;
            case XlsRecordKind.Format:
                _formats.AddCode(Short(record, 0), new XlsStrings(_bytes, record.Parts, 2).Next());
                break;
            case XlsRecordKind.Style:
                _formats.AddStyle(Short(record, 2));
                break;
            case XlsRecordKind.Days1904:
                _formats.Is1904 = Short(record, 0) == 1;
                break;
        }
    }

    private static bool IsCell(XlsRecordKind kind) => kind is XlsRecordKind.Number or XlsRecordKind.ShortNumber or XlsRecordKind.SharedText or XlsRecordKind.Text
        or XlsRecordKind.RichText or XlsRecordKind.FlagOrError or XlsRecordKind.Formula;

    private object? Value(XlsRecord record) => record.Kind switch
    {
        XlsRecordKind.Number => _formats.Show(BitConverter.ToDouble(_bytes, record.Start + 6), Short(record, 4)),
        XlsRecordKind.ShortNumber => _formats.Show(ToNumber(BitConverter.ToUInt32(_bytes, record.Start + 6)), Short(record, 4)),
        XlsRecordKind.SharedText => _shared[BitConverter.ToInt32(_bytes, record.Start + 6)],
        XlsRecordKind.FlagOrError => FlagOrError(_bytes[record.Start + 6], _bytes[record.Start + 7] != 0),
        XlsRecordKind.Formula => Result(record),
        _ => new XlsStrings(_bytes, record.Parts, 6).Next(),
    };

    // A text comes in a record of its own.
    private object? Result(XlsRecord record)
    {
        if (Short(record, 12) != NoNumber)
            return _formats.Show(BitConverter.ToDouble(_bytes, record.Start + 6), Short(record, 4));
        return _bytes[record.Start + 6] is 1 or 2 ? FlagOrError(_bytes[record.Start + 8], _bytes[record.Start + 6] == 2) : null;
    }

    private static string FlagOrError(byte value, bool isError) =>
        isError ? s_errors.TryGetValue(value, out string? error) ? error : "#N/A" : value != 0 ? "TRUE" : "FALSE";

    private void PutNumbers(SortedDictionary<int, List<object?>> rows, XlsRecord record)
    {
        int column = Short(record, 2);
        for (int at = record.Start + 4; at + 6 <= record.End - 2; at += 6)
            Put(rows, Short(record, 0), column++, _formats.Show(ToNumber(BitConverter.ToUInt32(_bytes, at + 2)), BitConverter.ToUInt16(_bytes, at)));
    }

    private static void Put(SortedDictionary<int, List<object?>> rows, int row, int column, object? value)
    {
        if (!rows.TryGetValue(row, out List<object?>? cells))
            rows[row] = cells = [];
        while (cells.Count <= column)
            cells.Add(null);
        cells[column] = value;
    }

    // Thirty bits of a number, of a whole one or of the upper half of a double, and maybe a hundredth of it.
    private static double ToNumber(uint packed)
    {
        double number = (packed & 2) != 0 ? (int)packed >> 2 : BitConverter.Int64BitsToDouble((long)(packed & 0xFFFFFFFC) << 32);
        return (packed & 1) != 0 ? number / 100 : number;
    }

    private ushort Short(XlsRecord record, int at) => BitConverter.ToUInt16(_bytes, record.Start + at);

    // From the beginning of a sheet, or of what all sheets share, to its end. Charts in between have ends of their own.
    private IEnumerable<XlsRecord> Records(int from)
    {
        int depth = 0;
        for (XlsRecord? record = XlsRecord.At(_bytes, from); record is not null; record = XlsRecord.At(_bytes, record.Next))
        {
            depth += record.Kind == XlsRecordKind.Begin ? 1 : record.Kind == XlsRecordKind.End ? -1 : 0;
            if (depth == 1)
                yield return record;
            if (depth <= 0)
                yield break;
        }
    }
}
