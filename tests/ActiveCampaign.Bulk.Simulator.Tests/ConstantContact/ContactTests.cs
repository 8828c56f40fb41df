using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class ContactTests
{
    [Fact]
    public async Task Contact_IsShownWithThePartsThatAreAskedFor()
    {
        using TestService service = new();
        service.Account.AddCustomField("Level");
        string tag = service.Account.AddTag("vip");
        service.Account.AddContact(
            "ada@example.com",
            new Dictionary<string, string> { ["first_name"] = "Ada", ["birthday_month"] = "12", ["birthday_day"] = "10", ["home_phone"] = "1", ["work_city"] = "London" },
            new Dictionary<string, string> { ["Level"] = "Gold" },
            [service.ListId],
            ["vip"]);
        JsonElement plain = (await service.GetAsync("contacts?email=ADA@example.com")).Json.GetProperty("contacts")[0];
        Assert.Equal(("ada@example.com", "implicit", "Account"), (
            plain.GetProperty("email_address").GetProperty("address").GetString(),
            plain.GetProperty("email_address").GetProperty("permission_to_send").GetString(),
            plain.GetProperty("email_address").GetProperty("opt_in_source").GetString()));
        Assert.Equal(("Ada", 12), (plain.GetProperty("first_name").GetString(), plain.GetProperty("birthday_month").GetInt32()));
        Assert.False(plain.TryGetProperty("list_memberships", out _));
        JsonElement full = (await service.GetAsync(
            "contacts/" + plain.GetProperty("contact_id").GetString() + "?include=custom_fields,list_memberships,taggings,phone_numbers,street_addresses,notes")).Json;
        Assert.Equal("Gold", full.GetProperty("custom_fields")[0].GetProperty("value").GetString());
        Assert.Equal(service.ListId, full.GetProperty("list_memberships")[0].GetString());
        Assert.Equal(tag, full.GetProperty("taggings")[0].GetString());
        Assert.Equal(("1", "home"), (
            full.GetProperty("phone_numbers")[0].GetProperty("phone_number").GetString(), full.GetProperty("phone_numbers")[0].GetProperty("kind").GetString()));
        Assert.Equal("London", full.GetProperty("street_addresses")[0].GetProperty("city").GetString());
    }

    [Theory]
    [InlineData("", "active left hold")]
    [InlineData("?status=all", "active left hold deleted")]
    [InlineData("?status=active", "active")]
    [InlineData("?status=unsubscribed,deleted", "left deleted")]
    [InlineData("?status=temp_hold", "hold")]
    [InlineData("?lists=LIST", "active")]
    [InlineData("?tags=TAG", "active")]
    [InlineData("?optout_after=2026-01-05T07:00:00Z", "left")]
    [InlineData("?optout_before=2026-01-05T07:00:00Z", "")]
    [InlineData("?created_before=2026-01-05T08:00:01Z", "active left hold")]
    [InlineData("?created_after=2026-01-05T08:00:00Z", "")]
    public async Task Filters_SayWhoIsShown(string query, string shown)
    {
        using TestService service = new();
        string tag = service.Account.AddTag("vip");
        foreach (string name in new[] { "active", "left", "hold", "deleted" })
            service.Account.AddContact(name + "@example.com");
        service.Account.AddContact("active@example.com", listIds: [service.ListId], tags: ["vip"]);
        service.Account.Unsubscribe("left@example.com");
        service.Account.SetPermission("hold@example.com", Permission.TempHold);
        service.Account.Delete("deleted@example.com");
        Assert.Equal(shown, await ShownAsync(service, "contacts" + query
            .Replace("LIST", service.ListId, StringComparison.Ordinal).Replace("TAG", tag, StringComparison.Ordinal)));
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task UpdatedAfter_FindsWhatAnImportHasTouched()
    {
        using TestService service = new();
        service.Account.AddContact("old@example.com");
        service.Account.AddContact("known@example.com");
        await service.ImportToEndAsync("""{"email":"known@example.com"},{"email":"new@example.com"}""");
        Assert.Equal("known new", await ShownAsync(service, "contacts?updated_after=2026-01-05T08:00:00Z"));
        Assert.Equal("old", await ShownAsync(service, "contacts?updated_before=2026-01-05T08:00:30Z"));
    }

    [Theory]
    [InlineData("status=gone")]
    [InlineData("lists=1")]
    [InlineData("updated_after=yesterday")]
    [InlineData("include=everything")]
    [InlineData("limit=501")]
    [InlineData("cursor=?")]
    [InlineData("segment_id=1&status=active")]
    public async Task Query_ThatIsNotDeclared_Is400(string query)
    {
        using TestService service = new();
        service.Account.AddSegment(_ => true);
        Assert.Equal(400, (await service.GetAsync("contacts?" + query)).Status);
    }

    [Fact]
    public async Task TwentySixLists_AreTooMany()
    {
        using TestService service = new();
        string Query(int count) => "contacts?lists=" + string.Join(",", Enumerable.Repeat(service.ListId, count));
        Assert.Equal(200, (await service.GetAsync(Query(25))).Status);
        Assert.Equal(400, (await service.GetAsync(Query(26))).Status);
    }

    [Fact]
    public async Task Pages_GoOnFromTheCursor_WithFilterAndParts()
    {
        using TestService service = new();
        for (int i = 0; i < 7; i++)
            service.Account.AddContact("user" + i + "@example.com", listIds: i % 2 == 0 ? [service.ListId] : []);
        JsonElement first = (await service.GetAsync("contacts?limit=3&include=list_memberships&include_count=true&lists=" + service.ListId)).Json;
        Assert.Equal(4, first.GetProperty("contacts_count").GetInt32());
        Assert.Equal(3, first.GetProperty("contacts").GetArrayLength());
        string next = first.GetProperty("_links").GetProperty("next").GetProperty("href").GetString()!;
        Assert.StartsWith("/v3/contacts?cursor=", next, StringComparison.Ordinal);
        JsonElement second = (await service.GetAsync(next)).Json;
        JsonElement last = Assert.Single(second.GetProperty("contacts").EnumerateArray());
        Assert.Equal(("user6@example.com", 1), (last.GetProperty("email_address").GetProperty("address").GetString(), last.GetProperty("list_memberships").GetArrayLength()));
        Assert.False(second.GetProperty("_links").TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Segment_Answers202First()
    {
        using TestService service = new();
        service.Account.AddContact("ada@example.com", new Dictionary<string, string> { ["first_name"] = "Ada" });
        service.Account.AddContact("ben@example.com");
        service.Account.AddContact("cat@example.com", new Dictionary<string, string> { ["first_name"] = "Cat" });
        int segment = service.Account.AddSegment(person => person.Values.ContainsKey("first_name"));
        Reply early = await service.GetAsync("contacts?segment_id=" + segment);
        Assert.Equal((202, "processing"), (early.Status, early.Json.GetProperty("status").GetString()));
        service.Wait(10);
        Assert.Equal("ada cat", await ShownAsync(service, "contacts?limit=1&segment_id=" + segment));
        Assert.Equal(404, (await service.GetAsync("contacts?segment_id=99")).Status);
    }

    [Fact]
    public async Task UnknownContact_Is404()
    {
        using TestService service = new();
        Assert.Equal(404, (await service.GetAsync("contacts/" + Guid.NewGuid())).Status);
        Assert.Equal(404, (await service.GetAsync("contacts/1")).Status);
    }

    private static async Task<string> ShownAsync(TestService service, string path)
    {
        List<string> names = [];
        for (string? next = path; next is not null;)
        {
            Reply reply = await service.GetAsync(next);
            Assert.Equal(200, reply.Status);
            names.AddRange(reply.Json.GetProperty("contacts").EnumerateArray()
                .Select(person => person.GetProperty("email_address").GetProperty("address").GetString()!.Split('@')[0]));
            next = reply.Json.GetProperty("_links").TryGetProperty("next", out JsonElement link) ? link.GetProperty("href").GetString() : null;
        }

        return string.Join(" ", names);
    }
}
