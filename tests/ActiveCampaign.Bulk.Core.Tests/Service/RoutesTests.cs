using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class RoutesTests
{
    [Fact]
    public void ImportInfo_Handle_IsEscaped() => Assert.Equal("import/info?batchId=a%2Fb%26c", Routes.ImportInfo("a/b&c"));

    [Theory]
    [InlineData("fields", 0, "fields?limit=100&offset=0")]
    [InlineData("tags?search=x", 1200, "tags?search=x&limit=100&offset=1200")]
    public void Page_Offset_JoinsTheQuery(string route, int offset, string page) => Assert.Equal(page, Routes.Page(route, offset));

    [Fact]
    public void ContactByEmail_Address_IsEscaped() => Assert.Equal("contacts?limit=1&email=a%2Bb%40example.com", Routes.ContactByEmail("a+b@example.com"));
}
