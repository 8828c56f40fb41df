using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class RowIdentityTests
{
    [Theory]
    [InlineData("UserPrincipalName", "ann@corp.example", "mail", "ann@one.example", "ann@one.example")]
    [InlineData("PrimarySmtpAddress", "ann@one.example", "UserPrincipalName", "ann@corp.example", "ann@one.example")]
    [InlineData("mail", "", "UserPrincipalName", "ann@corp.example", "")]
    [InlineData("UserPrincipalName", "ann@corp.example", "GivenName", "Ann", "ann@corp.example")]
    [InlineData("UserPrincipalName", " ", "GivenName", "Ann", "")]
    [InlineData("SamAccountName", "ann", "GivenName", "Ann", null)]
    public void Read_SignInName_IsTheAddressWhereNoOtherColumnHasOne(string first, string one, string second, string other, string? address)
    {
        RowIdentity named = RowIdentity.Read([new KeyValuePair<string, object?>(first, one), new KeyValuePair<string, object?>(second, other)]);
        Assert.Equal((address is not null, address), (named.HasAddress, named.Address));
    }
}
