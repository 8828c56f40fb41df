using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Export;

[Collection(VirtualTimeCollection.Name)]
public sealed class ExportPaceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Export_ASecondAPage_RunsAtTheCeilingWithHardlyACallTooMany(int keepsOneIn)
    {
        const int Count = 20_000;
        using ExportRig rig = new(options => options.Latency = TimeSpan.FromSeconds(1));
        rig.Fill(Count, keepsOneIn == 0 ? null : id => id > Count / 2 && id % keepsOneIn != 0);
        int there = rig.Server.Account.ContactCount;

        ExportOutcome outcome = await rig.ExportAsync(rig.To("all.csv"));

        int least = (there + 99) / 100;
        Assert.Equal((there, there), (outcome.Rows, outcome.ServiceTotal));
        Assert.Equal(Enumerable.Range(1, Count).Where(id => rig.Server.Account.FindContact(id) is not null), ExportRig.Ids(outcome.Path));
        Assert.InRange(outcome.Calls, least, least + 20);
        Assert.Equal((0L, 0L), (rig.Server.Offences.Total, rig.Import.Connection.Lanes.Refusals));
        List<DateTimeOffset> pages = rig.Server.Requests.Where(request => request.Route == RouteKind.ContactList).Select(request => request.Arrived).Skip(1).ToList();
        double perSecond = (pages.Count - 20) / (pages[^10] - pages[10]).TotalSeconds;

        // One reader would make one call a second. What is missing to five is the clock's doing where the machine is busy.
        Assert.True(perSecond >= 4.2, $"{perSecond:F2} calls a second of 5");
    }

    [Fact]
    public async Task Export_WhileOthersAddEditAndDelete_HasEverybodyWhoWasThereThroughoutOnce()
    {
        const int Count = 6_000;
        using ExportRig rig = new(options => options.Latency = TimeSpan.FromMilliseconds(300));
        rig.Fill(Count);
        HashSet<int> deleted = [];
        Random random = new(7);
        rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Always(), new ObserveFault(before: () => Disturb(rig, deleted, random)));

        ExportOutcome outcome = await rig.ExportAsync(rig.To("all.csv"));

        List<int> ids = ExportRig.Ids(outcome.Path);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(Enumerable.Range(1, Count).Where(id => !deleted.Contains(id)).Except(ids));
        Assert.DoesNotContain(ids, id => id > Count + 1);
        Assert.True(deleted.Count > 150);
    }

    [Fact]
    public async Task Segment_WhileContactsGo_HasEverybodyWhoStayedOnce()
    {
        const int Count = 3_000;
        using ExportRig rig = new(options => options.Latency = TimeSpan.FromMilliseconds(300));
        rig.Fill(Count);
        rig.Server.Account.AddSegment(contact => contact.Id % 2 == 0, "Even ones");
        HashSet<int> deleted = [];
        Random random = new(3);
        rig.Server.Faults.Add(RouteKind.ContactList, FaultTrigger.Always(), new ObserveFault(before: () => Disturb(rig, deleted, random)));

        ExportOutcome outcome = await rig.ExportAsync(rig.To("segment.csv") with { Filters = new ContactFilters { Segment = "even ones" }, Properties = ["id", "email"] });

        List<int> ids = ExportRig.Ids(outcome.Path);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(Enumerable.Range(1, Count).Where(id => id % 2 == 0 && !deleted.Contains(id)).Except(ids));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task Export_ServiceWithoutSideLoading_AsksForTheKindsOfColumnsOnly()
    {
        using ExportRig rig = new(options => options.SideLoading = false);
        rig.Fill(150);

        ExportOutcome names = await rig.ExportAsync(rig.To("names.csv") with { Properties = ["id", "email", "first_name"] });
        ExportOutcome tags = await rig.ExportAsync(rig.To("tags.csv") with { Properties = ["id", "tags"] });
        ExportOutcome all = await rig.ExportAsync(rig.To("all.csv"));
        rig.Server.Options.SideLoading = true;
        ExportOutcome beside = await rig.ExportAsync(rig.To("beside.csv"));

        Assert.Equal((3, 154, 454, 3), (names.Calls, tags.Calls, all.Calls, beside.Calls));
        Assert.Equal(beside.Hash, all.Hash);
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    private static void Disturb(ExportRig rig, HashSet<int> deleted, Random random)
    {
        SimulatedAccount account = rig.Server.Account;
        account.AddContact($"new{random.Next()}@example.org", "New");
        for (int i = 0; i < 8; i++)
        {
            int id = random.Next(1, 6_000);
            if (i % 2 == 0 && account.RemoveContact(id))
                deleted.Add(id);
            else if (account.FindContact(id) is { } contact && contact.Email.Length > 0)
                account.AddContact(contact.Email, "Changed", tags: ["changed"]);
        }
    }
}
