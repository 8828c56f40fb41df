using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class DeviceTests
{
    private const string Scope = "contact_data offline_access";

    [Fact]
    public async Task Device_WaitsUntilAPersonApproves_AndIsGivenTokensOnce()
    {
        using TestService service = new();
        Reply started = await StartAsync(service);
        Assert.Equal(5, started.Json.GetProperty("interval").GetInt32());
        Assert.Equal(600, started.Json.GetProperty("expires_in").GetInt32());
        string user = started.Json.GetProperty("user_code").GetString()!;
        Assert.EndsWith("user_code=" + user, started.Json.GetProperty("verification_uri_complete").GetString(), StringComparison.Ordinal);
        Assert.Equal("authorization_pending", await PollAsync(service, started));
        Assert.True(service.Account.ApproveDevice(user));
        Assert.False(service.Account.ApproveDevice(user));
        service.Wait(5);
        Reply tokens = await PollWholeAsync(service, started);
        Assert.Equal(200, tokens.Status);
        Assert.Equal(service.Server.RefreshToken, tokens.Json.GetProperty("refresh_token").GetString());
        service.Wait(5);
        Assert.Equal("invalid_grant", await PollAsync(service, started));
        service.UseToken(tokens.Json.GetProperty("access_token").GetString());
        Assert.Equal(200, (await service.GetAsync("contacts")).Status);
        Assert.Equal(403, (await service.GetAsync("account/summary")).Status);
    }

    [Fact]
    public async Task Device_AskingTooSoon_MustSlowDown()
    {
        using TestService service = new();
        Reply started = await StartAsync(service);
        Assert.Equal("authorization_pending", await PollAsync(service, started));
        service.Wait(4);
        Assert.Equal("slow_down", await PollAsync(service, started));
        Assert.Equal(1, service.Server.Offences[OffenceKind.DevicePolledTooSoon]);
        service.Wait(9);
        Assert.Equal("slow_down", await PollAsync(service, started));
        service.Wait(15);
        Assert.Equal("authorization_pending", await PollAsync(service, started));
    }

    [Fact]
    public async Task Device_IsRefusedOrExpires()
    {
        using TestService service = new();
        Reply refused = await StartAsync(service);
        Assert.True(service.Account.DenyDevice(refused.Json.GetProperty("user_code").GetString()!));
        Assert.Equal("access_denied", await PollAsync(service, refused));
        Reply late = await StartAsync(service);
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("expired_token", await PollAsync(service, late));
        Assert.False(service.Account.ApproveDevice(late.Json.GetProperty("user_code").GetString()!));
    }

    [Fact]
    public async Task Device_IsApprovedByItself_AfterTheNumberOfPolls()
    {
        using TestService service = new(options => options.DeviceApprovedAfterPolls = 2);
        Reply started = await StartAsync(service);
        Assert.Equal("authorization_pending", await PollAsync(service, started));
        service.Wait(5);
        Assert.Equal(200, (await PollWholeAsync(service, started)).Status);
    }

    [Fact]
    public async Task Device_IsApprovedByOpeningItsPage()
    {
        using TestService service = new();
        Reply started = await StartAsync(service);
        string page = new Uri(started.Json.GetProperty("verification_uri_complete").GetString()!).PathAndQuery;
        Assert.Equal(200, (await service.GetAsync(page)).Status);
        Assert.Equal(404, (await service.GetAsync(page)).Status);
        Assert.Equal(200, (await PollWholeAsync(service, started)).Status);
    }

    [Theory]
    [InlineData("contact_data", true)]
    [InlineData(Scope, false)]
    public async Task Device_WithoutOfflineAccessOrByRule_IsGivenNoRefreshToken(string scope, bool gives)
    {
        using TestService service = new(options =>
        {
            options.DeviceGivesRefreshToken = gives;
            options.DeviceApprovedAfterPolls = 1;
        });
        Reply tokens = await PollWholeAsync(service, await StartAsync(service, scope));
        Assert.Equal(200, tokens.Status);
        Assert.False(tokens.Json.TryGetProperty("refresh_token", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contact_data+offline_access")]
    [InlineData("everything")]
    public async Task Start_WithScopesThatAreNone_IsInvalidScope(string scope)
    {
        using TestService service = new();
        Reply reply = await StartAsync(service, scope);
        Assert.Equal(400, reply.Status);
        Assert.Equal("invalid_scope", reply.Json.GetProperty("error").GetString());
    }

    private static Task<Reply> StartAsync(TestService service, string scope = Scope) =>
        service.FormAsync("oauth2/default/v1/device/authorize", "client_id", service.Server.ClientId, "scope", scope);

    private static Task<Reply> PollWholeAsync(TestService service, Reply started) => service.TokenAsync(
        "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
        "device_code", started.Json.GetProperty("device_code").GetString()!, "client_id", service.Server.ClientId);

    private static async Task<string?> PollAsync(TestService service, Reply started) =>
        (await PollWholeAsync(service, started)).Json.GetProperty("error").GetString();
}
