using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Export;

[Collection(VirtualTimeCollection.Name)]
public sealed class ExportResumeTests
{
    private const int Count = 2_500;

    [Fact]
    public async Task Resume_AfterAStopAtTwentySeededPoints_EndsWithTheSameFile()
    {
        using ExportRig rig = new(options => options.Latency = TimeSpan.FromMilliseconds(250));

        // The first stretches are empty, so that their readers take over parts of the others.
        rig.Fill(Count, id => id <= 1_000 || id % 90 == 0);
        string whole = (await rig.ExportAsync(rig.To("whole.csv"))).Hash;
        for (int seed = 1; seed <= 20; seed++)
        {
            Random random = new(seed);
            ExportSettings settings = rig.To($"cut{seed}.csv");
            string folder = await CutAsync(rig, settings, 1 + random.Next(17), random);

            ExportOutcome outcome = await rig.ResumeAsync(folder);

            Assert.Equal((seed, whole), (seed, outcome.Hash));
            Assert.Equal(File.ReadAllBytes(rig.PathOf("whole.csv")), File.ReadAllBytes(settings.Path));
            Assert.Equal(ActivityState.Completed, JournalReader.Read(folder).State);
            Assert.Empty(Directory.EnumerateFiles(folder, "export-*"));
        }
    }

    [Fact]
    public async Task JournalFailsOnTheWay_NobodyHoldsTheActivity_AndTheSameProcessGoesOn()
    {
        bool fails = false;
        BeforeCall hook = new(call: 3);
        using ExportRig rig = new(wrap: hook.Wrap);
        rig.Fill(300);
        hook.Action = () => FailOnce(rig.Import.Store.Folders().Single());
        Disk.Fails.Value = _ => fails ? 5 : 0;
        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => rig.ExportAsync(rig.To("a.csv")));
        Disk.Fails.Value = null;
        Assert.Equal(BulkError.JournalUnwritable, failure.Error);
        string folder = Assert.Single(rig.Import.Store.Folders());
        Assert.False(JournalStore.IsOpen(folder));

        ExportOutcome outcome = await rig.ResumeAsync(folder);

        Assert.Equal(300, outcome.Rows);

