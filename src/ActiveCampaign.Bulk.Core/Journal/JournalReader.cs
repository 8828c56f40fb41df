using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Reads an activity's journal, also while it is being written and after a kill.</summary>
internal static class JournalReader
{
    /// <summary>What the journal in a folder says.</summary>
    /// <exception cref="BulkException">It has no readable header.</exception>
    public static ActivitySnapshot Read(string folder) => Read(folder, JournalStore.IsOpen(folder));

    /// <summary>The same; null for one that cannot be read, which keeps nobody from the others.</summary>
    internal static ActivitySnapshot? TryRead(string folder, Action<BulkException>? unreadable = null, bool? isRunning = null)
    {
        try
        {
            return Read(folder, isRunning ?? JournalStore.IsOpen(folder));
        }
        catch (BulkException e)
        {
            unreadable?.Invoke(e);
            return null;
        }
    }

    private static ActivitySnapshot Read(string folder, bool isRunning) => Load(folder).BuildOrThrow(isRunning);

    /// <summary>What the activity in a folder is; null where that cannot be read.</summary>
    public static ActivityHeader? TryReadHeader(string folder)
    {
        string main = Path.Combine(folder, JournalFiles.Main);
        return File.Exists(main) ? Events(main).OfType<ActivityHeader>().FirstOrDefault() : null;
    }

    /// <summary>Whether contact data is kept there, since something is open.</summary>
    public static bool HasPayload(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, JournalFiles.SegmentPattern).Any();

    /// <summary>Puts all lines of a journal together. What is damaged is passed over and noted.</summary>
    internal static JournalState Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new BulkException(BulkError.JournalUnreadable, Texts.JournalGone(folder), folder);
        JournalState builder = new(folder);
        string main = Path.Combine(folder, JournalFiles.Main);
        if (File.Exists(main))
            Scan(main, builder, line => builder.Apply(JournalLines.Read(line)));
        else
            builder.Note([new LineDamage(JournalFiles.Main, 0)]);
        foreach (string segment in ContactFiles.Segments(folder))
            TakeSegment(segment, builder);
        string refused = Path.Combine(folder, JournalFiles.Refused);
        if (File.Exists(refused))
            Scan(refused, builder, builder.TakeRefused);
        if (ExportFiles.Exist(folder) || File.Exists(Path.Combine(folder, JournalFiles.LeftOut)))
            builder.TakeContactData();
        return builder;
    }

    /// <summary>The activities that come after an import, as far as they are there.</summary>
    public static IEnumerable<ActivitySnapshot> FollowUpsOf(ActivitySnapshot import) =>
        import.FollowUps.Select(id => TryRead(Path.Combine(Path.GetDirectoryName(import.Folder)!, id))).OfType<ActivitySnapshot>();

    /// <summary>The digests of all rows that were ever sent, with their batches, and of those left out as unchanged, with batch 0.</summary>
    internal static IEnumerable<(int Batch, RowDigest Digest)> Digests(string folder) =>
        Refs(folder).SelectMany(refs => DigestText.Parse(refs.Rows.Digests).Select(digest => (refs.Batch, digest)));

    /// <summary>The same with the row numbers; a row comes once for each batch it was in.</summary>
    internal static IEnumerable<(int Batch, RowRefs Rows)> Refs(string folder) =>
        Directory.EnumerateFiles(folder, JournalFiles.SegmentPattern).SelectMany(RefsInSegment).Concat(RefsIn(Path.Combine(folder, JournalFiles.Main)));

    /// <summary>The rows and digests of one file's lines.</summary>
    internal static IEnumerable<(int Batch, RowRefs Rows)> RefsIn(string path) => Events(path).OfType<IRowRefs>()
        .Where(refs => refs is { RowText: not null, Digests: not null })
        .Select(refs => (refs.Number, new RowRefs(refs.RowText!, refs.Digests!)));

    /// <summary>The events of one file that is there; damaged lines are passed over.</summary>
    internal static IEnumerable<ActivityEvent> Events(string path) => new JournalScan(path).Read((_, line) => JournalLines.Read(line));

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

    private static void TakeSegment(string segment, JournalState builder)
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

    private static void Scan(string path, JournalState builder, Action<ArraySegment<byte>> take)
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

    /// <summary>All batches whose contacts are there, with them, in the order in which they were planned.</summary>
    internal static IEnumerable<JournaledBatch> Batches(string folder) =>
        ContactFiles.Segments(folder).SelectMany(Events).OfType<BatchSent>().Select(sent => ToBatch(sent, withContacts: true));

    private static JournaledBatch ReadBatch(ArraySegment<byte> line, bool withContacts) => ToBatch((BatchSent)JournalLines.Read(line), withContacts);

    private static JournaledBatch ToBatch(BatchSent sent, bool withContacts)
    {
        long[] rows = RowRanges.Parse(sent.RowText).ToArray();
        return new JournaledBatch(
            sent.Number,
            sent.Columns,
            rows,
            sent.Lines is null ? new long[rows.Length] : RowRanges.Parse(sent.Lines).ToArray(),
            DigestText.Parse(sent.Digests),
            sent.Cells)
        {
            Route = sent.Route!,
            SentAt = sent.At,
            ContactOf = sent.ContactOf is null ? null : RowRanges.Parse(sent.ContactOf).Select(number => (int)number - 1).ToList(),
            Contacts = withContacts ? sent.Contacts.EnumerateArray().Select(contact => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(contact.GetRawText())).ToList() : [],
        };
    }
}
