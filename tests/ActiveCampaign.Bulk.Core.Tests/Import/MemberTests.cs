using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Lists and tags in bulk: nobody is created, nobody who left is put back unasked, and done means read back.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class MemberTests : IDisposable
{
    private const int Newsletter = 1;

    private static readonly ImportSettings s_members = new()
    {
        Match = MatchMode.All, Method = ImportMethod.Bulk, OnDuplicate = DuplicateMode.KeepFirst, Mapping = new MappingSettings { ColumnMap = MemberRows.ColumnMap },
    };

    private static readonly ImportSettings s_off = s_members with { Action = ImportAction.Unsubscribe, UnsubscribeLists = ["Newsletter"], Verify = true };

    private static readonly ImportSettings s_on = s_members with { Action = ImportAction.Subscribe, Lists = ["Newsletter"] };

    private readonly ImportRig _rig = new(options => options.LogBodies = false);

    public MemberTests() => Assert.Equal("Newsletter", _rig.Server.Account.Lists[Newsletter]);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task TenThousandUnsubscribes_TakeFortyImportsAndTheLookUps()
    {
        Fill(10_000);
        int before = _rig.Server.Account.ContactCount;
        _rig.Server.Account.AutomationsForbidden = true;

        ImportLog log = await _rig.ImportAsync(Addresses(1, 10_000), s_off with { SkipAutomation = true });

        Assert.Null(log.Failure);
        Assert.Equal((10_000L, 10_000L, 0L), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused));
        Assert.Equal((ActivityKinds.List, ActivityState.Completed), (log.Snapshot.Header.Kind, log.Snapshot.State));
        Assert.Equal(40, _rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal(before, _rig.Server.Account.ContactCount);
        Assert.DoesNotContain(_rig.Server.Account.Contacts, contact => contact.Email.StartsWith('p') && IsOn(contact));

        // The account read once, and each batch of 250 looked at and read back by hundreds.
        Assert.Equal((before / 100) + 1 + 240, _rig.Server.RequestCount(RouteKind.ContactList));
        Assert.Equal(0, _rig.Server.RequestCount(RouteKind.ListsOfContact));
        Assert.Equal(0, _rig.Server.RequestCount(RouteKind.ContactSync));
        Assert.Equal(0, _rig.Server.Offences.Total);
        Assert.Empty(Directory.EnumerateFiles(log.Folder!, "batches-*"));
    }

    [Fact]
    public async Task Unknown_AreRefusedAndNeverCreated_ByIdAndAddress()
    {
        Fill(20);
        int id = _rig.Server.Account.FindContact("p3@example.org")!.Id;
        int before = _rig.Server.Account.ContactCount;
        SourceRow[] rows = Rows((id, null), (null, "P4@example.org"), (null, "nobody@example.org"), (999_999, null), (id, "p5@example.org"), (null, "no address"), (id, "P3@example.org"), (id, " "));

        ImportLog log = await _rig.ImportAsync(rows, s_members with { Action = ImportAction.AddTag, Tags = ["vip"] });

        Assert.Equal([(3L, RowReason.NotFound), (4, RowReason.NotFound), (5, RowReason.ContactMismatch), (6, RowReason.EmailInvalid), (8, RowReason.ContactMismatch)], log.Refused.OrderBy(row => row.Number).Select(row => (row.Number, row.Problem.Reason)));
        Assert.Equal((8L, 2L, 5L, 1L), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Superseded));
        Assert.Equal(ActivityKinds.Tag, log.Snapshot.Header.Kind);
        Assert.Equal(before, _rig.Server.Account.ContactCount);
        Assert.Equal(["p3@example.org", "p4@example.org"], _rig.Server.Account.Contacts.Where(contact => contact.Tags.Contains("vip")).Select(contact => contact.Email).Where(email => email.StartsWith('p')));
        Assert.Equal(0, _rig.Server.Offences.Total);
    }

    [Fact]
    public async Task AllowNewContact_AddressesGoAsTheyAre_IdsAreLookedUp()
    {
        Fill(20);
        int id = _rig.Server.Account.FindContact("p3@example.org")!.Id;

        ImportLog log = await _rig.ImportAsync(Rows((id, null), (id, "new@example.org"), (999_999, null), (id, " ")), s_on with { Match = MatchMode.IdOnly });

        Assert.Equal([(3L, RowReason.NotFound), (4, RowReason.ContactMismatch)], log.Refused.OrderBy(row => row.Number).Select(row => (row.Number, row.Problem.Reason)));
        Assert.Equal(2, log.Snapshot!.Imported);
        Assert.Equal(ContactListStatus.Active, _rig.Server.Account.FindContact("new@example.org")!.Lists[Newsletter]);

        // One for the ids, and one for each state in which nobody may be set active.
        Assert.Equal(1 + 2, _rig.Server.RequestCount(RouteKind.ContactList));
    }

    [Fact]
    public async Task Abandoned_GoesOn_LooksUpOnlyWhatWasNotPlanned()
    {
        Fill(3000);
        _rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 3 and <= 5), new Html502Fault());
        ImportSettings settings = s_off with { SkipAutomation = true, ThrottleLimit = 1 };
        int[] ids = Enumerable.Range(1, 3000).Select(i => _rig.Server.Account.FindContact($"p{i}@example.org")!.Id).ToArray();
        SourceRow[] rows = Rows([.. ids.Select(id => ((int?)id, (string?)null))]);
        ImportLog first = await _rig.ImportAsync(rows, settings);
        Assert.NotNull(first.Failure);
        Assert.NotEqual(0, first.Snapshot!.NotSent);
        long planned = first.Snapshot.Batches.Where(batch => batch.HasRows).Sum(batch => batch.Placed);
        int seen = _rig.Server.Requests.Count;

        ImportSettings noted = HeaderSettings.Read(first.Snapshot.Header);
        ImportLog second = await _rig.ResumeAsync(first.Folder!, noted, rows);

        Assert.Null(second.Failure);
        Assert.Equal((3000L, 3000L, ActivityState.Completed), (second.Snapshot!.RowsRead, second.Snapshot.Imported, second.Snapshot.State));
        Assert.DoesNotContain(_rig.Server.Account.Contacts, contact => contact.Email.StartsWith('p') && IsOn(contact));
        Assert.NotEqual(0, planned);
        Assert.Equal(3000 - planned, _rig.Server.Requests.Skip(seen).Where(request => !request.Target.Contains("include", StringComparison.Ordinal)).Sum(request => Regex.Count(request.Target, "ids")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_CatchesWhoIsOnTheListAgain_InAnotherProcessToo(bool sideLoading)
    {
        _rig.Server.Options.SideLoading = sideLoading;
        Fill(30);
        ImportLog sent = await _rig.ImportAsync(Addresses(1, 30), s_off, wait: false);
        _rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Always(), new ObserveFault(() => _rig.Server.Account.Subscribe("p7@example.org", Newsletter)));

        BatchReport settled = await WaitAsync(sent);

        RefusedRow row = Assert.Single(settled.RefusedRows);
        Assert.Equal((7L, RowReason.NotConfirmed, "p7@example.org"), (row.Number, row.Problem.Reason, row.Cells[1]));
        Assert.DoesNotContain("p7@example.org", settled.Addresses!.Read());
        Assert.Equal(29, settled.Addresses.Count);
        ActivitySnapshot snapshot = JournalReader.Read(sent.Folder!);
        Assert.Equal((29L, 1L, ActivityState.Completed), (snapshot.Imported, snapshot.Refused, snapshot.State));
        Assert.Equal(sideLoading ? 0 : 60, _rig.Server.RequestCount(RouteKind.ListsOfContact));
    }

    [Fact]
    public async Task Verify_CannotRead_SettlesNothing()
    {
        Fill(30);
        ImportLog sent = await _rig.ImportAsync(Addresses(1, 30), s_off, wait: false);
        _rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Always(), new Html500Fault());

        await Assert.ThrowsAsync<BulkException>(() => WaitAsync(sent));

        Assert.Equal((0L, 30L), (JournalReader.Read(sent.Folder!).Imported, JournalReader.Read(sent.Folder!).Pending));
    }

    [Fact]
    public async Task Verify_PassesOverWhoWasErasedMeanwhile()
    {
        Fill(30);
        ImportLog sent = await _rig.ImportAsync(Addresses(1, 30), s_off, wait: false);
        PersonErasure.Look(sent.Folder!, ["p7@example.org"]).Apply(_rig.ClientClock.GetUtcNow());

        BatchReport settled = await WaitAsync(sent);

        Assert.Equal((30, 0), (settled.Imported, settled.Refused));
    }

    [Fact]
    public async Task DeletedWhileTheAnswerWasLost_IsNotCreatedAgain()
    {
        Fill(30);
        int before = _rig.Server.Account.ContactCount;
        _rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CloseBeforeEffectFault());
        _rig.Server.Faults.Add(RouteKind.ImportSums, FaultTrigger.Once(), new ObserveFault(() => _rig.Server.Account.RemoveContact("p7@example.org")));

        ImportLog log = await _rig.ImportAsync(Addresses(1, 30), s_members with { Action = ImportAction.AddTag, Tags = ["vip"] });

        Assert.Null(log.Failure);
        Assert.Equal(before - 1, _rig.Server.Account.ContactCount);
        RefusedRow row = Assert.Single(log.Refused);
        Assert.Equal((7L, RowReason.NotFound), (row.Number, row.Problem.Reason));

        // The others are as young as the batch, so nobody can tell of them.
        Assert.Equal((1L, 29L), (log.Snapshot!.Refused, log.Snapshot.Unknown));
    }

    [Fact]
    public async Task Repaired_AreReadBackToo()
    {
        Fill(30);
        _rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        ImportLog sent = await _rig.ImportAsync(Addresses(1, 30), s_off with { SkipAutomation = true });
        Assert.Equal(30, sent.Snapshot!.Unknown);
        _rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Always(), new ObserveFault(() =>
        {
            if (_rig.Server.RequestCount(RouteKind.BulkImport) > 1)
                _rig.Server.Account.Subscribe("p7@example.org", Newsletter);
        }));

        ImportLog repaired = await _rig.RepairAsync(sent.Folder!, new RepairSettings { Import = HeaderSettings.Read(sent.Snapshot.Header) });

        Assert.Null(repaired.Failure);
        Assert.Equal((29L, 1L, ActivityState.Completed), (repaired.Snapshot!.Imported, repaired.Snapshot.Refused, repaired.Snapshot.State));
        Assert.Equal(RowReason.NotConfirmed, Assert.Single(repaired.Settled.SelectMany(settled => settled.RefusedRows)).Problem.Reason);
    }

    [Fact]
    public async Task SomebodyWhoLeft_StaysOff_UnlessResubscribed()
    {
        Fill(30);
        _rig.Server.Account.Unsubscribe("p1@example.org", Newsletter);

        ImportLog refused = await _rig.ImportAsync(Addresses(1, 12), s_on);
        Assert.Equal((11L, 1L), (refused.Snapshot!.Imported, refused.Snapshot.Refused));
        Assert.False(IsOn(_rig.Server.Account.FindContact("p1@example.org")!));
        Assert.Equal(0, _rig.Server.Offences.Total);

        ImportLog asked = await _rig.ImportAsync(Addresses(1, 12), s_on with { Resubscribe = true, Method = ImportMethod.Single });
        Assert.Equal((12L, 0L), (asked.Snapshot!.Imported, asked.Snapshot.Refused));
        Assert.True(IsOn(_rig.Server.Account.FindContact("p1@example.org")!));
        Assert.Equal(12, _rig.Server.RequestCount(RouteKind.ContactListSet));
        Assert.Equal(0, _rig.Server.RequestCount(RouteKind.ContactSync));
        Assert.Equal((1, 1), (_rig.Server.Offences.Total, _rig.Server.Offences[OffenceKind.Resubscription]));
    }

    [Fact]
    public async Task ResubscribeWithSkipAutomation_IsAConflict()
    {
        BulkException conflict = await Assert.ThrowsAsync<BulkException>(
            () => _rig.ImportAsync(Addresses(1, 1), s_on with { Resubscribe = true, Method = ImportMethod.Single, SkipAutomation = true }));

        Assert.Equal(BulkError.SettingsConflict, conflict.Error);
        Assert.Contains("-Resubscribe", conflict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImportMethod.Bulk)]
    [InlineData(ImportMethod.Single)]
    public async Task Imported_AreNamedByWhatComesOut_AndNeedNoLookUp(ImportMethod method)
    {
        if (method == ImportMethod.Bulk)
            _rig.Server.Account.AddExclusion("p2@example.org");
        ImportLog log = await _rig.ImportAsync(ImportRig.People(3), new ImportSettings { Method = method });
        string[] addresses = log.Settled.SelectMany(settled => settled.Addresses!.Read()).ToArray();
        Assert.Equal(log.Settled.Sum(settled => settled.Imported), addresses.Length);
        Assert.Contains("p3@example.org", addresses);
        long looked = _rig.Server.RequestCount(RouteKind.ContactList);

        ImportLog tagged = await _rig.ImportAsync(
            addresses.Select((email, i) => MemberRows.ToRow(new ContactReference(i + 1, null, email)) with { IsInAccount = true }), s_members with { Action = ImportAction.AddTag, Tags = ["vip"] });

        Assert.Equal(addresses.Length, tagged.Snapshot!.Imported);
        Assert.Equal(looked, _rig.Server.RequestCount(RouteKind.ContactList));
    }

    private static bool IsOn(ContactSnapshot contact) => contact.Lists.TryGetValue(Newsletter, out ContactListStatus status) && status == ContactListStatus.Active;

    private void Fill(int contacts)
    {
        for (int i = 1; i <= contacts; i++)
            _rig.Server.Account.AddContact($"p{i}@example.org", listIds: [Newsletter]);
    }

    private async Task<BatchReport> WaitAsync(ImportLog sent)
    {
        List<BatchReport> settled = [];
        await _rig.RunAsync(() =>
        {
            using BatchWaiter waiter = new(_rig.Poller, new BatchSettler(_rig.Service), _rig.ClientClock);
            foreach (BatchReport batch in JournaledBatches.Of(JournalReader.Read(sent.Folder!)))
                waiter.Add(batch);
            while (waiter.Open > 0)
            {
                waiter.Wait(TimeSpan.FromMilliseconds(5), default);
                while (waiter.TryTake(out BatchReport? batch))
                    settled.Add(batch!);
                if (waiter.Failure is not null)
                    throw waiter.Failure;
            }
        });
        return Assert.Single(settled);
    }

    private static IEnumerable<SourceRow> Addresses(int first, int count) =>
        Enumerable.Range(first, count).Select(i => MemberRows.ToRow(new ContactReference(i, null, $"p{i}@example.org")));

    private static SourceRow[] Rows(params (int? Id, string? Email)[] contacts) =>
        contacts.Select((contact, i) => MemberRows.ToRow(new ContactReference(i + 1, contact.Id, contact.Email))).ToArray();
}
