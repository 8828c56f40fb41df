using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class SegmentTests
{
    [Fact]
    public async Task Segment_FirstCallStartsARun_AndItsResultStaysForAnHour()
    {
        using TestSimulator sim = Filled();
        Assert.Equal("", await IdsAsync(sim, "segmentid=1"));
        sim.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("", await IdsAsync(sim, "segmentid=1"));
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2,4", await IdsAsync(sim, "segmentid=1"));

        sim.Account.AddContact("p6@example.com");
        sim.Account.RemoveContact(2);
        Assert.Equal("4", await IdsAsync(sim, "segmentid=1"));
        sim.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("", await IdsAsync(sim, "segmentid=1"));
        sim.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("4,6", await IdsAsync(sim, "segmentid=1"));
    }

    [Theory]
    [InlineData("segmentid=1&forceQuery=1")]
    [InlineData("segmentid=1&orders[id]=ASC")]
    public async Task Segment_ForcedOrInAnotherOrder_RunsAnew(string query)
    {
        using TestSimulator sim = Filled();
        await IdsAsync(sim, "segmentid=1");
        sim.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("2,4", await IdsAsync(sim, "segmentid=1"));
        Assert.Equal("", await IdsAsync(sim, query));
    }

    [Fact]
    public async Task Segments_AreListed()
    {
        using TestSimulator sim = Filled();
        JsonElement json = (await sim.GetAsync("segments")).Json;
        Assert.Equal(("1", "Even ones"), (json.GetProperty("segments")[0].GetProperty("id").GetString(), json.GetProperty("segments")[0].GetProperty("name").GetString()));
        Assert.Equal("1", json.GetProperty("meta").GetProperty("total").GetString());
    }

    [Fact]
    public async Task ContactWithoutEmail_IsListedAndCounted()
    {
        using TestSimulator sim = Filled();
        sim.Account.AddContactWithoutEmail("Phone", "Only", "555");
        sim.Account.AddContactWithoutEmail("Another");
        JsonElement json = (await sim.GetAsync("contacts?id_greater=5")).Json;
        Assert.Equal(["", ""], json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("email").GetString()));
        Assert.Equal(7, sim.Account.ContactCount);
    }

    private static TestSimulator Filled()
    {
        TestSimulator sim = new(options => options.ListsOldestFirst = true);
        for (int i = 1; i <= 5; i++)
            sim.Account.AddContact($"p{i}@example.com");
        sim.Account.AddSegment(contact => contact.Id % 2 == 0, "Even ones");
        return sim;
    }

    private static async Task<string> IdsAsync(TestSimulator sim, string query) =>
        string.Join(",", (await sim.GetAsync("contacts?" + query)).Json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()));
}
