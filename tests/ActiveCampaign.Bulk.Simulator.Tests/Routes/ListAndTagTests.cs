using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class ListAndTagTests
{
    [Theory]
    [InlineData("lists", "lists", 25, 20)]
    [InlineData("lists?limit=100", "lists", 25, 25)]
    [InlineData("lists?limit=10&offset=20", "lists", 25, 5)]
    [InlineData("lists?filters[name]=item1", "lists", 11, 11)]
    [InlineData("lists?filters[name][eq]=ITEM1", "lists", 1, 1)]
    [InlineData("lists?filters[name][starts_with]=item2", "lists", 7, 7)]
    [InlineData("lists?filters[name][neq]=item1", "lists", 24, 20)]
    [InlineData("tags", "tags", 25, 20)]
    [InlineData("tags?search=em1&limit=100", "tags", 11, 11)]
    [InlineData("tags?filters[search][eq]=item1", "tags", 1, 1)]
    public async Task List_PagesAndFilters(string path, string key, int total, int count)
    {
        using TestSimulator sim = new();
        for (int i = 1; i <= 25; i++)
        {
            sim.Account.AddList("item" + i);
            sim.Account.AddTag("item" + i);
        }

        JsonElement json = (await sim.GetAsync(path)).Json;
        Assert.Equal(count, json.GetProperty(key).GetArrayLength());
        Assert.Equal(total.ToString(null, null), json.GetProperty("meta").GetProperty("total").GetString());
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Theory]
    [InlineData("lists?orders[name]=desc", "lists", "name")]
    [InlineData("tags?orders[search]=desc", "tags", "tag")]
    public async Task Orders_Descending_TurnsAround(string path, string key, string name)
    {
        using TestSimulator sim = new();
        foreach (string item in new[] { "b", "a", "c" })
        {
            sim.Account.AddList(item);
            sim.Account.AddTag(item);
        }

        JsonElement json = (await sim.GetAsync(path)).Json;
        Assert.Equal(["c", "b", "a"], json.GetProperty(key).EnumerateArray().Select(item => item.GetProperty(name).GetString()!));
    }

    [Fact]
    public async Task List_ById_OrNot()
    {
        using TestSimulator sim = new();
        int id = sim.Account.AddList("News");
        sim.Account.AddContact("a@example.com", listIds: [id]);
        Assert.Equal("News", (await sim.GetAsync("lists/1")).Json.GetProperty("list").GetProperty("name").GetString());
        Assert.Equal(404, (await sim.GetAsync("lists/9")).Status);
        Assert.Equal(200, (await sim.DeleteAsync("lists/1")).Status);
        Assert.Empty(sim.Account.FindContact("a@example.com")!.Lists);
        Reply missing = await sim.DeleteAsync("lists/1");
        Assert.Equal(403, missing.Status);
        Assert.Equal("No Result found for _List with id 1", missing.Json.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("1", ContactListStatus.Active)]
    [InlineData("\"1\"", ContactListStatus.Active)]
    [InlineData("2", ContactListStatus.Unsubscribed)]
    [InlineData("3", ContactListStatus.Bounced)]
    public async Task ContactLists_SetsStatus(string status, ContactListStatus expected)
    {
        using TestSimulator sim = WithContactAndList();
        Reply reply = await SetStatusAsync(sim, status);
        Assert.Equal(201, reply.Status);
        Assert.Equal(1, reply.Json.GetProperty("contacts").GetArrayLength());
        Assert.Equal(expected, sim.Account.FindContact(1)!.Lists[1]);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task ContactLists_SamePair_UpdatesInPlace()
    {
        using TestSimulator sim = WithContactAndList();
        string id = (await SetStatusAsync(sim, "1")).Json.GetProperty("contactList").GetProperty("id").GetString()!;
        Assert.Equal(id, (await SetStatusAsync(sim, "2")).Json.GetProperty("contactList").GetProperty("id").GetString());
    }

    [Fact]
    public async Task ContactLists_Resubscribing_IsOffence()
    {
        using TestSimulator sim = WithContactAndList();
        sim.Account.Unsubscribe("a@example.com", 1);
        await SetStatusAsync(sim, "1");
        Assert.Equal(ContactListStatus.Active, sim.Account.FindContact(1)!.Lists[1]);
        Assert.Equal(1, sim.Server.Offences.Resubscription);
    }

    [Theory]
    [InlineData("""{"contactList":{"list":1,"contact":1,"status":7}}""", 422)]
    [InlineData("""{"contactList":{"list":1,"contact":9,"status":1}}""", 404)]
    [InlineData("""{"contactList":{"list":9,"contact":1,"status":1}}""", 404)]
    [InlineData("""{}""", 400)]
    public async Task ContactLists_BadBody_IsRefused(string body, int status)
    {
        using TestSimulator sim = WithContactAndList();
        Assert.Equal(status, (await sim.PostAsync("contactLists", body)).Status);
    }

    [Fact]
    public async Task Tag_CreateAndShow()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.PostAsync("tags", """{"tag":{"tag":"vip","tagType":"contact","description":"d"}}""");
        Assert.Equal(201, reply.Status);
        Assert.Equal("vip", reply.Json.GetProperty("tag").GetProperty("tag").GetString());
        sim.Account.AddContact("a@example.com", tags: ["vip"]);
        JsonElement tag = (await sim.GetAsync("tags/1")).Json.GetProperty("tag");
        Assert.Equal("1", tag.GetProperty("subscriber_count").GetString());
        Assert.Equal("d", tag.GetProperty("description").GetString());
        Assert.Equal("No Result found for Tag with id 9", (await sim.GetAsync("tags/9")).Json.GetProperty("message").GetString());
        Assert.Equal(422, (await sim.PostAsync("tags", """{"tag":{}}""")).Status);
    }

    [Theory]
    [InlineData(TagDuplicateAnswer.Ok200, 200)]
    [InlineData(TagDuplicateAnswer.Error, 500)]
    [InlineData(TagDuplicateAnswer.Refused422, 422)]
    public async Task Tag_Duplicate_AnswersByTheSwitch(TagDuplicateAnswer answer, int status)
    {
        using TestSimulator sim = new(options => options.TagDuplicateAnswer = answer);
        sim.Account.AddTag("VIP");
        Reply reply = await sim.PostAsync("tags", """{"tag":{"tag":"vip","tagType":"contact"}}""");
        Assert.Equal(status, reply.Status);
        Assert.Single(sim.Account.Tags);
        if (answer == TagDuplicateAnswer.Error)
            Assert.Equal("Duplicate entry 'contact-VIP' for key 'typetag'", reply.Json.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(true, 201)]
    [InlineData(false, 200)]
    public async Task ContactTags_Add_AnswersByTheSwitch(bool answers201, int status)
    {
        using TestSimulator sim = new(options => options.ContactTagAnswers201 = answers201);
        sim.Account.AddContact("a@example.com");
        sim.Account.AddTag("vip");
        const string Body = """{"contactTag":{"contact":"1","tag":"1"}}""";
        Reply reply = await sim.PostAsync("contactTags", Body);
        Assert.Equal(status, reply.Status);
        Assert.Equal(1, reply.Json.GetProperty("contacts").GetArrayLength());
        string id = reply.Json.GetProperty("contactTag").GetProperty("id").GetString()!;
        Assert.Equal(id, (await sim.PostAsync("contactTags", Body)).Json.GetProperty("contactTag").GetProperty("id").GetString());
        Assert.Equal(1, sim.Account.AutomationRuns);
    }

    [Fact]
    public async Task ContactTags_BadBody_IsRefused()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("a@example.com");
        sim.Account.AddTag("vip");
        Reply name = await sim.PostAsync("contactTags", """{"contactTag":{"contact":1,"tag":"vip"}}""");
        Assert.Equal(422, name.Status);
        Assert.Equal("No tag id provided", name.Json.GetProperty("errors")[0].GetProperty("title").GetString());
        Reply contact = await sim.PostAsync("contactTags", """{"contactTag":{"contact":9,"tag":1}}""");
        Assert.Equal(404, contact.Status);
        Assert.Equal("Contact not found", contact.Json.GetProperty("errors")[0].GetProperty("detail").GetString());
        Assert.Equal(404, (await sim.PostAsync("contactTags", """{"contactTag":{"contact":1,"tag":9}}""")).Status);
        Assert.Equal(400, (await sim.PostAsync("contactTags", "{}")).Status);
    }

    [Fact]
    public async Task ContactTags_Delete_NeedsTheLinkAndIsGoneAfter()
    {
        using TestSimulator sim = new();
        sim.Account.AddTag("unused");
        sim.Account.AddContact("a@example.com", tags: ["vip", "new"]);
        JsonElement links = (await sim.GetAsync("contacts/1/contactTags")).Json.GetProperty("contactTags");
        string id = links.EnumerateArray().Single(link => link.GetProperty("tag").GetString() == "3").GetProperty("id").GetString()!;
        Assert.Equal("{}", (await sim.DeleteAsync("contactTags/" + id)).Text);
        Assert.Equal(["vip"], sim.Account.FindContact(1)!.Tags);
        Reply again = await sim.DeleteAsync("contactTags/" + id);
        Assert.Equal(404, again.Status);
        Assert.Equal("No Result found for SubscriberTag with id " + id, again.Json.GetProperty("message").GetString());
        Assert.Equal(404, (await sim.DeleteAsync("contactTags/99")).Status);
        sim.Options.MissingTagLinkStatus = 403;
        Assert.Equal(403, (await sim.DeleteAsync("contactTags/" + id)).Status);
    }

    [Fact]
    public async Task ContactAutomations_Delete_Is403ForNotFound()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.DeleteAsync("contactAutomations/5");
        Assert.Equal(403, reply.Status);
        Assert.Equal("No Result found for SubscriberSeries with id 5", reply.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Exclusions_ShowPhrasesWithNumberTotal()
    {
        using TestSimulator sim = new();
        sim.Account.AddExclusion("a@example.com");
        sim.Account.AddExclusion("@example.org", ExclusionMatch.End);
        JsonElement json = (await sim.GetAsync("lists/exclusions?orders[matchPhrase]=desc")).Json;
        Assert.Equal(2, json.GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal("exact", json.GetProperty("exclusions")[0].GetProperty("matchType").GetString());
        Assert.Equal("end", json.GetProperty("exclusions")[1].GetProperty("matchType").GetString());
        json = (await sim.GetAsync("lists/exclusions?filters[matchPhrase]=org")).Json;
        Assert.Equal("@example.org", json.GetProperty("exclusions")[0].GetProperty("matchPhrase").GetString());
    }

    [Fact]
    public async Task Exclusions_UnknownFilter_Is422NamingAllowed()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.GetAsync("lists/exclusions?filters[nonExisting]=1");
        Assert.Equal(422, reply.Status);
        JsonElement error = reply.Json.GetProperty("errors")[0];
        Assert.Equal(
            "Invalid filter field: \"nonExisting\". Allowed fields are: matchPhrase, lists", error.GetProperty("detail").GetString());
        Assert.Equal("/data/attributes/filters[nonExisting]", error.GetProperty("source").GetProperty("pointer").GetString());
    }

    private static TestSimulator WithContactAndList()
    {
        TestSimulator sim = new();
        sim.Account.AddList("News");
        sim.Account.AddContact("a@example.com");
        return sim;
    }

    private static Task<Reply> SetStatusAsync(TestSimulator sim, string status) => sim.PostAsync(
        "contactLists", "{\"contactList\":{\"list\":\"1\",\"contact\":\"1\",\"status\":" + status + ",\"sourceid\":4}}");
}
