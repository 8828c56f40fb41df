using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class CustomFieldTests
{
    private const string Address = "ada@example.com";

    [Fact]
    public async Task Field_IsKnownByItsNameNotItsLabel()
    {
        using TestService service = new();
        service.Account.AddCustomField("Membership Level");
        Assert.Equal("2 1 0 0 0", TestService.Counters(await service.ImportToEndAsync(
            """{"email":"ada@example.com","cf:Membership Level":"by label","cf:Membership_Level":"by name"}""")));
        Assert.Equal("by name", service.Account.FindContact(Address)!.CustomFields["Membership_Level"]);
        Assert.Equal(1, service.Server.Offences[OffenceKind.UnknownReference]);
    }

    [Fact]
    public async Task UnknownField_IsNoErrorAndNoValue()
    {
        using TestService service = new();
        Assert.Equal("3 2 0 0 0", TestService.Counters(await service.UploadToEndAsync("email,cf:nothing\r\na@example.com,1\r\nb@example.com,2\r\n")));
        Assert.Empty(service.Account.FindContact("a@example.com")!.CustomFields);
        Assert.Equal(1, service.Server.Offences[OffenceKind.UnknownReference]);
    }

    [Theory]
    [InlineData("string", "anything", "anything")]
    [InlineData("text_area", "a\\nb", "a\nb")]
    [InlineData("date", "1/2/2026", "2026-01-02")]
    [InlineData("date", "yesterday", null)]
    [InlineData("datetime", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("datetime", "3 o'clock", null)]
    [InlineData("number", "-1.5", "-1.5")]
    [InlineData("number", "1,5", null)]
    [InlineData("currency", "$5", null)]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "yes", null)]
    [InlineData("single_select", "Gold", "Gold")]
    [InlineData("single_select", "gold", null)]
    [InlineData("multi_select", "Gold,Silver", "Gold,Silver")]
    [InlineData("multi_select", "Gold,Tin", null)]
    public async Task Value_MustFitItsField_OrTheRowIsAnError(string type, string sent, string? kept)
    {
        using TestService service = new();
        service.Account.AddCustomField("Field", type, ["Silver", "Gold"]);
        Assert.Equal($"2 1 {(kept is null ? 1 : 0)} 0 0", TestService.Counters(await service.ImportToEndAsync(
            "{\"email\":\"ada@example.com\",\"cf:Field\":\"" + sent + "\"}")));
        Assert.Equal(kept, service.Account.FindContact(Address)?.CustomFields["Field"]);
    }

    [Theory]
    [InlineData(BadFieldValue.Store, "Tin")]
    [InlineData(BadFieldValue.Drop, null)]
    public async Task Value_ThatDoesNotFit_IsStoredOrDroppedByRule(BadFieldValue rule, string? kept)
    {
        using TestService service = new(options => options.BadFieldValue = rule);
        service.Account.AddCustomField("Level", "single_select", ["Gold"]);
        Assert.Equal("2 1 0 0 0", TestService.Counters(await service.ImportToEndAsync("""{"email":"ada@example.com","cf:Level":"Tin"}""")));
        Assert.Equal(kept, service.Account.FindContact(Address)!.CustomFields.Values.SingleOrDefault());
    }

    [Fact]
    public async Task TwentySixthFieldOfAContact_IsAnError()
    {
        using TestService service = new();
        for (int i = 1; i <= 26; i++)
            service.Account.AddCustomField("Field " + i);
        string Row(int from, int to) => "{\"email\":\"ada@example.com\"" + string.Concat(Enumerable.Range(from, to - from + 1).Select(i => ",\"cf:Field_" + i + "\":\"x\"")) + "}";
        Assert.Equal("4 3 2 0 0", TestService.Counters(await service.ImportToEndAsync(Row(1, 26) + "," + Row(1, 25) + "," + Row(26, 26))));
        Assert.Equal(25, service.Account.FindContact(Address)!.CustomFields.Count);
    }

    [Fact]
    public void UnknownType_IsRefusedBySeeding()
    {
        using TestService service = new();
        Assert.Throws<ArgumentException>(() => service.Account.AddCustomField("Field", "dropdown"));
    }
}
