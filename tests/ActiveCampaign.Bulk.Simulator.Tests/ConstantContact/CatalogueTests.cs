using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class CatalogueTests
{
    [Fact]
    public async Task Lists_HaveNamesAndCountsOnRequest()
    {
        using TestService service = new();
        service.Account.AddList("Events");
        service.Account.AddContact("a@example.com", listIds: [service.ListId]);
        JsonElement json = (await service.GetAsync("contact_lists?include_count=true&include_membership_count=all")).Json;
        Assert.Equal(["Newsletter", "Events"], Texts(json, "lists", "name"));
        Assert.Equal(2, json.GetProperty("lists_count").GetInt32());
        Assert.Equal([1, 0], json.GetProperty("lists").EnumerateArray().Select(list => list.GetProperty("membership_count").GetInt32()));
        Assert.Equal(service.ListId, json.GetProperty("lists")[0].GetProperty("list_id").GetString());
        JsonElement plain = (await service.GetAsync("contact_lists?name=events")).Json;
        Assert.Equal(["Events"], Texts(plain, "lists", "name"));
        Assert.False(plain.TryGetProperty("lists_count", out _));
    }

    [Theory]
    [InlineData("contact_lists", 1000)]
    [InlineData("contact_custom_fields", 100)]
    [InlineData("contact_tags", 500)]
    [InlineData("contacts", 500)]
    public async Task Pages_HaveALimitOfTheirOwn(string path, int max)
    {
        using TestService service = new();
        Assert.Equal(200, (await service.GetAsync(path + "?limit=" + max)).Status);
        Assert.Equal(400, (await service.GetAsync(path + "?limit=" + (max + 1))).Status);
        Assert.Equal(400, (await service.GetAsync(path + "?limit=0")).Status);
    }

    [Theory]
    [InlineData("contact_lists", "lists", "name")]
    [InlineData("contact_custom_fields", "custom_fields", "label")]
    [InlineData("contact_tags", "tags", "name")]
    public async Task Pages_AreReadToTheEndByTheirLinks(string path, string key, string name)
    {
        using TestService service = new();
        List<string> expected = key == "lists" ? ["Newsletter"] : [];
        for (int i = 1; i <= 5; i++)
        {
            expected.Add("Item " + i);
            _ = key switch
            {
                "lists" => service.Account.AddList("Item " + i),
                "tags" => service.Account.AddTag("Item " + i),
                _ => service.Account.AddCustomField("Item " + i),
            };
        }

        List<string> seen = [];
        for (string? next = path + "?limit=2"; next is not null;)
        {
            JsonElement page = (await service.GetAsync(next)).Json;
            seen.AddRange(Texts(page, key, name));
            next = page.GetProperty("_links").TryGetProperty("next", out JsonElement link) ? link.GetProperty("href").GetString() : null;
        }

        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Fields_HaveNameTypeAndChoices()
    {
        using TestService service = new();
        service.Account.AddCustomField("Membership Level", "single_select", ["Silver", "Gold"]);
        JsonElement field = (await service.GetAsync("contact_custom_fields")).Json.GetProperty("custom_fields")[0];
        Assert.Equal(("Membership Level", "Membership_Level", "single_select"),
            (field.GetProperty("label").GetString(), field.GetProperty("name").GetString(), field.GetProperty("type").GetString()));
        Assert.Equal(["Silver", "Gold"], Texts(field, "choices", "choice_label"));
    }

    [Fact]
    public async Task Tags_CountTheirContactsAndAreFoundAgainWhateverTheCase()
    {
        using TestService service = new();
        string id = service.Account.AddTag("VIP");
        Assert.Equal(id, service.Account.AddTag("vip"));
        service.Account.AddContact("a@example.com", tags: ["vip"]);
        JsonElement tag = (await service.GetAsync("contact_tags")).Json.GetProperty("tags")[0];
        Assert.Equal(("VIP", 1), (tag.GetProperty("name").GetString(), tag.GetProperty("contacts_count").GetInt32()));
    }

    [Fact]
    public void SampleData_IsThereByItself()
    {
        using ConstantContactServer server = ConstantContactServer.Start();
        Assert.Equal(50, server.Account.ContactCount);
        Assert.Equal(["Newsletter", "Customers", "Events"], server.Account.Lists.Values);
        Assert.Equal(6, server.Account.CustomFields.Count);
        Assert.Equal("unsubscribed", server.Account.FindContact("sample000@simulator.example")!.Status);
        Assert.True(server.Uri.IsLoopback);
    }

    private static IEnumerable<string> Texts(JsonElement json, string key, string name) =>
        json.GetProperty(key).EnumerateArray().Select(item => item.GetProperty(name).GetString()!);
}
