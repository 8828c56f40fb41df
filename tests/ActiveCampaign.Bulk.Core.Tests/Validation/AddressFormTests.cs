using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Validation;

public class AddressFormTests
{
    [Theory]
    [InlineData("ann@one.example", " Ann@One.example\u200B", true)]
    [InlineData("jose\u0301@one.example", "Jos\u00E9@one.example", true)]
    [InlineData("ann@b\u00FCcher.example", "ann@xn--bcher-kva.example", true)]
    [InlineData(null, " ", true)]
    [InlineData("ann@one.example", null, false)]
    [InlineData("jose@one.example", "jos\u00E9@one.example", false)]
    public void IsSame_TwoSpellings_TellsWhetherTheyAreOneAddress(string? one, string? other, bool isSame) =>
        Assert.Equal((isSame, isSame), (AddressForm.IsSame(one, other), AddressForm.IsSame(other, one)));
}
