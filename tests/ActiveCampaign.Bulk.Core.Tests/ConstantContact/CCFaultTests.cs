using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using JobState = ActiveCampaign.Bulk.Simulator.ConstantContact.State.ActivityState;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>What becomes of imports when the service, or the way to it, fails.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCFaultTests
{
    // A batch of a hundred, so that a fault strikes one among others.
    private static readonly ImportSettings s_small = CCRig.Settings with { BatchSize = 100 };

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("html")]
    [InlineData("cut")]
    [InlineData("500 after")]
    public async Task Answer_ThatIsLost_IsSettledByTheNameOfTheFile(string kind)
    {
        using CCRig rig = new();
        Fault fault = kind switch
        {
            "before" => new CloseBeforeEffectFault(),
            "after" => new CloseAfterEffectFault(),
            "html" => new Html502Fault(),
            "cut" => new CutJsonFault(),
            _ => new ServiceErrorFault(500, afterEffect: true),
        };
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(2), fault);

        ImportLog log = await rig.ImportAsync(ImportRig.People(300), s_small);

        Assert.Null(log.Failure);
        Assert.Equal((ActivityState.Completed, 300L, 0L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Unknown));
        Assert.Equal((300, 3), (rig.Server.Account.ContactCount, rig.Server.Account.Activities.Count));
        Assert.All(rig.Server.Account.Contacts, contact => Assert.Equal(1, contact.TimesApplied));
    }

    [Fact]
    public async Task Answer_ThatIsLost_OfJson_IsSettledByItsContacts()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCJsonImport, FaultTrigger.Nth(1), new CloseAfterEffectFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(30), CCRig.Settings with { Method = ImportMethod.Json });

        Assert.Equal((ActivityState.Completed, 30L), (log.Snapshot!.State, log.Snapshot.Imported));
        Assert.Single(rig.Server.Account.Activities);
    }

    [Fact]
    public async Task Answer_ThatIsLost_IsSettledByTheNextRun()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(2), new CloseAfterEffectFault());
        ImportLog held = await rig.ImportAsync(ImportRig.People(300), s_small with { OnUnknown = UnknownPolicy.Hold });
        Assert.Equal((200L, 100L), (held.Snapshot!.Imported, held.Snapshot.Unknown));

        ImportLog log = await rig.ResumeAsync(held.Folder!, s_small);

        Assert.Equal((ActivityState.Completed, 300L, 0L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Unknown));
        Assert.Equal(3, rig.Server.Account.Activities.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill_WhileABatchIsOut_IsSettledByItsName(bool isTaken)
    {
        using CCRig rig = new();
        using TempFolder killed = new();
        Action copy = () => Copy(rig.Home, killed.Path);
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(3), new ObserveFault(isTaken ? null : copy, isTaken ? copy : null));
        if (!isTaken)
            rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(3), new CloseBeforeEffectFault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(300), s_small with { ThrottleLimit = 1, OnUnknown = UnknownPolicy.Hold }, wait: false);

        ImportLog log = await rig.ResumeAsync(first.Folder!.Replace(rig.Home, killed.Path), s_small, ImportRig.People(300));

        Assert.Null(log.Failure);
        Assert.Equal((ActivityState.Completed, 300L, 0L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Unknown));
        Assert.Equal((300, 3), (rig.Server.Account.ContactCount, rig.Server.Account.Activities.Count));
    }

    [Fact]
    public async Task Access_RefusedInTheMiddle_IsRenewed_AndTheRunGoesOn()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(2), new AccessTokenDiesFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(300), s_small);

        Assert.Equal((300L, 3), (log.Snapshot!.Imported, rig.Server.Account.Activities.Count));
    }

    [Fact]
    public async Task Access_ThatCannotBeRenewed_BeforeABatchGoesOut_LeavesTheBatchUnsent()
    {
        using CCRig rig = new(options => options.AccessTokenLifetime = TimeSpan.FromMinutes(8));
        rig.Server.Faults.Add(RouteKind.CCToken, FaultTrigger.After(1), new CloseBeforeEffectFault());
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.First(100), new QueueFullFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(300), s_small, wait: false);

        Assert.Equal(BulkError.ConsentNeeded, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal((0L, 300L), (log.Snapshot!.Unknown, log.Snapshot.NotSent));
    }

    [Fact]
    public async Task Consent_ThatDiesInTheMiddle_EndsTheRun_AndTheNextGoesOnUnderANewOne()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(2), new AccessTokenDiesFault());
        rig.Server.Faults.Add(RouteKind.CCToken, FaultTrigger.Nth(2), new RefreshTokenDiesFault());
        ImportLog log = await rig.ImportAsync(ImportRig.People(500), s_small with { ThrottleLimit = 1 }, wait: false);
        Assert.Equal((BulkError.ConsentNeeded, 100L, 0L), (Assert.IsType<BulkException>(log.Failure).Error, log.Snapshot!.Pending, log.Snapshot.Unknown));

        await rig.ConsentAsync();
        ImportLog next = await rig.ResumeAsync(log.Folder!, s_small, ImportRig.People(500));

        Assert.Equal((ActivityState.Completed, 500L, 5), (next.Snapshot!.State, next.Snapshot.Imported, rig.Server.Account.Activities.Count));
    }

    [Fact]
    public async Task Day_WhoseCallsAreSpent_EndsTheRun_AndTheNextDayGoesOn()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.After(2), new QuotaExceededFault());
        ImportLog log = await rig.ImportAsync(ImportRig.People(500), s_small with { ThrottleLimit = 1 }, wait: false);

        BulkException e = Assert.IsType<BulkException>(log.Failure);
        Assert.Equal((BulkError.QuotaReached, true, 0), (e.Error, e.Message.Contains("UTC"), rig.Use.Read().Left));
        Assert.Equal((200L, 0L), (log.Snapshot!.Pending, log.Snapshot.Unknown));

        foreach (FaultRule rule in rig.Server.Faults.Rules.ToList())
            rig.Server.Faults.Remove(rule);
        ImportLog next = await rig.ResumeAsync(log.Folder!, s_small, ImportRig.People(500));
        Assert.Equal((ActivityState.Completed, 500L, 500), (next.Snapshot!.State, next.Snapshot.Imported, rig.Server.Account.ContactCount));
    }

    [Fact]
    public async Task Account_ThatIsFull_IsWaitedFor_AndToldOfOnce()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.First(3), new QueueFullFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(200), s_small);

        Assert.Equal((200L, 2), (log.Snapshot!.Imported, rig.Server.Account.Activities.Count));
        Assert.Single(log.Notices, notice => notice.Contains("as many imports to do as it may have"));
    }

    [Fact]
    public async Task Throttling_IsWaitedOut()
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.Any, FaultTrigger.Every(3), new ThrottledFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(200), s_small);

        Assert.Equal((200L, 2), (log.Snapshot!.Imported, rig.Server.Account.Activities.Count));
    }

    [Fact]
    public async Task Consent_InABrowser_GivesAccess()
    {
        using CCRig rig = new(options => options.DeviceApprovedAfterPolls = 2);
        using DeviceFlow flow = new(rig.Server.ClientId, rig.Server.Uri, rig.ClientClock, wrap: rig.Count);
        GrantedTokens? granted = null;
        await rig.RunAsync(() =>
        {
            DeviceCode code = flow.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            Assert.Equal((true, "/activate"), (code.UserCode.Length > 0, code.Address.AbsolutePath));
            granted = flow.WaitAsync(code, CancellationToken.None).GetAwaiter().GetResult();
        });

        using CredentialStore store = new(new CredentialSettings { ClientId = rig.Server.ClientId, Granted = granted, Address = rig.Server.Uri, Clock = rig.ClientClock });
        Assert.Equal(granted!.Access, (await store.GetAsync(CancellationToken.None)).Text);
        Assert.NotNull(granted.Refresh);
    }

    [Fact]
    public async Task Consent_ThatIsDenied_OrNotGiven_IsAnError()
    {
        using CCRig rig = new();
        using DeviceFlow flow = new(rig.Server.ClientId, rig.Server.Uri, rig.ClientClock, wrap: rig.Count);
        List<string> said = [];
        await rig.RunAsync(() =>
        {
            for (int time = 0; time < 2; time++)
            {
                DeviceCode code = flow.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
                if (time == 0)
                    rig.Server.Account.DenyDevice(code.UserCode);
                BulkException e = Assert.Throws<BulkException>(() => flow.WaitAsync(code, CancellationToken.None).GetAwaiter().GetResult());
                said.Add(e.Error + " " + e.Message);
            }
        });

        Assert.StartsWith("ConsentDenied The consent was denied", said[0]);
        Assert.StartsWith("ConsentDenied Nobody consented in time", said[1]);
    }

    [Theory]
    [InlineData(JobState.Failed, BatchOutcome.Failed)]
    [InlineData(JobState.Cancelled, BatchOutcome.Interrupted)]
    [InlineData(JobState.TimedOut, BatchOutcome.Interrupted)]
    public async Task Activity_ThatDoesNotComplete_LeavesItsRowsUnknown_ForARepair(JobState state, BatchOutcome outcome)
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(1), new ActivityEndsFault(state));

        ImportLog log = await rig.ImportAsync(ImportRig.People(200), s_small with { ThrottleLimit = 1 });

        Assert.Equal((100L, 100L), (log.Snapshot!.Imported, log.Snapshot.Unknown));
        Assert.Contains(log.Snapshot.Batches, batch => batch.Outcome == outcome);
        await rig.RepairAsync(log.Folder!, new Core.Repair.RepairSettings { Import = HeaderSettings.Read(log.Snapshot.Header) });
        Assert.Equal((200, 200L), (rig.Server.Account.ContactCount, JournalReader.Read(log.Folder!).Imported));
    }

    // What is on the disk at that moment; what is locked says nothing to the next run.
    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = path.Replace(from, to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using FileStream copy = new(target, FileMode.Create);
                source.CopyTo(copy);
            }
            catch (IOException)
            {
                File.WriteAllText(target, "+");
            }
        }
    }
}
