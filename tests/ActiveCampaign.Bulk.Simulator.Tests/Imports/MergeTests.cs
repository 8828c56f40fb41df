using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Imports;

public sealed class MergeTests
{
    private const string Email = "ann@example.com";

    [Fact]
    public async Task NewContact_HasEverythingThatWasSent()
    {
        using TestSimulator sim = new();
        int field = sim.Account.AddField("Level", FieldType.Dropdown, ["Gold"]);
        int list = sim.Account.AddList("News");
        await sim.ImportToEndAsync(Bodies.Import(
            "{\"email\":\"Ann@Example.com\",\"first_name\":\"Ann\",\"last_name\":\"Lée\",\"phone\":\"5550100\",\"customer_acct_name\":\"Acme\","
            + "\"tags\":[\"vip\",\"new\"],\"fields\":[{\"id\":" + field + ",\"value\":\"Gold\"}],\"subscribe\":[{\"listid\":" + list + "}]}"));
        ContactSnapshot contact = sim.Account.FindContact(Email)!;
        Assert.Equal("Ann@Example.com", contact.Email);
        Assert.Equal("Ann", contact.FirstName);
        Assert.Equal("Lée", contact.LastName);
        Assert.Equal("5550100", contact.Phone);
        Assert.Equal("Acme", contact.AccountName);
        Assert.Equal(["vip", "new"], contact.Tags);
        Assert.Equal("Gold", contact.FieldValues[field]);
        Assert.Equal(ContactListStatus.Active, contact.Lists[list]);
        Assert.Equal(1, contact.AutomationRuns);
        Assert.Equal(contact.Created, contact.Updated);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task ExistingContact_KeepsWhatIsOmittedOrNull()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("ANN@example.com", "Ann", "Lee", "555", "Acme", ["old"]);
        await sim.ImportToEndAsync(Bodies.Import("""{"email":"ann@example.com","first_name":null,"tags":["new"]}"""));
        ContactSnapshot contact = Assert.Single(sim.Account.Contacts);
        Assert.Equal("ANN@example.com", contact.Email);
        Assert.Equal("Ann", contact.FirstName);
        Assert.Equal("555", contact.Phone);
        Assert.Equal("Acme", contact.AccountName);
        Assert.Equal(["old", "new"], contact.Tags);
        Assert.True(contact.Updated > contact.Created);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "Ann")]
    public async Task EmptyString_ClearsOrKeeps(bool clears, string expected)
    {
        using TestSimulator sim = new(options => options.EmptyStringClears = clears);
        int field = sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddContact(Email, "Ann", fieldValues: new Dictionary<int, string> { [field] = "Rome" });
        await sim.ImportToEndAsync(Bodies.Import(
            "{\"email\":\"" + Email + "\",\"first_name\":\"\",\"fields\":[{\"id\":" + field + ",\"value\":\"\"}]}"));
        ContactSnapshot contact = sim.Account.FindContact(Email)!;
        Assert.Equal(expected, contact.FirstName);
        Assert.Equal(clears ? 0 : 1, contact.FieldValues.Count);
    }

    [Fact]
    public async Task SameAddressTwice_IsOneContactAndLastWins()
    {
        using TestSimulator sim = new();
        await sim.ImportToEndAsync(Bodies.Import(
            """{"email":"ann@example.com","first_name":"One","last_name":"Lee"},{"email":" ANN@example.com","first_name":"Two"}"""));
        ContactSnapshot contact = Assert.Single(sim.Account.Contacts);
        Assert.Equal("Two", contact.FirstName);
        Assert.Equal("Lee", contact.LastName);
        Assert.Equal(2, contact.TimesApplied);
        Assert.Equal(2, sim.Account.TimesApplied(Email));
        Assert.Equal(2, sim.Account.AppliedCounts()[Email]);
    }

    [Fact]
    public async Task Tags_AreFoundByCaseOrNot()
    {
        using TestSimulator sim = new();
        sim.Account.AddTag("VIP");
        await sim.ImportToEndAsync(Bodies.Import("""{"email":"ann@example.com","tags":["vip"]}"""));
        Assert.Equal(["VIP"], sim.Account.FindContact(Email)!.Tags);
        sim.Options.TagsIgnoreCase = false;
        await sim.ImportToEndAsync(Bodies.Import("""{"email":"ann@example.com","tags":["vip"]}"""));
        Assert.Equal(["VIP", "vip"], sim.Account.FindContact(Email)!.Tags);
    }

    [Theory]
    [InlineData(FieldType.Checkbox, "||Red||Blue||", "||Red||Blue||")]
    [InlineData(FieldType.Checkbox, "Red", "||Red||")]
    [InlineData(FieldType.ListBox, "Red||Blue", "||Red||Blue||")]
    [InlineData(FieldType.Dropdown, "Red", "Red")]
    [InlineData(FieldType.Date, "2026-05-01", "2026-05-01")]
    [InlineData(FieldType.DateTime, "2026-05-01T12:00:00+02:00", "2026-05-01T05:00:00-05:00")]
    [InlineData(FieldType.Dropdown, "Pink", "Pink")]
    public async Task FieldValue_IsShapedByType(FieldType type, string sent, string kept)
    {
        using TestSimulator sim = new();
        int field = sim.Account.AddField("F", type, ["Red", "Blue"]);
        await sim.ImportToEndAsync(OneField(field, sent));
        Assert.Equal(kept, sim.Account.FindContact(Email)!.FieldValues[field]);
    }

    [Theory]
    [InlineData(FieldType.Dropdown, "Pink")]
    [InlineData(FieldType.Checkbox, "||Red||Pink||")]
    [InlineData(FieldType.Date, "01.05.2026")]
    [InlineData(FieldType.DateTime, "yesterday")]
    public async Task BadFieldValue_DropsOrFails(FieldType type, string sent)
    {
        using TestSimulator sim = new(options => options.BadFieldValue = BadFieldValue.Drop);
        int field = sim.Account.AddField("F", type, ["Red", "Blue"]);
        await sim.ImportToEndAsync(OneField(field, sent));
        Assert.Empty(sim.Account.FindContact(Email)!.FieldValues);
        sim.Options.BadFieldValue = BadFieldValue.FailContact;
        JsonElement status = await sim.ImportToEndAsync(OneField(field, sent));
        Assert.Equal(1, status.GetProperty("failure").GetArrayLength());
        Assert.Equal(RefusalCause.BadFieldValue, sim.Account.Batches[1].Rows[0].Cause);
    }

    [Fact]
    public async Task ImportsCreateAccounts_Off_IgnoresUnknownAccount()
    {
        using TestSimulator sim = new(options => options.ImportsCreateAccounts = false);
        sim.Account.AddAccount("Acme");
        await sim.ImportToEndAsync(Bodies.Import(
            """{"email":"a@example.com","customer_acct_name":"acme"},{"email":"b@example.com","customer_acct_name":"Nobody"}"""));
        Assert.Equal(["acme", ""], sim.Account.Contacts.Select(contact => contact.AccountName));
    }

    [Fact]
    public async Task Batches_OutOfOrder_ApplyByTheirEnds()
    {
        using TestSimulator sim = new(options => options.ActivePerContact = TimeSpan.FromSeconds(1));
        await sim.ImportAsync(Bodies.Import("""{"email":"ann@example.com","first_name":"Slow"},{"email":"b@example.com"}"""));
        await sim.ImportAsync(Bodies.Import("""{"email":"ann@example.com","first_name":"Fast"}"""));
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Slow", sim.Account.FindContact(Email)!.FirstName);
    }

    private static string OneField(int field, string value) => Bodies.Import(
        "{\"email\":\"" + Email + "\",\"fields\":[{\"id\":" + field + ",\"value\":" + JsonSerializer.Serialize(value) + "}]}");
}
