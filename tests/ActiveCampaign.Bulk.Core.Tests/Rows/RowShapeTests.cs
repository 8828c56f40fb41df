using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class RowShapeTests
{
    [Theory]
    [InlineData(true, "email", "Name")]
    [InlineData(false, "Name", "email")]
    [InlineData(false, "email", "name")]
    [InlineData(false, "email")]
    [InlineData(false, "email", "Name", "x")]
    public void Matches_Names_NeedsSameOrderAndCase(bool matches, params string[] names) =>
        Assert.Equal(matches, new RowShape(["email", "Name"]).Matches(names));

    [Fact]
    public void Matches_Null_IsFalse() => Assert.False(new RowShape([]).Matches(null!));
}
