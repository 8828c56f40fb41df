using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>Deletions: their pace, what a stop leaves, and what becomes of every single contact.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CallRunTests
{
    [Fact]
    public async Task Delete_AThousandAt200Milliseconds_KeepsExactlyToTheLane()
    {
        using CallRig rig = new(1_050, options => options.Latency = TimeSpan.FromMilliseconds(200));

        CallLog log = await rig.RunAsync(CallRig.Ids(1_000));

        Assert.Null(log.Failure);
        Assert.Equal(1_000, log.Results.Count(result => result.State == CallState.Done));
        Assert.Equal(Enumerable.Range(1, 1_000), rig.DeletedIds);
        Assert.Equal(50, rig.Account.ContactCount);
        Assert.Equal((ActivityState.Completed, 1_000, 1_000), (log.Snapshot!.State, log.Snapshot.RowsRead, log.Snapshot.Imported));
        Assert.False(log.Snapshot.HoldsContactData);
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(0, rig.Rig.Connection.Lanes.Refusals);
        Assert.Equal(1_000, rig.Deletes);
        Assert.Equal(TimeSpan.FromSeconds(202), log.Estimate);

        // Five a second, with the margin of a hundredth that keeps two clocks from disagreeing. The first answers teach the
        // lane how long one takes; after that no slot is idle, but for what a busy machine costs a virtual clock.
        List<DateTimeOffset> arrivals = rig.Server.Requests.Select(request => request.Arrived).ToList();
        Assert.Equal(1_020, arrivals.Count);
        Assert.InRange((arrivals[^1] - arrivals[0]).TotalSeconds, 203, (1.01 * 204) + 3);
    }

    [Theory]
    [InlineData(CallKind.Delete)]
    [InlineData(CallKind.RemoveTag)]
    public async Task AnotherAddressSinceThePlan_IsRefused_AndWhoIsGoneIsGone(CallKind kind)
    {
        using CallRig rig = new(120);
        rig.Account.AddTag("vip");
        CallSettings settings = new() { Kind = kind, Tags = kind == CallKind.RemoveTag ? ["vip"] : [] };

        CallLog log = await rig.RunAsync(CallRig.Ids(120), settings, meanwhile: () =>
        {
            rig.Account.ChangeEmail(110, "stranger@two.example");
            rig.Account.RemoveContact(111);
        });

        CallResult refused = Assert.Single(log.Results, result => result.State == CallState.Refused);
        Assert.Equal((110, RowReason.ContactMismatch), (refused.Id, refused.Refused!.Problem.Reason));
        Assert.NotNull(rig.Account.FindContact("stranger@two.example"));
        Assert.Equal(CallState.AlreadyGone, Assert.Single(log.Results, result => result.Id == 111).State);
        Assert.Equal(kind == CallKind.Delete ? 118 : 0, rig.Deletes);
        Assert.Null(log.Failure);
    }

    [Fact]
    public async Task SameAddressInAnotherSpellingSinceThePlan_IsDeleted()
    {
        using CallRig rig = new(0);
        rig.Account.AddContact("jos\u00E9@one.example");

        CallLog log = await rig.RunAsync(CallRig.Ids(1), meanwhile: () => rig.Account.ChangeEmail(1, "jose\u0301@one.example"));

        Assert.Equal(CallState.Done, Assert.Single(log.Results).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stop_AndGoOn_DeletesNobodyTwiceAndForgetsNobody(int seed)
    {
        using CallRig rig = new(320);
        Random random = new(seed);
        HashSet<long> told = [];
        CallLog log = await rig.RunAsync(CallRig.Ids(320), until: Ends(random));
        string folder = log.Folder!;
        for (int runs = 1; log.Snapshot!.State != ActivityState.Completed; runs++)
        {
            Assert.InRange(runs, 1, 50);
            Assert.All(log.Results, result => Assert.True(told.Add(result.Row)));
            Assert.Equal(320, log.Snapshot.Imported + log.Snapshot.NotSent + log.Snapshot.Unknown);
            log = await rig.ResumeAsync(folder, Ends(random));
        }

        Assert.All(log.Results, result => Assert.True(told.Add(result.Row)));
        Assert.Equal(320, log.Snapshot.Imported);
        Assert.Equal(Enumerable.Range(1, 320), rig.DeletedIds);
        Assert.Equal(0, rig.Account.ContactCount);
        Assert.Equal(320, rig.Deletes);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Kill_AndGoOnWithWhatTheJournalHad_DeletesNobodyTwiceAndForgetsNobody(int seed)
    {
        using CallRig rig = new(250);
        Random random = new(seed);
        string kept = Path.Combine(rig.Rig.Home, "kept");
        int at = random.Next(10, 200);
        CallLog log = await rig.RunAsync(CallRig.Ids(250), until: log =>
        {
            // What is on the disk at this moment is all that a kill leaves; the calls that are out go on.
            if (!Directory.Exists(kept) && log.Results.Count >= at)
                Copy(log.Folder!, kept);
            return log.Results.Count >= at + random.Next(10);
        });
        Restore(kept, log.Folder!);

        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Equal((ActivityState.Completed, 250), (resumed.Snapshot!.State, resumed.Snapshot.Imported));
        Assert.Equal(Enumerable.Range(1, 250), rig.DeletedIds);
        Assert.InRange(rig.Deletes, 250, 250 + 50);
        Assert.All(resumed.Results, result => Assert.True(result.State is CallState.Done or CallState.AlreadyGone));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task AnswerLostOnAKeptConnection_IsDone_AndWhatIsRepeatedKeepsToTheLane(int every)
    {
        using CallRig rig = new(100);
        rig.Server.Faults.Add(RouteKind.ContactDelete, FaultTrigger.Every(every), new CloseAfterEffectFault());

        CallLog log = await rig.RunAsync(CallRig.Ids(150));

        Assert.Null(log.Failure);
        Assert.Equal((100, 50), (log.States.Count(state => state == CallState.Done), log.States.Count(state => state == CallState.AlreadyGone)));
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(0, rig.Rig.Connection.Lanes.Refusals);
    }

    [Fact]
    public async Task Faults_OfEveryKind_AreCalledAgainUntilAllAreGone()
    {
        using CallRig rig = new(120);
        rig.Server.Faults.AddSeeded(RouteKind.ContactDelete, 7, 0.3, new CloseAfterEffectFault(), new CloseBeforeEffectFault(), new Html502Fault(afterEffect: true), new Html502Fault(), new Random403Fault(), new Empty200Fault());
        rig.Server.Faults.Add(RouteKind.Any, FaultTrigger.WhenNumber(n => n is > 40 and < 44), new Throttle429Fault(7));

        CallLog log = await rig.RunAsync(CallRig.Ids(120));

        Assert.Null(log.Failure);
        Assert.Equal(120, log.Snapshot!.Imported);
        Assert.All(log.States, state => Assert.True(state is CallState.Done or CallState.AlreadyGone));
        Assert.Equal(rig.DeletedIds, rig.DeletedIds.Distinct());
        Assert.Equal(0, rig.Server.Offences.BeforeRetryAfter);
    }

    [Theory]
    [InlineData(403, "The monthly archive limit has been reached.", BulkError.ArchiveLimitReached)]
    [InlineData(422, "Archive quota used up.", BulkError.ArchiveLimitReached)]
    [InlineData(429, "Monthly limit of deletions.", BulkError.ArchiveLimitReached)]
    [InlineData(402, "Contact archive limit.", BulkError.ArchiveLimitReached)]
    [InlineData(403, "Not today.", BulkError.RefusedInARow)]
    [InlineData(400, "Nope.", BulkError.RefusedInARow)]
    public async Task ArchiveLimit_StopsAndLeavesTheRest(int status, string text, BulkError error)
    {
        using CallRig rig = new(60, options => (options.ArchiveLimit, options.ArchiveLimitStatus, options.ArchiveLimitText) = (40, status, text));

        CallLog log = await rig.RunAsync(CallRig.Ids(60));

        Assert.Equal(error, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Contains(text.TrimEnd('.'), log.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal((ActivityState.Failed, 40, 20, 0), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.NotSent, log.Snapshot.Refused));
        Assert.Equal(error.ToString(), log.Snapshot.Error);
        Assert.Equal(40, log.Results.Count);

        rig.Server.Options.ArchiveLimit = null;
        CallLog resumed = await rig.ResumeAsync(log.Folder!);
        Assert.Equal((20, ActivityState.Completed, 0), (resumed.Results.Count, resumed.Snapshot!.State, rig.Account.ContactCount));
        Assert.Equal(Enumerable.Range(1, 60), rig.DeletedIds);
    }

    [Fact]
    public async Task Refusal_OfAFewContacts_IsTheirsAndTheRestGoes()
    {
        using CallRig rig = new(30);
        rig.Server.Faults.Add(RouteKind.ContactDelete, FaultTrigger.When(request => request.Target.EndsWith("/7", StringComparison.Ordinal)), new Random403Fault());
        rig.Server.Faults.Add(RouteKind.ContactDelete, FaultTrigger.When(request => request.Target.EndsWith("/21", StringComparison.Ordinal)), new Html500Fault());

        CallLog log = await rig.RunAsync(CallRig.Ids(30));

        Assert.Null(log.Failure);
        Assert.Equal((28, 1, 1), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(CallState.Refused, log.Results.Single(result => result.Row == 7).State);
        Assert.Equal(CallState.Unknown, log.Results.Single(result => result.Row == 21).State);
        Assert.Equal([7, 21], rig.Account.Contacts.Select(contact => contact.Id));

        rig.Server.Faults.Clear();
        CallLog resumed = await rig.ResumeAsync(log.Folder!);
        Assert.Equal((21L, CallState.Done), (Assert.Single(resumed.Results).Row, resumed.Results[0].State));
        Assert.Equal((29, 1, 0), (resumed.Snapshot!.Imported, resumed.Snapshot.Refused, resumed.Snapshot.Unknown));
    }

    [Fact]
    public async Task NotFound_WithoutTheServicesWords_IsNoDeletion()
    {
        using CallRig rig = new(20);
        rig.Server.Faults.Add(RouteKind.ContactDelete, FaultTrigger.Always(), new Html404Fault());

        CallLog log = await rig.RunAsync(CallRig.Ids(20));

        Assert.Equal(BulkError.ServiceUnavailable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Empty(log.Results);
        Assert.Equal(20, log.Snapshot!.Unknown + log.Snapshot.NotSent);
    }

    [Fact]
    public async Task JournalFailsOnTheWay_NobodyHoldsTheActivity_AndTheSameProcessGoesOn()
    {
        using CallRig rig = new(300);
        bool fails = false;
        Disk.Fails.Value = _ => fails ? 5 : 0;

        CallLog log = await rig.RunAsync(CallRig.Ids(300), until: log =>
        {
            if (log.Results.Count > 30 && !fails)
                FailFromNow(log.Folder!);
            return false;
        });
        Disk.Fails.Value = null;

        Assert.Equal(BulkError.JournalUnwritable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.False(JournalStore.IsOpen(log.Folder!));

        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Null(resumed.Failure);
        Assert.Equal((300, ActivityState.Completed), (resumed.Snapshot!.Imported, resumed.Snapshot.State));
        Assert.Equal(rig.DeletedIds, rig.DeletedIds.Distinct());

        void FailFromNow(string journal)
        {
            fails = true;
            using JournalWriter writer = JournalStore.TryOpen(journal)!;
            Assert.Throws<BulkException>(() => writer.InputCompleteAsync(DateTimeOffset.UnixEpoch).GetAwaiter().GetResult());
        }
    }

    [Fact]
    public async Task Rows_OfEveryKind_EndInOneState()
    {
        using CallRig rig = new(10);
        ContactReference[] asked =
        [
            new(1, 3, null), new(2, null, " P4@example.org "), new(3, 99, null), new(4, null, "nobody@example.org"),
            new(5, 3, "p3@EXAMPLE.org"), new(6, null, "p4@example.org"), new(7, 5, "p6@example.org"), new(8, 6, "p6@example.org"),
        ];

        CallLog log = await rig.RunAsync(asked);

        Assert.Equal(
            [CallState.Done, CallState.Done, CallState.AlreadyGone, CallState.AlreadyGone, CallState.Superseded, CallState.Superseded, CallState.Refused, CallState.Done],
            log.States);
        Assert.Equal(new CallPlanCounts(8, 3, 2, 2, 1), log.Plan);
        Assert.Equal([3, 4, 6], rig.DeletedIds);
        Assert.Equal((8, 5, 1, 2), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Superseded));
        Assert.Equal(ActivityState.Completed, log.Snapshot.State);
    }

    [Fact]
    public async Task MaxCount_Exceeded_LeavesNothingBehind()
    {
        using CallRig rig = new(300);
        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.RunAsync(CallRig.Ids(300), new CallSettings { MaxCount = 200 }));
        Assert.Equal(BulkError.MaxCountExceeded, refused.Error);
        Assert.Equal(0, rig.Deletes);
        Assert.Empty(rig.Rig.Store.Folders());
    }

    [Fact]
    public async Task NobodyAgreed_CannotGoOn()
    {
        using CallRig rig = new(120);
        string kept = Path.Combine(rig.Rig.Home, "kept");
        string folder = string.Empty;
        await rig.Rig.RunAsync(() =>
        {
            using CallPlan plan = CallPlan.OpenAsync(rig.Rig.Poller, rig.Rig.Store, new CallSettings(), CancellationToken.None).GetAwaiter().GetResult();
            plan.AddAsync(CallRig.Ids(120).ToList(), CancellationToken.None).GetAwaiter().GetResult();
            plan.CompleteAsync(CancellationToken.None).GetAwaiter().GetResult();
            Copy(folder = rig.Rig.Store.Folders().Single(), kept);
        });
        Assert.False(Directory.Exists(folder));
        Restore(kept, folder);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ResumeAsync(folder));

        Assert.Equal(BulkError.InputNeeded, refused.Error);
        Assert.Equal((0, 120), (rig.Deletes, JournalReader.Read(folder).NotSent));
    }

    [Fact]
    public async Task ErasedPerson_IsNotDeletedLater()
    {
        using CallRig rig = new(150);
        CallLog log = await rig.RunAsync(CallRig.Ids(150), until: log => log.Results.Count > 20);
        PersonErasure erasure = PersonErasure.Look(log.Folder!, ["P140@example.org"]);
        Assert.True(erasure.FindsAny);
        erasure.Apply(TempJournal.Now);

        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Equal([140], rig.Account.Contacts.Select(contact => contact.Id));
        Assert.Equal((149, 1, ActivityState.Completed), (resumed.Snapshot!.Imported, resumed.Snapshot.Unknown, resumed.Snapshot.State));
    }

    [Fact]
    public async Task ContactData_GoesAfterTenDays_AndNobodyCanGoOn()
    {
        using CallRig rig = new(150);
        CallLog log = await rig.RunAsync(CallRig.Ids(150), until: log => log.Results.Count > 20);
        Assert.True(log.Snapshot!.HoldsContactData);

        Assert.Equal(1, JournalKeeper.Sweep(rig.Rig.Store, rig.Rig.Clock.GetUtcNow() + TimeSpan.FromDays(11)));

        ActivitySnapshot after = JournalReader.Read(log.Folder!);
        Assert.Equal((150, false, log.Snapshot.Imported), (after.RowsRead, after.HoldsContactData, after.Imported));
        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ResumeAsync(log.Folder!));
        Assert.Equal(BulkError.DataExpired, refused.Error);
    }

    private static Func<CallLog, bool> Ends(Random random)
    {
        int at = random.Next(1, 130);
        return log => log.Results.Count >= at;
    }

    private static void Copy(string folder, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (Path.GetFileName(path) == "lock")
                continue;
            using FileStream from = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream into = File.Create(Path.Combine(to, Path.GetFileName(path)));
            from.CopyTo(into);
        }
    }

    private static void Restore(string kept, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.Move(kept, folder);
    }
}
