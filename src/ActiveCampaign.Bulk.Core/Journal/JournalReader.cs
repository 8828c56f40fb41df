using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Reads an activity's journal, also while it is being written and after a kill.</summary>
public static class JournalReader
{
    /// <summary>What the journal in a folder says.</summary>
    /// <exception cref="BulkException">It has no readable header.</exception>
    public static ActivitySnapshot Read(string folder)
    {
        if (folder is null)
            throw new ArgumentNullException(nameof(folder));

        bool running = JournalStore.IsOpen(folder);
        return Load(folder).BuildOrThrow(running);
    }

    /// <summary>What the activity in a folder is; null where that cannot be read.</summary>
    public static ActivityHeader? TryReadHeader(string folder)
    {
        string main = Path.Combine(folder, JournalFiles.Main);
        return File.Exists(main) ? new JournalScan(main).ReadJson(SnapshotBuilder.TryReadHeader).Take(1).FirstOrDefault() : null;
    }

    /// <summary>Whether contact data is kept there, since something is open.</summary>
    public static bool HasPayload(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, JournalFiles.SegmentPattern).Any();

    /// <summary>Puts all lines of a journal together. What is damaged is passed over and noted.</summary>
    internal static SnapshotBuilder Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new BulkException(BulkError.JournalUnreadable, Texts.JournalGone(folder), folder);
        SnapshotBuilder builder = new(folder);
        string main = Path.Combine(folder, JournalFiles.Main);
        if (File.Exists(main))
            Scan(main, builder, line => builder.TakeText(line));
        else
            builder.Note([new LineDamage(JournalFiles.Main, 0)]);
        foreach (string segment in ContactFiles.Segments(folder))
            TakeSegment(segment, builder);
        string refused = Path.Combine(folder, JournalFiles.Refused);
        if (File.Exists(refused))
            Scan(refused, builder, builder.TakeRefused);
        if (ExportFiles.Exist(folder))
            builder.TakeExport();
        return builder;
    }

    /// <summary>The digests of all rows that were ever sent, with their batches, and of those left out as unchanged, with batch 0.</summary>
    internal static IEnumerable<(int Batch, RowDigest Digest)> Digests(string folder) =>
        Refs(folder).SelectMany(refs => DigestText.Parse(refs.Rows.Digests).Select(digest => (refs.Batch, digest)));

    /// <summary>The same with the row numbers; a row comes once for each batch it was in.</summary>
    internal static IEnumerable<(int Batch, RowRefs Rows)> Refs(string folder) =>
        Directory.EnumerateFiles(folder, JournalFiles.SegmentPattern).SelectMany(RefsInSegment).Concat(RefsIn(Path.Combine(folder, JournalFiles.Main)));

    /// <summary>The rows and digests of one file's lines.</summary>
    internal static IEnumerable<(int Batch, RowRefs Rows)> RefsIn(string path) => new JournalScan(path).ReadJson(ReadRefs).Select(refs => (refs.Item1, refs.Item2));

    private static Tuple<int, RowRefs>? ReadRefs(JsonElement line)
    {
        if (!line.TryGetProperty("digests", out JsonElement digests) || !line.TryGetProperty("rows", out JsonElement rows))
            return null;
        LineRules.Check(line);
        return Tuple.Create(line.GetProperty("n").GetInt32(), new RowRefs(rows.GetString()!, digests.GetString()!));
    }

    // One that was settled and deleted since it was listed has its rows in the main file, which is read last for that.
    private static IReadOnlyList<(int Batch, RowRefs Rows)> RefsInSegment(string segment)
    {
        try
        {
            return RefsIn(segment).ToList();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private static void TakeSegment(string segment, SnapshotBuilder builder)
    {
        try
        {
            Scan(segment, builder, builder.TakeSent);
        }
        catch (FileNotFoundException)
        {
            // Settled and deleted since it was listed: the main file has what there is to know.
        }
    }

    private static void Scan(string path, SnapshotBuilder builder, Action<ArraySegment<byte>> take)
    {
        JournalScan scan = new(path, builder.IsSealed);
        scan.Each(take);
        builder.Note(scan.Damage);
    }

    /// <summary>A batch's line in a segment.</summary>
    internal static JournaledBatch? ReadBatch(string segment, long offset, bool withContacts)
    {
        long first = offset;
        return new JournalScan(segment).Read((at, line) => at == first ? ReadBatch(line, withContacts) : null, offset).FirstOrDefault();
    }

    private static JournaledBatch ReadBatch(ArraySegment<byte> line, bool withContacts)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        LineRules.Check(root);
        return withContacts ? ToBatch(root) with { Contacts = Contacts(root) } : ToBatch(root);
    }

    internal static BatchSettlement ReadSettlement(JsonElement line) => new(
        line.GetProperty("n").GetInt32(),
        Enum.TryParse(line.GetProperty("outcome").GetString(), out BatchOutcome outcome) ? outcome : BatchOutcome.Unknown,
        line.GetProperty("count").GetInt32(),
        line.GetProperty("imported").GetInt32(),
        line.GetProperty("created").GetInt32(),
        line.GetProperty("refused").GetInt32(),
        line.GetProperty("unknown").GetInt32())
    {
        UnknownRows = line.TryGetProperty("unknownRows", out JsonElement unknown) ? unknown.GetString() : null,
        NotSentRows = line.TryGetProperty("notSentRows", out JsonElement notSent) ? notSent.GetString() : null,
    };

    private static JournaledBatch ToBatch(JsonElement line)
    {
        long[] rows = RowRanges.Parse(line.GetProperty("rows").GetString()!).ToArray();
        long[] lines = line.TryGetProperty("lines", out JsonElement text) ? RowRanges.Parse(text.GetString()!).ToArray() : new long[rows.Length];
        return new JournaledBatch(
            line.GetProperty("n").GetInt32(),
            line.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList(),
            rows,
            lines,
            DigestText.Parse(line.GetProperty("digests").GetString()!),
            line.GetProperty("cells").EnumerateArray().Select(ToCells).ToList())
        {
            Route = line.GetProperty("route").GetString()!,
            SentAt = line.GetProperty("at").GetDateTimeOffset(),
            ContactOf = line.TryGetProperty("of", out JsonElement of) ? RowRanges.Parse(of.GetString()!).Select(number => (int)number - 1).ToList() : null,
        };
    }

    private static List<ReadOnlyMemory<byte>> Contacts(JsonElement line) =>
        line.GetProperty("contacts").EnumerateArray().Select(contact => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(contact.GetRawText())).ToList();

    private static IReadOnlyList<string?> ToCells(JsonElement cells) => cells.EnumerateArray().Select(cell => cell.GetString()).ToList();
}
