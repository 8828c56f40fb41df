using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Faults;

public sealed class BatchFaultTests
{
    private const string Three =
        """{"contacts":[{"email":"a@example.com"},{"email":"b@example.com"},{"email":"c@example.com"}]}""";

    [Fact]
    public async Task BatchFails_AppliesNothing()
    {
        using TestSimulator sim = With(new BatchFailsFault());
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.False(status.TryGetProperty("success", out _));
        Assert.Equal(0, sim.Account.ContactCount);
        Assert.All(sim.Account.Batches[0].Rows, row => Assert.Equal(RowOutcome.NotApplied, row.Outcome));
    }

    [Fact]
    public async Task TerminalStatusOmitsMembers_Off_ShowsThem()
    {
        using TestSimulator sim = With(new BatchFailsFault());
        sim.Options.TerminalStatusOmitsMembers = false;
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal(0, status.GetProperty("success").GetArrayLength());
    }

    [Fact]
    public async Task BatchInterrupted_AppliesTheFirst()
    {
        using TestSimulator sim = With(new BatchInterruptedFault(2));
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal("interrupted", status.GetProperty("status").GetString());
        Assert.Equal(["a@example.com", "b@example.com"], sim.Account.Contacts.Select(contact => contact.Email));
        Assert.Equal(RowOutcome.NotApplied, sim.Account.Batches[0].Rows[2].Outcome);
    }

    [Fact]
    public async Task BatchStuckWaiting_NeverEnds()
    {
        using TestSimulator sim = With(new BatchStuckWaitingFault());
        await sim.ImportToEndAsync(Three);
        sim.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(BatchState.Waiting, sim.Account.Batches[0].State);
        Assert.Equal(0, sim.Account.ContactCount);
        Assert.All(sim.Account.Batches[0].Rows, row => Assert.Equal(RowOutcome.Pending, row.Outcome));
    }

    [Fact]
    public async Task ReleaseStuckBatches_LetsThemEnd()
    {
        using TestSimulator sim = With(new BatchStuckWaitingFault());
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal("waiting", status.GetProperty("status").GetString());

        Assert.Equal(1, sim.Account.ReleaseStuckBatches());

        Assert.Equal((BatchState.Completed, 3), (sim.Account.Batches[0].State, sim.Account.ContactCount));
        Assert.Equal(0, sim.Account.ReleaseStuckBatches());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task StatusFalseForever_MayApply(bool applied, int contacts)
    {
        using TestSimulator sim = With(new StatusFalseForeverFault(applied));
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal(JsonValueKind.False, status.GetProperty("status").ValueKind);
        Assert.Equal(contacts, sim.Account.ContactCount);
    }

    [Fact]
    public async Task OmitStatusMembers_LeavesOnlyStatus()
    {
        using TestSimulator sim = With(new OmitStatusMembersFault());
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal("completed", status.GetProperty("status").GetString());
        Assert.Single(status.EnumerateObject());
    }

    [Fact]
    public async Task PoisonRow_FailsOnlyBatchesThatHoldIt()
    {
        using TestSimulator sim = new();
        FaultRule rule = sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault("B@example.com"));
        JsonElement status = await sim.ImportToEndAsync("""{"contacts":[{"email":"x@example.com"},{"email":"y@example.com"}]}""");
        Assert.Equal("completed", status.GetProperty("status").GetString());
        status = await sim.ImportToEndAsync(Three);
        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal(2, sim.Account.ContactCount);
        Assert.Equal(1, rule.Fired);
    }

    [Fact]
    public async Task BatchFault_OnInfo_StrikesTheBatchAskedFor()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Once(), new BatchFailsFault());
        string id = (await sim.ImportAsync(Three)).Json.GetProperty("batchId").GetString()!;
        await sim.GetAsync("import/info?batchId=" + id);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(BatchState.Failed, sim.Account.FindBatch(id)!.State);
    }

    [Fact]
    public async Task BatchFault_AfterTheEnd_DoesNotRewriteHistory()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ImportInfo, FaultTrigger.Once(), new BatchFailsFault());
        JsonElement status = await sim.ImportToEndAsync(Three);
        Assert.Equal("completed", status.GetProperty("status").GetString());
    }

    private static TestSimulator With(Fault fault)
    {
        TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), fault);
        return sim;
    }
}
