using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class ActivityTests
{
    [Fact]
    public async Task Activity_GoesFromInitializedToCompleted_ByTheClock()
    {
        using TestService service = new();
        string id = TestService.Id(await service.UploadAsync(TestService.Csv(2)));
        Assert.Equal("initialized 0 created_at updated_at", await ShowAsync(service, id));
        service.Wait(4);
        Assert.Equal("processing 0 created_at started_at updated_at", await ShowAsync(service, id));
        service.Wait(13);
        Assert.Equal("processing 50 created_at started_at updated_at", await ShowAsync(service, id));
        service.Wait(12.9);
        Assert.Equal("processing 99 created_at started_at updated_at", await ShowAsync(service, id));
        Assert.Equal(0, service.Account.ContactCount);
        service.Wait(0.1);
        Assert.Equal("completed 100 created_at started_at completed_at updated_at", await ShowAsync(service, id));
        JsonElement ended = (await service.GetAsync("activities/" + id)).Json;
        Assert.Equal("2026-01-05T08:00:30.000Z", ended.GetProperty("completed_at").GetString());
        Assert.Equal("rows.csv", ended.GetProperty("source_file_name").GetString());
        Assert.Empty(ended.GetProperty("activity_errors").EnumerateArray());
        Assert.Equal(6, service.Account.FindActivity(id)!.Looks);
    }

    [Fact]
    public async Task SmallLaterJob_OvertakesALargeEarlierOne()
    {
        using TestService service = new(options => options.JobDurationPerRow = TimeSpan.FromMilliseconds(100));
        string large = TestService.Id(await service.ImportAsync(TestService.Rows(100)));
        string small = TestService.Id(await service.ImportAsync(TestService.Rows(1, "b")));
        service.Wait(31);
        Assert.Equal(ActivityState.Processing, service.Account.FindActivity(large)!.State);
        Assert.Equal(ActivityState.Completed, service.Account.FindActivity(small)!.State);
        service.Wait(9);
        Assert.Equal(ActivityState.Completed, service.Account.FindActivity(large)!.State);
    }

    [Fact]
    public async Task Jitter_ShufflesTheEnds_ByTheSeed()
    {
        int[] first = await OrderAsync(1);
        Assert.Equal(first, await OrderAsync(1));
        Assert.NotEqual(first, await OrderAsync(2));
        Assert.NotEqual(first, first.Order());
    }

    [Fact]
    public async Task OldActivity_IsNotFoundAfterTenDays()
    {
        using TestService service = new();
        string id = TestService.Id(await service.ImportAsync(TestService.Rows(1)));
        service.UseToken(service.Server.NewAccessToken());
        service.Clock.Advance(TimeSpan.FromDays(10) - TimeSpan.FromSeconds(1));
        service.UseToken(service.Server.NewAccessToken());
        Assert.Equal(200, (await service.GetAsync("activities/" + id)).Status);
        service.Wait(1);
        Reply gone = await service.GetAsync("activities/" + id);
        Assert.Equal(404, gone.Status);
        Assert.Equal("contacts.api.not_found", gone.Json[0].GetProperty("error_key").GetString());
        Assert.Equal(0, (await service.GetAsync("activities")).Json.GetProperty("activities").GetArrayLength());
        Assert.NotNull(service.Account.FindActivity(id));
    }

    [Theory]
    [InlineData(false, "5,4 3,2 1")]
    [InlineData(true, "1,2 3,4 5")]
    public async Task List_IsPagedByCursor_InOneOrder_WhateverComesMeanwhile(bool oldestFirst, string pages)
    {
        using TestService service = new(options => options.ActivitiesOldestFirst = oldestFirst);
        List<string> ids = [];
        for (int i = 0; i < 5; i++)
            ids.Add(TestService.Id(await service.ImportAsync(TestService.Rows(1))));
        List<string> seen = [];
        string? next = "activities?limit=2";
        while (next is not null)
        {
            JsonElement page = (await service.GetAsync(next)).Json;
            seen.Add(string.Join(",", page.GetProperty("activities").EnumerateArray().Select(item => ids.IndexOf(item.GetProperty("activity_id").GetString()!) + 1).Where(n => n > 0)));
            next = page.GetProperty("_links").TryGetProperty("next", out JsonElement link) ? link.GetProperty("href").GetString() : null;
            Assert.True(next is null || next.StartsWith("/v3/activities?cursor=", StringComparison.Ordinal));
            if (!oldestFirst)
                await service.ImportAsync(TestService.Rows(1));
        }

        Assert.Equal(pages, string.Join(" ", seen));
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task List_TakesATrailingSlash() => Assert.Equal(200, await StatusAsync("activities/?limit=500"));

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=x")]
    [InlineData("cursor=x")]
    [InlineData("cursor=eA%3D%3D")]
    [InlineData("state=initialized")]
    [InlineData("state=time_out")]
    public async Task List_RefusesWhatIsNotDeclared(string query) => Assert.Equal(400, await StatusAsync("activities?" + query));

    [Fact]
    public async Task List_IsFilteredByState()
    {
        using TestService service = new();
        service.Server.Faults.Add(RouteKind.CCImport, FaultTrigger.Nth(2), new ActivityEndsFault(ActivityState.TimedOut));
        string[] ids = [TestService.Id(await service.ImportAsync(TestService.Rows(1))), TestService.Id(await service.ImportAsync(TestService.Rows(1)))];
        service.Wait(30);
        string third = TestService.Id(await service.ImportAsync(TestService.Rows(1)));
        service.Wait(5);
        Assert.Equal([ids[0]], await IdsAsync(service, "completed"));
        Assert.Equal([ids[1]], await IdsAsync(service, "timed_out"));
        Assert.Equal([third], await IdsAsync(service, "processing"));
        Assert.Empty(await IdsAsync(service, "failed"));
    }

    [Fact]
    public async Task LookingAtOneAfterTheOther_IsAnOffence_WhereOneLookWouldDo()
    {
        using TestService service = new();
        string[] ids = [TestService.Id(await service.ImportAsync(TestService.Rows(1))), TestService.Id(await service.ImportAsync(TestService.Rows(1)))];
        await service.GetAsync("activities/" + ids[0]);
        await service.GetAsync("activities/" + ids[0]);
        Assert.Equal(0, service.Server.Offences.Total);
        await service.GetAsync("activities/" + ids[1]);
        Assert.Equal(1, service.Server.Offences[OffenceKind.PollPerActivity]);
        service.Wait(60);
        await service.GetAsync("activities/" + ids[0]);
        await service.GetAsync("activities/" + ids[1]);
        Assert.Equal(1, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Times_AreSpeltInThreeWays()
    {
        using TestService service = new(options => options.MixedTimes = true);
        for (int i = 0; i < 3; i++)
            await service.ImportAsync(TestService.Rows(1));
        JsonElement list = (await service.GetAsync("activities")).Json.GetProperty("activities");
        Assert.Equal(
            ["2026-01-05T08:00:00.000Z", "2026-01-05T03:00:00-05:00", "2026-01-05T08:00:00Z"],
            list.EnumerateArray().Select(item => item.GetProperty("created_at").GetString()));
    }

    [Fact]
    public async Task UnknownId_Is404() => Assert.Equal(404, await StatusAsync("activities/" + Guid.NewGuid()));

    private static async Task<int> StatusAsync(string path)
    {
        using TestService service = new();
        return (await service.GetAsync(path)).Status;
    }

    private static async Task<string> ShowAsync(TestService service, string id)
    {
        JsonElement activity = (await service.GetAsync("activities/" + id)).Json;
        IEnumerable<string> times = activity.EnumerateObject().Select(member => member.Name).Where(name => name.EndsWith("_at", StringComparison.Ordinal));
        return activity.GetProperty("state").GetString() + " " + activity.GetProperty("percent_done").GetInt32() + " " + string.Join(" ", times);
    }

    private static async Task<string[]> IdsAsync(TestService service, string state) =>
        [.. (await service.GetAsync("activities?state=" + state)).Json.GetProperty("activities").EnumerateArray().Select(item => item.GetProperty("activity_id").GetString()!)];

    private static async Task<int[]> OrderAsync(int seed)
    {
        using TestService service = new(options =>
        {
            options.Seed = seed;
            options.JobJitter = TimeSpan.FromSeconds(10);
        });
        for (int i = 0; i < 6; i++)
            await service.ImportAsync(TestService.Rows(1));
        return [.. service.Account.Activities.OrderBy(activity => activity.Ends).Select(activity => activity.Number)];
    }
}
