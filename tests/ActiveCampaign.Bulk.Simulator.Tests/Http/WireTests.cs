using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Http;

public sealed class WireTests
{
    private const string Body = """{"contact":{"email":"a@example.com"}}""";

    [Theory]
    [InlineData("users/me", 200)]
    [InlineData("nothing", 404)]
    public async Task EveryAnswer_TellsTheServersTime(string route, int status)
    {
        using TestSimulator sim = new();
        sim.Clock.Advance(TimeSpan.FromSeconds(90.7));
        Reply reply = await sim.GetAsync(route);
        Assert.Equal((status, "Mon, 05 Jan 2026 08:01:30 GMT"), (reply.Status, reply.Header("Date")));
        sim.Options.SendsDate = false;
        Assert.Null((await sim.GetAsync(route)).Header("Date"));
    }

    [Fact]
    public async Task Connection_IsKeptForManyRequests()
    {
        using TestSimulator sim = new();
        for (int i = 0; i < 20; i++)
            await sim.GetAsync("users/me");
        Assert.Equal(1, sim.Server.OpenConnections);
    }

    [Fact]
    public async Task ConnectionClose_IsHonoured()
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        await raw.SendAsync(Head(sim, "GET", "users/me", "Connection: close\r\n"));
        Assert.StartsWith("HTTP/1.1 200", await raw.ReadUntilAsync("\"id\":\"1\"}}"), StringComparison.Ordinal);
        Assert.True(await raw.IsClosedAsync());
    }

    [Fact]
    public async Task Chunked_IsPutTogether()
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        await raw.SendAsync(Head(sim, "POST", "contact/sync", "Transfer-Encoding: chunked\r\n"));
        await raw.SendAsync("5\r\n" + Body.Substring(0, 5) + "\r\n");
        string rest = Body.Substring(5);
        await raw.SendAsync(rest.Length.ToString("x", CultureInfo.InvariantCulture) + ";name=value\r\n" + rest + "\r\n0\r\n");
        await raw.SendAsync("Trailer: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 201", await raw.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal(1, sim.Account.ContactCount);
    }

    [Fact]
    public async Task Chunked_ByHttpClient_IsTaken()
    {
        using TestSimulator sim = new();
        using HttpRequestMessage request = new(HttpMethod.Post, "import/bulk_import");
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Bodies.Import(250))));
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await sim.Client.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(250, sim.Server.Requests[0].ContactCount);
    }

    [Fact]
    public async Task ExpectContinue_IsAnsweredBeforeTheBody()
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        await raw.SendAsync(Head(sim, "POST", "contact/sync", "Expect: 100-continue\r\nContent-Length: " + Body.Length + "\r\n"));
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await raw.ReadUntilAsync("\r\n\r\n"));
        Assert.Equal(0, sim.Server.RequestCount(RouteKind.Any));
        await raw.SendAsync(Body);
        Assert.StartsWith("HTTP/1.1 201", await raw.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipelined_RequestsAreAnsweredInOrder()
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        string post = Head(sim, "POST", "contact/sync", "Content-Length: " + Body.Length + "\r\n") + Body;
        await raw.SendAsync(post + Head(sim, "GET", "users/me", "") + Head(sim, "GET", "nothing", ""));
        Assert.StartsWith("HTTP/1.1 201", await raw.ReadUntilAsync("\"organization\":null}}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await raw.ReadUntilAsync("\"id\":\"1\"}}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404", await raw.ReadUntilAsync("}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByteByByte_IsUnderstood()
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        string request = "\r\n" + Head(sim, "POST", "contact/sync", "Content-Length: " + Body.Length + "\r\n") + Body;
        foreach (char c in request)
            await raw.SendAsync(c.ToString());
        Assert.StartsWith("HTTP/1.1 201", await raw.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeBody_IsTakenWhole()
    {
        using TestSimulator sim = new(options => options.MaxImportBytes = int.MaxValue);
        string name = new('n', 5_000_000);
        await sim.ImportToEndAsync(Bodies.Import("{\"email\":\"a@example.com\",\"first_name\":\"" + name + "\"}"));
        Assert.Equal(name, sim.Account.FindContact("a@example.com")!.FirstName);
    }

    [Fact]
    public async Task LargeAnswer_ArrivesWhole()
    {
        using TestSimulator sim = new();
        for (int i = 0; i < 100; i++)
            sim.Account.AddContact("a" + i + "@example.com", new string('x', 5000));
        Reply reply = await sim.GetAsync("contacts?limit=100");
        Assert.Equal(100, reply.Json.GetProperty("contacts").GetArrayLength());
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task BadHttp_Is400AndOffence(string text)
    {
        using TestSimulator sim = new();
        using RawConnection raw = new(sim.Server);
        await raw.SendAsync(text);
        Assert.StartsWith("HTTP/1.1 400", await raw.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
        Assert.True(await raw.IsClosedAsync());
        Assert.Equal(1, sim.Server.Offences[OffenceKind.BadHttp]);
    }

    [Fact]
    public async Task HalfRequest_ThenClose_IsForgotten()
    {
        using TestSimulator sim = new();
        using (RawConnection raw = new(sim.Server))
        {
            await raw.SendAsync(Head(sim, "POST", "contact/sync", "Content-Length: 100\r\n") + "{");
            await Eventually.IsTrueAsync(() => sim.Server.OpenConnections == 1);
        }

        await Eventually.IsTrueAsync(() => sim.Server.OpenConnections == 0);
        Assert.Equal(0, sim.Server.RequestCount(RouteKind.Any));
    }

    [Fact]
    public async Task ManyConnections_AreServedAtOnce()
    {
        using TestSimulator sim = new();
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => sim.ImportAsync(Bodies.Import(20))));
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(100, sim.Account.BatchCount);
        Assert.Equal(Enumerable.Range(1, 100), sim.Server.Requests.Select(request => (int)request.Sequence));
    }

    private static string Head(TestSimulator sim, string method, string path, string headers) =>
        method + " /api/3/" + path + " HTTP/1.1\r\nHost: x\r\nApi-Token: " + sim.Server.ApiToken + "\r\n" + headers + "\r\n";
}
