using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class RowIdentityTests
{
    [Theory]
    [InlineData("6b0d8c1e-0000-4000-8000-00000000a001", "6B0D8C1E-0000-4000-8000-00000000A001", "", false)]
    [InlineData("6b0d8c1e-0000-4000-8000-00000000a001", "6b0d8c1e-0000-4000-8000-00000000a002", "", true)]
    [InlineData("6b0d8c1e-0000-4000-8000-00000000a001", "6b0d8c1e-0000-4000-8000-00000000a002", "a@b.example", true)]
    [InlineData("6b0d8c1e-0000-4000-8000-00000000a001", "A-17", "", false)]
    [InlineData("3", "9", "a@b.example", false)]
    [InlineData("3", "9", "", true)]
    [InlineData("3", "", "", false)]
    public void Read_TwoIds_AreToldWhereTheyDiffer(string exported, string own, string email, bool isOther)
    {
        RowIdentity named = RowIdentity.Read([new("id", own), new("contact_id", exported), new("email", email)]);
        Assert.Equal((exported, isOther ? own : null), (named.Id, named.OtherId));
    }

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
