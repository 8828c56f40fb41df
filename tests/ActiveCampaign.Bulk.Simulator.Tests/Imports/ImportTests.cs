using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Imports;

public sealed class ImportTests
{
    private const string Two = """{"contacts":[{"email":"a@example.com"},{"email":"b@example.com"}]}""";

    [Fact]
    public async Task Import_Accepted_NamesBatch()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.ImportAsync(Two);
        Assert.Equal(200, reply.Status);
        Assert.Equal(1, reply.Json.GetProperty("success").GetInt32());
        Assert.Equal(2, reply.Json.GetProperty("queued_contacts").GetInt32());
        Assert.True(Guid.TryParse(reply.Json.GetProperty("batchId").GetString(), out _));
        Assert.Equal("Contact import queued", reply.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Import_Switches_ChangeSpellingValueAndStatus()
    {
        using TestSimulator sim = new(options =>
        {
            options.UppercaseSuccessKey = false;
            options.SuccessValue = 5;
            options.ImportAcceptedStatus = 201;
        });
        Reply reply = await sim.ImportAsync(Two);
        Assert.Equal(201, reply.Status);
        Assert.Equal(5, reply.Json.GetProperty("success").GetInt32());
    }

    [Fact]
    public async Task Status_ByClock_PassesThroughAllStates()
    {
        using TestSimulator sim = new(options => options.ActivePerContact = TimeSpan.FromMilliseconds(500));
        string id = (await sim.ImportAsync(Two)).Json.GetProperty("batchId").GetString()!;
        Assert.Equal(JsonValueKind.False, await StatusAsync(sim, id));
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("waiting", await StateAsync(sim, id));
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("claimed", await StateAsync(sim, id));
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("active", await StateAsync(sim, id));
        sim.Clock.Advance(TimeSpan.FromSeconds(2.999));
        Assert.Equal("active", await StateAsync(sim, id));
        Assert.Equal(0, sim.Account.ContactCount);
        sim.Clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(2, sim.Account.ContactCount);
        Assert.Equal("completed", await StateAsync(sim, id));
    }

    [Fact]
    public async Task Account_WithoutStatusCall_SeesEndedBatch()
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Two);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(sim.Account.FindContact("A@EXAMPLE.COM"));
        BatchSnapshot batch = Assert.Single(sim.Account.Batches);
        Assert.Equal(BatchState.Completed, batch.State);
        Assert.All(batch.Rows, row => Assert.Equal(RowOutcome.Created, row.Outcome));
        Assert.Equal(batch.Ends, sim.Account.FindContact("a@example.com")!.Updated);
    }

    [Fact]
    public async Task Info_SuccessIds_NamesCreatedOnlyOrAll()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("a@example.com");
        JsonElement status = await sim.ImportToEndAsync(Two);
        Assert.Equal(["2"], Texts(status.GetProperty("success")));
        sim.Options.SuccessIds = SuccessIds.CreatedAndUpdated;
        status = await sim.ImportToEndAsync(Two);
        Assert.Equal(["1", "2"], Texts(status.GetProperty("success")));
        Assert.Empty(Texts(status.GetProperty("failure")));
    }

    [Fact]
    public async Task Info_NoId_IsRefused()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.GetAsync("import/info");
        Assert.Equal(400, reply.Status);
        Assert.Equal(0, reply.Json.GetProperty("success").GetInt32());
        Assert.Equal("'batchId' is a required field.", reply.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Info_UnknownId_IsFalseOr404()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.GetAsync("import/info?batchId=nobody");
        Assert.Equal(JsonValueKind.False, reply.Json.GetProperty("status").ValueKind);
        Assert.Empty(Texts(reply.Json.GetProperty("success")));
        sim.Options.UnknownBatch = UnknownBatch.NotFound404;
        Assert.Equal(404, (await sim.GetAsync("import/info?batchId=nobody")).Status);
    }

    [Fact]
    public async Task Sums_CountsAreStringsByDayAndForgottenAfterAWeek()
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Two);
        JsonElement sums = (await sim.GetAsync("import/bulk_import")).Json;
        JsonElement day = Assert.Single(sums.GetProperty("outstanding").EnumerateArray());
        Assert.Equal("2026-01-05", day.GetProperty("forDate").GetString());
        Assert.Equal("1", day.GetProperty("batches").GetString());
        Assert.Equal("2", day.GetProperty("contacts").GetString());
        Assert.Empty(sums.GetProperty("recentlyCompleted").EnumerateArray());

        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        sums = (await sim.GetAsync("import/bulk_import")).Json;
        Assert.Empty(sums.GetProperty("outstanding").EnumerateArray());
        Assert.Single(sums.GetProperty("recentlyCompleted").EnumerateArray());
        sim.Clock.Advance(TimeSpan.FromDays(8));
        sums = (await sim.GetAsync("import/bulk_import")).Json;
        Assert.Empty(sums.GetProperty("recentlyCompleted").EnumerateArray());
    }

    [Fact]
    public async Task Info_ExtraMembers_AreAdded()
    {
        using TestSimulator sim = new(options => options.ExtraStatusMembers = true);
        JsonElement status = await sim.ImportToEndAsync(Two);
        Assert.Equal(2, status.GetProperty("processed_contacts").GetInt32());
    }

    [Fact]
    public async Task Jitter_SameSeed_SameTimes()
    {
        using TestSimulator first = new(options => options.ActiveJitter = TimeSpan.FromMinutes(5));
        using TestSimulator second = new(options => options.ActiveJitter = TimeSpan.FromMinutes(5));
        for (int i = 0; i < 5; i++)
        {
            await first.ImportAsync(Two);
            await second.ImportAsync(Two);
        }

        Assert.Equal(
            first.Account.Batches.Select(batch => (batch.Id, batch.Ends)),
            second.Account.Batches.Select(batch => (batch.Id, batch.Ends)));
        Assert.True(first.Account.Batches.Select(batch => batch.Ends).Distinct().Count() > 1);
    }

    private static async Task<JsonValueKind> StatusAsync(TestSimulator sim, string id) =>
        (await sim.GetAsync("import/info?batchId=" + id)).Json.GetProperty("status").ValueKind;

    private static async Task<string?> StateAsync(TestSimulator sim, string id) =>
        (await sim.GetAsync("import/info?batchId=" + id)).Json.GetProperty("status").GetString();

    private static string[] Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!).ToArray();
}
