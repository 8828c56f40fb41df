using System;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Import;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

[Collection(VirtualTimeCollection.Name)]
public sealed class QuiescenceTests : IDisposable
{
    private static readonly Wire.Step s_busy = Wire.Answer(200, """{"outstanding":[{"forDate":"2026-01-05","batches":"1","contacts":"250"}],"recentlyCompleted":[]}""");
    private static readonly Wire.Step s_quiet = Wire.Answer(200, """{"outstanding":[{"forDate":"2026-01-05","batches":"0","contacts":"0"}],"recentlyCompleted":[{"forDate":"2026-01-05","batches":"9","contacts":"9"}]}""");

    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;

    public QuiescenceTests()
    {
        _connection = _wire.Connect();
    }

    public void Dispose()
    {
        _connection.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Wait_NothingOutstanding_LooksTwice()
    {
        _wire.On("import/bulk_import", s_quiet);
        Assert.True(await WaitAsync(60));
        Assert.Equal([0, 2], _wire.Requests.Select(sent => Math.Round(sent.Seconds)));
    }

    [Fact]
    public async Task Wait_BusyAtFirst_PausesLongerAndLonger()
    {
        _wire.On("import/bulk_import", [.. Enumerable.Repeat(s_busy, 7), s_quiet]);
        Assert.True(await WaitAsync(600));
        double[] times = _wire.Requests.Select(sent => sent.Seconds).ToArray();
        double[] pauses = times.Skip(1).Zip(times, (later, earlier) => Math.Round(later - earlier, 1)).ToArray();
        Assert.Equal([2, 3, 4.5, 6.8, 10.1, 15, 15, 2], pauses);
    }

    [Fact]
    public async Task Wait_QuietOnlyForAMoment_GoesOn()
    {
        _wire.On("import/bulk_import", s_quiet, s_busy, s_quiet);
        Assert.True(await WaitAsync(60));
        Assert.Equal(4, _wire.Requests.Count);
    }

    [Fact]
    public async Task Wait_NeverQuiet_EndsWithTheTime()
    {
        _wire.On("import/bulk_import", s_busy);
        Assert.False(await WaitAsync(60));
        Assert.InRange(_wire.Seconds, 60, 61);
    }

    private Task<bool> WaitAsync(int seconds) =>
        _wire.Clock.ToEndAsync(new Quiescence(new ActiveCampaignService(_connection)).WaitAsync(TimeSpan.FromSeconds(seconds), default));
}
