using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

/// <summary>Lists of many contacts, and their deletion.</summary>
public sealed class MembershipTests
{
    private const string Add = "activities/add_list_memberships";
    private const string Remove = "activities/remove_list_memberships";
    private const string Delete = "activities/contact_delete";

    [Fact]
    public async Task Contacts_GoOnListsAndOff_AndWhoHasLeftStaysOff()
    {
        using TestService service = new();
        string a = service.Account.AddContact("a@example.com");
        string b = service.Account.AddContact("b@example.com", permission: Permission.Unsubscribed);
        string ids = $"{{\"source\":{{\"contact_ids\":[\"{a}\",\"{b}\"]}},\"list_ids\":[\"{service.ListId}\"]}}";

        JsonElement status = await service.EndAsync(await service.PostAsync(Add, ids));

        Assert.Equal((2, 2), (status.GetProperty("items_total_count").GetInt32(), status.GetProperty("items_completed_count").GetInt32()));
        Assert.Equal((1, 0), (service.Account.FindContact("a@example.com")!.Lists.Count, service.Account.FindContact("b@example.com")!.Lists.Count));
        await service.EndAsync(await service.PostAsync(Remove, ids));
        Assert.All(service.Account.Contacts, person => Assert.Empty(person.Lists));
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Contacts_AreDeletedByIdOrByList_AndKeptHidden()
    {
        using TestService service = new();
        string a = service.Account.AddContact("a@example.com");
        service.Account.AddContact("b@example.com", listIds: [service.ListId]);
        service.Account.AddContact("c@example.com");
        await service.EndAsync(await service.PostAsync(Delete, $"{{\"contact_ids\":[\"{a}\"]}}"));
        await service.EndAsync(await service.PostAsync(Delete, $"{{\"list_ids\":[\"{service.ListId}\"]}}"));
        Assert.Equal(["deleted", "deleted", "active"], service.Account.Contacts.Select(person => person.Status));
    }

    [Theory]
    [InlineData(Add, "{\"source\":{\"contact_ids\":[\"ID\"]}}")]
    [InlineData(Add, "{\"source\":{\"contact_ids\":[\"ID\"]},\"list_ids\":[\"ID\"]}")]
    [InlineData(Remove, "{\"contact_ids\":[\"ID\"],\"list_ids\":[\"LIST\"]}")]
    [InlineData(Delete, "{\"source\":{\"contact_ids\":[\"ID\"]}}")]
    [InlineData(Delete, "{\"contact_ids\":[\"ID\"],\"list_ids\":[\"LIST\"]}")]
    [InlineData(Delete, "{\"contact_ids\":[]}")]
    public async Task Request_ThatIsNotDeclared_IsRefused(string route, string body)
    {
        using TestService service = new();
        string id = service.Account.AddContact("a@example.com");
        Reply reply = await service.PostAsync(route, body.Replace("ID", id, StringComparison.Ordinal).Replace("LIST", service.ListId, StringComparison.Ordinal));
        Assert.Equal(400, reply.Status);
        Assert.Equal("active", service.Account.FindContact("a@example.com")!.Status);
    }
}
