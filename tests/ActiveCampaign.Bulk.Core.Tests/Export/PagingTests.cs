using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System.Web;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Export;

/// <summary>Short pages and missing parts end no listing, and say of nobody that there is nothing.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class PagingTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;

    public PagingTests() => _connection = _wire.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _wire.Dispose();
    }

    [Theory]
    [InlineData(350, 100, true)]
    [InlineData(350, 100, false)]
    [InlineData(350, 60, true)]
    [InlineData(350, 60, false)]
    [InlineData(350, 2, true)]
    [InlineData(200, 100, false)]
    [InlineData(1, 100, true)]
    [InlineData(1, 100, false)]
    public async Task Segment_WithShortPages_IsReadToItsEnd(int count, int pageSize, bool hasTotal)
    {
        _wire.On("contacts", Page([.. Enumerable.Range(1, count)], pageSize, hasTotal));

        Assert.Equal(Enumerable.Range(1, count), (await ReadSegmentAsync()).Order());
    }

    [Fact]
    public async Task Segment_ThatLosesContactsMeanwhile_HidesNobody()
    {
        List<int> left = [.. Enumerable.Range(1, 450)];
        int calls = 0;
        _wire.On("contacts", async (request, token) =>
        {
            if (++calls == 6)
                left.RemoveRange(0, 120);
            return await Page(left, 60, hasTotal: false)(request, token);
        });

        Assert.Superset(Enumerable.Range(121, 330).ToHashSet(), (await ReadSegmentAsync()).ToHashSet());
    }

    [Fact]
    public async Task Segment_WhosePagesRepeat_IsAnError()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"1"},{"id":"2"}],"meta":{"total":"9"}}"""));

        Assert.Equal(BulkError.AnswerUnreadable, (await Assert.ThrowsAsync<BulkException>(ReadSegmentAsync)).Error);
    }

    [Fact]
    public async Task Lookup_WhosePagesRepeat_IsAnError_AndSaysOfNobodyThatHeIsNotThere()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"1","email":"a@one.example"},{"id":"2","email":"b@one.example"}],"meta":{"total":"900"}}"""));
        ContactFinder finder = new(_connection);
        ContactReference[] asked = [.. Enumerable.Range(1, 20).Select(i => new ContactReference(i, null, $"p{i}@one.example"))];

        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(finder.AddAsync(asked, default)));
        Assert.Equal(BulkError.AnswerUnreadable, failure.Error);
    }

    [Theory]
    [InlineData("contactLists", """{"id":"5","list":"3","status":"2"}""")]
    [InlineData("fieldValues", """{"id":"5","field":"3","value":"x"}""")]
    public async Task APageWithoutThePart_IsAskedOfEach_WhateverCameBefore(string name, string item)
    {
        _wire.On("contacts", Wire.Answer(200, $$"""{"contacts":[{"id":"1"}],"{{name}}":[]}"""), Wire.Answer(200, """{"contacts":[{"id":"2"}]}"""))
            .On("contacts/2/" + name, Wire.Answer(200, $$"""{"{{name}}":[{{item}}]}"""));
        PageSource pages = new(_connection, new ContactQuery(), PartNames.All.Single(part => part.Value == name).Key);
        await pages.IdsAsync([1], default);

        Contact contact = Assert.Single(await _wire.Clock.ToEndAsync(pages.IdsAsync([2], default)));

        Assert.Equal(1, contact.Lists.Count + contact.Fields.Count);
    }

    [Theory]
    [InlineData(100, true, 1)]
    [InlineData(100, false, 2)]
    [InlineData(37, true, 3)]
    [InlineData(37, false, 4)]
    public async Task Ids_OfWhomAShortPageShowsAFew_AreAskedForAgain(int pageSize, bool hasTotal, int calls)
    {
        int[] there = [.. Enumerable.Range(1, 97)];
        _wire.On("contacts", ById(there, pageSize, hasTotal));
        PageSource pages = new(_connection, new ContactQuery(), ContactParts.Lists);
        ContactReference[] asked = [.. Enumerable.Range(1, 100).Select(id => new ContactReference(id, id, null))];

        IReadOnlyList<Contact> read = await _wire.Clock.ToEndAsync(pages.IdsAsync(Enumerable.Range(1, 100), default));
        Assert.Equal(there, read.Select(contact => contact.Id).Order());
        Assert.All(read, contact => Assert.Single(contact.Lists));
        Assert.Equal(calls, _wire.Count("contacts"));

        Assert.Equal(there, (await _wire.Clock.ToEndAsync(new ContactFinder(_connection).AddAsync(asked, default))).Where(match => match.IsFound).Select(match => match.Id!.Value));
        Assert.Equal(calls * 2, _wire.Count("contacts"));

        Assert.Equal(there.Select(id => (long)id), (await _wire.Clock.ToEndAsync(new MemberStates(_connection).ReadAsync(asked, withLists: true, default))).Keys.Order());
        Assert.Equal(calls * 3, _wire.Count("contacts"));
    }

    private async Task<IReadOnlyList<int>> ReadSegmentAsync()
    {
        List<int> read = [];
        PageSource pages = new(_connection, new ContactQuery { SegmentId = 1 }, ContactParts.None);
        SegmentWalk walk = new(pages, _wire.Clock, new IdRange(1, 0, 0));
        await _wire.Clock.ToEndAsync(RunAsync());
        return read;

        async Task<bool> RunAsync()
        {
            await walk.RunAsync(
                (_, contacts) =>
                {
                    read.AddRange(contacts.Select(contact => contact.Id));
                    return Task.CompletedTask;
                },
                default);
            return true;
        }
    }

    // Those that are asked for by id and are there, with a list each.
    private static Wire.Step ById(IReadOnlyList<int> there, int pageSize, bool hasTotal) => (request, token) =>
    {
        int[] found = [.. HttpUtility.ParseQueryString(request.RequestUri!.Query).GetValues("ids[]")!.Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Where(there.Contains)];
        string contacts = string.Join(",", found.Take(pageSize).Select(id => $$"""{"id":"{{id}}","email":"p{{id}}@one.example"}"""));
        string lists = string.Join(",", found.Take(pageSize).Select(id => $$"""{"id":"{{id}}","contact":"{{id}}","list":"3","status":"1"}"""));
        return Wire.Answer(200, $$"""{"contacts":[{{contacts}}],"contactLists":[{{lists}}]{{(hasTotal ? $$""","meta":{"total":"{{found.Length}}"}""" : string.Empty)}}}""")(request, token);
    };

    // A page of what is there by place, no longer than the service likes.
    private static Wire.Step Page(IReadOnlyList<int> ids, int pageSize, bool hasTotal) => (request, token) =>
    {
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        int offset = int.Parse(query["offset"] ?? "0", CultureInfo.InvariantCulture);
        int limit = Math.Min(pageSize, int.Parse(query["limit"]!, CultureInfo.InvariantCulture));
        string contacts = string.Join(",", ids.Skip(offset).Take(limit).Select(id => $$"""{"id":"{{id}}"}"""));
        return Wire.Answer(200, $$"""{"contacts":[{{contacts}}]{{(hasTotal ? $$""","meta":{"total":"{{ids.Count}}"}""" : string.Empty)}}}""")(request, token);
    };
}
