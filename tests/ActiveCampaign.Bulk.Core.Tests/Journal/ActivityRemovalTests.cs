using System;
using System.IO;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Upkeep;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class ActivityRemovalTests : IDisposable
{
    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(BatchOutcome.Pending, true)]
    [InlineData(BatchOutcome.Unknown, true)]
    [InlineData(BatchOutcome.NotSent, true)]
    [InlineData(BatchOutcome.Refused, false)]
    public async Task Check_OpenRows_NeedForce(BatchOutcome outcome, bool isOpen)
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), outcome, outcome == BatchOutcome.Pending ? "id-1" : null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 2, true), TempJournal.Now);
        }

        ActivitySnapshot activity = _temp.Read();
        Assert.Equal(isOpen ? BulkError.ActivityOpen : null, (Record.Exception(() => ActivityRemoval.Check(activity, force: false)) as BulkException)?.Error);
        Assert.Null(Record.Exception(() => ActivityRemoval.Check(activity, force: true)));
    }

    [Fact]
    public void Remove_Activity_LeavesNoFolder()
    {
        _temp.Create().Dispose();
        ActivityRemoval.Remove(_temp.Folder);
        Assert.False(Directory.Exists(_temp.Folder));
        Assert.Empty(_temp.Store.Folders());
    }

    [Fact]
    public void Remove_WhileSomebodyIsAtWork_IsActivityRunning()
    {
        using JournalWriter journal = _temp.Create();
        Assert.Equal(BulkError.ActivityRunning, Assert.Throws<BulkException>(() => ActivityRemoval.Check(_temp.Read(), force: true)).Error);
        Assert.Equal(BulkError.ActivityRunning, Assert.Throws<BulkException>(() => ActivityRemoval.Remove(_temp.Folder)).Error);
        Assert.True(File.Exists(_temp.Main));
    }
}
