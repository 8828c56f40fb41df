using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>
/// A workbook file: .xlsx, or .xls of Excel 97 and later. Both are read here and not by a package: the one that can be
/// had takes a #N/A for a blank cell, and rows that some programs hide for rows that are shown.
/// </summary>
internal sealed class WorkbookFile : IDisposable
{
    private const byte PackedMark = 0x50;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Workbook _book;

    private WorkbookFile(string path, FileStream file, Workbook book)
    {
        _path = path;
        _file = file;
        _book = book;
    }

    /// <summary>Its sheets of cells, in order.</summary>
    public IReadOnlyList<Sheet> Sheets => _book.Sheets;

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="BulkException">FileNotFound, FileUnreadable, NotATable.</exception>
    public static WorkbookFile Open(string path)
    {
        FileStream file = SourceFile.Open(path);
        try
        {
            return new WorkbookFile(path, file, Guard(path, () => Read(file)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a sheet that are not blank, in order.</summary>
    /// <exception cref="BulkException">FileUnreadable, NotATable.</exception>
    public IEnumerable<SheetRow> Rows(Sheet sheet)
    {
        using IEnumerator<SheetRow> rows = _book.Rows(sheet).GetEnumerator();
        while (Guard(_path, rows.MoveNext))
        {
            if (!rows.Current.IsBlank)
                yield return rows.Current;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _book.Dispose();
        _file.Dispose();
    }

    private static Workbook Read(FileStream file)
    {
        bool isPacked = file.ReadByte() == PackedMark;
        file.Position = 0;
        return isPacked ? new XlsxWorkbook(file) : new XlsWorkbook(file);
    }

    // Whatever a damaged file makes of the reading, it is the file.
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (NotSupportedException e)
        {
            throw new BulkException(BulkError.NotATable, Texts.WorkbookUnknown(path, e.Message), path, e);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw new BulkException(BulkError.NotATable, Texts.WorkbookDamaged(path), path, e);
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }
}
