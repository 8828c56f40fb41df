using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Imports;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("blocked@example.com", RefusalCause.Excluded)]
    [InlineData("BLOCKED@example.com", RefusalCause.Excluded)]
    [InlineData("who@blocked.example.org", RefusalCause.Excluded)]
    [InlineData("bounced@example.com", RefusalCause.Bounced)]
    [InlineData("unblocked@example.com", RefusalCause.None)]
    public async Task ExclusionOrBounce_Fails(string email, RefusalCause cause)
    {
        using TestSimulator sim = new();
        sim.Account.AddExclusion("blocked@example.com");
        sim.Account.AddExclusion("@blocked.example.org", ExclusionMatch.End);
        sim.Account.SetBounced("Bounced@example.com");
        JsonElement status = await sim.ImportToEndAsync(Bodies.Import("{\"email\":\"" + email + "\"}"));
        Assert.Equal(cause == RefusalCause.None ? 0 : 1, status.GetProperty("failure").GetArrayLength());
        Assert.Equal(cause, sim.Account.Batches[0].Rows[0].Cause);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task ContactLimit_StopsNewContactsOnly()
    {
        using TestSimulator sim = new(options => options.ContactLimit = 2);
        sim.Account.AddContact("old@example.com");
        JsonElement status = await sim.ImportToEndAsync(Bodies.Import(
            """{"email":"a@example.com"},{"email":"b@example.com"},{"email":"old@example.com","first_name":"New"}"""));
        Assert.Equal("b@example.com", Assert.Single(status.GetProperty("failure").EnumerateArray()).GetString());
        Assert.Equal("New", sim.Account.FindContact("old@example.com")!.FirstName);
        Assert.Equal(RefusalCause.ContactLimit, sim.Account.Batches[0].Rows[1].Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unsubscribed_FailsWholeContactOrOnlyTheList(bool whole)
    {
        using TestSimulator sim = new(options => options.UnsubscribedFailsWholeContact = whole);
        int left = sim.Account.AddList("Left");
        int other = sim.Account.AddList("Other");
        sim.Account.AddContact("a@example.com");
        sim.Account.Unsubscribe("a@example.com", left);
        await sim.ImportToEndAsync(Bodies.Import(
            "{\"email\":\"a@example.com\",\"first_name\":\"New\",\"subscribe\":[{\"listid\":" + left + "},{\"listid\":" + other + "}]}"));
        ContactSnapshot contact = sim.Account.FindContact("a@example.com")!;
        Assert.Equal(ContactListStatus.Unsubscribed, contact.Lists[left]);
        Assert.Equal(whole ? "" : "New", contact.FirstName);
        Assert.Equal(!whole, contact.Lists.ContainsKey(other));
        Assert.Equal(0, sim.Server.Offences.Resubscription);
    }

    [Fact]
    public async Task Unsubscribe_LeavesTheListAndImportCannotReturn()
    {
        using TestSimulator sim = new();
        int list = sim.Account.AddList("News");
        sim.Account.AddContact("a@example.com", listIds: [list]);
        await sim.ImportToEndAsync(Bodies.Import("{\"email\":\"a@example.com\",\"unsubscribe\":[{\"listid\":" + list + "}]}"));
        Assert.Equal(ContactListStatus.Unsubscribed, sim.Account.FindContact("a@example.com")!.Lists[list]);
        JsonElement status = await sim.ImportToEndAsync(
            Bodies.Import("{\"email\":\"a@example.com\",\"subscribe\":[{\"listid\":" + list + "}]}"));
        Assert.Equal(1, status.GetProperty("failure").GetArrayLength());
    }

    [Theory]
    [InlineData(ExcludeAutomationsPlace.Both, 1)]
    [InlineData(ExcludeAutomationsPlace.TopLevel, 2)]
    [InlineData(ExcludeAutomationsPlace.PerContact, 2)]
    public async Task ExcludeAutomations_PlaceDecides(ExcludeAutomationsPlace place, int runs)
    {
        using TestSimulator sim = new(options => options.ExcludeAutomationsPlace = place);
        await sim.ImportToEndAsync("""{"contacts":[{"email":"a@example.com"}],"exclude_automations":true}""");
        await sim.ImportToEndAsync("""{"contacts":[{"email":"b@example.com","exclude_automations":true}]}""");
        await sim.ImportToEndAsync("""{"contacts":[{"email":"c@example.com"}]}""");
        Assert.Equal(runs, sim.Account.AutomationRuns);
        Assert.Equal(runs - 1, sim.Server.Offences.AutomationDespiteExclusion);
        Assert.Equal(1, sim.Account.FindContact("c@example.com")!.AutomationRuns);
        Assert.Equal([true, false, false], sim.Account.Batches.Select(batch => batch.ExcludeAutomations));
    }

    [Fact]
    public async Task AutomationsForbidden_MakesEveryRunAnOffence()
    {
        using TestSimulator sim = new();
        sim.Account.AutomationsForbidden = true;
        await sim.ImportToEndAsync(Bodies.Import(2));
        await sim.PostAsync("contact/sync", """{"contact":{"email":"a@example.com"}}""");
        Assert.Equal(3, sim.Account.AutomationRuns);
        Assert.Equal(3, sim.Server.Offences.AutomationDespiteExclusion);
    }
}
