using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Takes contact data out of an activity's files, which nobody else has open.</summary>
internal static class ContactFiles
{
    /// <summary>The segments that are there.</summary>
    public static IEnumerable<string> Segments(string folder) => Directory.EnumerateFiles(folder, JournalFiles.SegmentPattern).OrderBy(path => path, StringComparer.Ordinal);

    /// <summary>Adds events to the main file, on the disk before anything else goes.</summary>
    public static void Append(string folder, IEnumerable<ActivityEvent> events)
    {
        using FileStream main = PrivateFile.Open(Path.Combine(folder, JournalFiles.Main), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        JournalRepair.EndTornLine(main);
        foreach (ActivityEvent happened in events)
        {
            using ByteBuffer line = JournalLines.Line(happened);
            main.Write(line.Segment.Array!, line.Segment.Offset, line.Segment.Count);
        }

        Disk.Flush(main);
    }

    /// <summary>Payloads and cells go; refused rows keep number, batch and reason.</summary>
    public static void RemoveAll(string folder)
    {
        foreach (string segment in Segments(folder).ToList())
            File.Delete(segment);
        RewriteRefusals(folder, null);
        File.Delete(Path.Combine(folder, JournalFiles.LeftOut));
        RemoveLeftovers(folder);
        ExportFiles.Remove(folder);
    }

    /// <summary>Takes people's cells out of the refused rows.</summary>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="match">Whose; null for everybody.</param>
    public static void RewriteRefusals(string folder, AddressMatch? match)
    {
        LineRewrite rewrite = Refusals(folder, match);
        if (rewrite.Count() == 0 && !rewrite.IsTorn)
            return;
        RejectMark mark = new(folder);
        long offset = mark.Read();
        rewrite.Run(ref offset);
        mark.Write(offset);
    }

    /// <summary>Refused rows that hold people's cells.</summary>
    public static int CountRefusals(string folder, AddressMatch match) => Refusals(folder, match).Count();

    /// <summary>Takes people's cells out of the rows that need no sending.</summary>
    public static void RewriteLeftOut(string folder, AddressMatch match)
    {
        LineRewrite rewrite = Lines(folder, JournalFiles.LeftOut, match);
        long nothing = 0;
        if (rewrite.Count() > 0 || rewrite.IsTorn)
            rewrite.Run(ref nothing);
    }

    /// <summary>Rows that need no sending and hold people's cells.</summary>
    public static int CountLeftOut(string folder, AddressMatch match) => Lines(folder, JournalFiles.LeftOut, match).Count();

    /// <summary>What a kill left of files that were written anew.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + WholeFile.Suffix).ToList())
            File.Delete(path);
    }

    private static LineRewrite Refusals(string folder, AddressMatch? match) => Lines(folder, JournalFiles.Refused, match);

    private static LineRewrite Lines(string folder, string file, AddressMatch? match) => new(Path.Combine(folder, file), line => ErasedLines.Refusal(line, match));
}
