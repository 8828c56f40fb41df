using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

/// <summary>What recorded answers of real accounts show.</summary>
public sealed class RecordedTests
{
    private const string Ann = """{"contact":{"email":"ann@one.example","firstName":"Ann"}}""";

    [Fact]
    public async Task Timestamps_AreLocal_TheOnesCalledUtcToo()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("ann@one.example");

        JsonElement contact = (await sim.GetAsync("contacts/1")).Json.GetProperty("contact");

        Assert.Equal("2026-01-05T03:00:00-05:00", contact.GetProperty("cdate").GetString());
        Assert.All(new[] { "created_utc_timestamp", "updated_utc_timestamp", "created_timestamp", "updated_timestamp" }, name => Assert.Equal("2026-01-05 03:00:00", contact.GetProperty(name).GetString()));
    }

    [Theory]
    [InlineData("contactTags", """{"contactTag":{"contact":"1","tag":"1"}}""", false, true)]
    [InlineData("contactLists", """{"contactList":{"contact":"1","list":"1","status":1}}""", false, false)]
    [InlineData("fieldValues", """{"fieldValue":{"contact":"1","field":"1","value":"x"}}""", false, true)]
    [InlineData("contactTags", """{"contactTag":{"contact":"1","tag":"1"}}""", true, false)]
    [InlineData("contact/sync", Ann, true, false)]
    public async Task Udate_IsNotEveryChange(string route, string body, bool lags, bool moves)
    {
        using TestSimulator sim = Account(options => options.UdateLags = lags);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));

        await sim.PostAsync(route, body);

        JsonElement contact = (await sim.GetAsync("contacts/1")).Json.GetProperty("contact");
        Assert.Equal(moves ? "2026-01-05T03:01:00-05:00" : "2026-01-05T03:00:00-05:00", contact.GetProperty("udate").GetString());
        Assert.Equal("2026-01-05 03:01:00", contact.GetProperty("updated_timestamp").GetString());
    }

    [Theory]
    [InlineData("contactTags", """{"contactTag":{"contact":"1","tag":"1"}}""", 201, 201)]
    [InlineData("contactLists", """{"contactList":{"contact":"1","list":"1","status":1}}""", 201, 200)]
    [InlineData("fieldValues", """{"fieldValue":{"contact":"1","field":"1","value":"x"}}""", 201, 200)]
    [InlineData("lists", """{"list":{"name":"New","stringid":"new","sender_url":"http://one.example","sender_reminder":"x"}}""", 201, 201)]
    public async Task Writes_AnswerTheRecordedStatus_OrTheDocumentedOne(string route, string body, int first, int second)
    {
        using TestSimulator sim = Account();
        Reply created = await sim.PostAsync(route, body);
        Assert.Equal((first, second), (created.Status, (await sim.PostAsync(route, body)).Status));
        Assert.Equal(route != "lists", created.Json.TryGetProperty("contacts", out JsonElement contacts) && contacts.GetArrayLength() == 1);

        using TestSimulator documented = Account(options =>
            (options.ContactTagAnswers201, options.NewListLinkAnswers201, options.NewFieldValueAnswers201, options.ListCreateAnswers201) = (false, false, false, false));
        Assert.Equal(200, (await documented.PostAsync(route, body)).Status);
    }

    [Fact]
    public async Task AcceptedImport_LooksLikeHtmlAndComesInChunks()
    {
        using TestSimulator sim = new();
        using StringContent body = new("""{"contacts":[{"email":"ann@one.example"},{"email":"bob@one.example"}]}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await sim.Client.PostAsync("import/bulk_import", body);

        Assert.Equal("text/html; charset=UTF-8", answer.Content.Headers.ContentType?.ToString());
        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.True(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("success").GetInt32());
    }

    [Fact]
    public async Task Import_InvalidUtf8_IsRefusedWhole()
    {
        using TestSimulator sim = new();
        using ByteArrayContent body = new([.. Encoding.ASCII.GetBytes("{\"contacts\":[{\"email\":\"ann@one.example\",\"first_name\":\"J"), 0xF6, .. Encoding.ASCII.GetBytes("rg\"}]}")]);
        body.Headers.ContentType = new("application/json");

        using HttpResponseMessage answer = await sim.Client.PostAsync("import/bulk_import", body);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("ann@one.ab", true)]
    [InlineData("ann@one.xn--p1ai", true)]
    [InlineData("ann@one.a1b", true)]
    [InlineData("ann@one.a1", false)]
    [InlineData("ann@one.12", false)]
    [InlineData("ann@one", false)]
    public async Task Address_NeedsTwoLettersBehindTheDot(string email, bool isGood)
    {
        using TestSimulator sim = new();
        JsonElement info = await sim.ImportToEndAsync($$"""{"contacts":[{"email":"{{email}}"},{"email":"bob@one.example"}]}""");
        Assert.Equal(isGood ? 0 : 1, info.GetProperty("failure").GetArrayLength());
    }

    [Fact]
    public async Task ContactById_HasNoTagsBesideIt()
    {
        using TestSimulator sim = Account();

        List<string> members = (await sim.GetAsync("contacts/1")).Json.EnumerateObject().Select(member => member.Name).ToList();

        Assert.Superset(new HashSet<string>(["contact", "contactAutomations", "contactLists", "deals", "fieldValues", "geoIps", "accountContacts"]), members.ToHashSet());
        Assert.DoesNotContain("contactTags", members);
        Assert.DoesNotContain("geoAddresses", members);
    }

    [Fact]
    public async Task CreatedContact_IsShort_AndNoFieldValuesStandBesideItWhereNoneWasSent()
    {
        using TestSimulator sim = new();
        JsonElement created = (await sim.PostAsync("contact/sync", Ann)).Json;
        JsonElement updated = (await sim.PostAsync("contact/sync", Ann)).Json;

        Assert.False(created.TryGetProperty("fieldValues", out _));
        Assert.All(new[] { "bounced_hard", "ip", "created_timestamp" }, name => Assert.False(created.GetProperty("contact").TryGetProperty(name, out _)));
        Assert.All(new[] { "bounced_hard", "ip", "created_timestamp" }, name => Assert.True(updated.GetProperty("contact").TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task Contacts_WithoutAnOrder_ComeNewestFirst()
    {
        using TestSimulator sim = Account();
        sim.Account.AddContact("bob@one.example");

        Assert.Equal(["2", "1"], Ids(await sim.GetAsync("contacts")));
        Assert.Equal(["1", "2"], Ids(await sim.GetAsync("contacts?orders[id]=ASC")));
        sim.Options.ListsOldestFirst = true;
        Assert.Equal(["1", "2"], Ids(await sim.GetAsync("contacts")));
    }

    [Fact]
    public async Task PageInput_HoldsNumbers()
    {
        using TestSimulator sim = Account();
        JsonElement input = (await sim.GetAsync("contacts?listid=1")).Json.GetProperty("meta").GetProperty("page_input");
        Assert.Equal(1, input.GetProperty("listid").GetInt32());
        Assert.All(new[] { "segmentid", "formid", "tagid", "seriesid", "waitid", "limit", "offset", "status" }, name => Assert.Equal(JsonValueKind.Number, input.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task DaylightSaving_ChangesTheOffset()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(-6), "test", "test", "test summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 8),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 11, 1)),
        ]);
        using TestSimulator sim = Account(options => options.AccountZone = zone);
        sim.Clock.Advance(TimeSpan.FromDays(150));
        await sim.PostAsync("contactTags", """{"contactTag":{"contact":"1","tag":"1"}}""");

        JsonElement contact = (await sim.GetAsync("contacts/1")).Json.GetProperty("contact");

        Assert.EndsWith("-06:00", contact.GetProperty("cdate").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("-05:00", contact.GetProperty("udate").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyDates_AreSpeltAsEachMemberHasThem()
    {
        using TestSimulator sim = Account();
        sim.Account.AddContact("bob@one.example");

        foreach (JsonElement contact in (await sim.GetAsync("contacts")).Json.GetProperty("contacts").EnumerateArray())
        {
            Assert.All(new[] { "bounced_date", "rating_tstamp" }, name => Assert.Contains(contact.GetProperty(name).GetString(), new[] { null, "0000-00-00" }));
            Assert.All(new[] { "socialdata_lastcheck", "deleted_at" }, name => Assert.Contains(contact.GetProperty(name).GetString(), new[] { null, "0000-00-00 00:00:00" }));
            Assert.All(new[] { "adate", "edate" }, name => Assert.Null(contact.GetProperty(name).GetString()));
        }
    }

    [Theory]
    [InlineData("contactLists")]
    [InlineData("contactTags")]
    [InlineData("fieldValues")]
    [InlineData("users")]
    public async Task PartsOfTheAccount_ArePaged(string route)
    {
        using TestSimulator sim = Account();
        await sim.PostAsync("contactTags", """{"contactTag":{"contact":"1","tag":"1"}}""");
        await sim.PostAsync("contactLists", """{"contactList":{"contact":"1","list":"1","status":1}}""");
        await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":"1","field":"1","value":"x"}}""");

        Reply all = await sim.GetAsync(route + "?limit=5");

        Assert.Equal((1, "1"), (all.Json.GetProperty(route).GetArrayLength(), all.Json.GetProperty("meta").GetProperty("total").GetString()));
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task FieldValue_IsDeletedOnce()
    {
        using TestSimulator sim = Account();
        await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":"1","field":"1","value":"x"}}""");

        Assert.Equal(200, (await sim.DeleteAsync("fieldValues/1")).Status);
        Assert.Equal(404, (await sim.DeleteAsync("fieldValues/1")).Status);
        Assert.Empty(sim.Account.FindContact("ann@one.example")!.FieldValues);
    }

    private static IEnumerable<string?> Ids(Reply reply) => reply.Json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("id").GetString());

    private static TestSimulator Account(Action<SimulatorOptions>? configure = null)
    {
        TestSimulator sim = new(configure);
        sim.Account.AddList("News");
        sim.Account.AddTag("vip");
        sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddContact("ann@one.example");
        return sim;
    }
}
