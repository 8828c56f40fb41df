using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class ImportEnvelopesTests
{
    [Theory]
    [InlineData(false, """{"contacts":[]}""")]
    [InlineData(true, """{"contacts":[],"exclude_automations":true}""")]
    public void Create_WithoutCallback_IsContactsAndSwitch(bool skip, string body) => Assert.Equal(body, Body(ImportEnvelopes.Create(skip, null)));

    [Fact]
    public void Create_Callback_HasTheDocumentedShape()
    {
        CallbackSettings callback = new(
            new Uri("https://host.example.com/cb?a=1"),
            [new("secret", "s\"1"), new("job", "7")],
            [new("X-Job", "42")]);
        using JsonDocument document = JsonDocument.Parse(Body(ImportEnvelopes.Create(true, callback)));
        JsonElement root = document.RootElement;
        Assert.Equal(["contacts", "exclude_automations", "callback"], root.EnumerateObject().Select(member => member.Name));
        JsonElement written = root.GetProperty("callback");
        Assert.Equal("https://host.example.com/cb?a=1", written.GetProperty("url").GetString());
        Assert.Equal("POST", written.GetProperty("requestType").GetString());
        Assert.Equal("true", written.GetProperty("detailed_results").GetString());
        Assert.Equal(["secret=s\"1", "job=7"], Pairs(written, "params"));
        Assert.Equal(["X-Job=42"], Pairs(written, "headers"));
    }

    [Fact]
    public void Create_CallbackWithoutPairs_LeavesThemOut()
    {
        using JsonDocument document = JsonDocument.Parse(Body(ImportEnvelopes.Create(false, new CallbackSettings(new Uri("https://example.com"), [], []))));
        Assert.False(document.RootElement.TryGetProperty("exclude_automations", out _));
        Assert.Equal(["url", "requestType", "detailed_results"], document.RootElement.GetProperty("callback").EnumerateObject().Select(member => member.Name));
    }

    private static string Body(ImportEnvelope envelope) => Contacts.Text(envelope.Prefix) + Contacts.Text(envelope.Suffix);

    private static IEnumerable<string> Pairs(JsonElement callback, string name) =>
        callback.GetProperty(name).EnumerateArray().Select(pair => pair.GetProperty("key").GetString() + "=" + pair.GetProperty("value").GetString());
}
