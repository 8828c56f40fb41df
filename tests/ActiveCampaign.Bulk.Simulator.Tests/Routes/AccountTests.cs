using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class AccountTests
{
    [Fact]
    public async Task UsersMe_GoodToken_ShowsUser()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.GetAsync("users/me");
        Assert.Equal(200, reply.Status);
        Assert.Equal("1", reply.Json.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Array, reply.Json.GetProperty("user").GetProperty("links").ValueKind);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task UsersMe_WrongToken_Is403AndOffence()
    {
        using TestSimulator sim = new();
        sim.Client.DefaultRequestHeaders.Remove("Api-Token");
        sim.Client.DefaultRequestHeaders.Add("Api-Token", "wrong");
        Reply reply = await sim.GetAsync("users/me");
        Assert.Equal(403, reply.Status);
        Assert.True(reply.Json.TryGetProperty("message", out _));
        Assert.Equal(1, sim.Server.Offences.BadToken);
    }

    [Fact]
    public async Task BadTokenStatus_Set_IsUsed()
    {
        using TestSimulator sim = new(options => options.BadTokenStatus = 401);
        sim.Client.DefaultRequestHeaders.Remove("Api-Token");
        Assert.Equal(401, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task Settings_ContactLimit_IsShownAsNumber()
    {
        using TestSimulator sim = new(options => options.ContactLimit = 500);
        sim.Account.AddContact("a@example.com");
        Reply reply = await sim.GetAsync("settings/account");
        Assert.Equal(500, reply.Json.GetProperty("subscriber_limit").GetInt32());
        Assert.Equal(1, reply.Json.GetProperty("subscriber_total").GetInt32());
    }

    [Fact]
    public async Task Settings_RestrictedUser_Is403()
    {
        using TestSimulator sim = new(options => options.RestrictedUser = true);
        Reply reply = await sim.GetAsync("settings/account");
        Assert.Equal(403, reply.Status);
        Assert.Equal(403, reply.Json.GetProperty("errors")[0].GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("import/bulkImport")]
    [InlineData("contacts/1/nothing")]
    public async Task UnknownPath_Is404AndOffence(string path)
    {
        using TestSimulator sim = new();
        Assert.Equal(404, (await sim.GetAsync(path)).Status);
        Assert.Equal(1, sim.Server.Offences.UnknownRoute);
        Assert.Equal(1, sim.Server.RequestCount(RouteKind.Unknown));
    }

    [Fact]
    public async Task SampleData_IsThere()
    {
        using TestSimulator sim = new(options => options.SampleData = true);
        Assert.Equal(50, sim.Account.ContactCount);
        Assert.Equal(10, sim.Account.Fields.Count);
        Assert.Equal(20, (await sim.GetAsync("tags")).Json.GetProperty("tags").GetArrayLength());
        Assert.Equal("24", (await sim.GetAsync("tags")).Json.GetProperty("meta").GetProperty("total").GetString());
    }

    [Fact]
    public async Task Body_NotDeclaredAsJson_IsTakenButOffence()
    {
        using TestSimulator sim = new();
        using StringContent content = new("""{"contact":{"email":"a@example.com"}}""");
        using HttpResponseMessage response = await sim.Client.PostAsync("contact/sync", content);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(1, sim.Server.Offences[OffenceKind.WrongContentType]);
        Assert.StartsWith("1 offence(s)", sim.Server.Offences.ToString());
    }
}
