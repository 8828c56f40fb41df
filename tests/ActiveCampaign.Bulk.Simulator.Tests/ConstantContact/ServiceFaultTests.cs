using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class ServiceFaultTests
{
    [Theory]
    [InlineData(ActivityState.Failed, "failed")]
    [InlineData(ActivityState.Cancelled, "cancelled")]
    [InlineData(ActivityState.TimedOut, "timed_out")]
    public async Task Activity_EndsOtherwise_WithErrorsAsStrings(ActivityState state, string name)
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Nth(2), new ActivityEndsFault(state, ["It broke.", "Badly."]));
        await service.UploadAsync(TestService.Csv(1));
        string id = TestService.Id(await service.ImportAsync(TestService.Rows(5)));
        Assert.Empty((await service.GetAsync("activities/" + id)).Json.GetProperty("activity_errors").EnumerateArray());
        service.Wait(30);
        JsonElement ended = (await service.GetAsync("activities/" + id)).Json;
        Assert.Equal(name, ended.GetProperty("state").GetString());
        Assert.Equal(["It broke.", "Badly."], ended.GetProperty("activity_errors").EnumerateArray().Select(error => error.GetString()));
        Assert.Equal(1, service.Account.ContactCount);
        Assert.Equal("ActivityEnds", service.Server.Requests[1].Struck);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, true)]
    public async Task Errors_AreObjects_ByRuleOrByFault(bool rule, bool? fault)
    {
        using TestService service = new(options => options.ErrorsAsObjects = rule);
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Once(), new ActivityEndsFault(ActivityState.Failed, ["It broke."], errorsAsObjects: fault));
        string id = TestService.Id(await service.ImportAsync(TestService.Rows(1)));
        service.Wait(30);
        JsonElement error = Assert.Single((await service.GetAsync("activities/" + id)).Json.GetProperty("activity_errors").EnumerateArray());
        Assert.Equal("It broke.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Activity_ThatFails_MayHaveAppliedAPart()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Once(), new ActivityEndsFault(ActivityState.Failed, appliedRows: 2));
        Assert.Equal("6 2 0 0 0", TestService.Counters(await service.ImportToEndAsync(TestService.Rows(5))));
        Assert.Equal(2, service.Account.ContactCount);
    }

    [Theory]
    [InlineData(false, "processing")]
    [InlineData(true, "initialized")]
    public async Task StuckActivity_NeverEnds_UntilItIsReleased(bool inQueue, string state)
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Once(), new ActivityStuckFault(inQueue));
        string id = TestService.Id(await service.ImportAsync(TestService.Rows(1)));
        service.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(state, (await service.GetAsync("activities/" + id)).Json.GetProperty("state").GetString());
        Assert.Equal(0, service.Account.ContactCount);
        Assert.Equal(1, service.Account.ReleaseStuckActivities());
        Assert.Equal("completed", (await service.GetAsync("activities/" + id)).Json.GetProperty("state").GetString());
        Assert.Equal(1, service.Account.ContactCount);
        Assert.Equal(0, service.Account.ReleaseStuckActivities());
    }

    [Fact]
    public async Task AnswerLostAfterEffect_LeavesTheActivity()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Once(), new CloseAfterEffectFault());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.UploadAsync(TestService.Csv(1), "lost.csv"));
        Assert.Equal("lost.csv", Assert.Single(service.Account.Activities).FileName);
    }

    [Fact]
    public async Task AnswerLostBeforeEffect_LeavesNothing()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Once(), new CloseBeforeEffectFault());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.UploadAsync(TestService.Csv(1)));
        Assert.Empty(service.Account.Activities);
    }

    [Fact]
    public async Task Refresh_WhoseAnswerIsLost_HasSpentTheToken()
    {
        using TestService service = new();
        string first = service.Server.RefreshToken;
        service.Server.Faults.Add(RouteKind.CCToken, FaultTrigger.Once(), new CloseAfterEffectFault());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.RefreshAsync());
        Assert.Equal(400, (await service.RefreshAsync(first)).Status);
    }

    [Fact]
    public async Task Refusals_ComeAsBareObjectsOrAsTheQueuesArray()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Nth(1), new ThrottledFault());
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Nth(2), new QuotaExceededFault());
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Nth(3), new QueueFullFault());
        Reply[] replies = [await service.ImportAsync(TestService.Rows(1)), await service.ImportAsync(TestService.Rows(1)), await service.ImportAsync(TestService.Rows(1))];
        Assert.All(replies, reply => Assert.Equal(429, reply.Status));
        Assert.Equal("throttled", replies[0].Json.GetProperty("error_key").GetString());
        Assert.Equal("quota_exceeded", replies[1].Json.GetProperty("error_key").GetString());
        Assert.Equal("You exceeded 1,000 queued activities for this user account.", replies[2].Json[0].GetProperty("error_message").GetString());
        Assert.Empty(service.Account.Activities);
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Burst_AnswersInTheServicesWords(int status)
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCContactList, FaultTrigger.First(2), new ServiceErrorFault(status));
        for (int i = 0; i < 2; i++)
        {
            Reply reply = await service.GetAsync("contacts");
            Assert.Equal(status, reply.Status);
            Assert.StartsWith("http.status.", reply.Json[0].GetProperty("error_key").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(200, (await service.GetAsync("contacts")).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceErrorFault(404));
    }

    [Fact]
    public async Task Html502_IsAPage()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Once(), new Html502Fault());
        Reply reply = await service.ImportAsync(TestService.Rows(1));
        Assert.Equal(502, reply.Status);
        Assert.StartsWith("<html>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutJson_EndsInTheMiddle()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Once(), new CutJsonFault());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.ImportAsync(TestService.Rows(1)));
        Assert.Single(service.Account.Activities);
    }

    [Fact]
    public async Task AccessToken_DiesInTheMiddle_AndARefreshHelps()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCLists, FaultTrigger.Nth(2), new AccessTokenDiesFault());
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
        Assert.Equal(401, (await service.GetAsync("contact_lists")).Status);
        Assert.Equal(401, (await service.GetAsync("contacts")).Status);
        service.UseToken((await service.RefreshAsync()).Json.GetProperty("access_token").GetString());
        Assert.Equal(200, (await service.GetAsync("contact_lists")).Status);
    }

    [Fact]
    public async Task RefreshToken_Dies_AndStaysDead()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCToken, FaultTrigger.Once(), new RefreshTokenDiesFault());
        Assert.Equal("invalid_grant", (await service.RefreshAsync()).Json.GetProperty("error").GetString());
        Assert.Equal(400, (await service.RefreshAsync()).Status);
    }

    [Fact]
    public async Task Application_MayBeRevoked()
    {
        using TestService service = new();
        service.Server.Faults.RevokeToken();
        Assert.Equal(401, (await service.GetAsync("contacts")).Status);
        service.Server.Faults.RestoreToken();
        Assert.Equal(200, (await service.GetAsync("contacts")).Status);
    }

    [Fact]
    public async Task Drip_SendsPiecesByTheClock()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCLists, FaultTrigger.Once(), new DripFault(TimeSpan.FromSeconds(1), pieces: 3));
        Task<Reply> reply = service.GetAsync("contact_lists");
        for (int i = 0; i < 2; i++)
        {
            await Eventually.IsTrueAsync(() => service.Clock.PendingTimers == 1);
            Assert.False(reply.IsCompleted);
            service.Wait(1);
        }

        Assert.Equal(1, (await reply).Json.GetProperty("lists").GetArrayLength());
    }
}
