using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class GateTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(401)]
    public async Task NoToken_IsRefusedAsTheRulesSay(int status)
    {
        using TestService service = new(options => options.MissingTokenStatus = status);
        service.UseToken(null);
        Reply reply = await service.GetAsync("contacts");
        Assert.Equal(status, reply.Status);
        Assert.Equal("unauthorized", reply.Json.GetProperty("error_key").GetString());
        Assert.Equal(1, service.Server.Offences.BadToken);
    }

    [Fact]
    public async Task UnknownToken_Is401()
    {
        using TestService service = new();
        service.UseToken("unknown");
        Assert.Equal(401, (await service.GetAsync("contacts")).Status);
    }

    [Fact]
    public async Task Scope_IsNeededForContactsAndForTheAccount()
    {
        using TestService service = new();
        service.UseToken(service.Server.NewAccessToken("account_read"));
        Reply refused = await service.GetAsync("contacts");
        Assert.Equal(403, refused.Status);
        Assert.Equal("http.status.forbidden", refused.Json[0].GetProperty("error_key").GetString());
        Assert.Equal(200, (await service.GetAsync("account/summary")).Status);
        Assert.Equal(200, (await service.GetAsync("account/user/privileges")).Status);
    }

    [Fact]
    public async Task CampaignCreator_MayNotUseContacts()
    {
        using TestService service = new(options => options.Role = UserRole.CampaignCreator);
        Reply refused = await service.GetAsync("activities");
        Assert.Equal(403, refused.Status);
        Assert.Equal("access_denied", refused.Json.GetProperty("error_key").GetString());
        Reply privileges = await service.GetAsync("account/user/privileges");
        Assert.DoesNotContain("contacts:write", Names(privileges));
        service.Options.Role = UserRole.AccountManager;
        Assert.Contains("contacts:write", Names(await service.GetAsync("account/user/privileges")));
    }

    [Fact]
    public async Task FifthCallOfASecond_IsThrottled_WithoutAnyHeaderThatHelps()
    {
        using TestService service = new(options => options.EnforceLimits = true);
        for (int i = 0; i < 4; i++)
            Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
        Reply fifth = await service.GetAsync("contact_lists");
        Assert.Equal(429, fifth.Status);
        Assert.Equal("throttled", fifth.Json.GetProperty("error_key").GetString());
        Assert.Equal("Too Many Requests", fifth.Json.GetProperty("error_message").GetString());
        Assert.DoesNotContain(fifth.Headers, header => header.Key.StartsWith("Rate", StringComparison.OrdinalIgnoreCase) || header.Key == "Retry-After");
        Assert.Equal(1, service.Server.Offences.OverGeneralLimit);
        service.Wait(1);
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
    }

    [Fact]
    public async Task Rate_IsEachApplicationsOwn()
    {
        using TestService service = new(options => options.EnforceLimits = true);
        for (int i = 0; i < 5; i++)
            await service.GetAsync("contact_lists");
        ApplicationCredentials other = service.Server.AddApplication();
        Reply tokens = await service.TokenAsync("grant_type", "refresh_token", "refresh_token", other.RefreshToken, "client_id", other.ClientId);
        service.UseToken(tokens.Json.GetProperty("access_token").GetString());
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
    }

    [Fact]
    public async Task Quota_EndsAtMidnightUtc()
    {
        using TestService service = new(options => options.EnforceLimits = true);
        service.Server.SpendQuota(9_999);
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
        Reply over = await service.GetAsync("contact_lists");
        Assert.Equal(429, over.Status);
        Assert.Equal("quota_exceeded", over.Json.GetProperty("error_key").GetString());
        Assert.Equal("Limit Exceeded", over.Json.GetProperty("error_message").GetString());
        Assert.Equal(1, service.Server.Offences[OffenceKind.OverDailyQuota]);
        DateTimeOffset now = service.Clock.GetUtcNow();
        service.Clock.Advance(now.Date.AddDays(1) - now.UtcDateTime - TimeSpan.FromSeconds(1));
        Assert.Equal(429, (await service.GetAsync("contact_lists")).Status);
        service.Wait(1);
        service.UseToken(service.Server.NewAccessToken());
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 429)]
    public async Task RefusedCalls_CountOnlyByRule(bool count, int status)
    {
        using TestService service = new(options =>
        {
            options.EnforceLimits = true;
            options.RefusedCallsCount = count;
        });
        for (int i = 0; i < 4; i++)
            await service.GetAsync("contact_lists");
        service.Wait(0.5);
        await service.GetAsync("contact_lists");
        service.Wait(0.5);
        for (int i = 0; i < 3; i++)
            await service.GetAsync("contact_lists");
        Assert.Equal(status, (await service.GetAsync("contact_lists")).Status);
    }

    [Theory]
    [InlineData("DELETE", "activities/0a0a0a0a-0000-4000-8000-000000000001")]
    [InlineData("PUT", "contact_lists")]
    [InlineData("GET", "nothing")]
    [InlineData("GET", "/")]
    public async Task UnknownRoute_Is404AndAnOffence(string method, string path)
    {
        using TestService service = new();
        Reply reply = await service.SendAsync(new HttpMethod(method), path);
        Assert.Equal(404, reply.Status);
        Assert.Equal("contacts.api.not_found", reply.Json[0].GetProperty("error_key").GetString());
        Assert.Equal(1, service.Server.Offences.UnknownRoute);
    }

    [Theory]
    [InlineData("/oauth2/default/v1/authorize")]
    [InlineData("/idfed")]
    public async Task UnknownRouteOutsideTheApi_Is404WithoutAToken(string path)
    {
        using TestService service = new();
        service.UseToken(null);
        Assert.Equal(404, (await service.GetAsync(path)).Status);
        Assert.Equal((1, 1), (service.Server.Offences.UnknownRoute, service.Server.Offences.Total));
    }

    [Fact]
    public async Task UnknownParameter_IsAnOffence()
    {
        using TestService service = new();
        Assert.Equal(200, (await service.GetAsync("contacts?sort=email")).Status);
        Assert.Equal(1, service.Server.Offences[OffenceKind.UnknownParameter]);
    }

    [Fact]
    public async Task Log_CountsImportsOfBothKinds()
    {
        using TestService service = new();
        await service.ImportAsync(TestService.Rows(1));
        await service.UploadAsync(TestService.Csv(1));
        Assert.Equal(2, service.Server.RequestCount(RouteKind.CCImport));
        Assert.Equal(1, service.Server.RequestCount(RouteKind.CCFileImport));
        Assert.Equal(2, service.Server.RequestCount(RouteKind.Any));
        Assert.Equal([1, 1], service.Server.Requests.Select(request => request.ContactCount ?? 0));
    }

    [Fact]
    public async Task Authorization_OfAnotherScheme_Is401()
    {
        using TestService service = new();
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eA==");
        Assert.Equal(401, (await service.GetAsync("contacts")).Status);
    }

    private static string?[] Names(Reply privileges) =>
        [.. privileges.Json.EnumerateArray().Select(item => item.GetProperty("privilege_name").GetString())];
}
