using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class TokenTests
{
    [Fact]
    public async Task Refresh_GivesTokensThatWork()
    {
        using TestService service = new();
        string first = service.Server.RefreshToken;
        Reply reply = await service.RefreshAsync();
        Assert.Equal(200, reply.Status);
        string token = reply.Json.GetProperty("access_token").GetString()!;
        Assert.InRange(token.Length, 1000, 1200);
        Assert.Equal(3, token.Split('.').Length);
        Assert.Equal("Bearer", reply.Json.GetProperty("token_type").GetString());
        Assert.Equal(86400, reply.Json.GetProperty("expires_in").GetInt32());
        Assert.NotEqual(first, reply.Json.GetProperty("refresh_token").GetString());
        Assert.Equal(service.Server.RefreshToken, reply.Json.GetProperty("refresh_token").GetString());
        service.UseToken(token);
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Refresh_WithRotatedToken_IsInvalidGrantAndAnOffence()
    {
        using TestService service = new();
        string first = service.Server.RefreshToken;
        await service.RefreshAsync();
        Reply again = await service.RefreshAsync(first);
        Assert.Equal(400, again.Status);
        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.Equal("The refresh token is invalid or expired.", again.Json.GetProperty("error_description").GetString());
        Assert.Equal(1, service.Server.Offences[OffenceKind.RefreshTokenReused]);
        Assert.Equal(200, (await service.RefreshAsync()).Status);
    }

    [Fact]
    public async Task Refresh_LongLived_GivesTheSameTokenBack()
    {
        using TestService service = new(options => options.RefreshRotates = false);
        string first = service.Server.RefreshToken;
        for (int i = 0; i < 3; i++)
            Assert.Equal(first, (await service.RefreshAsync(first)).Json.GetProperty("refresh_token").GetString());
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Theory]
    [InlineData(179, 200)]
    [InlineData(180, 400)]
    public async Task RefreshToken_DiesAfter180DaysWithoutUse(int days, int status)
    {
        using TestService service = new();
        service.Clock.Advance(TimeSpan.FromDays(days));
        Assert.Equal(status, (await service.RefreshAsync()).Status);
    }

    [Fact]
    public async Task AccessToken_DiesAfterItsTime()
    {
        using TestService service = new(options => options.AccessTokenLifetime = TimeSpan.FromMinutes(1));
        service.Wait(59);
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
        service.Wait(1);
        Reply late = await service.GetAsync("contact_lists");
        Assert.Equal(401, late.Status);
        Assert.Equal("unauthorized", late.Json.GetProperty("error_key").GetString());
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 401)]
    public async Task Basic_NeedsTheSecret(bool isRight, int status)
    {
        using TestService service = new();
        string secret = isRight ? service.Server.ClientSecret : "wrong";
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(service.Server.ClientId + ":" + secret)));
        using StringContent form = new(
            "grant_type=refresh_token&refresh_token=" + Uri.EscapeDataString(service.Server.RefreshToken), Encoding.UTF8, "application/x-www-form-urlencoded");
        Reply reply = await service.SendAsync(HttpMethod.Post, "oauth2/default/v1/token", form);
        Assert.Equal(status, reply.Status);
        if (!isRight)
            Assert.Equal("invalid_client", reply.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Secret_InTheForm_IsTakenAndItsAbsenceToo_UnlessItIsRequired()
    {
        using TestService service = new(options => options.SecretRequired = true);
        Assert.Equal(401, (await service.RefreshAsync()).Status);
        Assert.Equal(200, (await service.TokenAsync(
            "grant_type", "refresh_token", "refresh_token", service.Server.RefreshToken,
            "client_id", service.Server.ClientId, "client_secret", service.Server.ClientSecret)).Status);
        service.Options.SecretRequired = false;
        Assert.Equal(200, (await service.RefreshAsync()).Status);
    }

    [Fact]
    public async Task Query_WithoutBody_IsTakenAsTheForm()
    {
        using TestService service = new();
        service.UseToken(null);
        Reply reply = await service.SendAsync(HttpMethod.Post, "oauth2/default/v1/token?grant_type=refresh_token&client_id="
            + service.Server.ClientId + "&refresh_token=" + Uri.EscapeDataString(service.Server.RefreshToken));
        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task Json_IsMalformedForTheTokenHost()
    {
        using TestService service = new();
        Reply reply = await service.PostAsync("oauth2/default/v1/token", "{}");
        Assert.Equal(400, reply.Status);
        Assert.Equal("E0000021", reply.Json.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task ClientCredentials_AreNotOffered()
    {
        using TestService service = new();
        Reply reply = await service.TokenAsync("grant_type", "client_credentials", "client_id", service.Server.ClientId);
        Assert.Equal("unsupported_grant_type", reply.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task TokenHost_TakesOneRequestASecond()
    {
        using TestService service = new(options =>
        {
            options.EnforceLimits = true;
            options.RefreshRotates = false;
        });
        Assert.Equal(200, (await service.RefreshAsync()).Status);
        Assert.Equal(429, (await service.RefreshAsync()).Status);
        Assert.Equal(1, service.Server.Offences[OffenceKind.OverTokenRate]);
        service.Wait(1);
        Assert.Equal(200, (await service.RefreshAsync()).Status);
    }

    [Fact]
    public async Task ExpireTokens_EndsThemAll()
    {
        using TestService service = new();
        service.Server.ExpireAccessTokens();
        Assert.Equal(401, (await service.GetAsync("contact_lists")).Status);
        service.Server.ExpireRefreshTokens();
        Assert.Equal(400, (await service.RefreshAsync()).Status);
        Assert.Equal(0, service.Server.Offences[OffenceKind.RefreshTokenReused]);
    }

    [Fact]
    public async Task Options_NameTheApplication()
    {
        using TestService service = new(options =>
        {
            options.ClientId = "my-app";
            options.ClientSecret = "my-secret";
            options.RefreshToken = "my-token";
        });
        Assert.Equal(("my-app", "my-secret", "my-token"), (service.Server.ClientId, service.Server.ClientSecret, service.Server.RefreshToken));
        Assert.Equal(200, (await service.RefreshAsync("my-token")).Status);
    }
}
