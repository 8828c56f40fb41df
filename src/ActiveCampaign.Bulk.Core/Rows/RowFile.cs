using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The rows of a file, whatever kind of file it is. It is read once, by one thread.</summary>
internal abstract class RowFile : IDisposable
{
    private const int PeekBytes = 4 * 1024;

    /// <summary>The columns.</summary>
    public abstract RowShape Shape { get; }

    /// <summary>How a text file is written; null for a workbook.</summary>
    public virtual CsvDialect? Dialect => null;

    /// <summary>How much was read so far, of how much: for progress.</summary>
    public abstract (long Read, long Total) Position { get; }

    /// <summary>What the user should know of the file, or null.</summary>
    public virtual string? Notice => null;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="BulkException">There is no such file, it cannot be read, or is no table with a header.</exception>
    public static RowFile Open(InputFile file)
    {
        bool isWorkbook = IsWorkbook(file.Path);
        if (isWorkbook && (file.Delimiter is not null || file.Encoding is not null))
            throw new BulkException(BulkError.SettingsConflict, Texts.OptionOfText(file.Path), file.Path);
        if (!isWorkbook && (file.WorksheetName is not null || file.HiddenRow != HiddenRowMode.Fail))
            throw new BulkException(BulkError.SettingsConflict, Texts.OptionOfWorkbook(file.Path), file.Path);
        return isWorkbook ? SheetRowReader.Open(file) : CsvRowReader.Open(file);
    }

    /// <summary>The columns of a file, of which no more is read than that takes.</summary>
    /// <exception cref="BulkException">As with <see cref="Open"/>.</exception>
    public static RowShape ReadShape(InputFile file)
    {
        using RowFile opened = IsWorkbook(file.Path) ? SheetRowReader.OpenHeader(file) : CsvRowReader.Open(file);
        return opened.Shape;
    }

    /// <summary>Whether a file is a workbook, by how it begins: many a text file is called .xls.</summary>
    /// <exception cref="BulkException">FileNotFound, FileUnreadable.</exception>
    public static bool IsWorkbook(string path)
    {
        byte[] start = Begin(path, out int length);
        return TextKind.IsWorkbook(start, length);
    }

    /// <summary>The rows in order, each once.</summary>
    public abstract IEnumerable<SourceRow> Rows();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The first bytes of a file.</summary>
    private protected static byte[] Begin(string path, out int length)
    {
        byte[] start = new byte[PeekBytes];
        length = 0;
        using FileStream file = SourceFile.Open(path);
        try
        {
            for (int read = -1; read != 0 && length < start.Length; length += read)
                read = file.Read(start, length, start.Length - length);
            return start;
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }
}
