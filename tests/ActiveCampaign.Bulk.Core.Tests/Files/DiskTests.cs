using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Files;

/// <summary>A disk that refuses a flush: on Linux the runtime's own flush says nothing of it.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class DiskTests
{
    private const int InputOutput = 5;
    private const int NoSpace = 28;

    public static TheoryData<int, int> Failures { get; } = new() { { 1, InputOutput }, { 2, NoSpace }, { 3, InputOutput }, { 4, InputOutput }, { 6, NoSpace }, { 9, InputOutput } };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FlushFails_JournalUnwritable_NothingSentThatIsNotOnTheDisk(int which, int error)
    {
        using ImportRig rig = new();
        int calls = 0;
        long sentAtFailure = -1;
        Disk.Fails.Value = _ =>
        {
            if (System.Threading.Interlocked.Increment(ref calls) != which)
                return 0;
            sentAtFailure = rig.Server.RequestCount(RouteKind.BulkImport);
            return error;
        };

        BulkException failure;
        try
        {
            ImportLog log = await rig.ImportAsync(ImportRig.People(300), new ImportSettings { SkipAutomation = true, BatchSize = 50, ThrottleLimit = 1 }, wait: false);
            failure = Assert.IsType<BulkException>(log.Failure);
        }
        catch (BulkException e)
        {
            failure = e;
        }
        finally
        {
            Disk.Fails.Value = null;
        }

        Assert.Equal(BulkError.JournalUnwritable, failure.Error);
        Assert.Equal(sentAtFailure, rig.Server.RequestCount(RouteKind.BulkImport));
    }

    [Fact]
    public async Task Journal_FlushFailsOnce_EveryLaterBatchFails()
    {
        using TempJournal temp = new();
        JournalWriter journal = temp.Create();
        Batch first = temp.Batch(1, 1, 2);
        Batch second = temp.Batch(2, 3, 4);
        await TempJournal.SendAsync(journal, first);
        JournalWriter broken = Failing(journal, temp);

        await Assert.ThrowsAsync<BulkException>(() => TempJournal.SendAsync(broken, second));
        Disk.Fails.Value = null;
        Assert.Equal(BulkError.JournalUnwritable, (await Assert.ThrowsAsync<BulkException>(() => TempJournal.SendAsync(broken, temp.Batch(3, 5)))).Error);
        Assert.Equal(BulkError.JournalUnwritable, Assert.Throws<BulkException>(broken.Dispose).Error);
    }

    // What the runtime throws where a file may not grow is in no catch for errors of files.
    [Fact]
    public void IsFailure_FileMayNotGrow_IsOne()
    {
        Assert.True(Disk.IsFailure(new ArgumentOutOfRangeException("value")));
        Assert.False(Disk.IsFailure(new ArgumentOutOfRangeException("index")));
    }

    [Fact]
    public void Explain_FailureOfTheDisk_SaysWhatToDo_AndLeavesTheRest()
    {
        BulkException e = Assert.IsType<BulkException>(Disk.Explain(new IOException("Input/output error : '/journal'")));
        Assert.Equal(BulkError.DiskFailed, e.Error);
        Assert.Contains("'/journal'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Check the disk", e.Message, StringComparison.Ordinal);
        Assert.True(e.MayGoOn);
        Assert.Contains("may not grow", Disk.Explain(new ArgumentOutOfRangeException("value")).Message, StringComparison.Ordinal);
        InvalidOperationException other = new();
        Assert.Same(other, Disk.Explain(other));
        Assert.Same(e, Disk.Explain(e));
    }

    [Fact]
    public void FlushFolder_NotThere_Throws() => Assert.Throws<IOException>(() => Disk.FlushFolder(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));

    [Fact]
    public void Replace_OldFile_NewContentAndNothingLeft()
    {
        using TempFolder temp = new();
        File.WriteAllText(temp.File("a"), "old");
        PrivateFile.WriteAllText(temp.File("a"), "new");
        PrivateFile.WriteAllText(temp.File("b"), "other");
        Assert.Equal(["a", "b"], Directory.EnumerateFiles(temp.Path).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal("new", File.ReadAllText(temp.File("a")));
    }

    // The writing task takes what is asked of it from where it was started.
    private static JournalWriter Failing(JournalWriter journal, TempJournal temp)
    {
        journal.Dispose();
        Disk.Fails.Value = path => path.EndsWith(".jsonl", StringComparison.Ordinal) ? InputOutput : 0;
        return temp.Reopen();
    }
}
