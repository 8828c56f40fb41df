using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using ActivityState = ActiveCampaign.Bulk.Core.Journal.ActivityState;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Imports from rows to states of rows, against the simulated service.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCImportTests
{
    [Fact]
    public async Task Import_EndsEachRowInOneState_InFewCalls()
    {
        using CCRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.People(1000), CCRig.Settings);

        Assert.Null(log.Failure);
        Assert.Equal((ActivityState.Completed, 1000L, 1000L), (log.Snapshot!.State, log.Snapshot.RowsRead, log.Snapshot.Imported));
        Assert.Equal("ConstantContact", log.Snapshot.Header.Service);
        Assert.Equal((1000, 1), (rig.Server.Account.ContactCount, rig.Server.Account.Activities.Count));
        Assert.Equal(1, rig.Calls(RouteKind.CCFileImport));
        Assert.InRange(rig.Calls(RouteKind.CCActivityList), 1, 3);
        Assert.Equal(0, rig.Calls(RouteKind.CCContactList));
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal("News", Assert.Single(rig.Person("p7@example.org").Lists));
    }

    [Fact]
    public async Task Import_OfMoreThanAnImportTakes_IsSplitAsOftenAsThatRequires_AndLosesNoRow()
    {
        using CCRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.People(45_000), CCRig.Settings);

        Assert.Equal((45_000L, 0L), (log.Snapshot!.Imported, rig.Server.Account.DroppedRows));
        Assert.Equal([5_001, 39_999], rig.Server.Account.Activities.Select(activity => activity.Rows).Order());
        Assert.Equal(45_000, rig.Server.Account.ContactCount);
        Assert.InRange(rig.Calls(RouteKind.CCActivityList), 1, 14);
    }

    [Theory]
    [InlineData(ImportMethod.Csv, RouteKind.CCFileImport)]
    [InlineData(ImportMethod.Json, RouteKind.CCJsonImport)]
    public async Task Values_OfEveryKind_ArriveAsSent_ByEitherRoute(ImportMethod method, RouteKind route)
    {
        using CCRig rig = new();
        rig.Server.Account.AddCustomField("Level", "single_select", ["Gold", "Silver"]);
        rig.Server.Account.AddCustomField("Colours", "multi_select", ["Red", "Blue"]);
        rig.Server.Account.AddCustomField("Joined", "date");
        rig.Server.Account.AddCustomField("Last seen", "datetime");
        rig.Server.Account.AddCustomField("Points", "number");
        rig.Server.Account.AddCustomField("VIP", "boolean");
        rig.Server.Account.AddCustomField("My note", "text_area");
        string[] columns = ["email", "First name", "birthday", "anniversary", "phone", "street", "city", "zip", "job title", "Level", "Colours", "Joined", "Last seen", "Points", "VIP", "My note"];
        object?[] values = ["zoë@example.org", "Zoë \"Z\"", "1999-02-03", "2020-01-31", "555-0100", "1, High St", "Łódź", "01234", null, "gold", "red|Blue", "2026-01-31", "2026-01-31T10:00:00Z", "12.5", "yes", "a, b\nc"];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(columns, [values]), CCRig.Settings with { Method = method });

        Assert.Null(log.Failure);
        Assert.Empty(log.Refused);
        Assert.Equal((1L, 1L), (log.Snapshot!.Imported, rig.Calls(route)));
        PersonSnapshot person = rig.Person("zoë@example.org");
        Assert.Equal(("Zoë \"Z\"", "2", "3", "2020-01-31"), (person.Values["first_name"], person.Values["birthday_month"], person.Values["birthday_day"], person.Values["anniversary"]));
        Assert.Equal(("555-0100", "1, High St", "Łódź", "01234"), (person.Values["other_phone"], person.Values["home_street"], person.Values["home_city"], person.Values["home_zip"]));
        Assert.False(person.Values.ContainsKey("job_title"));
        Assert.Equal(("Gold", "Red,Blue", "2026-01-31"), (person.CustomFields["Level"], person.CustomFields["Colours"], person.CustomFields["Joined"]));
        Assert.Equal(("12.5", "true", "a, b\nc"), (person.CustomFields["Points"], person.CustomFields["VIP"], person.CustomFields["My_note"]));
    }

    [Fact]
    public async Task ColumnsForJsonAlone_TakeThatRoute()
    {
        using CCRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "mobile", "work city"], [["a@example.org", "555-0100", "Bath"]]), CCRig.Settings);

        Assert.Equal((1L, 1L), (log.Snapshot!.Imported, rig.Calls(RouteKind.CCJsonImport)));
        Assert.Equal(("555-0100", "Bath"), (rig.Person("a@example.org").Values["mobile_phone"], rig.Person("a@example.org").Values["work_city"]));
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(10, 1)]
    public async Task Failures_ThatAreOnlyCounted_FindTheirRows(int rows, int bad)
    {
        using CCRig rig = new();
        for (int i = 4; i <= rows; i += 25)
        {
            rig.Server.Account.AddContact($"p{i}@example.org");
            rig.Server.Account.Unsubscribe($"p{i}@example.org");
        }

        long[] wrong = Enumerable.Range(1, bad).Select(i => (long)i * 3).ToArray();
        ImportLog log = await rig.ImportAsync(WithBadAddresses(rows, wrong), CCRig.Settings);

        long[] left = Enumerable.Range(0, (rows / 25) + 1).Select(i => 4L + (i * 25)).Where(row => row <= rows).ToArray();
        RefusedRow[] refused = log.Settled.SelectMany(batch => batch.RefusedRows).ToArray();
        Assert.Equal(wrong, refused.Where(row => row.Problem.Reason == RowReason.FailedAtService).Select(row => row.Number));
        Assert.Equal(left, refused.Where(row => row.Problem.Reason == RowReason.ConsentWithdrawn).Select(row => row.Number));
        Assert.Equal((ActivityState.Completed, rows - refused.Length, (long)refused.Length, 0L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(0, rig.Server.Account.Reactivations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_OfAContactThatWasThere_IsTold_UnlessSomebodyTouchedItSince(bool isTouched)
    {
        using CCRig rig = new();
        string[] fields = Enumerable.Range(1, 26).Select(i => "Field " + i).ToArray();
        foreach (string field in fields)
            rig.Server.Account.AddCustomField(field);
        rig.Server.Account.AddContact("p2@example.org", customFields: fields.Take(25).ToDictionary(field => field.Replace(' ', '_'), _ => "x"), listIds: [rig.News]);

        // One that has all the fields a contact may have takes no other.
        await rig.RunAsync(() => rig.ClientClock.PauseAsync(TimeSpan.FromMinutes(10), default).GetAwaiter().GetResult());
        if (isTouched)
            rig.Server.Faults.Add(RouteKind.CCActivityList, FaultTrigger.Nth(1), new ObserveFault(() => rig.Server.Account.SetPermission("p2@example.org", Permission.Implicit)));
        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "Field 26"], Enumerable.Range(1, 30).Select(i => new object?[] { $"p{i}@example.org", "y" })), CCRig.Settings);

        Assert.Equal((29L, isTouched ? 0L : 1L, isTouched ? 1L : 0L), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(isTouched ? [] : [2L], log.Settled.SelectMany(batch => batch.RefusedRows).Select(row => row.Number));
        Assert.Equal(isTouched ? "2" : null, JournalReader.Load(log.Folder!).Find(Assert.Single(log.Settled).Number)!.Settlement!.UnknownRows);
    }

    [Theory]
    [InlineData(ImportMethod.Csv)]
    [InlineData(ImportMethod.Json)]
    public async Task Rows_ThatTheServiceDroppedWithoutAWord_AreFound(ImportMethod method)
    {
        using CCRig rig = new(options => (options.MaxImportRows, options.JsonTotalCountsHeader) = (60, false));
        int seen = method == ImportMethod.Csv ? 59 : 60;

        ImportLog log = await rig.ImportAsync(ImportRig.People(100), CCRig.Settings with { Method = method });

        Assert.Equal(((long)seen, 100L - seen, 0L), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(seen, rig.Server.Account.ContactCount);
    }

    [Fact]
    public async Task Failure_ThatNoContactShows_LeavesAsManyRowsUnknown()
    {
        using CCRig rig = new(between: handler => new Rewriting(handler, "\"error_count\":0", "\"error_count\":2"));

        ImportLog log = await rig.ImportAsync(ImportRig.People(30), CCRig.Settings);

        Assert.Equal((28L, 0L, 2L), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
    }

    [Fact]
    public async Task Failures_OfMany_AreReadBackByPages_WhereThatTakesFewerCalls()
    {
        using CCRig rig = new();
        for (int i = 0; i < 11_000; i++)
            rig.Server.Account.AddContact($"other{i}@example.org");
        await rig.RunAsync(() => rig.ClientClock.PauseAsync(TimeSpan.FromMinutes(10), default).GetAwaiter().GetResult());

        ImportLog log = await rig.ImportAsync(WithBadAddresses(200, Enumerable.Range(1, 150).Select(i => (long)i).ToArray()), CCRig.Settings);

        Assert.Equal((50L, 150L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        Assert.InRange(rig.Calls(RouteKind.CCContactList), 20, 30);
    }

    [Fact]
    public async Task Request_WithAllThatStandsAroundItsFile_IsSmallEnough()
    {
        long largest = 0;
        using CCRig rig = new(between: handler => new Watching(handler, request => largest = Math.Max(largest, request.Content?.Headers.ContentLength ?? 0)));
        rig.Server.Account.AddCustomField("Notes", "text_area");
        string[] lists = Enumerable.Range(1, 50).Select(i => "id:" + rig.Server.Account.AddList("List " + i)).ToArray();

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(["email", "Notes"], Enumerable.Range(1, 28_000).Select(i => new object?[] { $"p{i}@example.org", new string('x', 130) })), CCRig.Settings with { Lists = lists });

        Assert.Equal((28_000L, 2, 0L), (log.Snapshot!.Imported, rig.Server.Account.Activities.Count, rig.Server.Account.DroppedRows));
        Assert.InRange(largest, 3_990_000, 3_999_999);
    }

    [Fact]
    public async Task Canary_IsSentAhead_AndReadBack()
    {
        using CCRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.People(50), CCRig.Settings with { Canary = 5 });

        Assert.Equal((50L, 2), (log.Snapshot!.Imported, rig.Server.Account.Activities.Count));
        Assert.Equal(1, rig.Calls(RouteKind.CCContactList));
    }

    [Fact]
    public async Task User_WhoMayNotUseContacts_IsToldWhoMay()
    {
        using CCRig rig = new(options => options.Role = UserRole.CampaignCreator);
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(1), CCRig.Settings));
        Assert.Equal((BulkError.AccessDenied, true), (e.Error, e.Message.Contains("a Campaign Creator may not")));
    }

    [Fact]
    public async Task List_ThatIsNotThere_EndsTheRunBeforeAnythingIsSent()
    {
        using CCRig rig = new();
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(1), CCRig.Settings with { Lists = ["Mews"] }));
        Assert.Equal((BulkError.UnknownList, true), (e.Error, e.Message.Contains("The nearest is 'News'")));
        Assert.Equal(BulkError.UnknownList, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(1), CCRig.Settings with { Lists = [] }))).Error);
        Assert.Equal(0, rig.Calls(RouteKind.CCFileImport, RouteKind.CCJsonImport));
    }

    [Fact]
    public async Task Rows_OfOneAddress_BecomeOne_AndAllAreImported()
    {
        using CCRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "first name"], [["a@example.org", "Ada"], ["b@example.org", "Bob"], ["A@example.org", "Adele"]]), CCRig.Settings);

        Assert.Equal((3L, 2), (log.Snapshot!.Imported, rig.Server.Account.ContactCount));
        Assert.Equal("Adele", rig.Person("a@example.org").Values["first_name"]);
    }

    private sealed class Watching(HttpMessageHandler inner, Action<HttpRequestMessage> seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Rewriting(HttpMessageHandler inner, string from, string to) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            string body = await response.Content.ReadAsStringAsync(cancellationToken);
            response.Content = new StringContent(body.Replace(from, to), Encoding.UTF8, "application/json");
            return response;
        }
    }

    private static IEnumerable<SourceRow> WithBadAddresses(int rows, long[] bad) =>
        ImportRig.Rows(["email", "first name"], Enumerable.Range(1, rows).Select(i => new object?[] { bad.Contains(i) ? $"p..{i}@example.org" : $"p{i}@example.org", "Name " + i }));
}
