using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
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
public sealed class CanaryTests
{
    private static readonly ImportSettings s_canary = new() { SkipAutomation = true, Canary = 5 };

    [Theory]
    [InlineData(1, 600, false)]
    [InlineData(5, 600, true)]
    [InlineData(250, 600, true)]
    [InlineData(5, 5, true)]
    [InlineData(5, 3, false)]
    public async Task Good_TheFirstRowsGoAhead_ThenTheRest(int canary, int rows, bool skipAutomation)
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.People(rows), new ImportSettings { Canary = canary, SkipAutomation = skipAutomation, Lists = ["Newsletter"], Tags = ["vip"] });

        Assert.Null(log.Failure);
        Assert.Equal((rows, rows), (log.Snapshot!.RowsRead, log.Snapshot.Imported));
        Assert.Equal(Math.Min(canary, rows), Imports(rig)[0].ContactCount);
        Assert.Equal(rows, Imports(rig).Sum(request => request.ContactCount));
        Assert.Equal(0, rig.Server.RequestCount(RouteKind.ContactSync));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task Good_NothingElseIsSentBeforeItWasReadBack()
    {
        using ImportRig rig = new();

        await rig.ImportAsync(ImportRig.People(600), s_canary);

        List<RouteKind> ahead = rig.Server.Requests.Where(request => request.Sequence < Imports(rig)[1].Sequence).Select(request => request.Route).ToList();
        Assert.Contains(RouteKind.ImportInfo, ahead);
        Assert.Equal(5, ahead.Count(route => route == RouteKind.ContactList));
        Assert.Equal(5, ahead.Count(route => route == RouteKind.AutomationsOfContact));
    }

    [Fact]
    public async Task Good_RepeatedAndRefusedRowsAmongTheFirst_DoNotCount()
    {
        using ImportRig rig = new();
        string[] emails = ["p1@example.org", "bad", "P1@example.org", "p2@example.org", "p3@example.org", .. Enumerable.Range(4, 300).Select(i => $"p{i}@example.org")];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "first name"], emails.Select((email, i) => new object?[] { email, "Name " + i })), s_canary with { Canary = 3 });

        Assert.Null(log.Failure);
        Assert.Equal(3, Imports(rig)[0].ContactCount);
        Assert.Equal((305, 304, 1), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused));
    }

    [Fact]
    public async Task FieldNotAsSent_IsCanaryFailed_AndNothingElseIsSent()
    {
        using ImportRig rig = new(options => options.EmptyStringClears = false);
        int city = rig.Server.Account.Fields.Single(entry => entry.Value == "City").Key;
        await rig.ImportAsync(ImportRig.Rows(["email", "City"], [["p3@example.org", "Graz"], ["q@example.org", "Wien"]]), new ImportSettings { SkipAutomation = true });
        IEnumerable<SourceRow> rows = ImportRig.Rows(["email", "City"], Enumerable.Range(1, 600).Select(i => new object?[] { $"p{i}@example.org", string.Empty }));

        ImportLog log = await rig.ImportAsync(rows, s_canary with { AllowClearAll = true, Mapping = new MappingSettings { ClearColumns = ["City"] } });

        AssertFailed(log, $"5 rows were sent ahead, and nothing else*row 3: field {city} missing or different. Correct*");
        Assert.Equal([2, 5], Imports(rig).Select(request => request.ContactCount));
        Assert.Equal((5, 0), (log.Snapshot!.Imported, log.Snapshot.Unknown));
        Assert.Equal(log.Snapshot.RowsRead - 5, log.Snapshot.NotSent);
    }

    [Fact]
    public async Task ContactOrListNotThere_IsCanaryFailed_WithoutAnAddress()
    {
        using ImportRig rig = new();
        int list = rig.Server.Account.Lists.Single(entry => entry.Value == "Newsletter").Key;
        Meanwhile(rig, RouteKind.ContactList, () =>
        {
            rig.Server.Account.RemoveContact("p2@example.org");
            rig.Server.Account.SetListStatus("p4@example.org", list, ContactListStatus.Unconfirmed);
        });

        ImportLog log = await rig.ImportAsync(ImportRig.People(600), s_canary with { Lists = ["Newsletter"] });

        AssertFailed(log, $"*row 2: contact missing or different; row 4: list {list} missing or different.*");
        Assert.DoesNotContain("@", log.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyWhoLeftTheList_IsNoFailure()
    {
        using ImportRig rig = new(options => options.UnsubscribedFailsWholeContact = false);
        int list = rig.Server.Account.Lists.Single(entry => entry.Value == "Newsletter").Key;
        rig.Server.Account.AddContact("p2@example.org", "Name 2");
        rig.Server.Account.Unsubscribe("p2@example.org", list);

        Assert.Null((await rig.ImportAsync(ImportRig.People(20), s_canary with { Lists = ["Newsletter"] })).Failure);
    }

    [Fact]
    public async Task AutomationRanThoughSkipped_IsCanaryFailed()
    {
        using ImportRig rig = new(options => options.ExcludeAutomationsPlace = ExcludeAutomationsPlace.PerContact);

        ImportLog log = await rig.ImportAsync(ImportRig.People(600), s_canary with { Lists = ["Newsletter"] });

        AssertFailed(log, "*row 1: an automation ran though automations are skipped*");
        Assert.Single(Imports(rig));
    }

    [Fact]
    public async Task BatchFails_IsCanaryFailed()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(600), s_canary with { Canary = 20 });

        AssertFailed(log, "*row 10: the service ended the batch as failed; and 10 more.*");
        Assert.Single(Imports(rig));
    }

    [Fact]
    public async Task BatchDoesNotEnd_IsCanaryFailed()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(20), s_canary, wait: false);

        AssertFailed(log, "*row 1: the service has not told what became of it*");
    }

    [Fact]
    public async Task SingleRowsRefusedByTheService_FailNothing_AllOfThemDo()
    {
        using ImportRig rig = new();
        foreach (int i in Enumerable.Range(1, 5))
            rig.Server.Account.AddExclusion($"p{i}@example.org");

        ImportLog some = await rig.ImportAsync(ImportRig.People(20), s_canary with { Canary = 6 });
        ImportLog all = await rig.ImportAsync(ImportRig.People(20), s_canary);

        Assert.Null(some.Failure);
        Assert.Equal((15, 5), (some.Snapshot!.Imported, some.Snapshot.Refused));
        AssertFailed(all, "*every one of them was refused*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerLost_IsSettledBeforeItIsReadBack(bool skipAutomation)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CloseAfterEffectFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(600), s_canary with { SkipAutomation = skipAutomation });

        Assert.Null(log.Failure);
        Assert.Equal((600, 600), (log.Snapshot!.RowsRead, log.Snapshot.Imported));
    }

    [Fact]
    public async Task StoppedWhileItWaits_EndsAtOnceAndSendsNothingElse()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        string folder = string.Empty;

        await rig.RunAsync(() =>
        {
            using ImportRun run = ImportRun.PrepareAsync(rig.Service, rig.Store, s_canary, CancellationToken.None, rig.Poller).GetAwaiter().GetResult();
            folder = run.Folder;
            run.Start();
            run.TryAdd(ImportRig.People(250).ToList());
            while (rig.Server.RequestCount(RouteKind.ImportInfo) == 0)
            {
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                run.TryTake(out _);
            }
        });

        ActivitySnapshot stopped = JournalReader.Read(folder);
        Assert.Equal((ActivityState.Stopped, 5, 245), (stopped.State, stopped.Pending, stopped.NotSent));
        Assert.Single(Imports(rig));
    }

    [Fact]
    public async Task ResumeAfterwards_SendsTheRestWithoutACanary()
    {
        using ImportRig rig = new();
        Meanwhile(rig, RouteKind.ContactList, () => rig.Server.Account.RemoveContact("p2@example.org"));
        ImportLog first = await rig.ImportAsync(ImportRig.People(600), s_canary);
        AssertFailed(first, "*row 2: contact*");

        ImportLog second = await rig.ResumeAsync(first.Folder!, s_canary, ImportRig.People(600));

        Assert.Null(second.Failure);
        Assert.Equal((600, 600), (second.Snapshot!.RowsRead, second.Snapshot.Imported));
        Assert.Equal(5, Imports(rig)[0].ContactCount);
        Assert.Equal(600, Imports(rig).Sum(request => request.ContactCount));
    }

    [Fact]
    public async Task WithSingleCalls_IsAConflict()
    {
        using ImportRig rig = new();
        BulkException conflict = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(5), new ImportSettings { Canary = 2, Method = ImportMethod.Single }));
        Assert.Equal(BulkError.SettingsConflict, conflict.Error);
    }

    [Fact]
    public async Task Rehearsal_SendsNothing()
    {
        using ImportRig rig = new();
        ImportLog log = await rig.ImportAsync(ImportRig.People(600), s_canary with { IsRehearsal = true });
        Assert.Equal((600, 0), (log.Counts.NotSent, rig.Server.RequestCount(RouteKind.BulkImport)));
    }

    // Something that somebody else does to the account, once, before the answer to a call.
    private static void Meanwhile(ImportRig rig, RouteKind route, Action change)
    {
        int done = 0;
        rig.Server.Faults.Add(route, FaultTrigger.When(_ => Change()), new BatchFailsFault());

        bool Change()
        {
            if (rig.Server.RequestCount(RouteKind.BulkImport) > 0 && Interlocked.Exchange(ref done, 1) == 0)
                change();
            return false;
        }
    }

    private static List<LoggedRequest> Imports(ImportRig rig) => rig.Server.Requests.Where(request => request.Route == RouteKind.BulkImport).ToList();

    private static void AssertFailed(ImportLog log, string saying)
    {
        BulkException failure = Assert.IsType<BulkException>(log.Failure);
        Assert.Equal(BulkError.CanaryFailed, failure.Error);
        Assert.Matches("^.*" + System.Text.RegularExpressions.Regex.Escape(saying).Replace("\\*", ".*", StringComparison.Ordinal), failure.Message);
    }
}
