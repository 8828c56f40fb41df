using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class JournalKeeperTests : IDisposable
{
    private static readonly DateTimeOffset s_due = TempJournal.Now.AddDays(10);

    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Sweep_TenDaysAfter_LeavesNoContactDataAndEveryRowInAState()
    {
        await WriteAsync();
        Assert.True(_temp.Read().HoldsContactData);

        Assert.Equal(1, JournalKeeper.Sweep(_temp.Store, s_due));

        Assert.DoesNotContain("@", _temp.AllText(), StringComparison.Ordinal);
        Assert.Empty(_temp.Segments());
        ActivitySnapshot read = _temp.Read();
        Assert.False(read.HoldsContactData);
        Assert.True(read.IsExpired);
        Assert.Equal((11, 2, 2, 0, 7, 0), (read.RowsRead, read.Imported, read.Refused, read.Pending, read.Unknown, read.NotSent));
    }

    [Fact]
    public async Task SweepSeenTwice_ClockAheadForOnce_ChangesNothing()
    {
        await WriteAsync();
        Assert.Equal(0, JournalKeeper.SweepSeenTwice(_temp.Store, s_due.AddDays(1)));
        Assert.Equal(0, JournalKeeper.SweepSeenTwice(_temp.Store, TempJournal.Now.AddHours(1)));
        Assert.True(_temp.Read().HoldsContactData);

        // A day after it was seen for the first time by a clock that is right.
        Assert.Equal(0, JournalKeeper.SweepSeenTwice(_temp.Store, s_due));
        Assert.Equal(0, JournalKeeper.SweepSeenTwice(_temp.Store, s_due.AddDays(1).AddTicks(-1)));
        Assert.True(_temp.Read().HoldsContactData);
        Assert.Equal(1, JournalKeeper.SweepSeenTwice(_temp.Store, s_due.AddDays(1)));
        Assert.False(_temp.Read().HoldsContactData);
    }

    [Fact]
    public async Task Sweep_AMomentEarlier_ChangesNothing()
    {
        await WriteAsync();
        string before = _temp.AllText();

        Assert.Equal(0, JournalKeeper.Sweep(_temp.Store, s_due.AddTicks(-1)));

        Assert.Equal(before, _temp.AllText());
    }

    [Fact]
    public async Task Sweep_AfterALaterRun_CountsFromThatRun()
    {
        await WriteAsync();
        using (JournalWriter journal = _temp.Reopen())
            journal.Note(new RunResumed(TempJournal.Now.AddDays(9)));

        Assert.Equal(0, JournalKeeper.Sweep(_temp.Store, s_due.AddDays(8)));
        Assert.Equal(1, JournalKeeper.Sweep(_temp.Store, s_due.AddDays(9)));
    }

    [Fact]
    public async Task Sweep_WhileSomebodyIsAtWork_PassesOver()
    {
        await WriteAsync();
        using (_temp.Reopen())
            Assert.Equal(0, JournalKeeper.Sweep(_temp.Store, s_due));
        Assert.Single(_temp.Segments());
    }

    [Fact]
    public async Task Sweep_Again_ReadsNothingUntilTheJournalGrows()
    {
        await WriteAsync();
        Assert.Equal(1, JournalKeeper.Sweep(_temp.Store, s_due));
        Assert.Equal(0, JournalKeeper.Sweep(_temp.Store, s_due));

        using (JournalWriter journal = _temp.Reopen())
        {
            journal.Refused(TempJournal.Refused(12));
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 12, false), s_due);
        }

        Assert.Equal(1, JournalKeeper.Sweep(_temp.Store, s_due));
        Assert.DoesNotContain("@", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_NothingOpen_DoesNotExpire()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Refused(TempJournal.Refused(2), 1);
            journal.Settled(TempJournal.Completed(1, 2, refused: 1), null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 2, true), TempJournal.Now);
        }

        JournalKeeper.Sweep(_temp.Store, s_due);

        ActivitySnapshot read = _temp.Read();
        Assert.Equal((ActivityState.Completed, false, 1L, 1L), (read.State, read.IsExpired, read.Imported, read.Refused));
        Assert.DoesNotContain("@", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_RefusedRows_KeepNumberBatchAndReason()
    {
        await WriteAsync();
        JournalKeeper.Sweep(_temp.Store, s_due);

        JournaledRefusal refusal = RefusedRows.Read(_temp.Folder).First();

        Assert.Equal((4L, 0, false, RowReason.EmailInvalid), (refusal.Row.Number, refusal.Batch, refusal.HasCells, refusal.Row.Problem.Reason));
    }

    [Fact]
    public async Task Sweep_RejectMark_MovesWithTheLines()
    {
        await WriteAsync();
        string refused = Path.Combine(_temp.Folder, "refused.jsonl");
        long firstLine = File.ReadAllText(refused).IndexOf('\n', StringComparison.Ordinal) + 1;
        new RejectMark(_temp.Folder).Write(firstLine);

        JournalKeeper.Sweep(_temp.Store, s_due);

        Assert.Equal(File.ReadAllText(refused).IndexOf('\n', StringComparison.Ordinal) + 1, new RejectMark(_temp.Folder).Read());
    }

    [Fact]
    public async Task Sweep_TornLinesAndLeftovers_GoToo()
    {
        await WriteAsync();
        File.AppendAllText(Path.Combine(_temp.Folder, "refused.jsonl"), "{\"t\":\"refused\",\"row\":9,\"cells\":[\"torn@exa\n{\"t\":\"refused\",\"cells\":[\"more@example.com");
        File.WriteAllText(Path.Combine(_temp.Folder, "refused.jsonl.new"), "left@example.com");

        JournalKeeper.Sweep(_temp.Store, s_due);

        Assert.DoesNotContain("@", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_DamagedJournal_LosesItsContactDataToo()
    {
        await WriteAsync();
        File.WriteAllText(_temp.Main, "not a journal\n");
        File.SetLastWriteTimeUtc(_temp.Main, TempJournal.Now.UtcDateTime);

        Assert.Equal(1, JournalKeeper.Sweep(_temp.Store, s_due));

        Assert.DoesNotContain("@", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_NoRoot_DoesNothing() =>
        Assert.Equal(0, JournalKeeper.Sweep(new JournalStore(Path.Combine(_temp.Root, "missing")), s_due));

    // Imported, refused here and there, pending, unknown by its answer, unknown by a kill.
    private async Task WriteAsync()
    {
        using JournalWriter journal = _temp.Create();
        journal.Refused(TempJournal.Refused(4, RowReason.EmailInvalid));
        journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now);
        journal.Answered(await _temp.SendAsync(journal, 2, 5, 6), BatchOutcome.Pending, "id-2", TempJournal.Now);
        journal.Answered(await _temp.SendAsync(journal, 3, 7, 8), BatchOutcome.Unknown, null, TempJournal.Now);
        await _temp.SendAsync(journal, 4, 9, 10, 11);
        journal.Refused(TempJournal.Refused(2), 1);
        journal.Settled(TempJournal.Completed(1, 3, refused: 1), null, TempJournal.Now);
        journal.Ended(new ActivityEnd(ActivityState.Stopped, 11, false), TempJournal.Now.AddMinutes(1));
    }
}
