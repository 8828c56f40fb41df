using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class ContactReadTests
{
    [Fact]
    public async Task List_Defaults_ShowsTwentyWithStringTotal()
    {
        using TestSimulator sim = Filled(130);
        JsonElement json = (await sim.GetAsync("contacts")).Json;
        Assert.Equal(20, json.GetProperty("contacts").GetArrayLength());
        Assert.Equal("130", json.GetProperty("meta").GetProperty("total").GetString());
        Assert.Equal(-1, json.GetProperty("meta").GetProperty("page_input").GetProperty("status").GetInt32());
        Assert.Equal(JsonValueKind.Array, json.GetProperty("scoreValues").ValueKind);
        Assert.Equal(JsonValueKind.Object, json.GetProperty("contacts")[0].GetProperty("links").ValueKind);
    }

    [Theory]
    [InlineData("limit=100", 100)]
    [InlineData("limit=500", 100)]
    [InlineData("limit=0", 0)]
    [InlineData("limit=x", 20)]
    [InlineData("limit=100&offset=120", 10)]
    [InlineData("offset=500", 0)]
    public async Task List_Paging_GivesSoMany(string query, int count)
    {
        using TestSimulator sim = Filled(130);
        Assert.Equal(count, (await sim.GetAsync("contacts?" + query)).Json.GetProperty("contacts").GetArrayLength());
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task PageOverflow_UseDefault_GivesTwenty()
    {
        using TestSimulator sim = Filled(130);
        sim.Options.PageOverflow = PageOverflow.UseDefault;
        Assert.Equal(20, (await sim.GetAsync("contacts?limit=101")).Json.GetProperty("contacts").GetArrayLength());
    }

    [Fact]
    public async Task TotalAsNumber_On_IsNumber()
    {
        using TestSimulator sim = Filled(3);
        sim.Options.TotalAsNumber = true;
        Assert.Equal(3, (await sim.GetAsync("contacts")).Json.GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task IdGreater_WalksAllContactsOnce()
    {
        using TestSimulator sim = Filled(130);
        sim.Account.RemoveContact("user5@example.com");
        List<int> ids = [];
        int last = 0;
        while (true)
        {
            JsonElement json = (await sim.GetAsync("contacts?orders[id]=ASC&limit=50&id_greater=" + last)).Json;
            int[] page = Ids(json);
            Assert.Equal((129 - ids.Count).ToString(null, null), json.GetProperty("meta").GetProperty("total").GetString());
            if (page.Length == 0)
                break;
            ids.AddRange(page);
            last = page[^1];
        }

        Assert.Equal(Enumerable.Range(1, 130).Where(id => id != 5), ids);
    }

    [Theory]
    [InlineData("email=user3@example.com", "3")]
    [InlineData("email=USER3%40example.com", "3")]
    [InlineData("email=user", "")]
    [InlineData("email_like=user1", "1")]
    [InlineData("ids[]=2&ids[]=4", "2,4")]
    [InlineData("ids[0]=2&ids[1]=4", "2,4")]
    [InlineData("ids=2,4", "2,4")]
    [InlineData("listid=1", "1,2,3")]
    [InlineData("listid=1&status=1", "1,2")]
    [InlineData("listid=1&status=2", "3")]
    [InlineData("status=2", "3")]
    [InlineData("status=-1", "1,2,3,4,5")]
    [InlineData("tagid=1", "2")]
    [InlineData("search=Anna", "1")]
    [InlineData("search=555", "4")]
    [InlineData("phone=555", "4")]
    [InlineData("id_greater=3", "4,5")]
    [InlineData("id_less=3", "1,2")]
    [InlineData("id_greater=1&id_less=5", "2,3,4")]
    [InlineData("id_greater=1&id_less=5&orders[id]=DESC&limit=2", "4,3")]
    [InlineData("exclude=1", "2,3,4,5")]
    [InlineData("segmentid=1", "4")]
    [InlineData("orders[id]=DESC", "5,4,3,2,1")]
    [InlineData("orders[email]=desc&limit=2", "5,4")]
    [InlineData("orders[first_name]=ASC&orders[id]=DESC", "5,4,3,2,1")]
    [InlineData("filters[created_after]=2026-01-05T04:30:00-05:00", "5")]
    [InlineData("filters[created_before]=2026-01-05%2004:00:00", "1,2,3,4")]
    public async Task List_Filters(string query, string expected)
    {
        using TestSimulator sim = Filled(4);
        sim.Options.SegmentRunFor = TimeSpan.Zero;
        int list = sim.Account.AddList("News");
        sim.Account.AddContact("user1@example.com", "Anna", "Adler", listIds: [list]);
        sim.Account.AddContact("user2@example.com", tags: ["vip"], listIds: [list]);
        sim.Account.Unsubscribe("user3@example.com", list);
        sim.Account.AddContact("user4@example.com", phone: "5550");
        sim.Account.AddSegment(contact => contact.Phone == "5550");
        sim.Clock.Advance(TimeSpan.FromHours(2));
        sim.Account.AddContact("user5@example.com");
        if (query.StartsWith("orders[first_name]", StringComparison.Ordinal))
            sim.Account.AddContact("user1@example.com", "Zoe");
        Assert.Equal(expected, string.Join(",", Ids((await sim.GetAsync("contacts?" + query)).Json)));
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "1")]
    public async Task DateFilter_Boundary_IsASwitch(bool inclusive, string expected)
    {
        using TestSimulator sim = Filled(1);
        sim.Options.InclusiveDateFilters = inclusive;
        JsonElement json = (await sim.GetAsync("contacts?filters[updated_after]=2026-01-05T03:00:00-05:00")).Json;
        Assert.Equal(expected, string.Join(",", Ids(json)));
    }

    [Fact]
    public async Task UnknownParameter_IsOffence()
    {
        using TestSimulator sim = new();
        await sim.GetAsync("contacts?list_id=3");
        Assert.Equal(1, sim.Server.Offences[OffenceKind.UnknownParameter]);
    }

    [Fact]
    public async Task Include_PutsPartsBesideAndIdsInside()
    {
        using TestSimulator sim = Parts();
        JsonElement json = (await sim.GetAsync("contacts?include=contactTags.tag,contactLists,fieldValues")).Json;
        JsonElement contact = json.GetProperty("contacts")[0];
        Assert.Equal("1", contact.GetProperty("fieldValues")[0].GetString());
        Assert.Equal("1", contact.GetProperty("contactLists")[0].GetString());
        Assert.Equal("1", contact.GetProperty("contactTags")[0].GetString());
        Assert.Equal("Rome", json.GetProperty("fieldValues")[0].GetProperty("value").GetString());
        Assert.Equal("1", json.GetProperty("contactLists")[0].GetProperty("status").GetString());
        Assert.Equal("1", json.GetProperty("contactTags")[0].GetProperty("tag").GetString());
        Assert.Equal("vip", json.GetProperty("tags")[0].GetProperty("tag").GetString());
    }

    [Fact]
    public async Task SideLoading_Off_IgnoresInclude()
    {
        using TestSimulator sim = Parts();
        sim.Options.SideLoading = false;
        JsonElement json = (await sim.GetAsync("contacts?include=fieldValues")).Json;
        Assert.False(json.TryGetProperty("fieldValues", out _));
        Assert.False(json.GetProperty("contacts")[0].TryGetProperty("fieldValues", out _));
    }

    [Fact]
    public async Task Get_ShowsContactAndParts()
    {
        using TestSimulator sim = Parts();
        JsonElement json = (await sim.GetAsync("contacts/1")).Json;
        Assert.Equal("ann@example.com", json.GetProperty("contact").GetProperty("email").GetString());
        foreach (string part in new[] { "contactAutomations", "contactLists", "deals", "fieldValues", "geoIps", "accountContacts" })
            Assert.Equal(JsonValueKind.Array, json.GetProperty(part).ValueKind);
        Assert.Equal(JsonValueKind.String, json.GetProperty("contact").GetProperty("fieldValues")[0].ValueKind);
        Assert.Equal(JsonValueKind.Object, json.GetProperty("fieldValues")[0].ValueKind);
    }

    [Theory]
    [InlineData("contactLists", 1)]
    [InlineData("contactTags", 1)]
    [InlineData("fieldValues", 1)]
    [InlineData("bounceLogs", 0)]
    [InlineData("scoreValues", 0)]
    public async Task Parts_AreArrays(string part, int count)
    {
        using TestSimulator sim = Parts();
        Assert.Equal(count, (await sim.GetAsync("contacts/1/" + part)).Json.GetProperty(part).GetArrayLength());
        Reply missing = await sim.GetAsync("contacts/9/" + part);
        Assert.Equal(404, missing.Status);
        Assert.Equal("No Result found for Subscriber with id 9", missing.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Automations_OfContact_AreShownByPageWithTheirTime()
    {
        using TestSimulator sim = Filled(1);
        Assert.Equal(0, (await sim.GetAsync("contacts/1/contactAutomations")).Json.GetProperty("contactAutomations").GetArrayLength());
        for (int i = 0; i < 25; i++)
        {
            sim.Clock.Advance(TimeSpan.FromMinutes(1));
            await sim.PutAsync("contacts/1", """{"contact":{"firstName":"Ann"}}""");
        }

        await sim.ImportToEndAsync("""{"contacts":[{"email":"user1@example.com"}],"exclude_automations":true}""");
        JsonElement json = (await sim.GetAsync("contacts/1/contactAutomations")).Json;
        Assert.Equal("25", json.GetProperty("meta").GetProperty("total").GetString());
        Assert.Equal(20, json.GetProperty("contactAutomations").GetArrayLength());
        Assert.Equal("2026-01-05T03:01:00-05:00", json.GetProperty("contactAutomations")[0].GetProperty("adddate").GetString());
        JsonElement rest = (await sim.GetAsync("contacts/1/contactAutomations?limit=100&offset=20")).Json.GetProperty("contactAutomations");
        Assert.Equal(5, rest.GetArrayLength());
        Assert.Equal(25, (await sim.GetAsync("contacts/1")).Json.GetProperty("contactAutomations").GetArrayLength());
        Assert.Equal(404, (await sim.GetAsync("contacts/9/contactAutomations")).Status);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task Bounced_IsAFlagInAString()
    {
        using TestSimulator sim = Filled(1);
        sim.Account.SetBounced("user1@example.com");
        JsonElement contact = (await sim.GetAsync("contacts/1")).Json.GetProperty("contact");
        Assert.Equal("1", contact.GetProperty("bounced_hard").GetString());
        Assert.Equal("0", contact.GetProperty("deleted").GetString());
    }

    [Fact]
    public async Task LatencyPerThousandOffset_DelaysDeepPages()
    {
        using TestSimulator sim = Filled(1);
        sim.Options.LatencyPerThousandOffset = TimeSpan.FromSeconds(1);
        Assert.Equal(200, (await sim.GetAsync("contacts?offset=999")).Status);
        Task<Reply> deep = sim.GetAsync("contacts?offset=5000");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, sim.Clock.PendingTimers);
        sim.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(200, (await deep).Status);
    }

    private static int[] Ids(JsonElement json) => json.GetProperty("contacts").EnumerateArray()
        .Select(contact => int.Parse(contact.GetProperty("id").GetString()!, provider: null)).ToArray();

    private static TestSimulator Filled(int contacts)
    {
        TestSimulator sim = new(options => options.ListsOldestFirst = true);
        for (int i = 1; i <= contacts; i++)
            sim.Account.AddContact("user" + i + "@example.com");
        return sim;
    }

    private static TestSimulator Parts()
    {
        TestSimulator sim = new(options => options.ListsOldestFirst = true);
        int list = sim.Account.AddList("News");
        int field = sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddContact("ann@example.com", tags: ["vip"], listIds: [list],
            fieldValues: new Dictionary<int, string> { [field] = "Rome" });
        return sim;
    }
}
