using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Several processes on one activity, one without room for its journal, and a file that is changed between two.</summary>
public sealed class ProcessTests
{
    private const int BlocksForAJournal = 200;

    [Fact]
    public async Task SameLineStartedTwice_TheSecondIsRefusedWhileTheFirstRunsAndAfterwards()
    {
        using KillCase files = new(skipAutomation: true, KillCase.Slow);
        using Holding holding = new(files.Server, RouteKind.BulkImport, 3);
        using ChildProcess first = new(files.ImportWords);
        await holding.Reached;

        await AssertSaysAsync(nameof(BulkError.ActivityRunning), files.ImportWords);
        holding.Release();

        Assert.Equal("done", await first.ReadLineAsync());
        long sent = files.Server.RequestCount(RouteKind.BulkImport);
        await AssertSaysAsync(nameof(BulkError.AlreadyImported), files.ImportWords);
        Assert.Equal(sent, files.Server.RequestCount(RouteKind.BulkImport));
        files.AssertNothingLost();
    }

    [Fact]
    public async Task TwoResumesAtOnce_TheSecondIsRefusedAndTheFirstGoesOn()
    {
        using KillCase files = new(skipAutomation: true, KillCase.Slow);
        await files.KillImportAsync(new KillPoint(KillMoment.ImportTaken, 10));
        using Holding holding = new(files.Server, RouteKind.BulkImport, 2);
        using ChildProcess first = new(files.ResumeWords);
        await holding.Reached;

        await AssertSaysAsync(nameof(BulkError.ActivityRunning), files.ResumeWords);
        await AssertSaysAsync(nameof(BulkError.ActivityRunning), files.ImportWords);
        holding.Release();

        Assert.Equal("done", await first.ReadLineAsync());
        files.AssertNothingLost();
    }

    [Fact]
    public async Task Killed_NewStartIsRefusedAsOpen()
    {
        using KillCase files = new(skipAutomation: true);
        await files.KillImportAsync(new KillPoint(KillMoment.ImportArrives, 7));

        await AssertSaysAsync(nameof(BulkError.ActivityOpen), files.ImportWords);

        await files.ResumeAsync();
        files.AssertNothingLost();
    }

    [Fact]
    public async Task FileChangedAfterAKill_NothingIsSentUntilItIsBack()
    {
        using KillCase files = new(skipAutomation: true);
        await files.KillImportAsync(new KillPoint(KillMoment.ImportTaken, 5));
        long sent = files.Server.RequestCount(RouteKind.BulkImport);
        byte[] before = await File.ReadAllBytesAsync(files.Input);
        await File.AppendAllTextAsync(files.Input, "one@example.org,More\n");

        BulkException changed = await Assert.ThrowsAsync<BulkException>(files.ResumeAsync);
        Assert.Equal(BulkError.InputChanged, changed.Error);
        Assert.Equal(sent, files.Server.RequestCount(RouteKind.BulkImport));

        await File.WriteAllBytesAsync(files.Input, before);
        await files.ResumeAsync();
        files.AssertNothingLost();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NoRoomForTheJournal_EndsTheRunAndASecondOneGoesOn(bool skipAutomation)
    {
        Assert.False(OperatingSystem.IsWindows(), "A limit on the size of files needs a Unix shell.");
        using KillCase files = new(skipAutomation);
        using (ChildProcess child = ChildProcess.WithFileLimit(BlocksForAJournal, files.ImportWords))
            Assert.Equal(nameof(BulkError.JournalUnwritable), await child.ReadLineAsync());
        Assert.InRange(files.Server.Account.BatchCount, 1, 20);
        files.NoteWhatIsLeft();

        await files.ResumeAsync();

        files.AssertNothingLost();
    }

    private static async Task AssertSaysAsync(string said, string[] words)
    {
        using ChildProcess child = new(words);
        Assert.Equal(said, await child.ReadLineAsync());
        await child.WaitForExitAsync();
        Assert.Equal(1, child.ExitCode);
    }

    /// <summary>Keeps the n-th call waiting for its answer.</summary>
    private sealed class Holding : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Holding(SimulatorServer server, RouteKind route, int number) => server.Faults.Add(route, FaultTrigger.Nth(number), new ObserveFault(before: Hold));

        public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public void Release() => _released.Set();

        public void Dispose() => _released.Set();

        private void Hold()
        {
            _reached.TrySetResult();
            _released.Wait();
        }
    }
}
