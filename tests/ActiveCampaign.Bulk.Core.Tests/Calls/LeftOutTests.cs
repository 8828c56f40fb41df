using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Service.Import;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>Whoever a list leaves out, or a gateway does not know, is not taken for gone.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class LeftOutTests : IDisposable
{
    private const string Nobody = """{"contacts":[],"contactLists":[],"contactTags":[],"fieldValues":[]}""";

    private static readonly Wire.Step s_gateway = Wire.Answer(404, "<html>Not Found</html>");
    private static readonly Wire.Step s_gone = Wire.Answer(404, """{"message":"No Result found for Subscriber with id 7"}""");

    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;

    public LeftOutTests() => _connection = _wire.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Tags_AreLookedUpOfEachWhoIsNotInTheList()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"8"}],"contactTags":[{"id":"1","contact":"8","tag":"9"}]}"""))
            .On("contacts/7", Wire.Answer(200, """{"contact":{"id":"7","email":"ann@example.com"}}"""))
            .On("contacts/7/contactTags", Wire.Answer(200, """{"contactTags":[{"id":"70","contact":"7","tag":"5"}]}"""));

        Assert.Equal(["contactTags/70"], await LinksAsync());
        Assert.Equal(1, _wire.Count("contacts/7/contactTags"));
    }

    [Fact]
    public async Task Tags_OfSomebodyGone_AreGone_UnlessAGatewaySaysSo()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[]}""")).On("contacts/7", s_gone);
        Assert.Empty(await LinksAsync());

        _wire.On("contacts/7", s_gateway);
        BulkException refused = await Assert.ThrowsAsync<BulkException>(LinksAsync);
        Assert.Equal(BulkError.RequestRefused, refused.Error);
    }

    [Fact]
    public async Task Backup_OfSomebodyGone_IsNone_UnlessAGatewaySaysSo()
    {
        ContactReader reader = new(_connection) { NamesTags = true };
        _wire.On("tags", Wire.Answer(200, """{"tags":[]}""")).On("contacts", Wire.Answer(200, Nobody)).On("contacts/7", s_gone);
        Assert.Empty(await _wire.Clock.ToEndAsync(reader.EachAsync([7], ContactParts.All, default)));

        _wire.On("contacts/7", s_gateway);
        await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(reader.EachAsync([7], ContactParts.All, default)));
    }

    [Theory]
    [InlineData("contactLists")]
    [InlineData("contactTags")]
    [InlineData("fieldValues")]
    public async Task Backup_OfSomebodyWhosePartIsNotInTheAnswer_IsNone(string missing)
    {
        ContactReader reader = new(_connection) { NamesTags = true };
        string others = Nobody.Replace($"\"{missing}\"", "\"others\"", StringComparison.Ordinal).Replace("\"contacts\":[]", "\"contacts\":[{\"id\":\"7\",\"email\":\"ann@one.example\"}]", StringComparison.Ordinal);
        _wire.On("contacts", Wire.Answer(200, Nobody.Replace("\"contacts\":[]", "\"contacts\":[{\"id\":\"8\"}]", StringComparison.Ordinal)), Wire.Answer(200, others))
            .On("contacts/7/" + missing, Wire.Answer(200, "{}"));
        Assert.Single(await ReadAsync(8));

        BulkException unreadable = await Assert.ThrowsAsync<BulkException>(() => ReadAsync(7));
        Assert.Equal(BulkError.AnswerUnreadable, unreadable.Error);

        _wire.On("contacts", Wire.Answer(200, others)).On("contacts/7/" + missing, Wire.Answer(200, $"{{\"{missing}\":[]}}"));
        Assert.Equal("ann@one.example", Assert.Single(await ReadAsync(7)).Email);

        Task<IReadOnlyList<Contact>> ReadAsync(int id) => _wire.Clock.ToEndAsync(reader.EachAsync([id], ContactParts.All, default));
    }

    [Fact]
    public async Task Departures_AreReadOfEachWhoIsNotInTheList()
    {
        const string ByEmail = "contacts?limit=1&email=ann%40example.com&include=contactLists";
        _wire.On("contacts", Wire.Answer(200, Nobody))
            .On(ByEmail, Wire.Answer(200, """{"contacts":[{"id":"7","email":"ann@example.com"}],"contactLists":[{"contact":"7","list":"3","status":"1"}]}"""));
        using DepartureCheck check = new(new ActiveCampaignService(_connection));

        Assert.Equal([1L], await check.StillOnAsync(new Departures(["3"], [new ContactReference(1, 7, "ann@example.com")]), default));

        _wire.On(ByEmail, Wire.Answer(200, Nobody));
        Assert.Empty(await check.StillOnAsync(new Departures(["3"], [new ContactReference(1, 7, "ann@example.com")]), default));
    }

    private async Task<IReadOnlyList<string>> LinksAsync()
    {
        using RemoveTagAction action = new(_connection, [5]);
        IReadOnlyList<Contact> contacts = await _wire.Clock.ToEndAsync(action.ReadAsync([7], default));
        return contacts.Where(contact => contact.Id == 7).SelectMany(action.Routes).ToList();
    }
}
