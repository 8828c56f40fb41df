using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Catalog;

[Collection(VirtualTimeCollection.Name)]
public sealed class CatalogReaderTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;
    private readonly CatalogReader _reader;

    public CatalogReaderTests()
    {
        _connection = _wire.Connect();
        _reader = new CatalogReader(_connection);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Fields_WithOptions_AreReadInTheirOrder()
    {
        _wire.On("fields", Wire.Answer(200, """
            {"fieldOptions":[{"id":"1","field":"4","value":"Second","orderid":"2"},{"id":"2","field":4,"value":"First","orderid":1},{"field":"9","value":"x"}],
             "fields":[{"id":"4","title":"Plan","perstag":"%PLAN%","type":"dropdown"},{"id":5,"title":"Notes","perstag":"NOTES","type":null}],
             "meta":{"total":"2"}}
            """));
        IReadOnlyList<FieldDefinition> fields = await _wire.Clock.ToEndAsync(_reader.FieldsAsync(default));
        Assert.Equal([4, 5], fields.Select(field => field.Id));
        Assert.Equal(("Plan", "PLAN", FieldKind.OneOption), (fields[0].Title, fields[0].PersTag, fields[0].Kind));
        Assert.Equal(["First", "Second"], fields[0].Options);
        Assert.Equal(FieldKind.Text, fields[1].Kind);
        Assert.Equal("fields?limit=100&offset=0", Assert.Single(_wire.Requests).Route);
    }

    [Fact]
    public async Task Tags_SeveralPages_AreReadWhole()
    {
        _wire.On("tags?limit=100&offset=0", Page("tags", 1, 100, 230)).On("tags?limit=100&offset=100", Page("tags", 101, 200, 230)).On("tags?limit=100&offset=200", Page("tags", 201, 230, 230));
        IReadOnlyList<TagDefinition> tags = await _wire.Clock.ToEndAsync(_reader.TagsAsync(default));
        Assert.Equal(Enumerable.Range(1, 230), tags.Select(tag => tag.Id));
        Assert.Equal(3, _wire.Requests.Count);
    }

    [Fact]
    public async Task Tags_RowsShiftWhilePaging_AreTakenOnce()
    {
        _wire.On("tags?limit=100&offset=0", Page("tags", 1, 100, 140)).On("tags?limit=100&offset=100", Page("tags", 100, 140, 140));
        Assert.Equal(Enumerable.Range(1, 140), (await _wire.Clock.ToEndAsync(_reader.TagsAsync(default))).Select(tag => tag.Id));
    }

    [Fact]
    public async Task Tags_OffsetIgnored_EndsAllTheSame()
    {
        _wire.On("tags", [.. Enumerable.Repeat(Page("tags", 1, 100), 20), Page("tags", 1, 1)]);
        Assert.Equal(100, (await _wire.Clock.ToEndAsync(_reader.TagsAsync(default))).Count);
        Assert.Equal(2, _wire.Requests.Count);
    }

    [Fact]
    public async Task Tags_OfTemplates_AreLeftOut()
    {
        _wire.On("tags", Wire.Answer(200, """{"tags":[{"id":"1","tag":"vip","tagType":"contact","description":"d"},{"id":"2","tag":"t","tagType":"template"},{"id":"3","tag":"old","tagType":""}]}"""));
        Assert.Equal([new TagDefinition(1, "vip", "d"), new TagDefinition(3, "old", "")], await _wire.Clock.ToEndAsync(_reader.TagsAsync(default)));
    }

    [Fact]
    public async Task Lists_Page_IsReadTolerantly()
    {
        _wire.On("lists", Wire.Answer(200, """{"lists":[{"id":"3","name":"News","stringid":"news"},{"id":4}],"meta":{}}"""));
        Assert.Equal([new ListDefinition(3, "News", "news"), new ListDefinition(4, "", "")], await _wire.Clock.ToEndAsync(_reader.ListsAsync(default)));
    }

    private static Wire.Step Page(string member, int first, int last, int? total = null) => Wire.Answer(
        200,
        "{\"" + member + "\":[" + string.Join(",", Enumerable.Range(first, last - first + 1).Select(id => string.Format(CultureInfo.InvariantCulture, "{{\"id\":\"{0}\",\"tag\":\"t{0}\"}}", id))) + "]" + (total is null ? "}" : $",\"meta\":{{\"total\":\"{total}\"}}}}"));
}