        void FailOnce(string journal)
        {
            fails = true;
            using JournalWriter writer = JournalStore.TryOpen(journal)!;
            Assert.Throws<BulkException>(() => writer.InputCompleteAsync(DateTimeOffset.UnixEpoch).GetAwaiter().GetResult());
            fails = false;
        }
    }

    [Fact]
    public async Task Journal_OfAnExportThatWasCut_SaysHowFarItCameAndHoldsNobodyAfterErasureOrTenDays()
    {
        using ExportRig rig = new();
        rig.Fill(Count);
        string folder = await CutAsync(rig, rig.To("a.csv") with { Filters = new ContactFilters { Search = "example.org" } }, 8, new Random(1));
        ActivitySnapshot cut = JournalReader.Read(folder);
        Assert.Equal((ActivityKinds.Export, ActivityState.Stopped, "a.csv", true), (cut.Header.Kind, cut.State, cut.Header.Name, cut.HoldsContactData));
        Assert.InRange(cut.RowsRead, 100, Count - 100);
        Assert.Equal((cut.RowsRead, 0), (cut.Imported, cut.NotSent + cut.Unknown + cut.Pending));
        Assert.Equal(cut.RowsRead, ActivityDetail.Read(cut.Folder).Rows(state => state == RowState.Imported).Count());
        Assert.True(HoldsPeople(rig));

        PersonErasure.Look(folder, ["p1@example.org"]).Apply(rig.Import.Clock.GetUtcNow());
        Assert.False(HoldsPeople(rig));
        BulkException expired = Assert.Throws<BulkException>(() => ExportRun.Resume(rig.Import.Connection, folder));
        Assert.Equal(BulkError.DataExpired, expired.Error);

        string other = await CutAsync(rig, rig.To("b.csv"), 8, new Random(2));
        JournalKeeper.Sweep(rig.Import.Store, rig.Import.Clock.GetUtcNow().AddDays(10));
        Assert.False(HoldsPeople(rig));
        Assert.Equal(Count, (await rig.ResumeAsync(other)).Rows);
        ActivityRemoval.Remove(other);
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public async Task Resume_KilledAfterTheFileHadItsName_FindsItsOwnFileThere()
    {
        using ExportRig rig = new();
        rig.Fill(300);
        ExportOutcome first = await rig.ExportAsync(rig.To("a.csv"));
        string folder = rig.Import.Store.Folders().Single();
        string main = Path.Combine(folder, "journal.jsonl");
        File.WriteAllLines(main, File.ReadAllLines(main).Where(line => !line.Contains("\"ended\"", StringComparison.Ordinal)));

        Assert.Equal(first.Hash, (await rig.ResumeAsync(folder)).Hash);

        Assert.Equal(ActivityState.Completed, JournalReader.Read(folder).State);
        Assert.Single(Directory.EnumerateFiles(rig.Import.Home, "a.csv*"));
        BulkException exists = await Assert.ThrowsAsync<BulkException>(() => rig.ExportAsync(rig.To("a.csv")));
        Assert.Equal(BulkError.FileExists, exists.Error);
    }

    [Fact]
    public async Task Export_StoppedWhileTheFileIsPutTogether_IsCompleteAllTheSame()
    {
        using ExportRig rig = new();
        rig.Fill(300);
        using CancellationTokenSource stop = new();
        Disk.Fails.Value = path =>
        {
            if (path.EndsWith(".partial", StringComparison.Ordinal))
                stop.Cancel();
            return 0;
        };

        ExportOutcome outcome = await rig.ExportAsync(rig.To("a.csv"), stop.Token);
        Disk.Fails.Value = null;

        Assert.Equal(300, outcome.Rows);
        string folder = rig.Import.Store.Folders().Single();
        Assert.Equal(ActivityState.Completed, JournalReader.Read(folder).State);
        Assert.Empty(Directory.EnumerateFiles(folder, "export-*"));
    }

    [Fact]
    public async Task Export_ServiceFailsForGood_StaysOpenAndGoesOn()
    {
        using ExportRig rig = new();
        rig.Fill(Count);
        rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.After(5), new Account402Fault());

        BulkException failed = await Assert.ThrowsAsync<BulkException>(() => rig.ExportAsync(rig.To("a.csv")));

        Assert.Equal(BulkError.AccountInactive, failed.Error);
        Assert.False(File.Exists(rig.PathOf("a.csv")));
        string folder = rig.Import.Store.Folders().Single();
        Assert.Equal((ActivityState.Failed, "AccountInactive"), (JournalReader.Read(folder).State, JournalReader.Read(folder).Error));
        rig.Server.Faults.Clear();
        Assert.Equal(Count, (await rig.ResumeAsync(folder)).Rows);
    }

    [Theory]
    [InlineData("Html502")]
    [InlineData("Empty200")]
    [InlineData("CutJson")]
    [InlineData("Throttle429")]
    [InlineData("Random403")]
    [InlineData("CloseAfterEffect")]
    public async Task Export_ServiceStumbles_HasEverybodyOnce(string fault)
    {
        using ExportRig rig = new();
        rig.Fill(1_000);
        Fault stumble = fault switch
        {
            "Html502" => new Html502Fault(),
            "Empty200" => new Empty200Fault(),
            "CutJson" => new CutJsonFault(),
            "Throttle429" => new Throttle429Fault(1),
            "Random403" => new Random403Fault(),
            _ => new CloseAfterEffectFault(),
        };
        rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.WhenNumber(number => number % 4 == 2), stumble);

        ExportOutcome outcome = await rig.ExportAsync(rig.To("a.csv"));

        Assert.Equal(Enumerable.Range(1, 1_000), ExportRig.Ids(outcome.Path));
    }

    /// <summary>Runs an export until a call, where all of it stops at once; a kill leaves a torn line and lines the journal does not know.</summary>
    private static async Task<string> CutAsync(ExportRig rig, ExportSettings settings, int call, Random random)
    {
        using CancellationTokenSource stop = new();
        rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Nth(call), random.Next(2) == 0 ? new ObserveFault(before: stop.Cancel) : new ObserveFault(after: stop.Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.ExportAsync(settings, stop.Token));
        rig.Server.Faults.Clear();
        string folder = rig.Import.Store.Folders()[^1];
        string main = Path.Combine(folder, "journal.jsonl");
        string[] lines = File.ReadAllLines(main);
        File.WriteAllText(main, string.Join("\n", lines.Take(Math.Max(1, lines.Length - 1 - random.Next(3))).Append("{\"t\":\"mark\",\"n\":1,")));
        foreach (string part in Directory.EnumerateFiles(folder, "*.part"))
            File.AppendAllText(part, "9999,torn\r\n99");
        return folder;
    }

    /// <summary>Does something before a call for contacts, in the flow of whoever makes it.</summary>
    private sealed class BeforeCall(int call) : DelegatingHandler
    {
        private int _calls;

        public Action Action { get; set; } = () => { };

        public BeforeCall Wrap(HttpMessageHandler inner)
        {
            InnerHandler = inner;
            return this;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/contacts", StringComparison.Ordinal) && Interlocked.Increment(ref _calls) == call)
                Action();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static bool HoldsPeople(ExportRig rig) => Directory.EnumerateFiles(rig.Import.Home, "*", SearchOption.AllDirectories)
        .Any(path => File.ReadAllText(path).Contains("@example.org", StringComparison.Ordinal));
}
