using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Writes an .xlsx by hand, part by part, in one of the spellings that programs have.</summary>
internal sealed class TestWorkbook
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly List<(string Name, string State, StringBuilder Rows)> _sheets = [];
    private readonly List<string> _formats = [];

    /// <summary>The prefix of every element, as programs of Microsoft's own library write it; empty for none.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>How it is said that a row is hidden.</summary>
    public string Yes { get; init; } = "1";

    /// <summary>Whether days count from 1904.</summary>
    public bool Is1904 { get; init; }

    /// <summary>Begins a sheet.</summary>
    public TestWorkbook Sheet(string name, string state = "visible")
    {
        _sheets.Add((name, state, new StringBuilder()));
        return this;
    }

    /// <summary>A row of texts, each in its cell.</summary>
    public TestWorkbook Row(int number, params string?[] texts) => Cells(number, false, texts.Select(Text).ToArray());

    /// <summary>A row that is hidden.</summary>
    public TestWorkbook Hidden(int number, params string?[] texts) => Cells(number, true, texts.Select(Text).ToArray());

    /// <summary>A row of cells as XML; {r} stands for the name of the cell.</summary>
    public TestWorkbook Cells(int number, bool isHidden, params string[] cells)
    {
        StringBuilder rows = _sheets[_sheets.Count - 1].Rows;
        rows.Append("<" + Prefix + "row r=\"" + number.ToString(CultureInfo.InvariantCulture) + "\"").Append(isHidden ? " hidden=\"" + Yes + "\">" : ">");
        for (int i = 0; i < cells.Length; i++)
            rows.Append(cells[i].Replace("{r}", (char)('A' + i) + number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        rows.Append("</" + Prefix + "row>");
        return this;
    }

    /// <summary>A cell with a number in a format.</summary>
    public string Number(string value, string format)
    {
        if (!_formats.Contains(format))
            _formats.Add(format);
        return $"<{Prefix}c r=\"{{r}}\" s=\"{_formats.IndexOf(format) + 1}\"><{Prefix}v>{value}</{Prefix}v></{Prefix}c>";
    }

    /// <summary>A cell with a text, or none.</summary>
    public string Text(string? text) => text is null
        ? string.Empty
        : $"<{Prefix}c r=\"{{r}}\" t=\"inlineStr\"><{Prefix}is><{Prefix}t xml:space=\"preserve\">{SecurityElement.Escape(text)}</{Prefix}t></{Prefix}is></{Prefix}c>";

    /// <summary>Writes the file.</summary>
    public string Save(string path)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Write(zip, "_rels/.rels", Relations(("book", "officeDocument", "xl/workbook.xml")));
        Write(zip, "xl/_rels/workbook.xml.rels", Relations([.. _sheets.Select((_, i) => ("s" + i, "worksheet", $"/xl/worksheets/sheet{i}.xml")), ("styles", "styles", "styles.xml")]));
        Write(zip, "xl/workbook.xml", Root("workbook", $"<{Prefix}workbookPr date1904=\"{(Is1904 ? "true" : "false")}\"/><{Prefix}sheets>"
            + string.Concat(_sheets.Select((sheet, i) => $"<{Prefix}sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"s{i}\"/>")) + $"</{Prefix}sheets>"));
        Write(zip, "xl/styles.xml", Root("styleSheet", $"<{Prefix}numFmts>" + string.Concat(_formats.Select((format, i) => $"<{Prefix}numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(format)}\"/>"))
            + $"</{Prefix}numFmts><{Prefix}cellStyleXfs><{Prefix}xf numFmtId=\"9\"/></{Prefix}cellStyleXfs><{Prefix}cellXfs><{Prefix}xf numFmtId=\"0\"/>" + string.Concat(_formats.Select((_, i) => $"<{Prefix}xf numFmtId=\"{200 + i}\"/>")) + $"</{Prefix}cellXfs>"));
        for (int i = 0; i < _sheets.Count; i++)
            Write(zip, $"xl/worksheets/sheet{i}.xml", Root("worksheet", $"<{Prefix}sheetData>{_sheets[i].Rows}</{Prefix}sheetData>"));
        return path;
    }

    private string Root(string name, string inner) =>
        $"<{Prefix}{name} xmlns{(Prefix.Length == 0 ? string.Empty : ":" + Prefix.TrimEnd(':'))}=\"{Main}\" xmlns:r=\"{Office}\">{inner}</{Prefix}{name}>";

    private static string Relations(params (string Id, string Kind, string Target)[] parts) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{Office}/{part.Kind}\" Target=\"{part.Target}\"/>")) + "</Relationships>";

    private static void Write(ZipArchive zip, string name, string text)
    {
        using StreamWriter writer = new(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text);
    }
}
