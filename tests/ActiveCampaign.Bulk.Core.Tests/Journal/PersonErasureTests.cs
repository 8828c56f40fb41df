using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class PersonErasureTests : IDisposable
{
    private const string Person = "ROW2@example.com ";

    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Apply_RowNotSent_IsUnknownAndNeverSentAgain()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.NotSent, null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 3, true), TempJournal.Now);
        }

        PersonErasure erasure = Erase(Person);

        Assert.Equal((1, 0, 0), (erasure.Rows, erasure.Refusals, erasure.RejectRows));
        AssertGone("row2@example.com");
        ActivitySnapshot read = _temp.Read();
        Assert.Equal((3, 2, 1, 1), (read.RowsRead, read.NotSent, read.Unknown, read.Erased));
        ResumePlan plan = ResumePlan.Of(JournalReader.Load(_temp.Folder));
        Assert.Equal([1L, 3L], plan.NotSent.Single().Rows);
        Assert.Empty(plan.Unknown);
        Assert.False(plan.NeedsInput);
    }

    [Fact]
    public async Task Apply_TheOtherRows_AreReadBackAsTheyWere()
    {
        using (JournalWriter journal = _temp.Create())
            await _temp.SendAsync(journal, 1, 1, 2, 3);
        JournaledBatch before = ReadBatch();

        Erase(Person);

        JournaledBatch after = ReadBatch();
        Assert.Equal(before.RowNumbers, after.RowNumbers);
        Assert.Equal(before.Digests[0], after.Digests[0]);
        Assert.Equal(default, after.Digests[1]);
        Assert.Equal(before.Cells[2], after.Cells[2]);
        Assert.Empty(after.Cells[1]);
        Assert.Equal(Contacts.Text(before.Contacts[2]), Contacts.Text(after.Contacts[2]));
        using Batch batch = BatchRebuild.ToBatch(after, [1, 3], Contacts.Envelope);
        Assert.Equal([Contacts.Email(1), Contacts.Email(3)], Contacts.Emails(batch));
    }

    [Fact]
    public async Task Apply_RowWithoutAnswer_IsNotTakenForOneThatWasNeverJournaled()
    {
        using (JournalWriter journal = _temp.Create())
        {
            await _temp.SendAsync(journal, 1, 1, 2, 3);
            journal.Note(new InputCompleted(TempJournal.Now));
        }

        Erase(Person);

        ResumePlan plan = ResumePlan.Of(JournalReader.Load(_temp.Folder));
        Assert.Equal([1L, 3L], plan.Unknown.Single().Rows);
        Assert.True(plan.IsKnown(2));
        Assert.Equal((3, 1), (plan.Activity.Unknown, plan.Activity.Erased));
    }

    [Fact]
    public async Task Apply_OnlyErasedRowsOpen_IsCompleted()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1), BatchOutcome.NotSent, null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 1, true), TempJournal.Now);
        }

        Erase("row1@example.com");

        Assert.Equal(ActivityState.Completed, _temp.Read().State);
        Assert.False(ActivityGate.IsOpen(_temp.Read()));
        _temp.Reopen().Dispose();
        Assert.Empty(_temp.Segments());
    }

    [Fact]
    public async Task Apply_PendingBatch_IsStillSettledByTheService()
    {
        using (JournalWriter journal = _temp.Create())
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now);

        Erase(Person);
        using (JournalWriter journal = _temp.Reopen())
            journal.Settled(TempJournal.Completed(1, 3), RowRefs.Of(journal.ReadBatch(1)!), TempJournal.Now);

        Assert.Equal((3, 0, 0), (_temp.Read().Imported, _temp.Read().Unknown, _temp.Read().Pending));
    }

    [Fact]
    public async Task Apply_Settled_TakesTheDigestsAndKeepsTheCounts()
    {
        Batch batch;
        using (JournalWriter journal = _temp.Create())
        {
            batch = await _temp.SendAsync(journal, 1, 1, 2, 3);
            journal.Answered(batch, BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Settled(TempJournal.Completed(1, 3), RowRefs.Of(batch), TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 3, true), TempJournal.Now);
        }

        PersonErasure erasure = Erase(Person);

        Assert.True(erasure.FindsAny);
        string erased = DigestText.Format([batch.Rows[0].Digest, default, batch.Rows[2].Digest]);
        Assert.Contains(erased, File.ReadAllText(_temp.Main), StringComparison.Ordinal);
        Assert.Equal((3, ActivityState.Completed), (_temp.Read().Imported, _temp.Read().State));
        Assert.False(PersonErasure.Look(_temp.Folder, [Person]).FindsAny);
    }

    [Theory]
    [InlineData("row2@example.com", true)]
    [InlineData("Write to Row2@Example.com.", true)]
    [InlineData("<ROW2@EXAMPLE.COM>", true)]
    [InlineData("ro\u200Bw2@example.com", true)]
    [InlineData("row22@example.com", false)]
    [InlineData("a.row2@example.com", false)]
    [InlineData("row2@example.com.au", false)]
    [InlineData("o'row2@example.com", false)]
    [InlineData("jo/row2@example.com", false)]
    [InlineData("=row2@example.com", false)]
    [InlineData("{row2@example.com", false)]
    [InlineData("éîrow2@example.com", false)]
    [InlineData("'row2@example.com'", true)]
    [InlineData("||row2@example.com||", true)]
    public void Apply_RefusedRow_IsFoundByItsCells(string cell, bool found)
    {
        using (JournalWriter journal = _temp.Create())
            journal.Refused(new RefusedRow(7, 8, Contacts.Shape, [cell, "+1"], new RowProblem(RowReason.EmailInvalid, "Why.")));

        Erase(Person);

        JournaledRefusal refusal = RefusedRows.Read(_temp.Folder).Single();
        Assert.Equal((7L, RowReason.EmailInvalid, !found), (refusal.Row.Number, refusal.Row.Problem.Reason, refusal.HasCells));
        Assert.Equal(1, _temp.Read().Refused);
    }

    [Fact]
    public async Task Apply_AddressInAnotherRowsCells_TakesThatRowToo()
    {
        using (JournalWriter journal = _temp.Create())
        {
            using BatchBuilder builder = new(new BatchLimits(250, 399_999, 0), Contacts.Envelope, new RowDigester(_temp.Store.KeyOf(Wire.Host)));
            builder.Add(1, "friend of row2@example.com");
            builder.Add(3);
            Batch batch = builder.Complete().Single();
            batch.Number = 1;
            await TempJournal.SendAsync(journal, batch);
        }

        Assert.Equal(1, Erase(Person).Rows);
        AssertGone("row2@example.com");
        Assert.Contains("row3@example.com", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_WhileSomebodyIsAtWork_IsActivityRunningAndChangesNothing()
    {
        using JournalWriter journal = _temp.Create();
        await _temp.SendAsync(journal, 1, 1, 2);
        journal.Drain();
        string before = _temp.AllText();

        BulkException running = Assert.Throws<BulkException>(() => Erase(Person));

        Assert.Equal(BulkError.ActivityRunning, running.Error);
        Assert.Equal(before, _temp.AllText());
    }

    [Fact]
    public void Apply_TornEnd_GoesWithTheRest()
    {
        _temp.Create().Dispose();
        File.WriteAllText(Path.Combine(_temp.Folder, "batches-0001.jsonl"), "{\"t\":\"batch\",\"n\":1,\"cells\":[[\"row2@example.com");
        Erase(Person);
        AssertGone("row2@example.com");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_RejectFile_LosesThePersonsRowsAndKeepsTheOthers(bool safe)
    {
        string path = Path.Combine(_temp.Root, "rejects.csv");
        Refuse(path, safe, 1, 2, 3);
        string before = File.ReadAllText(path);

        PersonErasure erasure = Erase(Person);

        Assert.Equal((1, 1), (erasure.Refusals, erasure.RejectRows));
        string[] lines = before.Split("\r\n");
        Assert.Equal([lines[0], lines[1], lines[3], string.Empty], File.ReadAllText(path).Split("\r\n"));
        Assert.Equal(Encoding.UTF8.GetPreamble(), File.ReadAllBytes(path).Take(3));
        Assert.Empty(erasure.Left);
        using RejectFile file = RejectFile.Open(_temp.Folder)!;
        file.CatchUp(toEnd: true);
        Assert.DoesNotContain("row2@", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Look_RejectFileThatIsGoneOrNoneOfOurs_IsNamed()
    {
        string path = Path.Combine(_temp.Root, "rejects.csv");
        Refuse(path, false, 2);
        File.Move(path, path + ".moved");
        Assert.Equal([path], Erase(Person).Left);

        Refuse(path, false, 2);
        File.WriteAllText(path, "mine");
        Assert.Equal([path], Erase(Person).Left);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void Look_Nobody_FindsNothing()
    {
        _temp.Create().Dispose();
        Assert.False(PersonErasure.Look(_temp.Folder, [Person, " "]).FindsAny);
    }

    private PersonErasure Erase(string address)
    {
        PersonErasure erasure = PersonErasure.Look(_temp.Folder, [address]);
        erasure.Apply(TempJournal.Now.AddHours(1));
        return erasure;
    }

    private void Refuse(string path, bool safe, params long[] rows)
    {
        if (Directory.Exists(_temp.Folder))
            Directory.Delete(_temp.Folder, recursive: true);
        Dictionary<string, string?> settings = new() { ["rejectPath"] = path, ["rejectSafe"] = safe.ToString() };
        using (JournalWriter journal = _temp.Store.Create(TempJournal.Header with { Settings = settings }))
        {
            foreach (long row in rows)
                journal.Refused(TempJournal.Refused(row, RowReason.EmailInvalid));
        }

        using RejectFile file = RejectFile.Open(_temp.Folder)!;
        file.CatchUp(toEnd: true);
    }

    private JournaledBatch ReadBatch()
    {
        using JournalWriter journal = _temp.Reopen();
        return journal.ReadBatch(1, withContacts: true)!;
    }

    private void AssertGone(string address)
    {
        foreach (string path in Directory.EnumerateFiles(_temp.Root, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(address, File.ReadAllText(path), StringComparison.OrdinalIgnoreCase);
    }
}
