using System.Linq;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Simulator.Tests.Support;

/// <summary>What the server answered.</summary>
public sealed record Reply(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
