using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class JsonImportTests
{
    [Fact]
    public async Task Import_Answers201InitializedWithoutCounters()
    {
        using TestService service = new();
        Reply reply = await service.ImportAsync(TestService.Rows(3));
        Assert.Equal(201, reply.Status);
        Assert.Equal("initialized", reply.Json.GetProperty("state").GetString());
        Assert.Equal(0, reply.Json.GetProperty("percent_done").GetInt32());
        Assert.Equal("0 0 0 0 0", TestService.Counters(reply.Json.GetProperty("status")));
        Assert.False(reply.Json.TryGetProperty("source_file_name", out _));
        Assert.Equal("/v3/activities/" + TestService.Id(reply), reply.Json.GetProperty("_links").GetProperty("self").GetProperty("href").GetString());
        Assert.Equal(0, service.Account.ContactCount);
        Assert.Equal("4 3 0 0 0", TestService.Counters(await service.EndAsync(reply)));
        Assert.Equal(3, service.Account.ContactCount);
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Total_LeavesTheHeaderOutByRule()
    {
        using TestService service = new(options => options.JsonTotalCountsHeader = false);
        Assert.Equal("3 3 0 0 0", TestService.Counters(await service.ImportToEndAsync(TestService.Rows(3))));
    }

    [Theory]
    [InlineData("{\"import_data\":[],\"list_ids\":[\"LIST\"]}", "contacts.api.validation.error")]
    [InlineData("{\"list_ids\":[\"LIST\"]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":[]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":[\"1\"]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":\"LIST\"}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":[{},\"LIST\"]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":[\"0a0a0a0a-0000-4000-8000-000000000001\"]}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"}],\"list_ids\":[\"LIST\"],\"sms_permission_to_send\":\"implicit\"}", "contacts.api.validation.error")]
    [InlineData("{\"import_data\":[{\"email\":\"a@example.com\"},],\"list_ids\":[\"LIST\"]}", "http.status.bad_request")]
    [InlineData("{\"import_data\":[\"a@example.com\"],\"list_ids\":[\"LIST\"]}", "http.status.bad_request")]
    [InlineData("{\"import_data\":{},\"list_ids\":[\"LIST\"]}", "http.status.bad_request")]
    [InlineData("[]", "http.status.bad_request")]
    [InlineData("{\"list_ids\":[\"LIST\"]}x", "http.status.bad_request")]
    public async Task BadRequest_IsRefusedAsAnArray(string body, string key)
    {
        using TestService service = new();
        Reply reply = await service.PostAsync("activities/contacts_json_import", body.Replace("LIST", service.ListId, StringComparison.Ordinal));
        Assert.Equal(400, reply.Status);
        Assert.Equal(key, reply.Json[0].GetProperty("error_key").GetString());
        Assert.Empty(service.Account.Activities);
        Assert.Equal(1, service.Server.Offences.Total);
    }

    [Fact]
    public async Task BodyThatIsNotDeclaredAsJson_Is415()
    {
        using TestService service = new();
        using StringContent content = new(service.Body(TestService.Rows(1)));
        Assert.Equal(415, (await service.SendAsync(HttpMethod.Post, "activities/contacts_json_import", content)).Status);
        Assert.Equal(1, service.Server.Offences[OffenceKind.WrongContentType]);
    }

    [Fact]
    public async Task Lists_MayBeFiftyAndNoMore()
    {
        using TestService service = new();
        string[] lists = [.. Enumerable.Range(1, 51).Select(i => service.Account.AddList("List " + i))];
        Assert.Equal(400, (await service.ImportAsync(TestService.Rows(1), lists)).Status);
        Assert.Equal(201, (await service.ImportAsync(TestService.Rows(1), lists[..50])).Status);
    }

    [Fact]
    public async Task ContactShapedRow_IsNotUnderstood_AndItsMembersAreOffences()
    {
        using TestService service = new();
        JsonElement status = await service.ImportToEndAsync(
            """{"email_address":{"address":"a@example.com"},"first_name":"Ada","custom_fields":[{"value":"x"}]}""");
        Assert.Equal("2 1 0 1 0", TestService.Counters(status));
        Assert.Equal(2, service.Server.Offences.UnknownMember);
    }

    [Fact]
    public async Task ColumnNames_AreAnUnknownMember()
    {
        using TestService service = new();
        await service.PostAsync("activities/contacts_json_import", service.Body(TestService.Rows(1)).Insert(1, "\"column_names\":[\"email\"],"));
        Assert.Equal(1, service.Server.Offences.UnknownMember);
    }

    [Fact]
    public async Task NumberAsText_IsTakenAndCounted()
    {
        using TestService service = new();
        await service.ImportToEndAsync("""{"email":"a@example.com","zip":12345,"birthday_month":"12","birthday_day":10}""");
        PersonSnapshot person = service.Account.FindContact("a@example.com")!;
        Assert.Equal("12345", person.Values["home_zip"]);
        Assert.Equal("12", person.Values["birthday_month"]);
        Assert.Equal(2, service.Server.Offences[OffenceKind.WrongType]);
    }

    [Fact]
    public async Task RowsBehindTheLimit_AreDroppedInSilence()
    {
        using TestService service = new(options => options.MaxImportRows = 3);
        Assert.Equal("4 3 0 0 0", TestService.Counters(await service.ImportToEndAsync(TestService.Rows(5))));
        Assert.Equal(2, service.Account.DroppedRows);
        Assert.Equal(1, service.Server.Offences.TooManyContacts);
        Assert.Equal(3, service.Account.ContactCount);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    public async Task RowsWhoseEndIsBehindTheByteLimit_AreDroppedInSilence(int less, int dropped)
    {
        using TestService service = new();
        string body = service.Body(TestService.Rows(4));
        service.Options.MaxImportBytes = body.LastIndexOf('}', body.Length - 2) + 1 + less;
        await service.EndAsync(await service.PostAsync("activities/contacts_json_import", body));
        Assert.Equal(dropped, service.Account.DroppedRows);
        Assert.Equal(4 - dropped, service.Account.ContactCount);
        Assert.Equal(1, service.Server.Offences.OversizedBody);
    }

    [Fact]
    public async Task FortyThousandRows_AreTaken_AndNoneMore()
    {
        using TestService service = new();
        JsonElement status = await service.ImportToEndAsync(TestService.Rows(40_001));
        Assert.Equal("40001 40000 0 0 0", TestService.Counters(status));
        Assert.Equal(1, service.Account.DroppedRows);
    }

    [Fact]
    public async Task Queue_HoldsAThousandUnfinishedActivities()
    {
        using TestService service = new(options =>
        {
            options.EnforceLimits = true;
            options.RequestsPerSecond = 100_000;
            options.QueueLimit = 3;
        });
        for (int i = 0; i < 3; i++)
            Assert.Equal(201, (await service.ImportAsync(TestService.Rows(1))).Status);
        Reply full = await service.ImportAsync(TestService.Rows(1));
        Assert.Equal(429, full.Status);
        Assert.Equal("activities.api.too_many_requests", full.Json[0].GetProperty("error_key").GetString());
        Assert.Equal("You exceeded 3 queued activities for this user account.", full.Json[0].GetProperty("error_message").GetString());
        Assert.Equal(1, service.Server.Offences[OffenceKind.OverQueue]);
        service.Options.QueueFullAsObject = true;
        service.Options.QueueFullKey = "queue.full";
        Assert.Equal("queue.full", (await service.ImportAsync(TestService.Rows(1))).Json.GetProperty("error_key").GetString());
        service.Wait(10);
        Assert.Equal(429, (await service.ImportAsync(TestService.Rows(1))).Status);
        service.Options.ProcessingCountsAsQueued = false;
        Assert.Equal(201, (await service.ImportAsync(TestService.Rows(1))).Status);
        service.Options.ProcessingCountsAsQueued = true;
        service.Wait(20);
        Assert.Equal(201, (await service.ImportAsync(TestService.Rows(1))).Status);
    }

    [Fact]
    public void Queue_HoldsAThousandByItself() => Assert.Equal(1_000, new Simulator.ConstantContact.ConstantContactOptions().QueueLimit);
}
