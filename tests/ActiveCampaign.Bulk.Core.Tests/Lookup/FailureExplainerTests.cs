using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

[Collection(VirtualTimeCollection.Name)]
public sealed class FailureExplainerTests : IDisposable
{
    private const string Nobody = """{"contacts":[]}""";
    private const string Room = """{"subscriber_limit":100,"subscriber_total":"99"}""";

    private static readonly PatienceSettings s_patience = PatienceSettings.Interactive with { CallTimeout = TimeSpan.FromMinutes(10) };

    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;
    private readonly FailureExplainer _explainer;

    public FailureExplainerTests()
    {
        _connection = _wire.Connect(s_patience);
        _explainer = new FailureExplainer(_connection);
        _wire.On("users/me", Wire.Good).On("lists/exclusions", Wire.Answer(200, """{"exclusions":[],"meta":{"total":0}}"""))
            .On("contacts", Wire.Answer(200, Nobody)).On("settings/account", Wire.Answer(200, Room));
    }

    public void Dispose()
    {
        _explainer.Dispose();
        _connection.Dispose();
        _wire.Dispose();
    }

    [Theory]
    [InlineData("ann@example.com", null, FailureCause.Excluded)]
    [InlineData("ANN@Example.com", null, FailureCause.Excluded)]
    [InlineData("ann@blocked.example", null, FailureCause.Excluded)]
    [InlineData("joann@example.com", null, FailureCause.NotStated)]
    [InlineData("sms@example.com", null, FailureCause.NotStated)]
    [InlineData("other@example.com", null, FailureCause.NotStated)]
    [InlineData("list@example.com", null, FailureCause.Excluded)]
    [InlineData("list@example.com", 3, FailureCause.Excluded)]
    [InlineData("list@example.com", 4, FailureCause.NotStated)]
    public async Task Explain_Exclusions_AreMatchedByTypeChannelAndLists(string email, int? list, FailureCause expected)
    {
        _wire.On("lists/exclusions", Wire.Answer(200, """
            {"exclusions":[{"id":"1","matchPhrase":"ann@example.com","matchType":"exact","channel":"all","lists":[]},
              {"id":"2","matchPhrase":"@blocked.example","matchType":"end","channel":"allEmail"},
              {"id":"3","matchPhrase":"sms@example.com","matchType":"exact","channel":"allSms","lists":[]},
              {"id":"4","matchPhrase":"other@example.com","matchType":"begin","channel":"all"},
              {"id":"5","matchPhrase":"list@example.com","matchType":"exact","channel":"several","lists":["3"]}],"meta":{"total":5}}
            """));
        Assert.Equal(expected, await ExplainAsync(email, list is int known ? [known] : null));
    }

    [Fact]
    public async Task Explain_ManyExclusions_AreReadToTheEndAndOnce()
    {
        _wire.On("lists/exclusions?limit=100&offset=0", Exclusions(1, 100)).On("lists/exclusions?limit=100&offset=100", Exclusions(101, 150));
        Assert.Equal(FailureCause.Excluded, await ExplainAsync(Contacts.Email(149), []));
        Assert.Equal(FailureCause.Excluded, await ExplainAsync(Contacts.Email(5), []));
        Assert.Equal(2, _wire.Requests.Count);
    }

    [Theory]
    [InlineData("\"bounced_hard\":\"1\"", "", FailureCause.Bounced)]
    [InlineData("\"bounced_hard\":\"0\"", """{"id":"1","contact":"7","list":"9","status":3}""", FailureCause.Bounced)]
    [InlineData("\"bounced_hard\":0", """{"id":"1","contact":7,"list":3,"status":"2"}""", FailureCause.Unsubscribed)]
    [InlineData("\"bounced_hard\":\"0\"", """{"id":"1","contact":"7","list":"9","status":"2"}""", FailureCause.NotStated)]
    [InlineData("\"bounced_hard\":\"0\"", """{"id":"1","contact":"7","list":"3","status":"1"}""", FailureCause.NotStated)]
    public async Task Explain_Contact_ShowsBounceAndUnsubscription(string member, string list, FailureCause expected)
    {
        _wire.On("contacts", Wire.Answer(200, "{\"contacts\":[{\"id\":\"7\",\"email\":\"ann@example.com\"," + member + "}],\"contactLists\":[" + list + "]}"));
        Assert.Equal(expected, await ExplainAsync("ann@example.com", [3, 4]));
        Assert.Equal(1, _wire.Count("contacts"));
        Assert.Equal(0, _wire.Count("settings/account"));
    }

