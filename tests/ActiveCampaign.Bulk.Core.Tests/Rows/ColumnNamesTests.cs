using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class ColumnNamesTests
{
    [Theory]
    [InlineData("email", ColumnKind.Email)]
    [InlineData("E-Mail", ColumnKind.Email)]
    [InlineData("Email Address", ColumnKind.Email)]
    [InlineData("EMAIL_ADDRESS", ColumnKind.Email)]
    [InlineData("e-mail\u00A0address", ColumnKind.Email)]
    [InlineData("\uFEFFemail", ColumnKind.Email)]
    [InlineData("mail", ColumnKind.Email)]
    [InlineData("First Name", ColumnKind.FirstName)]
    [InlineData("first_name", ColumnKind.FirstName)]
    [InlineData("Firstname", ColumnKind.FirstName)]
    [InlineData("GivenName", ColumnKind.FirstName)]
    [InlineData("last name", ColumnKind.LastName)]
    [InlineData("Surname", ColumnKind.LastName)]
    [InlineData("Phone", ColumnKind.Phone)]
    [InlineData("ACCOUNT", ColumnKind.Account)]
    [InlineData("Company", ColumnKind.Account)]
    [InlineData("Tags", ColumnKind.Tags)]
    [InlineData("Lists", ColumnKind.Lists)]
    public void Find_PlainName_IsItsKind(string name, ColumnKind kind) => Assert.Equal(kind, ColumnNames.Find(name));

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("tag")]
    [InlineData("list")]
    [InlineData("emails")]
    [InlineData("e.mail")]
    [InlineData("session")]
    public void Find_OtherName_IsNull(string name) => Assert.Null(ColumnNames.Find(name));

    [Fact]
    public void Readable_Each_IsFound() => Assert.All(ColumnNames.Readable, name => Assert.NotNull(ColumnNames.Find(name)));
}
