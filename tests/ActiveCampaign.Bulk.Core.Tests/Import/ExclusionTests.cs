using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class ExclusionTests
{
    [Fact]
    public async Task ExcludedBetweenTwoRuns_RowsOfTheJournalAndOfTheInputAreRefused()
    {
        using ImportRig rig = new();
        string path = Write(rig, "p1@example.org");
        ImportSettings settings = new() { SkipAutomation = true, ThrottleLimit = 1, BatchSize = 50, ExcludePaths = [path] };
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(3), new Account402Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(5000), settings);
        Assert.Equal((1L, 100L), (first.Snapshot!.Refused, first.Snapshot.Imported));

        // One that is in, one of the batch that never left, and one that was never read.
        Write(rig, "p2@example.org", "p120@example.org", "p4999@example.org");
        ImportLog second = await rig.ResumeAsync(first.Folder!, settings, ImportRig.People(5000));

        Assert.Null(second.Failure);
        Assert.Equal([120L, 4999], second.Refused.Select(row => row.Number).Order());
        Assert.All(second.Refused, row => Assert.Equal(RowReason.Excluded, row.Problem.Reason));
        Assert.Equal((ActivityState.Completed, 5000, 4997, 3), (second.Snapshot!.State, second.Snapshot.RowsRead, second.Snapshot.Imported, second.Snapshot.Refused));
        Assert.Null(rig.Server.Account.FindContact("p120@example.org"));
        Assert.NotNull(rig.Server.Account.FindContact("p2@example.org"));
    }

    [Theory]
    [InlineData(UnknownPolicy.Resend, 0)]
    [InlineData(UnknownPolicy.Check, 1)]
    public async Task ExcludedAfterTheAnswerWasLost_IsNotSentAgain(UnknownPolicy policy, int refused)
    {
        using ImportRig rig = new();
        ImportSettings settings = new() { ThrottleLimit = 1, Method = ImportMethod.Bulk, OnUnknown = UnknownPolicy.Hold, ExcludePaths = [Write(rig, "nobody@example.org")] };
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CloseBeforeEffectFault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(20), settings);
        Assert.Equal(20, first.Snapshot!.Unknown);
        Write(rig, "p7@example.org");

        ImportLog second = await rig.ResumeAsync(first.Folder!, settings with { OnUnknown = policy });

        Assert.Equal((19, refused, 1 - refused), (second.Snapshot!.Imported, second.Snapshot.Refused, second.Snapshot.Unknown));
        Assert.Null(rig.Server.Account.FindContact("p7@example.org"));
    }

    private static string Write(ImportRig rig, params string[] addresses)
    {
        Directory.CreateDirectory(rig.Home);
        string path = Path.Combine(rig.Home, "never.txt");
        File.WriteAllLines(path, addresses);
        return path;
    }
}
