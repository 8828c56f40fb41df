using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using BatchState = ActiveCampaign.Bulk.Simulator.BatchState;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

/// <summary>Looks at what an import really left in a simulated account.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class SimulatedLookupTests
{
    private static readonly string[] s_columns =
        ["email", "first name", "City", "Notes", "Birthday", "Last Visit", "Membership Level", "Interests", "Contact By", "Colours", "Source Id", "tags"];

    [Theory]
    [InlineData(true, IdEcho.Strings)]
    [InlineData(true, IdEcho.Mixed)]
    [InlineData(false, IdEcho.Numbers)]
    public async Task Inspect_EveryKindOfField_IsIn(bool sideLoading, IdEcho echo)
    {
        using ImportRig rig = new(options => (options.SideLoading, options.IdEcho) = (sideLoading, echo));
        await ImportAsync(rig, ImportRig.Rows(s_columns, Enumerable.Range(1, 12).Select(Row)));

        IReadOnlyList<Inspection> inspections = await InspectAsync(rig, Sent(rig), rig.Clock.GetUtcNow());

        Assert.Equal(12, inspections.Count);
        Assert.All(inspections, inspection => Assert.Empty(inspection.Missing));
        Assert.All(inspections, inspection => Assert.Equal(RowPresence.In, inspection.Presence));
        Assert.Equal(sideLoading ? 12 : 0, rig.Server.RequestCount(RouteKind.ContactList) - rig.Server.RequestCount(RouteKind.FieldValuesOfContact));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task Inspect_InterruptedBatch_KnowsWhichRowsAreIn()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchInterruptedFault(5));
        DateTimeOffset sentAt = rig.Connection.ServiceNow;
        await ImportAsync(rig, ImportRig.People(20));

        IReadOnlyList<Inspection> inspections = await InspectAsync(rig, Sent(rig), sentAt);

        Assert.Equal(Enumerable.Range(1, 20).Select(i => i <= 5 ? RowPresence.In : RowPresence.NotIn), inspections.Select(inspection => inspection.Presence));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => rig.Server.Account.FindContact($"p{i}@example.org")?.Id.ToString(CultureInfo.InvariantCulture)), inspections.Select(inspection => inspection.ContactId));
    }

    [Theory]
    [InlineData(false, -5)]
    [InlineData(true, -5)]
    [InlineData(true, 5)]
    public async Task Inspect_SomebodyChangedTheContactMeanwhile_IsUnclear(bool udateLags, int offset)
    {
        using ImportRig rig = new(options => (options.UdateLags, options.AccountOffset) = (udateLags, TimeSpan.FromHours(offset)));
        rig.Server.Account.AddContact("p3@example.org", "Older");
        DateTimeOffset sentAt = rig.Connection.ServiceNow.AddSeconds(5);
        await ImportAsync(rig, ImportRig.People(12));
        ServiceCall rename = new(HttpMethod.Post, "contact/sync", CallLane.General, new ArraySegment<byte>(Encoding.UTF8.GetBytes("""{"contact":{"email":"p3@example.org","firstName":"Other"}}""")));
        await rig.RunAsync(() => rig.Connection.WriteAsync(rename, default).GetAwaiter().GetResult());

        IReadOnlyList<Inspection> inspections = await InspectAsync(rig, Sent(rig), sentAt);

        Assert.Equal(RowPresence.Unclear, inspections[2].Presence);
        Assert.Equal(["first name"], inspections[2].Missing);
        Assert.Equal(11, inspections.Count(inspection => inspection.Presence == RowPresence.In));
    }

    [Fact]
    public async Task Inspect_ContactHasLeft_SaysSo()
    {
        using ImportRig rig = new();
        int list = rig.Server.Account.Lists.Single(entry => entry.Value == "Newsletter").Key;
        rig.Server.Account.AddContact("p3@example.org", "Name 3");
        rig.Server.Account.Unsubscribe("p3@example.org", list);
        await ImportAsync(rig, ImportRig.People(12), new ImportSettings { Method = ImportMethod.Bulk, Lists = ["Newsletter"] });

        IReadOnlyList<Inspection> inspections = await InspectAsync(rig, Sent(rig), null);

        Assert.Equal([2], Enumerable.Range(0, 12).Where(i => inspections[i].ConsentWithdrawn));
        Assert.Equal((RowPresence.NotIn, "list " + list), (inspections[2].Presence, Assert.Single(inspections[2].Missing)));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task AutomationCount_AfterAnImport_ShowsWhetherAnyRan(bool skip, int expected)
    {
        using ImportRig rig = new();
        rig.Server.Account.AddContact("p1@example.org");
        await ImportAsync(rig, ImportRig.People(12));
        await rig.RunAsync(() => Task.Delay(TimeSpan.FromMinutes(1), rig.Clock).GetAwaiter().GetResult());
        DateTimeOffset sentAt = rig.Connection.ServiceNow;
        await ImportAsync(rig, ImportRig.People(12), new ImportSettings { Method = ImportMethod.Bulk, SkipAutomation = skip });
        int id = rig.Server.Account.FindContact("p1@example.org")!.Id;

        int since = 0, all = 0;
        ContactInspector inspector = new(rig.Connection);
        await rig.RunAsync(() => since = inspector.AutomationCountAsync(id, sentAt, default).GetAwaiter().GetResult());
        await rig.RunAsync(() => all = inspector.AutomationCountAsync(id, null, default).GetAwaiter().GetResult());

        Assert.Equal((expected, expected + 1), (since, all));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Quiet_IsWhenNoBatchIsUnderWay(bool stuck, bool expected)
    {
        using ImportRig rig = new();
        if (stuck)
            rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        await ImportAsync(rig, ImportRig.People(300), wait: false);

        bool quiet = false;
        await rig.RunAsync(() => quiet = new Quiescence(rig.Service).WaitAsync(TimeSpan.FromMinutes(5), default).GetAwaiter().GetResult());

        Assert.Equal(expected, quiet);
        Assert.Equal(expected, rig.Server.Account.Batches.All(batch => batch.State == BatchState.Completed));
    }

    [Fact]
    public async Task ServiceNow_AgainstASimulator_IsItsTime()
    {
        using ImportRig rig = new();
        await rig.RunAsync(() => rig.Connection.CheckAsync(default).GetAwaiter().GetResult());
        Assert.InRange((rig.Server.Clock.GetUtcNow() - rig.Connection.ServiceNow).TotalSeconds, 0, 1);
    }

    private static object?[] Row(int i) =>
    [
        $"P{i}@example.org", "Zoë " + i, "Łódź", "two\r\nlines; \"quoted\"", "1990-02-28", "2026-03-01T10:00:00+02:00", "Gold", "Music|Sports", "Phone", "Red;Blue", i.ToString("000", null), "VIP, press",
    ];

    private static Task<ImportLog> ImportAsync(ImportRig rig, IEnumerable<SourceRow> rows, ImportSettings? settings = null, bool wait = true) =>
        rig.ImportAsync(rows, settings ?? new ImportSettings { Method = ImportMethod.Bulk }, wait);

    private static List<ReadOnlyMemory<byte>> Sent(ImportRig rig) => rig.Server.Requests
        .Where(request => request.Route == RouteKind.BulkImport && request.Body is not null)
        .SelectMany(request => JsonDocument.Parse(request.Body!).RootElement.GetProperty("contacts").EnumerateArray())
        .Select(contact => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(contact.GetRawText())))
        .ToList();

    private static async Task<IReadOnlyList<Inspection>> InspectAsync(ImportRig rig, IReadOnlyList<ReadOnlyMemory<byte>> rows, DateTimeOffset? sentAt)
    {
        IReadOnlyList<Inspection> inspections = [];
        await rig.RunAsync(() => inspections = new ContactInspector(rig.Connection).InspectAllAsync(rows, sentAt, default).GetAwaiter().GetResult());
        return inspections;
    }
}
