using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class PeoplesDataTests
{
    private static readonly ImportSettings s_settings = new() { SkipAutomation = true, ThrottleLimit = 1 };

    [Fact]
    public async Task SearchOfTheJournal_ErasedPersonAndTenDaysLaterAnybody_FindsNothing()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportLog log = await rig.ImportAsync(People(3000), s_settings, wait: false);
        Assert.NotNull(log.Failure);
        Assert.NotEqual(0, Found(rig, "p600@example.org"));
        Assert.NotEqual(0, Found(rig, "p1000 at"));

        foreach (string person in new[] { "P600@example.org", "p301@example.org", "p1000@example.org" })
            PersonErasure.Look(log.Folder!, [person]).Apply(rig.Clock.GetUtcNow());
        Assert.Equal(0, Found(rig, "p600@example.org") + Found(rig, "p301@example.org") + Found(rig, "p1000@example.org"));
        Assert.NotEqual(0, Found(rig, "@example.org"));

        JournalKeeper.Sweep(rig.Store, rig.Clock.GetUtcNow().AddDays(10));
        Assert.Equal(0, Found(rig, "@example.org") + Found(rig, "Name 7"));
        ActivitySnapshot read = JournalReader.Read(log.Folder!);
        Assert.Equal(read.RowsRead, read.Imported + read.Refused + read.Unknown + read.NotSent);
        Assert.Equal((log.Snapshot!.RowsRead, log.Snapshot.Refused), (read.RowsRead, read.Refused));
        BulkException expired = await Assert.ThrowsAsync<BulkException>(() => rig.ResumeAsync(log.Folder!, s_settings));
        Assert.Equal(BulkError.DataExpired, expired.Error);
    }

    [Fact]
    public async Task Resume_AfterAnErasure_SendsEverybodyElse()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(3000), s_settings);
        PersonErasure erasure = PersonErasure.Look(first.Folder!, ["p600@example.org"]);
        erasure.Apply(rig.Clock.GetUtcNow());
        Assert.Equal(1, erasure.Rows);

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_settings, ImportRig.People(3000));

        Assert.Equal((3000, 2999, 1), (second.Snapshot!.RowsRead, second.Snapshot.Imported, second.Snapshot.Unknown));
        Assert.Equal(ActivityState.Completed, second.Snapshot.State);
        Assert.Equal(0, Found(rig, "p600@example.org"));
    }

    // Every fiftieth row is refused for its address.
    private static System.Collections.Generic.IEnumerable<SourceRow> People(int count) => ImportRig.Rows(
        ["email", "first name"],
        Enumerable.Range(1, count).Select(i => new object?[] { i % 50 == 0 ? $"p{i} at p{i}@example.org" : $"p{i}@example.org", "Name " + i }));

    private static int Found(ImportRig rig, string text) => Directory.EnumerateFiles(rig.Home, "*", SearchOption.AllDirectories)
        .Count(path => File.ReadAllText(path).Contains(text, StringComparison.OrdinalIgnoreCase));
}
