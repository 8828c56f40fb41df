using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A workbook of Excel 2007 and later, in either of its two forms.</summary>
internal sealed class XlsxWorkbook : Workbook
{
    private const int MostColumns = 16_384;

    private static readonly XmlReaderSettings s_xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    private readonly ZipArchive _archive;
    private readonly CellFormats _formats = new();
    private readonly List<Sheet> _sheets = [];
    private readonly List<string> _shared = [];

    public XlsxWorkbook(Stream file)
    {
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        string book = Targets(string.Empty, "_rels/.rels").First(target => target.Kind == "officeDocument").Path;
        string folder = book.Substring(0, book.LastIndexOf('/') + 1);
        List<(string Id, string Kind, string Path)> parts = Targets(folder, folder + "_rels/" + book.Substring(folder.Length) + ".rels");
        if (parts.Find(part => part.Kind == "styles").Path is string styles)
            Use(styles, xml => XlsxStyles.Read(xml, _formats));
        if (parts.Find(part => part.Kind == "sharedStrings").Path is string shared)
            Use(shared, xml => _shared.AddRange(XlsxText.ReadShared(xml)));
        Use(book, xml => ReadBook(xml, parts));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Sheet> Sheets => _sheets;

    /// <inheritdoc/>
    public override IEnumerable<SheetRow> Rows(Sheet sheet)
    {
        using Stream part = Open(sheet.Place);
        using XmlReader xml = XmlReader.Create(part, s_xml);
        int number = 0;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData"))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            number = XlsxStyles.Number(xml["r"]) ?? number + 1;
            bool isHidden = XlsxStyles.IsTrue(xml["hidden"]);
            yield return new SheetRow(number, isHidden, Cells(xml));
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _archive.Dispose();

    private List<object?> Cells(XmlReader xml)
    {
        List<object?> cells = [];
        int depth = xml.Depth;
        bool isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            int column = ColumnOf(xml["r"]) ?? cells.Count;
            if (column >= MostColumns)
                throw new InvalidDataException($"A cell is called '{xml["r"]}'.");
            while (cells.Count <= column)
                cells.Add(null);
            cells[column] = Cell(xml);
        }

        return cells;
    }

    // The reader stands on the end of the cell then.
    private object? Cell(XmlReader xml)
    {
        string? kind = xml["t"];
        int style = XlsxStyles.Number(xml["s"]) ?? 0;
        string? text = null;
        int depth = xml.Depth;
        if (xml.IsEmptyElement)
            return null;
        xml.Read();
        while (!(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
                text = xml.ReadElementContentAsString();
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
                text = XlsxText.Read(xml);
            else if (xml.NodeType == XmlNodeType.Element)
                xml.Skip();
            else
                xml.Read();
        }

        return string.IsNullOrEmpty(text) ? null : Value(kind, text!, style);
    }

    private object Value(string? kind, string text, int style) => kind switch
    {
        "s" => _shared[int.Parse(text, CultureInfo.InvariantCulture)],
        "str" => XlsxText.Unescape(text),
        "b" => XlsxStyles.IsTrue(text) ? "TRUE" : "FALSE",
        null or "n" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => _formats.Show(number, style),
        _ => text,
    };

    private void ReadBook(XmlReader xml, List<(string Id, string Kind, string Path)> parts)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                _formats.Is1904 = XlsxStyles.IsTrue(xml["date1904"]);
            else if (xml.LocalName == "sheet" && parts.Find(part => part.Id == IdOf(xml)) is { Kind: "worksheet" } part)
                _sheets.Add(new Sheet(xml["name"] ?? string.Empty, xml["state"] is null or "visible", part.Path));
        }
    }

    // Each of the two forms has a namespace of its own for it.
    private static string? IdOf(XmlReader xml)
    {
        string? id = null;
        while (xml.MoveToNextAttribute())
            id = xml.LocalName == "id" && xml.NamespaceURI.Length > 0 ? xml.Value : id;
        xml.MoveToElement();
        return id;
    }

    // What a part leads to, by the last word of its kind.
    private List<(string Id, string Kind, string Path)> Targets(string folder, string relations)
    {
        List<(string, string, string)> targets = [];
        Use(relations, xml =>
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml["TargetMode"] != "External")
                    targets.Add((xml["Id"] ?? string.Empty, (xml["Type"] ?? string.Empty).Split('/').Last(), PathOf(folder, xml["Target"] ?? string.Empty)));
            }
        });
        return targets;
    }

    private static string PathOf(string folder, string target)
    {
        List<string> path = [];
        foreach (string part in (target.StartsWith("/", StringComparison.Ordinal) ? target : folder + target).Split('/', '\\'))
        {
            if (part == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (part.Length > 0 && part != "." && part != "..")
                path.Add(part);
        }

        return string.Join("/", path);
    }

    private void Use(string part, Action<XmlReader> read)
    {
        using Stream stream = Open(part);
        using XmlReader xml = XmlReader.Create(stream, s_xml);
        read(xml);
    }

    private Stream Open(string part) =>
        (_archive.Entries.FirstOrDefault(entry => string.Equals(entry.FullName.Replace('\\', '/'), part, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidDataException(part)).Open();

    private static int? ColumnOf(string? cell)
    {
        int column = 0;
        for (int i = 0; cell is not null && column <= MostColumns && i < cell.Length && cell[i] is >= 'A' and <= 'Z'; i++)
            column = (column * 26) + cell[i] - 'A' + 1;
        return column == 0 ? null : column - 1;
    }
}
