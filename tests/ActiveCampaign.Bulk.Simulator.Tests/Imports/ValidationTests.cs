using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Imports;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("""{"first_name":"x"}""")]
    [InlineData("""{"email":""}""")]
    [InlineData("""{"email":"  "}""")]
    [InlineData("""{"email":null}""")]
    [InlineData("""{"email":"no-at-sign"}""")]
    public async Task OneBadContact_RefusesAllWithItsPlace(string bad)
    {
        using TestSimulator sim = new();
        Reply reply = await sim.ImportAsync(Bodies.Import("""{"email":"a@example.com"},""" + bad));
        Assert.Equal(400, reply.Status);
        Assert.Equal(0, reply.Json.GetProperty("success").GetInt32());
        Assert.StartsWith("JSON payload did not pass validation.", reply.Json.GetProperty("message").GetString());
        JsonElement reason = Assert.Single(reply.Json.GetProperty("failureReasons").EnumerateArray());
        Assert.Equal(2, reason.GetProperty("contact").GetInt32());
        Assert.NotEmpty(reason.GetProperty("failureReason").GetString()!);
        Assert.Equal(0, sim.Account.BatchCount);
        Assert.Equal(1, sim.Server.Offences[OffenceKind.InvalidContact]);
    }

    [Fact]
    public async Task MissingEmail_NamesField()
    {
        using TestSimulator sim = new();
        Reply reply = await sim.ImportAsync(Bodies.Import("{}"));
        Assert.Equal("Field 'email' not found", reply.Json.GetProperty("failureReasons")[0].GetProperty("failureReason").GetString());
    }

    [Fact]
    public async Task SpacedFailureReasonsKey_On_ChangesKey()
    {
        using TestSimulator sim = new(options => options.SpacedFailureReasonsKey = true);
        Reply reply = await sim.ImportAsync(Bodies.Import("{}"));
        Assert.True(reply.Json.TryGetProperty("failure Reasons", out _));
    }

    [Theory]
    [InlineData("""{"contacts":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"contacts":null}""")]
    public async Task NoContacts_IsRefused(string body)
    {
        using TestSimulator sim = new();
        Assert.Equal(400, (await sim.ImportAsync(body)).Status);
        Assert.Equal(1, sim.Server.Offences[OffenceKind.InvalidContact]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"contacts":[""")]
    [InlineData("""{"contacts":[{"email":"a@example.com"}]} x""")]
    public async Task BadJson_IsRefused(string body)
    {
        using TestSimulator sim = new();
        Reply reply = await sim.ImportAsync(body);
        Assert.Equal(400, reply.Status);
        Assert.Equal("Invalid or unparsable json", reply.Json.GetProperty("message").GetString());
        Assert.Equal(1, sim.Server.Offences[OffenceKind.InvalidJson]);
    }

    [Fact]
    public async Task TooManyContacts_IsRefusedAndOffence()
    {
        using TestSimulator sim = new();
        Assert.Equal(200, (await sim.ImportAsync(Bodies.Import(250))).Status);
        Reply reply = await sim.ImportAsync(Bodies.Import(251));
        Assert.Equal(400, reply.Status);
        Assert.Equal(JsonValueKind.String, reply.Json.GetProperty("failureReasons")[0].ValueKind);
        Assert.Equal(1, sim.Server.Offences.TooManyContacts);
    }

    [Theory]
    [InlineData(399_999, 200, 0)]
    [InlineData(400_000, 413, 1)]
    public async Task Size_OverLimit_IsRefusedAndOffence(int bytes, int status, int offences)
    {
        using TestSimulator sim = new(options => options.OversizedBodyStatus = 413);
        const string Start = """{"contacts":[{"email":"a@example.com","first_name":"ü""";
        const string End = "\"}]}";
        string body = Start + new string('x', bytes - Start.Length - 1 - End.Length) + End;
        Assert.Equal(status, (await sim.ImportAsync(body)).Status);
        Assert.Equal(bytes, sim.Server.Requests[0].RequestBytes);
        Assert.Equal(offences, sim.Server.Offences.OversizedBody);
    }

    [Theory]
    [InlineData("@example.com")]
    [InlineData("a@b")]
    [InlineData("a@example.c")]
    [InlineData("a@example.c0")]
    [InlineData("a,b@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("a(b)@example.com")]
    public async Task FinerRule_Broken_FailsOnlyThatContact(string email)
    {
        using TestSimulator sim = new();
        JsonElement status = await sim.ImportToEndAsync(Bodies.Import(
            """{"email":"good@example.com"},{"email":""" + JsonSerializer.Serialize(email) + "}"));
        Assert.Equal(email, Assert.Single(status.GetProperty("failure").EnumerateArray()).GetString());
        Assert.Equal(1, sim.Account.ContactCount);
        Assert.Equal(RefusalCause.MalformedAddress, sim.Account.Batches[0].Rows[1].Cause);
    }

    [Theory]
    [InlineData("o'brien@example.com")]
    [InlineData("a+b@sub.example.co.uk")]
    [InlineData(" a@example.com ")]
    public async Task GoodAddress_IsApplied(string email)
    {
        using TestSimulator sim = new();
        await sim.ImportToEndAsync(Bodies.Import("{\"email\":\"" + email + "\"}"));
        Assert.Equal(email.Trim(), Assert.Single(sim.Account.Contacts).Email);
    }

    [Fact]
    public async Task MalformedAddressRefusesBatch_On_RefusesAll()
    {
        using TestSimulator sim = new(options => options.MalformedAddressRefusesBatch = true);
        Assert.Equal(400, (await sim.ImportAsync(Bodies.Import("""{"email":"a@b"}"""))).Status);
    }

    [Fact]
    public async Task UnknownMembers_AreIgnoredAndCounted()
    {
        using TestSimulator sim = new();
        await sim.ImportToEndAsync("""
            {"contacts":[{"email":"a@example.com","firstName":"x","fields":[{"id":1,"value":"v","extra":1}],
              "subscribe":[{"listid":1,"status":1}]}],
             "dry_run":true,"callback":{"url":"http://127.0.0.1:9/","secret":"s"}}
            """);
        Assert.Equal(5, sim.Server.Offences.UnknownMember);
        Assert.Equal(2, sim.Server.Offences[OffenceKind.UnknownReference]);
        Assert.Equal("", sim.Account.FindContact("a@example.com")!.FirstName);
        Assert.Contains("UnknownMember: contact.firstName", sim.Server.Offences.Descriptions);
    }

    [Fact]
    public async Task WrongTypes_AreTakenAndCounted()
    {
        using TestSimulator sim = new();
        int field = sim.Account.AddField("Age", FieldType.Text);
        int list = sim.Account.AddList("News");
        await sim.ImportToEndAsync(Bodies.Import(
            "{\"email\":\"a@example.com\",\"phone\":555,\"fields\":[{\"id\":\"" + field + "\",\"value\":42}],\"subscribe\":[{\"listid\":\"" + list + "\"}]}"));
        ContactSnapshot contact = sim.Account.FindContact("a@example.com")!;
        Assert.Equal("555", contact.Phone);
        Assert.Equal("42", contact.FieldValues[field]);
        Assert.Equal(ContactListStatus.Active, contact.Lists[list]);
        Assert.Equal(2, sim.Server.Offences[OffenceKind.WrongType]);
    }

    [Fact]
    public async Task Perstag_AsFieldId_IsIgnoredAndCounted()
    {
        using TestSimulator sim = new();
        await sim.ImportToEndAsync(Bodies.Import("""{"email":"a@example.com","fields":[{"id":"%CITY%","value":"x"}]}"""));
        Assert.Empty(sim.Account.FindContact("a@example.com")!.FieldValues);
        Assert.True(sim.Server.Offences.Total > 0);
    }

    [Theory]
    [InlineData("""{"requestType":"POST"}""")]
    [InlineData("""{"url":"http://127.0.0.1:9/","requestType":"PUT"}""")]
    public async Task BadCallback_IsRefused(string callback)
    {
        using TestSimulator sim = new();
        Reply reply = await sim.ImportAsync("""{"contacts":[{"email":"a@example.com"}],"callback":""" + callback + "}");
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task Descriptions_StopAtAHundred()
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Bodies.Import(string.Join(",", Enumerable.Repeat("""{"email":"a@example.com","x":1}""", 150))));
        Assert.Equal(150, sim.Server.Offences.Total);
        Assert.Equal(100, sim.Server.Offences.Descriptions.Count);
        sim.Server.Offences.Clear();
        Assert.Equal(0, sim.Server.Offences.Total);
    }
}
