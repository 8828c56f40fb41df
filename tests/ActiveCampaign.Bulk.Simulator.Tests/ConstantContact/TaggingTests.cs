using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class TaggingTests
{
    private const string Add = "activities/contacts_taggings_add";
    private const string Remove = "activities/contacts_taggings_remove";

    [Fact]
    public async Task Tags_AreAddedAndTakenOff_WhenTheActivityEnds()
    {
        using TestService service = new();
        string vip = service.Account.AddTag("vip");
        string id = service.Account.AddContact("a@example.com", tags: ["vip"]);
        string other = service.Account.AddContact("b@example.com");
        string source = $"{{\"contact_ids\":[\"{id}\",\"{other}\",\"{Guid.NewGuid()}\"]}}";
        Reply added = await service.PostAsync(Add, Body(source, vip));
        Assert.Equal(201, added.Status);
        Assert.Empty(service.Account.FindContact("b@example.com")!.Tags);
        JsonElement status = await service.EndAsync(added);
        Assert.Equal((2, 2), (status.GetProperty("items_total_count").GetInt32(), status.GetProperty("items_completed_count").GetInt32()));
        Assert.False(status.TryGetProperty("person_count", out _));
        Assert.Equal(["vip"], service.Account.FindContact("a@example.com")!.Tags);
        Assert.Equal(["vip"], service.Account.FindContact("b@example.com")!.Tags);
        await service.EndAsync(await service.PostAsync(Remove, Body($"{{\"tag_ids\":[\"{vip}\"]}}", vip)));
        Assert.All(service.Account.Contacts, person => Assert.Empty(person.Tags));
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Source_MayBeListsOrEverybody_WithoutWhoIsExcluded()
    {
        using TestService service = new();
        string vip = service.Account.AddTag("vip");
        service.Account.AddContact("a@example.com", listIds: [service.ListId]);
        string spared = service.Account.AddContact("b@example.com", listIds: [service.ListId]);
        service.Account.AddContact("c@example.com");
        string exclude = $",\"exclude\":{{\"contact_ids\":[\"{spared}\"]}}";
        await service.EndAsync(await service.PostAsync(Add, Body($"{{\"list_ids\":[\"{service.ListId}\"]}}", vip, exclude)));
        Assert.Equal("a", Tagged(service));
        await service.EndAsync(await service.PostAsync(Add, Body("{\"all_active_contacts\":true}", vip, exclude)));
        Assert.Equal("ac", Tagged(service));
    }

    [Theory]
    [InlineData("{}", "VIP", "")]
    [InlineData("{\"list_ids\":[\"LIST\"],\"tag_ids\":[\"VIP\"]}", "VIP", "")]
    [InlineData("{\"contact_ids\":[]}", "VIP", "")]
    [InlineData("{\"contact_ids\":[\"1\"]}", "VIP", "")]
    [InlineData("{\"tag_ids\":[\"VIP\"]}", "VIP", ",\"exclude\":{\"contact_ids\":[\"VIP\"]}")]
    [InlineData("{\"list_ids\":[\"LIST\"]}", "LIST", "")]
    [InlineData("[]", "VIP", "")]
    public async Task Request_ThatIsNotDeclared_IsRefused(string source, string tag, string exclude)
    {
        using TestService service = new();
        string vip = service.Account.AddTag("vip");
        string body = Body(source, tag, exclude).Replace("LIST", service.ListId, StringComparison.Ordinal).Replace("VIP", vip, StringComparison.Ordinal);
        Reply reply = await service.PostAsync(Add, body);
        Assert.Equal(400, reply.Status);
        Assert.Equal("contacts.api.validation.error", reply.Json[0].GetProperty("error_key").GetString());
        Assert.Equal(1, service.Server.Offences[OffenceKind.InvalidRequest]);
    }

    [Fact]
    public async Task ContactsOverFiveHundredAndTagsOverFifty_AreRefused()
    {
        using TestService service = new();
        string[] tags = [.. Enumerable.Range(1, 51).Select(i => service.Account.AddTag("tag " + i))];
        string Ids(int count) => "{\"contact_ids\":[" + string.Join(",", Enumerable.Repeat("\"" + Guid.NewGuid() + "\"", count)) + "]}";
        Assert.Equal(201, (await service.PostAsync(Add, Body(Ids(500), string.Join("\",\"", tags[..50])))).Status);
        Assert.Equal(400, (await service.PostAsync(Add, Body(Ids(501), tags[0]))).Status);
        Assert.Equal(400, (await service.PostAsync(Add, Body(Ids(1), string.Join("\",\"", tags)))).Status);
        Assert.Equal(400, (await service.PostAsync(Add, "not json")).Status);
    }

    private static string Body(string source, string tags, string exclude = "") =>
        "{\"source\":" + source + exclude + ",\"tag_ids\":[\"" + tags + "\"]}";

    private static string Tagged(TestService service) =>
        string.Concat(service.Account.Contacts.Where(person => person.Tags.Count > 0).Select(person => person.Email[0]));
}