    [Fact]
    public async Task Explain_ListsOfTheRowAreNotKnown_AnyListCounts()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}]}"""))
            .On("contacts/7/contactLists", Wire.Answer(200, """{"contactLists":[{"id":"1","contact":"7","list":"9","status":"2"}]}"""));
        Assert.Equal(FailureCause.Unsubscribed, await ExplainAsync("ann@example.com", null));
        byte[] row = Encoding.UTF8.GetBytes("""{"email":"ann@example.com","subscribe":[{"listid":3}]}""");
        Assert.Equal(FailureCause.NotStated, await _wire.Clock.ToEndAsync(_explainer.ExplainAsync(row, default)));
    }

    [Theory]
    [InlineData("""{"subscriber_limit":100,"subscriber_total":"100"}""", FailureCause.ContactLimit)]
    [InlineData("""{"subscriber_limit":"100","subscriber_total":120}""", FailureCause.ContactLimit)]
    [InlineData(Room, FailureCause.NotStated)]
    [InlineData("""{"subscriber_limit":0,"subscriber_total":5}""", FailureCause.NotStated)]
    [InlineData("{}", FailureCause.NotStated)]
    public async Task Explain_NoContact_LooksAtTheLimitOnce(string settings, FailureCause expected)
    {
        _wire.On("settings/account", Wire.Answer(200, settings));
        Assert.Equal(expected, await ExplainAsync("ann@example.com", []));
        Assert.Equal(expected, await ExplainAsync("bob@example.com", []));
        Assert.Equal((1, 1, 2), (_wire.Count("settings/account"), _wire.Count("lists/exclusions"), _wire.Count("contacts")));
    }

    [Theory]
    [InlineData("ann example.com", 0)]
    [InlineData("ann@example.c0m", 3)]
    [InlineData("o'ann@example.com", 3)]
    [InlineData("ann..lee@example.com", 3)]
    [InlineData(".ann@example.com", 3)]
    [InlineData("ann@-example.com", 3)]
    public async Task Explain_Malformed_IsAskedFirstWhereItIsSureAndLastWhereItIsNot(string email, int requests)
    {
        Assert.Equal(FailureCause.Malformed, await ExplainAsync(email, []));
        Assert.Equal(requests, _wire.Requests.Count);
    }

    [Theory]
    [InlineData("ann.lee+x@mail.example.co.uk")]
    [InlineData("ann_lee-1@example.xn--p1ai")]
    public async Task Explain_PlainAddress_IsNotStated(string email) => Assert.Equal(FailureCause.NotStated, await ExplainAsync(email, []));

    [Theory]
    [InlineData("settings/account", 403)]
    [InlineData("lists/exclusions", 403)]
    [InlineData("lists/exclusions", 404)]
    [InlineData("contacts", 422)]
    public async Task Explain_WhatMayNotBeRead_IsNotAsked(string route, int status)
    {
        _wire.On(route, Wire.Answer(status, "{}"));
        Assert.Equal(FailureCause.NotStated, await ExplainAsync("ann@example.com", []));
        int asked = _wire.Count(route);
        Assert.Equal(FailureCause.NotStated, await ExplainAsync("bob@example.com", []));
        Assert.Equal(route == "contacts" ? asked + 1 : asked, _wire.Count(route));
    }

    [Fact]
    public async Task Explain_ServiceFails_IsAnErrorAndNothingIsKept()
    {
        _wire.On("lists/exclusions", Wire.Answer(500), Wire.Answer(500), Exclusions(1, 5));
        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => ExplainAsync(Contacts.Email(1), []));
        Assert.Equal(BulkError.ServiceUnavailable, failure.Error);
        Assert.Equal(FailureCause.Excluded, await ExplainAsync(Contacts.Email(1), []));
    }

    [Fact]
    public void Texts_OfEachCause_DifferAndSayWhatToDo()
    {
        List<string> texts = Enum.GetValues<FailureCause>().Select(Texts.FailedBecause).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.All(texts, text => Assert.StartsWith("The service took the batch", text, StringComparison.Ordinal));
    }

    private Task<FailureCause> ExplainAsync(string email, IReadOnlyList<int>? subscribe) => _wire.Clock.ToEndAsync(_explainer.ExplainAsync(email, subscribe, default));

    private static Wire.Step Exclusions(int first, int last) => Wire.Answer(200, "{\"exclusions\":[" + string.Join(",", Enumerable.Range(first, last - first + 1)
        .Select(id => $$"""{"id":"{{id}}","matchPhrase":"{{Contacts.Email(id)}}","matchType":"exact","channel":"all","lists":[]}""")) + "],\"meta\":{\"total\":150}}");
}
