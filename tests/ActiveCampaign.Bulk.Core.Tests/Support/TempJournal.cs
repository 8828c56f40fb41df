using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>A store in a folder of its own, with one activity.</summary>
internal sealed class TempJournal : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();

    public TempJournal()
    {
        Store = new JournalStore(_temp.Path);
    }

    public JournalStore Store { get; }

    public string Root => _temp.Path;

    public string Folder => Store.FolderOf(Wire.Host, "20260105-080000-abcdef");

    public string Main => Path.Combine(Folder, "journal.jsonl");

    public static ActivityHeader Header { get; } = new()
    {
        Id = "20260105-080000-abcdef",
        Host = Wire.Host,
        Name = "Spring fair",
        StartedAt = Now,
        IsSimulator = true,
        SourcePath = "/data/contacts.csv",
        SourceLength = 12345,
        Settings = new Dictionary<string, string?> { ["List"] = "[\"News\"]", ["DateFormat"] = null },
    };

    public JournalWriter Create() => Store.Create(Header);

    public JournalWriter Reopen() => JournalStore.TryOpen(Folder) ?? throw new InvalidOperationException("It is held.");

    public ActivitySnapshot Read() => JournalReader.Read(Folder);

    public IReadOnlyList<string> Segments() => Directory.EnumerateFiles(Folder, "batches-*.jsonl").Select(path => Path.GetFileName(path)!).OrderBy(name => name, StringComparer.Ordinal).ToList();

    public string AllText() => string.Concat(Directory.EnumerateFiles(Folder).Where(path => Path.GetFileName(path) != "lock").Select(File.ReadAllText));

    /// <summary>A batch whose digests are made with the store's key.</summary>
    public Batch Batch(int number, params long[] rows)
    {
        using BatchBuilder builder = new(new BatchLimits(250, 399_999, 0), Contacts.Envelope, new RowDigester(Store.KeyOf(Wire.Host)));
        foreach (long row in rows)
            builder.Add(row, "+" + row, line: row + 1);
        Batch batch = builder.Complete().Single();
        batch.Number = number;
        return batch;
    }

    public static Task SendAsync(JournalWriter journal, Batch batch) =>
        journal.SentAsync(batch, "bulk", BatchRows.Contacts(batch, Contacts.Envelope), Now.AddSeconds(batch.Number));

    public async Task<Batch> SendAsync(JournalWriter journal, int number, params long[] rows)
    {
        Batch batch = Batch(number, rows);
        await SendAsync(journal, batch);
        return batch;
    }

    /// <summary>What a report says of a settled batch.</summary>
    public static (int Number, BatchOutcome Outcome, int Rows, int Imported, int Created, int Refused, int Unknown) Counts(BatchReport batch) =>
        (batch.Number, batch.Outcome, batch.Rows, batch.Imported, batch.Created, batch.Refused, batch.Unknown);

    public static BatchSettlement Completed(int number, int rows, int refused = 0, int created = 0) =>
        new(number, BatchOutcome.Completed, rows, rows - refused, created, refused, 0);

    public static RefusedRow Refused(long number, RowReason reason = RowReason.FailedAtService) =>
        new(number, number + 1, Contacts.Shape, [Contacts.Email(number), "+" + number], new RowProblem(reason, "Why."));

    public void Dispose() => _temp.Dispose();
}
