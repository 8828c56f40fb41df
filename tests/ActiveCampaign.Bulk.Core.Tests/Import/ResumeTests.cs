using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class ResumeTests
{
    private static readonly ImportSettings s_settings = new() { SkipAutomation = true, ThrottleLimit = 1, BatchSize = 50 };

    [Fact]
    public async Task FailedRun_GoesOnWithTheSameRows_EveryRowOnce()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(5000), s_settings);
        Assert.Equal(BulkError.ServiceUnavailable, Assert.IsType<BulkException>(first.Failure).Error);
        Assert.NotEqual(0, first.Snapshot!.NotSent);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, ImportRig.People(5000));

        Assert.Null(second.Failure);
        Assert.Equal((5000, 5000, 0, 0), (second.Snapshot!.RowsRead, second.Snapshot.Imported, second.Snapshot.Unknown, second.Snapshot.NotSent));
        Assert.Equal(ActivityState.Completed, second.Snapshot.State);
        IReadOnlyDictionary<string, int> applied = rig.Server.Account.AppliedCounts();
        Assert.Equal(5000, applied.Count);
        Assert.All(applied, contact => Assert.Equal(1, contact.Value));
        Assert.Empty(Directory.EnumerateFiles(first.Folder!, "batches-*"));
    }

    [Fact]
    public async Task OtherRows_InputChanged_NothingSent()
    {
        using ImportRig rig = new();
        ImportLog first = await FailedAsync(rig);
        long before = rig.Server.RequestCount(RouteKind.BulkImport);
        IEnumerable<SourceRow> others = ImportRig.Rows(
            ["email", "first name"], Enumerable.Range(1, 5000).Select(i => new object?[] { $"p{i}@example.org", i == 30 ? "Other" : "Name " + i }));

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings with { OnUnknown = UnknownPolicy.Hold }, others);

        Assert.Equal(BulkError.InputChanged, Assert.IsType<BulkException>(second.Failure).Error);
        Assert.DoesNotContain(rig.Server.Account.Contacts, contact => contact.FirstName == "Other");
        Assert.InRange(rig.Server.RequestCount(RouteKind.BulkImport) - before, 0, 10);
    }

    [Fact]
    public async Task FewerRows_InputChanged()
    {
        using ImportRig rig = new();
        ImportLog first = await FailedAsync(rig);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, ImportRig.People(40));

        Assert.Equal(BulkError.InputChanged, Assert.IsType<BulkException>(second.Failure).Error);
    }

    [Fact]
    public async Task WithoutInput_SendsWhatTheJournalHas_AndSaysThatRowsAreLeft()
    {
        using ImportRig rig = new();
        ImportLog first = await FailedAsync(rig);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings);

        Assert.Null(second.Failure);
        Assert.Equal(0, second.Snapshot!.Unknown);
        Assert.NotEqual(0, second.Snapshot.NotSent);
        Assert.Equal(ActivityState.Stopped, second.Snapshot.State);
        Assert.Equal(second.Snapshot.RowsRead, second.Snapshot.Imported + second.Snapshot.NotSent);
    }

    [Fact]
    public async Task NothingOpen_SendsNothing()
    {
        using ImportRig rig = new();
        ImportLog first = await rig.ImportAsync(ImportRig.People(120), s_settings);
        long before = rig.Server.RequestCount(RouteKind.BulkImport);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, ImportRig.People(120));

        Assert.Equal(before, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal(120, second.Snapshot!.Imported);
    }

    [Fact]
    public async Task File_GoesOn_AndAChangedFileIsRefused()
    {
        using ImportRig rig = new();
        string path = Path.Combine(rig.Home, "people.csv");
        Directory.CreateDirectory(rig.Home);
        File.WriteAllLines(path, Enumerable.Range(1, 5000).Select(i => $"p{i}@example.org,Name {i}").Prepend("email,first name"));
        ImportSettings settings = s_settings with { Source = new InputFile { Path = path } };
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportLog first = await rig.ImportAsync([], settings);
        Assert.NotNull(first.Failure);

        File.AppendAllText(path, "one@example.org,More\n");
        BulkException changed = await Assert.ThrowsAsync<BulkException>(() => rig.ResumeAsync(first.Folder!, settings));
        Assert.Equal(BulkError.InputChanged, changed.Error);

        string text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("one@example.org,More\n", string.Empty, StringComparison.Ordinal));
        ImportLog second = await rig.ResumeAsync(first.Folder!, settings);
        Assert.Equal((5000, 5000), (second.Snapshot!.RowsRead, second.Snapshot.Imported));
    }

    [Theory]
    [InlineData(UnknownPolicy.Check)]
    [InlineData(UnknownPolicy.Resend)]
    public async Task SingleCalls_OneLostAndSomeNotComeTo_EveryRowIsIn(UnknownPolicy policy)
    {
        using ImportRig rig = new();
        ImportSettings settings = new() { Method = ImportMethod.Single, ThrottleLimit = 1 };
        rig.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Nth(3), new CloseAfterEffectFault());
        rig.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Nth(6), new Account402Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(8), settings);
        Assert.Equal((4, 1, 3), (first.Snapshot!.Imported, first.Snapshot.Unknown, first.Snapshot.NotSent));

        ImportLog second = await rig.ResumeAsync(first.Folder!, settings with { OnUnknown = policy });

        Assert.Equal((8, 0, 0), (second.Snapshot!.Imported, second.Snapshot.Unknown, second.Snapshot.NotSent));
        Assert.All(Enumerable.Range(1, 8), row => Assert.NotNull(rig.Server.Account.FindContact($"p{row}@example.org")));
    }

    // A command that waits for its batches may have the journal open all the time.
    [Fact]
    public async Task Stopped_JournalOpenMeanwhile_BatchesAreNumberedOn()
    {
        using ImportRig rig = new();
        string folder = string.Empty;
        JournalWriter? waiting = null;
        await rig.RunAsync(() =>
        {
            using ImportRun run = ImportRun.PrepareAsync(rig.Service, rig.Store, s_settings, default).GetAwaiter().GetResult();
            folder = run.Folder;
            run.Start();
            Assert.True(run.TryAdd(ImportRig.People(120).ToArray()));
            while (rig.Server.RequestCount(RouteKind.BulkImport) < 2 && !run.IsDone)
                run.Wait(TimeSpan.FromMilliseconds(5), default);
            waiting = JournalStore.TryOpen(folder);
            run.RequestStop();
            while (!run.IsDone)
            {
                run.TryTake(out _);
                run.Wait(TimeSpan.FromMilliseconds(5), default);
            }
        });

        using (waiting)
            await rig.ResumeAsync(folder, s_settings, ImportRig.People(120));

        Assert.NotNull(waiting);
        ActivitySnapshot snapshot = JournalReader.Read(folder);
        Assert.Equal([1, 2, 3], snapshot.Batches.Select(batch => batch.Number));
        Assert.Equal(120, snapshot.Imported);
    }

    [Fact]
    public async Task TwoAtOnce_TheSecondIsRefused()
    {
        using ImportRig rig = new();
        ImportLog first = await FailedAsync(rig);
        using JournalWriter held = JournalStore.OpenToRun(first.Folder!);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ResumeAsync(first.Folder!, s_settings));

        Assert.Equal(BulkError.ActivityRunning, refused.Error);
        held.EndRun();
    }

    private static async Task<ImportLog> FailedAsync(ImportRig rig)
    {
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(5000), s_settings);
        Assert.NotNull(first.Failure);
        return first;
    }
}
