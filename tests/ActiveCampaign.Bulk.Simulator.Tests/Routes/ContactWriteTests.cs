using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class ContactWriteTests
{
    private const string Ann = """{"contact":{"email":"ann@example.com","firstName":"Ann"}}""";

    [Fact]
    public async Task Sync_CreatesThenUpdates()
    {
        using TestSimulator sim = new();
        Reply created = await sim.PostAsync("contact/sync", Ann);
        Assert.Equal(201, created.Status);
        JsonElement contact = created.Json.GetProperty("contact");
        Assert.Equal("1", contact.GetProperty("id").GetString());
        Assert.Equal(contact.GetProperty("cdate").GetString(), contact.GetProperty("udate").GetString());
        Assert.Equal("2026-01-05T03:00:00-05:00", contact.GetProperty("cdate").GetString());
        sim.Clock.Advance(TimeSpan.FromSeconds(5));
        Reply updated = await sim.PostAsync("contact/sync", """{"contact":{"email":" ANN@example.com ","lastName":"Lee"}}""");
        Assert.Equal(200, updated.Status);
        Assert.NotEqual(
            updated.Json.GetProperty("contact").GetProperty("cdate").GetString(),
            updated.Json.GetProperty("contact").GetProperty("udate").GetString());
        ContactSnapshot snapshot = Assert.Single(sim.Account.Contacts);
        Assert.Equal(("ann@example.com", "Ann", "Lee"), (snapshot.Email, snapshot.FirstName, snapshot.LastName));
        Assert.Equal(2, snapshot.AutomationRuns);
        Assert.Equal(0, snapshot.TimesApplied);
    }

    [Fact]
    public async Task SyncAlwaysAnswers201_On_AnswersItForUpdatesToo()
    {
        using TestSimulator sim = new(options => options.SyncAlwaysAnswers201 = true);
        await sim.PostAsync("contact/sync", Ann);
        Assert.Equal(201, (await sim.PostAsync("contact/sync", Ann)).Status);
    }

    [Fact]
    public async Task Sync_FieldValues_ShowsOnlySentAndIgnoresUnknown()
    {
        using TestSimulator sim = new(options => options.IdEcho = IdEcho.Strings);
        int city = sim.Account.AddField("City", FieldType.Text);
        int size = sim.Account.AddField("Size", FieldType.Text);
        sim.Account.AddContact("ann@example.com", fieldValues: new Dictionary<int, string> { [city] = "Rome", [size] = "L" });
        Reply reply = await sim.PostAsync("contact/sync",
            "{\"contact\":{\"email\":\"ann@example.com\",\"fieldValues\":[{\"field\":\"" + city + "\",\"value\":\"Oslo\"},{\"field\":\"99\",\"value\":\"x\"}]}}");
        JsonElement value = Assert.Single(reply.Json.GetProperty("fieldValues").EnumerateArray());
        Assert.Equal("Oslo", value.GetProperty("value").GetString());
        Assert.Equal("1", value.GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.String, reply.Json.GetProperty("contact").GetProperty("fieldValues")[0].ValueKind);
        Assert.Equal("L", sim.Account.FindContact("ann@example.com")!.FieldValues[size]);
        Assert.Equal(1, sim.Server.Offences[OffenceKind.UnknownReference]);
    }

    [Fact]
    public async Task Sync_EmptyFieldValue_Clears()
    {
        using TestSimulator sim = new();
        int city = sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddContact("ann@example.com", fieldValues: new Dictionary<int, string> { [city] = "Rome" });
        await sim.PostAsync("contact/sync",
            "{\"contact\":{\"email\":\"ann@example.com\",\"fieldValues\":[{\"field\":" + city + ",\"value\":\"\"}]}}");
        Assert.Empty(sim.Account.FindContact("ann@example.com")!.FieldValues);
    }

    [Fact]
    public async Task Sync_NoEmail_Is400WithStatusShape()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.PostAsync("contact/sync", """{"contact":{"firstName":"x"}}""");
        Assert.Equal(400, reply.Status);
        JsonElement error = reply.Json.GetProperty("errors")[0];
        Assert.Equal(400, error.GetProperty("status").GetInt32());
        Assert.Equal("Bad Request", error.GetProperty("title").GetString());
        Assert.Contains("sync", error.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Sync_InvalidEmail_Is422WithCodeShape()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.PostAsync("contact/sync", """{"contact":{"email":"nobody"}}""");
        Assert.Equal(422, reply.Status);
        JsonElement error = reply.Json.GetProperty("errors")[0];
        Assert.Equal("email_invalid", error.GetProperty("code").GetString());
        Assert.True(error.TryGetProperty("error", out _));
        Assert.Equal("/data/attributes/email", error.GetProperty("source").GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Sync_UnknownMember_IsOffence()
    {
        using TestSimulator sim = new();
        await sim.PostAsync("contact/sync", """{"contact":{"email":"a@example.com","first_name":"x","tags":["y"]},"more":1}""");
        Assert.Equal(3, sim.Server.Offences.UnknownMember);
        Assert.Equal("", sim.Account.FindContact("a@example.com")!.FirstName);
    }

    [Fact]
    public async Task Sync_NotJson_Is400AndOffence()
    {
        using TestSimulator sim = new();
        Assert.Equal(400, (await sim.PostAsync("contact/sync", "{")).Status);
        Assert.Equal(1, sim.Server.Offences[OffenceKind.InvalidJson]);
    }

    [Theory]
    [InlineData("contact/sync", 403)]
    [InlineData("contacts", 422)]
    public async Task ContactLimit_StopsSingleCalls(string path, int status)
    {
        using TestSimulator sim = new(options =>
        {
            options.ContactLimit = 1;
            options.ContactLimitStatus = status;
        });
        Assert.Equal(201, (await sim.PostAsync(path, Ann)).Status);
        Assert.Equal(status, (await sim.PostAsync(path, """{"contact":{"email":"b@example.com"}}""")).Status);
    }

    [Theory]
    [InlineData("contacts")]
    [InlineData("contacts/sync")]
    public async Task Create_Duplicate_Is422(string path)
    {
        using TestSimulator sim = new();
        Assert.Equal(201, (await sim.PostAsync(path, Ann)).Status);
        Reply reply = await sim.PostAsync(path, Ann);
        Assert.Equal(422, reply.Status);
        Assert.Equal("duplicate", reply.Json.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task SingleCallsRefuseBadValues_On_Is422()
    {
        using TestSimulator sim = new(options => options.SingleCallsRefuseBadValues = true);
        int date = sim.Account.AddField("Day", FieldType.Date);
        sim.Account.AddContact("ann@example.com");
        Assert.Equal(422, (await sim.PostAsync("contact/sync",
            "{\"contact\":{\"email\":\"ann@example.com\",\"fieldValues\":[{\"field\":" + date + ",\"value\":\"soon\"}]}}")).Status);
        Assert.Equal(422, (await sim.PostAsync("fieldValues",
            "{\"fieldValue\":{\"contact\":1,\"field\":" + date + ",\"value\":\"soon\"}}")).Status);
    }

    [Fact]
    public async Task Update_ChangesPartAndEmail()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("ann@example.com", "Ann");
        sim.Account.AddContact("ben@example.com");
        Assert.Equal(200, (await sim.PutAsync("contacts/1", """{"contact":{"email":"new@example.com"}}""")).Status);
        Assert.Null(sim.Account.FindContact("ann@example.com"));
        Assert.Equal("Ann", sim.Account.FindContact("new@example.com")!.FirstName);
        Assert.Equal(422, (await sim.PutAsync("contacts/1", """{"contact":{"email":"BEN@example.com"}}""")).Status);
        Assert.Equal(404, (await sim.PutAsync("contacts/9", Ann)).Status);
    }

    [Fact]
    public async Task Delete_RemovesThen404InItsOwnWords()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("ann@example.com");
        Reply gone = await sim.DeleteAsync("contacts/1");
        Assert.Equal((200, "{}"), (gone.Status, gone.Text));
        Assert.Equal(0, sim.Account.ContactCount);
        Reply again = await sim.DeleteAsync("contacts/1");
        Assert.Equal(404, again.Status);
        Assert.Equal("No result found for contact with id 1", again.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Delete_IsInTheLedgerOnceWhoeverAsksAgain()
    {
        using TestSimulator sim = new();
        sim.Account.AddContact("ann@example.com");
        await sim.DeleteAsync("contacts/1");
        await sim.DeleteAsync("contacts/1");
        Assert.Equal(new ContactDeletion(1, "ann@example.com", sim.Clock.GetUtcNow()), Assert.Single(sim.Account.Deletions));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeletedContact_CreatedAgain_ForgetsItsUnsubscribesByTheSwitch(bool forgets)
    {
        using TestSimulator sim = new(options => options.DeletedContactsForgetUnsubscribes = forgets);
        int list = sim.Account.AddList("News");
        sim.Account.AddContact("ann@example.com");
        sim.Account.Unsubscribe("ann@example.com", list);
        await sim.DeleteAsync("contacts/1");
        await sim.PostAsync("contact/sync", Ann);
        ContactSnapshot again = Assert.Single(sim.Account.Contacts);
        Assert.Equal(forgets ? 0 : 1, again.Lists.Count);
        Assert.True(forgets || again.Lists[list] == ContactListStatus.Unsubscribed);
    }

    [Fact]
    public async Task ArchiveLimit_HoldsForTheMonth()
    {
        using TestSimulator sim = new(options => options.ArchiveLimit = 1);
        for (int i = 1; i <= 3; i++)
            sim.Account.AddContact("a" + i + "@example.com");
        Assert.Equal(200, (await sim.DeleteAsync("contacts/1")).Status);
        Assert.Equal(403, (await sim.DeleteAsync("contacts/2")).Status);
        sim.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(200, (await sim.DeleteAsync("contacts/2")).Status);
    }

    [Fact]
    public async Task FieldValues_CreateAndUpdate()
    {
        using TestSimulator sim = new();
        int city = sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddContact("ann@example.com");
        string body = "{\"fieldValue\":{\"contact\":1,\"field\":" + city + ",\"value\":\"Rome\"},\"useDefaults\":false}";
        Reply reply = await sim.PostAsync("fieldValues", body);
        Assert.Equal(201, reply.Status);
        string id = reply.Json.GetProperty("fieldValue").GetProperty("id").GetString()!;
        Assert.Equal(1, reply.Json.GetProperty("contacts").GetArrayLength());
        Assert.Equal(id, (await sim.PostAsync("fieldValues", body)).Json.GetProperty("fieldValue").GetProperty("id").GetString());
        Assert.Equal("Rome", (await sim.GetAsync("fieldValues/" + id)).Json.GetProperty("fieldValue").GetProperty("value").GetString());
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task FieldValues_Unknown_AreRefused()
    {
        using TestSimulator sim = new();
        sim.Account.AddField("City", FieldType.Text);
        Reply perstag = await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":1,"field":"CITY","value":"x"}}""");
        Assert.Equal(422, perstag.Status);
        Assert.Equal("Field id not valid", perstag.Json.GetProperty("errors")[0].GetProperty("title").GetString());
        Reply contact = await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":7,"field":"1","value":"x"}}""");
        Assert.Equal("No Result found for Subscriber with id 7", contact.Json.GetProperty("message").GetString());
        Reply missing = await sim.GetAsync("fieldValues/5");
        Assert.Equal(403, missing.Status);
        Assert.Equal("No Result found for FieldValue with id 5", missing.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task IdEcho_Mixed_SpellsIdsBothWays()
    {
        using TestSimulator sim = new();
        int list = sim.Account.AddList("News");
        sim.Account.AddContact("ann@example.com");
        HashSet<JsonValueKind> kinds = [];
        for (int i = 0; i < 2; i++)
        {
            Reply reply = await sim.PostAsync("contactLists", "{\"contactList\":{\"list\":" + list + ",\"contact\":1,\"status\":1}}");
            kinds.Add(reply.Json.GetProperty("contactList").GetProperty("contact").ValueKind);
        }

        Assert.Equal(2, kinds.Count);
        sim.Options.IdEcho = IdEcho.Numbers;
        Reply numbers = await sim.PostAsync("contactLists", "{\"contactList\":{\"list\":" + list + ",\"contact\":1,\"status\":1}}");
        Assert.Equal(1, numbers.Json.GetProperty("contactList").GetProperty("status").GetInt32());
    }
}
