using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["Newsletter", "VIP", "Birthday", "Customer since"];

    [Theory]
    [InlineData("newsletter", "Newsletter")]
    [InlineData("Newsleter", "Newsletter")]
    [InlineData("Nwesletter", "Newsletter")]
    [InlineData("VPI", "VIP")]
    [InlineData("birth day", "Birthday")]
    [InlineData("customer", "Customer since")]
    public void Find_Near_IsThatName(string typed, string name) => Assert.Equal(name, NearestName.Find(typed, s_names));

    [Theory]
    [InlineData("Quarterly")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("")]
    public void Find_NothingNear_IsNull(string typed) => Assert.Null(NearestName.Find(typed, s_names));

    [Fact]
    public void Find_EquallyNear_IsFirst() => Assert.Equal("ab", NearestName.Find("a", ["ab", "ac"]));

    [Theory]
    [InlineData("Nwesletter", "Newsletter")]
    [InlineData("Birtday", "Birthday")]
    [InlineData("customer", null)]
    [InlineData("VPI", null)]
    [InlineData("Mobile", null)]
    public void FindNear_OnlyASlipOfTheHand_IsThatName(string typed, string? name) => Assert.Equal(name, NearestName.FindNear(typed, s_names));

    [Fact]
    public void Find_NoCandidates_IsNull() => Assert.Null(NearestName.Find("VIP", []));
}
