using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Results;

/// <summary>What a try to write a result file came to.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Activity">The activity.</param>
internal sealed record ResultStand(string Path, ActivitySnapshot Activity)
{
    /// <summary>Whether it was written now.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Rows in it whose original cells nobody has any more.</summary>
    public long Bare { get; init; }

    /// <summary>What keeps it from being written, or null.</summary>
    public string? Problem { get; init; }
}

/// <summary>
/// The result file of an activity: every row that was read, once, with its original columns and what became of it. It
/// appears whole when no row is open any more, whichever command settles the last one. Until then the cells stay in the
/// journal.
/// </summary>
internal static class ResultFile
{
    private const int HeaderSize = 64 * 1024;

    private static readonly object s_writing = new();

    /// <summary>Asks for the file of an activity that is there: what cells it still has stay for it.</summary>
    /// <exception cref="BulkException">Another process is at work on the activity.</exception>
    public static void Ask(string folder, ResultTarget target)
    {
        string id = Path.GetFileName(folder);
        using JournalWriter journal = JournalStore.TryOpen(folder) ?? throw new BulkException(BulkError.ActivityRunning, Texts.ActivityRunning(id), id);

        // Cells that nothing asks for would never go.
        target.Ask(folder);
        journal.KeepCells();
    }

    /// <summary>
    /// Writes the file where one is asked for and no row of the activity is open any more. Null where nothing is to be
    /// done, or another process is at work on the activity, which does it then.
    /// </summary>
    public static ResultStand? CatchUp(string folder)
    {
        lock (s_writing)
        {
            if (ResultTarget.Read(folder) is not { IsWritten: false } target)
                return null;
            using JournalWriter? journal = JournalStore.TryOpen(folder);
            if (journal is null)
                return null;
            journal.Drain();
            ActivityDetail detail = ActivityDetail.Read(folder, journal.HasRun);
            ResultStand stand = new(target.Path, detail.Activity);
            return detail.Activity is { IsSettled: true, State: not ActivityState.Running } ? Write(target, detail, journal, stand) : stand;
        }
    }

    private static ResultStand Write(ResultTarget target, ActivityDetail detail, JournalWriter journal, ResultStand stand)
    {
        try
        {
            if (File.Exists(target.Path) && !target.Replaces && !IsOne(target.Path))
                return stand with { Problem = Texts.FileExists(target.Path) };
            long bare = Write(target.Path, detail);
            target.Complete(journal.Folder);
            journal.FreeCells();
            return stand with { IsWritten = true, Bare = bare };
        }
        catch (Exception e) when (e is BulkException || Disk.IsFailure(e))
        {
            // The cells stay in the journal; the next try gets them out.
            return stand with { Problem = e is BulkException ? e.Message : Texts.FileUnwritable(target.Path, e.Message) };
        }
    }

    private static long Write(string path, ActivityDetail detail)
    {
        CsvDialect dialect = HeaderSettings.ReadDialect(detail.Activity.Header);
        try
        {
            return Write(path, detail, dialect with { Encoding = Strict(dialect.Encoding) });
        }
        catch (EncoderFallbackException)
        {
            // Rows of a pipeline, or other reasons, may have characters that the input's encoding lacks.
            return Write(path, detail, dialect with { Encoding = Strict(Encoding.UTF8) });
        }
    }

    private static long Write(string path, ActivityDetail detail, CsvDialect dialect)
    {
        string folder = detail.Activity.Folder;
        using JournaledCells journaled = new(folder, detail.Activity.RowsRead);
        using SourceCells? source = journaled.HasAll || IsErased(folder) ? null : SourceCells.Open(detail.Activity.Header);
        Dictionary<long, string> ids = ContactIds(folder);
        bool safe = HeaderSettings.Read(detail.Activity.Header).RejectSafe;
        long bare = 0;
        WholeFile.Write(path, stream =>
        {
            using StreamWriter text = new(stream, dialect.Encoding, 64 * 1024, leaveOpen: true);
            ResultSheet sheet = new(text, [.. journaled.Columns, .. source?.Columns.Except(journaled.Columns, StringComparer.OrdinalIgnoreCase) ?? []], dialect.Delimiter, safe);
            foreach (ActivityRow row in detail.Rows(_ => true))
            {
                RowCells? cells = journaled.Find(row.Number) ?? source?.Find(row.Number);
                bare += cells is null or { Cells.Count: 0 } ? 1 : 0;
                sheet.Write(row, cells, ids.TryGetValue(row.Number, out string? id) ? id : null);
            }
        }, "." + detail.Activity.Header.Id);
        return bare;
    }

    private static Dictionary<long, string> ContactIds(string folder)
    {
        Dictionary<long, string> ids = [];
        foreach (BatchSettlement settled in JournalReader.Events(Path.Combine(folder, JournalFiles.Main)).OfType<BatchSettlement>())
        {
            if (settled is not { ContactIds: string told, RowText: string rows })
                continue;
            foreach ((long row, string id) in RowRanges.Parse(rows).Zip(told.Split(','), (row, id) => (row, id)).Where(pair => pair.id.Length > 0))
                ids[row] = id;
        }

        return ids;
    }

    // The input file may hold people still who were erased here.
    private static bool IsErased(string folder) =>
        JournalReader.Digests(folder).Any(row => row.Digest == default) || RefusedRows.ReadFrom(folder, 0).Any(row => !row.HasCells);

    private static Encoding Strict(Encoding encoding) => encoding is UTF8Encoding
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        : Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);

    // A kill may have come between the file and the note that it is written.
    private static bool IsOne(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] begin = new byte[HeaderSize];
        int read = stream.Read(begin, 0, begin.Length);
        string text = Encoding.ASCII.GetString(begin, 0, read).Replace("\0", string.Empty);
        return RejectColumns.OfResult.All(column => text.IndexOf(column, StringComparison.Ordinal) >= 0);
    }
}
