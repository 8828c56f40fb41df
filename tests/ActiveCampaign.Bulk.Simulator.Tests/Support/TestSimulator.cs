using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Server;
using ActiveCampaign.Bulk.Tests.Support;

namespace ActiveCampaign.Bulk.Simulator.Tests.Support;

/// <summary>A server on a clock that stands still, and a client for it. Limits are off unless a test asks for them.</summary>
public sealed class TestSimulator : IDisposable
{
    public TestSimulator(Action<SimulatorOptions>? configure = null)
    {
        SimulatorOptions options = new() { Clock = Clock, EnforceLimits = false, SampleData = false };
        configure?.Invoke(options);
        Server = SimulatorServer.Start(options);
        Client = new HttpClient { BaseAddress = new Uri(Server.Uri, "api/3/") };
        Client.DefaultRequestHeaders.Add("Api-Token", Server.ApiToken);
    }

    public VirtualClock Clock { get; } = new();

    public SimulatorServer Server { get; }

    public HttpClient Client { get; }

    public SimulatedAccount Account => Server.Account;

    public SimulatorOptions Options => Server.Options;

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Reply> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Reply> ImportAsync(string json) => PostAsync("import/bulk_import", json);

    /// <summary>Imports contacts and moves on until the batch has ended.</summary>
    public async Task<JsonElement> ImportToEndAsync(string json)
    {
        Reply reply = await ImportAsync(json);
        string id = reply.Json.GetProperty("batchId").GetString()!;
        Clock.Advance(TimeSpan.FromMinutes(1));
        return (await GetAsync("import/info?batchId=" + id)).Json;
    }

    /// <summary>A second client with connections of its own.</summary>
    public Caller NewCaller() => new(Server);

    private async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Client.SendAsync(request);
        Reply reply = new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        if (reply.Text.Contains("The simulator failed", StringComparison.Ordinal))
            throw new InvalidOperationException(reply.Json.GetProperty("message").GetString());
        return reply;
    }

    /// <summary>Calls over a connection of its own.</summary>
    public sealed class Caller : IDisposable
    {
        private readonly HttpClient _client;

        public Caller(SimulatorServer server)
        {
            _client = new HttpClient { BaseAddress = new Uri(server.Uri, "api/3/") };
            _client.DefaultRequestHeaders.Add("Api-Token", server.ApiToken);
        }

        public async Task<int> GetStatusAsync(string path)
        {
            using HttpResponseMessage response = await _client.GetAsync(path);
            return (int)response.StatusCode;
        }

        public void Dispose() => _client.Dispose();
    }
}
