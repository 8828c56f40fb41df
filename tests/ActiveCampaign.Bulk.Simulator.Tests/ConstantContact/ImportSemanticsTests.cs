using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class ImportSemanticsTests
{
    private const string Address = "ada@example.com";

    [Fact]
    public async Task NewContact_IsImplicitAndLetInByTheAccount()
    {
        using TestService service = new();
        await service.ImportToEndAsync("""{"email":"ada@example.com","first_name":"Ada"}""");
        PersonSnapshot ada = service.Account.FindContact("ADA@example.com")!;
        Assert.Equal((Permission.Implicit, "Account", "active"), (ada.Permission, ada.OptInSource, ada.Status));
        Assert.Equal(["Newsletter"], ada.Lists);
        Assert.Equal(1, ada.TimesApplied);
    }

    [Fact]
    public async Task KnownContact_KeepsWhatIsAbsentNullOrEmpty_AndItsPermission()
    {
        using TestService service = new();
        service.Account.AddContact(
            Address, new Dictionary<string, string> { ["first_name"] = "Ada", ["last_name"] = "L", ["job_title"] = "Countess" }, permission: Permission.Explicit);
        await service.ImportToEndAsync("""{"email":"Ada@Example.com","first_name":"","last_name":null,"company_name":"Engines"}""");
        PersonSnapshot ada = Assert.Single(service.Account.Contacts);
        Assert.Equal(["Ada", "L", "Countess", "Engines"], new[] { "first_name", "last_name", "job_title", "company_name" }.Select(name => ada.Values[name]));
        Assert.Equal((Permission.Explicit, Address), (ada.Permission, ada.Email));
    }

    [Fact]
    public async Task Whitespace_IsAValueAndOverwrites()
    {
        using TestService service = new();
        service.Account.AddContact(Address, new Dictionary<string, string> { ["first_name"] = "Ada" });
        await service.UploadToEndAsync("email,first_name\r\n" + Address + ", \r\n");
        Assert.Equal(" ", service.Account.FindContact(Address)!.Values["first_name"]);
    }

    [Fact]
    public async Task WhoHasLeft_IsCountedChangedAndOnNoList()
    {
        using TestService service = new();
        service.Account.AddContact(Address, listIds: [service.ListId]);
        service.Account.Unsubscribe(Address);
        Assert.Equal("3 2 0 0 1", TestService.Counters(await service.ImportToEndAsync(
            """{"email":"ada@example.com","first_name":"Ada"},{"email":"ben@example.com"}""")));
        PersonSnapshot ada = service.Account.FindContact(Address)!;
        Assert.Equal((Permission.Unsubscribed, "Ada"), (ada.Permission, ada.Values["first_name"]));
        Assert.Empty(ada.Lists);
        Assert.Equal(0, service.Account.Reactivations);
    }

    [Fact]
    public void Reactivations_AreCounted_WhoeverMakesThem()
    {
        using TestService service = new();
        service.Account.AddContact(Address);
        service.Account.Unsubscribe(Address);
        service.Account.SetPermission(Address, Permission.Explicit);
        Assert.Equal(1, service.Account.Reactivations);
    }

    [Fact]
    public async Task DeletedContact_ComesBack_AndOneWhoHadLeftStaysAway()
    {
        using TestService service = new();
        string id = service.Account.AddContact(Address);
        service.Account.AddContact("ben@example.com");
        service.Account.Unsubscribe("ben@example.com");
        service.Account.Delete(Address);
        service.Account.Delete("ben@example.com");
        Assert.Equal("3 2 0 0 1", TestService.Counters(await service.ImportToEndAsync("""{"email":"ada@example.com"},{"email":"ben@example.com"}""")));
        Assert.Equal((id, "active"), (service.Account.FindContact(Address)!.Id, service.Account.FindContact(Address)!.Status));
        Assert.Equal("unsubscribed", service.Account.FindContact("ben@example.com")!.Status);
    }

    [Theory]
    [InlineData(false, "Second", "L")]
    [InlineData(true, "First", "L")]
    public async Task Duplicates_CollapseWithoutAWord_AndOneWins(bool firstWins, string name, string lastName)
    {
        using TestService service = new(options => options.FirstDuplicateWins = firstWins);
        Assert.Equal("3 2 0 0 0", TestService.Counters(await service.ImportToEndAsync(
            """{"email":"ada@example.com","first_name":"First","last_name":"L"},{"email":"ADA@example.com","first_name":"Second"}""")));
        PersonSnapshot ada = Assert.Single(service.Account.Contacts);
        Assert.Equal((name, lastName), (ada.Values["first_name"], ada.Values["last_name"]));
        Assert.Equal(2, service.Account.AppliedCounts()[Address]);
    }

    [Theory]
    [InlineData(PersonCount.Rows, 4)]
    [InlineData(PersonCount.Imported, 3)]
    [InlineData(PersonCount.People, 2)]
    public async Task PersonCount_CountsWhatTheRulesSay(PersonCount rule, int count)
    {
        using TestService service = new(options => options.PersonCount = rule);
        Assert.Equal($"5 {count} 0 1 0", TestService.Counters(await service.ImportToEndAsync(
            """{"email":"a@example.com"},{"email":"a@example.com"},{"email":"b@example.com"},{"email":"wrong"}""")));
    }

    [Theory]
    [InlineData("\"first_name\":\"Ada\"")]
    [InlineData("\"email\":\"ada\"")]
    [InlineData("\"email\":\"a da@example.com\"")]
    [InlineData("\"email\":\"ada@@example.com\"")]
    [InlineData("\"email\":\"ada@example\"")]
    [InlineData("\"email\":\"ada@example..com\"")]
    [InlineData("\"email\":\" \"")]
    [InlineData("\"email\":\"ada@example.com\",\"birthday_month\":13,\"birthday_day\":1")]
    [InlineData("\"email\":\"ada@example.com\",\"birthday_month\":2,\"birthday_day\":30")]
    [InlineData("\"email\":\"ada@example.com\",\"birthday_month\":2")]
    [InlineData("\"email\":\"ada@example.com\",\"birthday_day\":2")]
    [InlineData("\"email\":\"ada@example.com\",\"anniversary\":\"12.10.2020\"")]
    [InlineData("\"email\":\"ada@example.com\",\"anniversary\":\"2020-13-01\"")]
    public async Task RowThatAPersonCouldMend_IsCorrectable(string members)
    {
        using TestService service = new();
        Assert.Equal("2 1 0 1 0", TestService.Counters(await service.ImportToEndAsync("{" + members + "}")));
        Assert.Empty(service.Account.Contacts);
    }

    [Theory]
    [InlineData("first_name", 50)]
    [InlineData("company_name", 50)]
    [InlineData("street", 255)]
    [InlineData("work_city", 50)]
    [InlineData("mobile_phone", 50)]
    [InlineData("cf:Notes", 255)]
    public async Task ValueThatIsTooLong_IsAnError(string property, int max)
    {
        using TestService service = new();
        service.Account.AddCustomField("Notes");
        string Row(int length) => "{\"email\":\"a" + length + "@example.com\",\"" + property + "\":\"" + new string('x', length) + "\"}";
        Assert.Equal("3 2 1 0 0", TestService.Counters(await service.ImportToEndAsync(Row(max) + "," + Row(max + 1))));
        Assert.Equal("a" + max + "@example.com", Assert.Single(service.Account.Contacts).Email);
    }

    [Theory]
    [InlineData(38, "2 1 0 0 0")]
    [InlineData(39, "2 1 1 0 0")]
    public async Task Email_MayHaveFiftyCharacters(int local, string counters)
    {
        using TestService service = new();
        Assert.Equal(counters, TestService.Counters(await service.ImportToEndAsync("{\"email\":\"" + new string('a', local) + "@example.com\"}")));
    }

    [Theory]
    [InlineData("12/10/2020")]
    [InlineData("2020/12/10")]
    [InlineData("2020-12-10")]
    [InlineData("12-10-2020")]
    public async Task Anniversary_IsReadInItsSpellings(string text)
    {
        using TestService service = new();
        await service.ImportToEndAsync("{\"email\":\"ada@example.com\",\"anniversary\":\"" + text + "\"}");
        Assert.Equal("2020-12-10", service.Account.FindContact(Address)!.Values["anniversary"]);
    }

    [Fact]
    public async Task PhonesAndAddresses_GoToTheirKinds_AndStreet2BehindStreet()
    {
        using TestService service = new();
        await service.ImportToEndAsync(
            """{"email":"ada@example.com","phone":"1","street":"Main 1","street2":"Flat 2","home country":"UK","work_street2":"Desk 3"}""");
        Dictionary<string, string> values = new(service.Account.FindContact(Address)!.Values);
        Assert.Equal(
            ["home_country=UK", "home_street=Main 1 Flat 2", "other_phone=1", "work_street=Desk 3"],
            values.Select(pair => pair.Key + "=" + pair.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FourthPhone_IsAnError()
    {
        using TestService service = new();
        service.Account.AddContact(Address, new Dictionary<string, string> { ["home_phone"] = "1", ["work_phone"] = "2" });
        Assert.Equal("3 2 1 0 0", TestService.Counters(await service.ImportToEndAsync(
            """{"email":"ada@example.com","phone":"3"},{"email":"ada@example.com","mobile_phone":"4"}""")));
    }

    [Fact]
    public async Task FiftyFirstList_IsAnError()
    {
        using TestService service = new();
        string[] lists = [.. Enumerable.Range(1, 50).Select(i => service.Account.AddList("List " + i))];
        service.Account.AddContact(Address, listIds: lists);
        Assert.Equal("2 1 1 0 0", TestService.Counters(await service.ImportToEndAsync("""{"email":"ada@example.com"}""")));
    }

    [Theory]
    [InlineData("6175551234", 0)]
    [InlineData("617-555-1234", 0)]
    [InlineData("61755512345", 1)]
    [InlineData("+6175551234", 1)]
    public async Task SmsNumber_AloneIsEnough_WhereItIsANumberOfTheUs(string number, int errors)
    {
        using TestService service = new();
        Assert.Equal($"3 2 {errors * 2} 0 0", TestService.Counters(await service.ImportToEndAsync(
            "{\"sms_number\":\"" + number + "\"},{\"sms_number\":\"" + number + "\",\"first_name\":\"Ada\"}")));
        Assert.Equal(1 - errors, service.Account.Contacts.Count(person => person.Values["first_name"] == "Ada" && person.Permission == Permission.NotSet));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(",\"sms_consent_date\":\"01/05/2026\"", 0)]
    public async Task ExplicitSms_NeedsTheDateOfConsent(string date, int errors)
    {
        using TestService service = new();
        string body = service.Body("{\"email\":\"ada@example.com\",\"sms_number\":\"6175551234\"" + date + "}").Insert(1, "\"sms_permission_to_send\":\"explicit\",");
        Assert.Equal($"2 1 {errors} 0 0", TestService.Counters(await service.EndAsync(await service.PostAsync("activities/contacts_json_import", body))));
    }
}
