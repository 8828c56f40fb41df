using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Each thing that can go wrong at the service, with the outcome it must have.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class FaultTests
{
    private const int Rows = 600;

    // One request at a time, so that the n-th request is the n-th batch.
    private static readonly ImportSettings s_oneByOne = new() { ThrottleLimit = 1 };

    [Theory]
    [InlineData("false", 0)]
    [InlineData("waiting", 0)]
    public async Task StuckBatch_WaitingEnds_IsStillRunningAndNoFailure(string state, int refused)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), state == "false" ? new StatusFalseForeverFault() : new BatchStuckWaitingFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne, timeout: TimeSpan.FromMinutes(5));

        BatchReport stuck = Assert.Single(log.Settled, settled => settled.Outcome == BatchOutcome.Pending);
        Assert.Equal(250, stuck.Rows);
        Assert.Equal((350, 250, refused, 0), States(log));
        Assert.Null(log.Failure);
        AssertAddsUp(log);
    }

    [Fact]
    public async Task FailedBatch_NothingIsAssumedOfItsRows()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((350, 0, 0, 250), States(log));
        Assert.Single(log.Settled, settled => settled.Outcome == BatchOutcome.Failed);
        AssertAddsUp(log);
    }

    [Fact]
    public async Task InterruptedBatch_NothingIsAssumedOfItsRows()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchInterruptedFault(100));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((350, 0, 0, 250), States(log));
        Assert.Single(log.Settled, settled => settled.Outcome == BatchOutcome.Interrupted);
        AssertAddsUp(log);
    }

    [Fact]
    public async Task StatusWithoutMembers_CountsAllRowsAsImported()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new OmitStatusMembersFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(0, log.Snapshot!.Created);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SuccessKey_EitherSpelling_IsAccepted(bool uppercase)
    {
        using ImportRig rig = new(options => options.UppercaseSuccessKey = uppercase);

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
    }

    [Theory]
    [InlineData(SuccessIds.CreatedOnly)]
    [InlineData(SuccessIds.CreatedAndUpdated)]
    public async Task SuccessIds_OfEitherMeaning_NeverExceedTheImported(SuccessIds ids)
    {
        using ImportRig rig = new(options => options.SuccessIds = ids);
        await rig.ImportAsync(ImportRig.People(300));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.InRange(log.Snapshot!.Created, 300, 600);
    }

    [Theory]
    [InlineData(RouteKind.BulkImport)]
    [InlineData(RouteKind.ImportInfo)]
    public async Task TooManyRequests_IsWaitedOutAndNothingIsLost(RouteKind route)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(route, FaultTrigger.First(2), new Throttle429Fault(30));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(2, rig.Connection.Lanes.Refusals);
        AssertAppliedOnce(rig);

        // What is out when the refusal comes arrives at the same moment, since nothing takes time here.
        List<LoggedRequest> calls = rig.Server.Requests.Where(call => route == RouteKind.BulkImport == (call.Route == RouteKind.BulkImport)).ToList();
        Assert.Equal(2, calls.Count(call => call.Status == 429));
        Assert.All(calls.Where(call => call.Status == 429), refused => Assert.DoesNotContain(
            calls, call => call.Arrived > refused.Arrived && call.Arrived < refused.Arrived + TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task ImporterRateRefusal_PausesTheLaneAndSendsAgain()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new ImportRateRefusalFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(1, rig.Connection.Lanes.Bulk.Refusals);
        Assert.Empty(log.Refused);
        AssertAppliedOnce(rig);
    }

    [Fact]
    public async Task ImporterSizeRefusal_SendsTheHalves()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new ImportSizeRefusalFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(2, log.Batches.Count(batch => batch.Rows == 125));
        AssertAppliedOnce(rig);
    }

    [Fact]
    public async Task NumberedReasons_RefuseTheNamedRowsAndSendTheRest()
    {
        using ImportRig rig = new(options => options.MalformedAddressRefusesBatch = true);
        const string odd = "odd@example.co_m";
        object?[][] rows = Enumerable.Range(1, 300).Select(i => new object?[] { i == 7 ? odd : $"p{i}@example.org" }).ToArray();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email"], rows));

        RefusedRow refused = Assert.Single(log.Refused);
        Assert.Equal(7, refused.Number);
        Assert.Equal(RowReason.RefusedByService, refused.Problem.Reason);
        Assert.DoesNotContain("@", refused.Problem.Text);
        Assert.Equal(odd, refused.Cells[0]);
        Assert.Equal((299, 0, 1, 0), States(log));
        AssertAddsUp(log);
    }

    [Theory]
    [InlineData("502", false)]
    [InlineData("502", true)]
    [InlineData("empty", true)]
    [InlineData("cut", true)]
    [InlineData("truncated", true)]
    [InlineData("close before", false)]
    [InlineData("close after", true)]
    public async Task LostAnswer_Hold_LeavesTheBatchUnknownAndIsNeverSentAgain(string kind, bool applied)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), Fault(kind, applied));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne with { OnUnknown = UnknownPolicy.Hold });

        BatchReport lost = Assert.Single(log.Batches, batch => batch.Outcome == BatchOutcome.Unknown);
        Assert.Null(lost.BatchId);
        Assert.Equal((350, 0, 0, 250), States(log));
        Assert.Equal(3, rig.Server.RequestCount(RouteKind.BulkImport));
        AssertAddsUp(log);
    }

    [Theory]
    [InlineData("502", false, 250)]
    [InlineData("502", true, 0)]
    [InlineData("empty", true, 0)]
    [InlineData("cut", true, 0)]
    [InlineData("close before", false, 250)]
    [InlineData("close after", true, 0)]
    public async Task LostAnswer_Check_AsksWhichRowsAreInAndSendsTheOthersOnce(string kind, bool applied, int sentAgain)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), Fault(kind, applied));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne with { OnUnknown = UnknownPolicy.Check });

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(sentAgain, log.Snapshot!.Resent);
        Assert.All(rig.Server.Account.AppliedCounts(), contact => Assert.Equal(1, contact.Value));
        AssertAddsUp(log);
    }

    [Theory]
    [InlineData("502", false, 1)]
    [InlineData("close after", true, 2)]
    public async Task LostAnswer_AutomationsSkipped_SendsTheBatchOnceMore(string kind, bool applied, int timesApplied)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), Fault(kind, applied));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne with { SkipAutomation = true });

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.Equal(250, log.Snapshot!.Resent);
        Assert.Equal(timesApplied, rig.Server.Account.Contacts.Max(contact => contact.TimesApplied));
        Assert.Equal(4, rig.Server.RequestCount(RouteKind.BulkImport));
        AssertAddsUp(log);
    }

    [Fact]
    public async Task Stall_ShorterThanTheTimeout_IsWaitedOut()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new StallFault(TimeSpan.FromSeconds(30)));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
    }

    [Fact]
    public async Task Stall_LongerThanTheTimeout_Hold_LeavesTheBatchUnknown()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new StallFault(TimeSpan.FromMinutes(10)));

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne with { OnUnknown = UnknownPolicy.Hold });

        Assert.Equal((350, 0, 0, 250), States(log));
    }

    [Fact]
    public async Task ThreeLostAnswersInARow_StopTheRun()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new Html502Fault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(5000), new ImportSettings { ThrottleLimit = 1 });

        Assert.Equal(BulkError.ServiceUnavailable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal(3, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal(ActivityState.Failed, log.Snapshot!.State);
        Assert.Equal(750, log.Snapshot.Unknown);
        AssertAddsUp(log);
    }

    [Fact]
    public async Task Stray403_IsProbedAndSentAgain()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new Random403Fault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
        Assert.True(rig.Server.RequestCount(RouteKind.UsersMe) >= 1);
        AssertAppliedOnce(rig);
    }

    [Fact]
    public async Task RevokedToken_EndsTheRunAfterProbesAndNothingIsDoubtful()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new TokenRevokedFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne, wait: false);

        Assert.Equal(BulkError.TokenRefused, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.InRange(rig.Server.RequestCount(RouteKind.UsersMe), 4, 8);
        Assert.Equal((0, 250, 0, 0), States(log));
        Assert.Equal(350, log.Snapshot!.NotSent);
        AssertAddsUp(log);
    }

    [Fact]
    public async Task InactiveAccount_EndsTheRunAtOnce()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new Account402Fault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(5000), new ImportSettings { ThrottleLimit = 1 }, wait: false);

        Assert.Equal(BulkError.AccountInactive, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal(2, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal((0, 250, 0, 0), States(log));
        AssertAddsUp(log);
    }

    [Fact]
    public async Task StatusReadsThatFail_AreReadAgain()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.First(1), new Html502Fault());
        rig.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Nth(2), new Empty200Fault());
        rig.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Nth(3), new CutJsonFault());
        rig.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Nth(4), new CloseBeforeEffectFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_oneByOne);

        Assert.Equal((600, 0, 0, 0), States(log));
    }

    private static Fault Fault(string kind, bool applied) => kind switch
    {
        "502" => new Html502Fault(applied),
        "empty" => new Empty200Fault(applied),
        "cut" => new CutJsonFault(),
        "truncated" => new TruncatedJsonFault(),
        "close before" => new CloseBeforeEffectFault(),
        _ => new CloseAfterEffectFault(),
    };

    private static (long Imported, long Pending, long Refused, long Unknown) States(ImportLog log) =>
        (log.Snapshot!.Imported, log.Snapshot.Pending, log.Snapshot.Refused, log.Snapshot.Unknown);

    private static void AssertAddsUp(ImportLog log)
    {
        ActivitySnapshot snapshot = log.Snapshot!;
        Assert.Equal(snapshot.RowsRead, snapshot.Imported + snapshot.Pending + snapshot.Refused + snapshot.Unknown + snapshot.NotSent);
    }

    private static void AssertAppliedOnce(ImportRig rig) =>
        Assert.All(rig.Server.Account.AppliedCounts().Where(entry => entry.Key.StartsWith('p')), entry => Assert.Equal(1, entry.Value));
}
