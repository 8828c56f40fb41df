using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

[Collection(VirtualTimeCollection.Name)]
public sealed class ContactInspectorTests : IDisposable
{
    private const string Everything = "contacts?limit=1&email=ann%40example.com&include=fieldValues,contactLists,contactTags.tag";
    private const string Old = "\"udate\":\"2026-01-05T02:00:00-05:00\"";

    private static readonly DateTimeOffset s_sentAt = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;
    private readonly ContactInspector _inspector;

    public ContactInspectorTests()
    {
        _connection = _wire.Connect();
        _inspector = new ContactInspector(_connection);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Inspect_AllThere_IsInByOneCall()
    {
        _wire.On("contacts", Wire.Answer(200, """
            {"contacts":[{"id":7,"email":"Ann@Example.com ","firstName":"Ann","lastName":"Lee","phone":5550100,"fieldValues":["1"],"udate":null}],
             "fieldValues":[{"id":"1","contact":"7","field":4,"value":"Gold"},{"id":"2","contact":"8","field":"4","value":"Silver"}],
             "contactLists":[{"id":"1","contact":7,"list":"3","status":1},{"id":"2","contact":"7","list":9,"status":"2"}],
             "contactTags":[{"id":"1","contact":"7","tag":12}],"tags":[{"id":"12","tag":"VIP"},{"id":"13","tag":"gone"}]}
            """));
        Inspection inspection = await InspectAsync("""
            {"email":"ann@example.com","first_name":"Ann","last_name":"Lee","phone":"5550100","customer_acct_name":"Acme","tags":["vip"],
             "fields":[{"id":4,"value":"Gold"}],"subscribe":[{"listid":3}],"unsubscribe":[{"listid":9}]}
            """);
        Assert.Equal((RowPresence.In, "7", false), (inspection.Presence, inspection.ContactId, inspection.ConsentWithdrawn));
        Assert.Empty(inspection.Missing);
        Assert.Equal(Everything, Assert.Single(_wire.Requests).Route);
    }

    [Fact]
    public async Task Inspect_NothingThere_NamesEachPartAndNoValue()
    {
        _wire.On("contacts", Wire.Answer(200, $$"""{"contacts":[{"id":"7","email":"ann@example.com",{{Old}}}],"fieldValues":[],"contactLists":[{"id":"1","list":"9","status":"1"}],"contactTags":[],"tags":[]}"""));
        Inspection inspection = await InspectAsync("""
            {"email":"ann@example.com","first_name":"Ann","last_name":"Lee","phone":"5550100","tags":["vip","b"],
             "fields":[{"id":4,"value":"Gold"},{"id":5,"value":""}],"subscribe":[{"listid":3}],"unsubscribe":[{"listid":9}]}
            """);
        Assert.Equal(RowPresence.NotIn, inspection.Presence);
        Assert.Equal(["first name", "last name", "phone", "field 4", "list 3", "list 9", "tags"], inspection.Missing);
    }

    [Theory]
    [InlineData("Gold", "\"Gold\"", true)]
    [InlineData("Gold", "\"gold\"", false)]
    [InlineData(" Gold\r\nPlus", "\"Gold\\nPlus \"", true)]
    [InlineData("5", "5", true)]
    [InlineData("1", "true", true)]
    [InlineData("||Red||Blue||", "\"||Blue||Red||\"", true)]
    [InlineData("||Red||Blue||", "\"Red||Blue\"", true)]
    [InlineData("||Red||", "\"Red\"", true)]
    [InlineData("||Red||Blue||", "[\"Blue\",\"Red\"]", true)]
    [InlineData("||Red||Blue||", "\"||Red||\"", false)]
    [InlineData("||Red||", "\"||Red||Blue||\"", false)]
    [InlineData("2026-01-05", "\"2026-01-05\"", true)]
    [InlineData("2026-01-05", "\"2026-01-05 00:00:00\"", true)]
    [InlineData("2026-01-05", "\"2026-01-05T00:00:00-05:00\"", true)]
    [InlineData("2026-01-05", "\"2026-01-06\"", false)]
    [InlineData("2026-01-05T13:00:00+00:00", "\"2026-01-05T08:00:00-05:00\"", true)]
    [InlineData("2026-01-05T13:00:00Z", "\"2026-01-05 08:00:00-05:00\"", true)]
    [InlineData("2026-01-05T13:00:00+00:00", "\"2026-01-05T08:00:01-05:00\"", false)]
    [InlineData("2026-01-05T13:00:00+00:00", "\"2026-01-05 13:00:00\"", false)]
    [InlineData("", "\"\"", true)]
    [InlineData("", "null", true)]
    [InlineData("", "\"||||\"", true)]
    [InlineData("", "\"Gold\"", false)]
    [InlineData("Gold", "null", false)]
    public async Task Inspect_FieldValue_IsComparedByWhatItSays(string sent, string kept, bool isIn)
    {
        _wire.On("contacts", Wire.Answer(200, $$"""{"contacts":[{"id":"7","email":"ann@example.com"}],"fieldValues":[{"id":"1","contact":"7","field":"4","value":{{kept}}}]}"""));
        string value = System.Text.Json.JsonSerializer.Serialize(sent);
        Inspection inspection = await InspectAsync($$"""{"email":"ann@example.com","fields":[{"id":4,"value":"before"},{"id":4,"value":{{value}}}]}""", sentAt: null);
        Assert.Equal(isIn ? RowPresence.In : RowPresence.NotIn, inspection.Presence);
        Assert.Equal(isIn ? [] : ["field 4"], inspection.Missing);
    }

    [Theory]
    [InlineData("""{"contacts":[]}""")]
    [InlineData("""{"contacts":[{"id":"9","email":"joann@example.com"}]}""")]
    public async Task Inspect_NoSuchContact_IsNotIn(string answer)
    {
        _wire.On("contacts", Wire.Answer(200, answer));
        Inspection inspection = await InspectAsync("""{"email":"ann@example.com","tags":["vip"]}""");
        Assert.Equal((RowPresence.NotIn, (string?)null, "contact"), (inspection.Presence, inspection.ContactId, Assert.Single(inspection.Missing)));
        Assert.Single(_wire.Requests);
    }

    [Theory]
    [InlineData("\"udate\":\"2026-01-05T02:59:57-05:00\"", RowPresence.NotIn)]
    [InlineData("\"udate\":\"2026-01-05T02:59:58-05:00\"", RowPresence.Unclear)]
    [InlineData("\"udate\":\"2026-01-05T02:00:00-05:00\",\"updated_utc_timestamp\":\"2026-01-05 09:00:00\"", RowPresence.Unclear)]
    [InlineData("\"udate\":\"2026-01-05T02:00:00-05:00\",\"updated_utc_timestamp\":\"2026-01-05 03:30:00\"", RowPresence.Unclear)]
    [InlineData("\"udate\":\"2026-01-05T02:00:00-05:00\",\"updated_utc_timestamp\":\"2026-01-05 02:30:00\"", RowPresence.NotIn)]
    [InlineData("\"udate\":null,\"updated_utc_timestamp\":\"2026-01-05 07:00:00\"", RowPresence.Unclear)]
    [InlineData("\"cdate\":\"2026-01-05T03:00:00-05:00\",\"udate\":\"0000-00-00 00:00:00\"", RowPresence.Unclear)]
    [InlineData("\"created_timestamp\":\"2026-01-05T01:00:00-05:00\",\"updated_timestamp\":\"2026-01-05 02:00:00\"", RowPresence.NotIn)]
    [InlineData("\"created_timestamp\":\"2026-01-05T01:00:00-05:00\",\"updated_timestamp\":\"2026-01-05 03:00:00\"", RowPresence.Unclear)]
    [InlineData("\"udate\":\"\"", RowPresence.Unclear)]
    public async Task Inspect_SomethingMissing_DependsOnWhenTheContactWasChanged(string dates, RowPresence expected)
    {
        _wire.On("contacts", Wire.Answer(200, "{\"contacts\":[{\"id\":\"7\",\"email\":\"ann@example.com\",\"firstName\":\"\"," + dates + "}]}"));
        const string Row = """{"email":"ann@example.com","first_name":"Ann"}""";
        Assert.Equal(expected, (await InspectAsync(Row)).Presence);
        Assert.Equal(RowPresence.NotIn, (await InspectAsync(Row, sentAt: null)).Presence);
    }

    [Fact]
    public async Task Inspect_PartWasChangedSince_IsUnclear()
    {
        _wire.On("contacts", Wire.Answer(200, $$"""{"contacts":[{"id":"7","email":"ann@example.com",{{Old}}}],"contactLists":[{"id":"1","list":"3","status":"0","udate":"2026-01-05T03:00:10-05:00"}]}"""));
        Assert.Equal(RowPresence.Unclear, (await InspectAsync("""{"email":"ann@example.com","subscribe":[{"listid":3}]}""")).Presence);
    }

    [Theory]
    [InlineData(1, RowPresence.In, false)]
    [InlineData(0, RowPresence.NotIn, false)]
    [InlineData(2, RowPresence.NotIn, true)]
    public async Task Inspect_Subscribe_KnowsWhoLeft(int status, RowPresence expected, bool withdrawn)
    {
        _wire.On("contacts", Wire.Answer(200, $$"""{"contacts":[{"id":"7","email":"ann@example.com",{{Old}}}],"contactLists":[{"id":"1","list":"3","status":{{status}}}]}"""));
        Inspection inspection = await InspectAsync("""{"email":"ann@example.com","subscribe":[{"listid":3}]}""");
        Assert.Equal((expected, withdrawn), (inspection.Presence, inspection.ConsentWithdrawn));
    }

    [Fact]
    public async Task Inspect_IncludeNotHonoured_AsksForThePartsItNeeds()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}]}"""))
            .On("contacts/7/contactTags", Wire.Answer(200, """{"contactTags":[{"id":"1","contact":"7","tag":"13"}]}"""))
            .On("tags", Wire.Answer(200, """{"tags":[{"id":"11","tag":"vip 2"},{"id":"12","tag":"vip"},{"id":13,"tag":"Vip"}],"meta":{"total":"3"}}"""))
            .On("contacts/7/fieldValues", Wire.Answer(200, """{"fieldValues":[{"id":"1","contact":"7","field":4,"value":"Gold"}]}"""));
        const string Row = """{"email":"ann@example.com","tags":["VIP"],"fields":[{"id":4,"value":"Gold"}]}""";
        Assert.Equal(RowPresence.In, (await InspectAsync(Row)).Presence);
        Assert.Equal(RowPresence.In, (await InspectAsync(Row)).Presence);

        // The parts are asked for side by side.
        Assert.Equal(
            ["contacts", "contacts", "contacts/7/contactTags", "contacts/7/contactTags", "contacts/7/fieldValues", "contacts/7/fieldValues", "tags"],
            _wire.Requests.Select(sent => sent.Route.Split('?')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("tags?search=VIP&limit=100&offset=0", _wire.Requests.Select(sent => sent.Route));
    }

    [Fact]
    public async Task Inspect_ManyFieldValues_AreReadToTheEnd()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}]}"""))
            .On("contacts/7/fieldValues?limit=100&offset=0", Fields(1, 100)).On("contacts/7/fieldValues?limit=100&offset=100", Fields(101, 120));
        Assert.Equal(RowPresence.In, (await InspectAsync("""{"email":"ann@example.com","fields":[{"id":120,"value":"v"}]}""")).Presence);
    }

    [Fact]
    public async Task Inspect_DeletedMeanwhile_IsNotIn()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}]}"""), Wire.Answer(200, """{"contacts":[]}"""))
            .On("contacts/7/contactLists", Wire.Answer(404, """{"message":"No Result found for Subscriber with id 7"}"""));
        Inspection inspection = await InspectAsync("""{"email":"ann@example.com","subscribe":[{"listid":3}]}""");
        Assert.Equal((RowPresence.NotIn, (string?)null), (inspection.Presence, inspection.ContactId));
    }

    [Fact]
    public async Task Inspect_PartRefused_IsAnError()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}]}""")).On("contacts/7/contactLists", Wire.Answer(422));
        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => InspectAsync("""{"email":"ann@example.com","subscribe":[{"listid":3}]}"""));
        Assert.Equal(BulkError.RequestRefused, failure.Error);
    }

    [Fact]
    public async Task InspectAll_KeepsTheOrder_AndAsksAFewAtOnce()
    {
        int most = 0;
        _wire.On("contacts", async (request, token) =>
        {
            most = Math.Max(most, _wire.Open);
            await Task.Delay(TimeSpan.FromSeconds(2), _wire.Clock, token);
            string email = Uri.UnescapeDataString(request.RequestUri!.Query.Split("email=")[1]);
            int number = int.Parse(email.AsSpan(3, email.IndexOf('@') - 3), NumberStyles.None, CultureInfo.InvariantCulture);
            return await Wire.Answer(200, number % 3 == 0 ? """{"contacts":[]}""" : $$"""{"contacts":[{"id":{{number}},"email":"{{email}}"}]}""")(request, token);
        });
        List<ReadOnlyMemory<byte>> rows = Enumerable.Range(1, 30).Select(i => Bytes("{\"email\":\"" + Contacts.Email(i) + "\"}")).ToList();
        IReadOnlyList<Inspection> inspections = await _wire.Clock.ToEndAsync(_inspector.InspectAllAsync(rows, s_sentAt, default));
        Assert.Equal(Enumerable.Range(1, 30).Select(i => i % 3 == 0 ? null : i.ToString(CultureInfo.InvariantCulture)), inspections.Select(inspection => inspection.ContactId));
        Assert.Equal(4, most);
        Assert.Empty(await _inspector.InspectAllAsync([], s_sentAt, default));
    }

    [Fact]
    public async Task InspectAll_OneFails_EndsAll()
    {
        _wire.On("contacts", Wire.Answer(422));
        List<ReadOnlyMemory<byte>> rows = Enumerable.Range(1, 30).Select(i => Bytes("{\"email\":\"" + Contacts.Email(i) + "\"}")).ToList();
        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(_inspector.InspectAllAsync(rows, s_sentAt, default)));
        Assert.Equal(BulkError.RequestRefused, failure.Error);
        Assert.InRange(_wire.Requests.Count, 1, 8);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData("2026-01-05T08:00:00Z", 2)]
    public async Task AutomationCount_CountsThoseSince(string? since, int expected)
    {
        _wire.On("contacts/7/contactAutomations", Wire.Answer(200, """
            {"contactAutomations":[{"id":"1","adddate":"2026-01-05T02:00:00-05:00"},{"id":"2","adddate":"2026-01-05T03:00:00-05:00"},{"id":"3","adddate":null}],"meta":{"total":"3"}}
            """));
        DateTimeOffset? from = since is null ? null : DateTimeOffset.Parse(since, CultureInfo.InvariantCulture);
        Assert.Equal(expected, await _wire.Clock.ToEndAsync(_inspector.AutomationCountAsync(7, from, default)));
    }

    private Task<Inspection> InspectAsync(string row) => InspectAsync(row, s_sentAt);

    private Task<Inspection> InspectAsync(string row, DateTimeOffset? sentAt) => _wire.Clock.ToEndAsync(_inspector.InspectAsync(Bytes(row), sentAt, default));

    private static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);

    private static Wire.Step Fields(int first, int last) => Wire.Answer(200, "{\"fieldValues\":[" + string.Join(",", Enumerable.Range(first, last - first + 1)
        .Select(id => string.Format(CultureInfo.InvariantCulture, "{{\"id\":\"{0}\",\"contact\":\"7\",\"field\":\"{0}\",\"value\":\"v\"}}", id))) + "]}");
}
