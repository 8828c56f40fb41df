using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>What befalls the machine an import runs on: torn files, a journal folder that is taken away, a clock that is set back.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class AdversityTests
{
    private const int Rows = 1000;
    private const int Bad = 700;

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly ImportSettings s_settings = new() { ThrottleLimit = 1, BatchSize = 50 };

    [Theory]
    [InlineData("journal.jsonl")]
    [InlineData("batches-*.jsonl")]
    [InlineData("refused.jsonl")]
    public async Task TornLastLine_GoesOn_NothingLostNothingTwice(string pattern)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 16 and <= 18), new Html502Fault());
        ImportLog first = await rig.ImportAsync(People(), s_settings);
        Assert.Equal(BulkError.ServiceUnavailable, Assert.IsType<BulkException>(first.Failure).Error);
        string torn = Directory.EnumerateFiles(first.Folder!, pattern).Single();
        string last = File.ReadLines(torn).Last();
        File.AppendAllText(torn, last[..(last.Length / 2)]);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, People());

        AssertEachOnce(rig, second);
    }

    [Fact]
    public async Task JournalFolderTakenAway_NothingMoreIsSent_AndBackItGoesOn()
    {
        using ImportRig rig = new();
        string? folder = null;
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(4), new ObserveFault(before: () => folder = TakeAway(rig.Store)));

        Assert.Equal(BulkError.JournalUnwritable, await FailureAsync(() => rig.ImportAsync(People(), s_settings)));
        Assert.InRange(rig.Server.Account.BatchCount, 4, 19);

        File.Delete(folder!);
        Directory.Move(folder + ".away", folder!);
        ImportLog second = await rig.ResumeAsync(folder!, s_settings, People());
        AssertEachOnce(rig, second);
    }

    [Fact]
    public async Task ClockSetBack_WhileItRuns_ChangesNothing()
    {
        using ImportRig rig = new();
        DateTimeOffset started = rig.Clock.GetUtcNow();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new CloseAfterEffectFault());
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(5), new ObserveFault(before: () => rig.ClientClock.Step(-s_hour)));
        rig.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Nth(5), new ObserveFault(before: () => rig.ClientClock.Step(-s_hour)));

        ImportLog log = await rig.ImportAsync(People(), s_settings);

        AssertEachOnce(rig, log);
        Assert.InRange(rig.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromMinutes(15));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task ClockSetBack_BetweenTwoRuns_ChangesNothing()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 6 and <= 8), new CloseAfterEffectFault());
        ImportLog first = await rig.ImportAsync(People(), s_settings, wait: false);
        Assert.NotNull(first.Failure);
        DateTimeOffset started = rig.Clock.GetUtcNow();
        rig.ClientClock.Step(-s_hour);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, People());

        AssertEachOnce(rig, second);
        Assert.InRange(rig.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromMinutes(15));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task GoneOnWithTheNextDay_WhatTheServiceHadIsSettled()
    {
        using ImportRig rig = new();
        ImportLog first = await rig.ImportAsync(People(), s_settings, wait: false);
        Assert.NotEqual(0, first.Snapshot!.Pending);
        rig.Clock.Advance(TimeSpan.FromDays(1));

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings);

        AssertEachOnce(rig, second);
    }

    private static string TakeAway(JournalStore store)
    {
        string folder = store.Folders()[0];
        Directory.Move(folder, folder + ".away");
        File.WriteAllText(folder, string.Empty);
        return folder;
    }

    private static async Task<BulkError> FailureAsync(Func<Task<ImportLog>> import)
    {
        try
        {
            return Assert.IsType<BulkException>((await import()).Failure).Error;
        }
        catch (BulkException e)
        {
            return e.Error;
        }
    }

    private static void AssertEachOnce(ImportRig rig, ImportLog log)
    {
        Assert.Null(log.Failure);
        Assert.Equal((Rows, Rows - 1, 1), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused));
        Assert.Equal(ActivityState.Completed, log.Snapshot.State);
        IReadOnlyDictionary<string, int> applied = rig.Server.Account.AppliedCounts();
        Assert.Equal(Rows - 1, applied.Count);
        Assert.All(applied, contact => Assert.Equal(1, contact.Value));
        Assert.Empty(Directory.EnumerateFiles(log.Snapshot.Folder, "batches-*"));
    }

    private static IEnumerable<SourceRow> People() =>
        ImportRig.Rows(["email", "first name"], Enumerable.Range(1, Rows).Select(row => new object?[] { row == Bad ? "nobody" : $"p{row}@example.org", "Name " + row }));
}
