using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

public sealed class FileImportTests
{
    private const string Path = "activities/contacts_file_import";

    [Fact]
    public async Task Upload_Answers201WithTheNameOfTheFile()
    {
        using TestService service = new();
        Reply reply = await service.UploadAsync(TestService.Csv(2), "spring.csv");
        Assert.Equal(201, reply.Status);
        Assert.Equal("spring.csv", reply.Json.GetProperty("source_file_name").GetString());
        Assert.Equal("3 2 0 0 0", TestService.Counters(await service.EndAsync(reply)));
        Assert.Equal("spring.csv", Assert.Single(service.Account.Activities).FileName);
        Assert.Equal(0, service.Server.Offences.Total);
    }

    [Fact]
    public async Task Cells_AreReadAsRfc4180()
    {
        using TestService service = new();
        string csv = "\uFEFFemail,first_name,company_name,street\r\n\r\n\"a@example.com\",\"Ada \"\"The\"\" L\",\"A, B\",\"1\nMain\"\nb@example.com,Ben\nc@example.com,,,";
        Assert.Equal("4 3 0 0 0", TestService.Counters(await service.UploadToEndAsync(csv)));
        PersonSnapshot ada = service.Account.FindContact("a@example.com")!;
        Assert.Equal("Ada \"The\" L", ada.Values["first_name"]);
        Assert.Equal("A, B", ada.Values["company_name"]);
        Assert.Equal("1\nMain", ada.Values["home_street"]);
        Assert.Equal(["first_name"], service.Account.FindContact("b@example.com")!.Values.Keys);
        Assert.Empty(service.Account.FindContact("c@example.com")!.Values);
    }

    [Fact]
    public async Task Headings_MustBeExact_UnlessTheRulesForgive()
    {
        using TestService service = new();
        Reply refused = await service.UploadAsync("Email\r\na@example.com\r\n");
        Assert.Equal(400, refused.Status);
        Assert.Equal("contacts.api.validation.error", refused.Json[0].GetProperty("error_key").GetString());
        service.Options.HeadingsIgnoreCase = true;
        Assert.Equal(201, (await service.UploadAsync("Email\r\na@example.com\r\n")).Status);
    }

    [Fact]
    public async Task UnknownHeading_IsIgnoredAndCounted()
    {
        using TestService service = new();
        await service.UploadToEndAsync("email,shoe_size\r\na@example.com,42\r\n");
        Assert.Empty(service.Account.FindContact("a@example.com")!.Values);
        Assert.Equal(1, service.Server.Offences.UnknownMember);
    }

    [Theory]
    [InlineData("rows.txt", "text/csv")]
    [InlineData("rows.csv", "application/json")]
    [InlineData("no_file_name_provided", null)]
    public async Task FileThatIsNotCsv_Is415(string name, string? type)
    {
        using TestService service = new();
        Reply reply = await service.SendAsync(HttpMethod.Post, Path, TestService.Form(Encoding.UTF8.GetBytes(TestService.Csv(1)), name, service.ListId, type));
        Assert.Equal(415, reply.Status);
        Assert.Equal(JsonValueKind.Array, reply.Json.ValueKind);
        Assert.Equal(1, service.Server.Offences[OffenceKind.WrongContentType]);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("multipart/form-data")]
    public async Task BodyWithoutParts_Is415(string type)
    {
        using TestService service = new();
        using StringContent content = new(TestService.Csv(1));
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        Assert.Equal(415, (await service.SendAsync(HttpMethod.Post, Path, content)).Status);
        Assert.Equal(1, service.Server.Offences[OffenceKind.WrongContentType]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/octet-stream")]
    [InlineData("application/vnd.ms-excel")]
    public async Task FileOfAnotherUsualType_IsTaken(string? type)
    {
        using TestService service = new();
        Assert.Equal(201, (await service.SendAsync(HttpMethod.Post, Path,
            TestService.Form(Encoding.UTF8.GetBytes(TestService.Csv(1)), "ROWS.CSV", service.ListId, type))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1,2")]
    public async Task ListIds_ThatAreNone_Are400(string? lists)
    {
        using TestService service = new();
        Reply reply = await service.SendAsync(HttpMethod.Post, Path, TestService.Form(Encoding.UTF8.GetBytes(TestService.Csv(1)), "rows.csv", lists));
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task ListIds_AreOneFieldWithCommas()
    {
        using TestService service = new();
        string other = service.Account.AddList("Events");
        await service.EndAsync(await service.UploadAsync(TestService.Csv(1), lists: service.ListId + ", " + other));
        Assert.Equal(["Newsletter", "Events"], service.Account.FindContact("user1@example.com")!.Lists);
    }

    [Fact]
    public async Task UnknownList_Is404ForFilesAnd400ForJson_OrWhatTheRulesSay()
    {
        using TestService service = new();
        string unknown = Guid.NewGuid().ToString();
        Reply reply = await service.UploadAsync(TestService.Csv(1), lists: unknown);
        Assert.Equal(404, reply.Status);
        Assert.Equal("contacts.api.not_found", reply.Json[0].GetProperty("error_key").GetString());
        Assert.Equal(400, (await service.ImportAsync(TestService.Rows(1), unknown)).Status);
        service.Options.UnknownListStatus = 404;
        Assert.Equal(404, (await service.ImportAsync(TestService.Rows(1), unknown)).Status);
        service.Options.UnknownListStatus = 400;
        Assert.Equal(400, (await service.UploadAsync(TestService.Csv(1), lists: unknown)).Status);
    }

    [Fact]
    public async Task NoFile_Is400()
    {
        using TestService service = new();
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Post, Path, TestService.Form([], null, service.ListId))).Status);
        Assert.Equal(400, (await service.UploadAsync("")).Status);
    }

    [Fact]
    public async Task LinesBehindFortyThousand_AreDroppedInSilence()
    {
        using TestService service = new();
        JsonElement status = await service.UploadToEndAsync(TestService.Csv(40_001));
        Assert.Equal("40000 39999 0 0 0", TestService.Counters(status));
        Assert.Equal(2, service.Account.DroppedRows);
        Assert.Equal(1, service.Server.Offences.TooManyContacts);
        Assert.Null(service.Account.FindContact("user40000@example.com"));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(-1, 3)]
    public async Task BytesBehindTheLimit_AreDroppedWithTheRowTheyCut(int more, int dropped)
    {
        using TestService service = new();
        string csv = TestService.Csv(5);
        service.Options.MaxImportBytes = csv.IndexOf("user4", StringComparison.Ordinal) + more;
        service.Options.MaxImportBytes -= more == 0 ? 0 : 1;
        Assert.Equal($"{6 - dropped} {5 - dropped} 0 0 0", TestService.Counters(await service.UploadToEndAsync(csv)));
        Assert.Equal(dropped, service.Account.DroppedRows);
        Assert.Equal(1, service.Server.Offences.OversizedBody);
    }

    [Fact]
    public void ByteLimit_IsFourMillion() => Assert.Equal(4_000_000, new Simulator.ConstantContact.ConstantContactOptions().MaxImportBytes);

    [Fact]
    public async Task SameFileTwice_IsCountedByName()
    {
        using TestService service = new();
        foreach (string name in new[] { "a.csv", "b.csv", "a.csv" })
            await service.UploadAsync(TestService.Csv(1), name);
        Assert.Equal("a.csv", Assert.Single(service.Account.DuplicateJobs).Key);
        Assert.Equal(2, service.Account.DuplicateJobs["a.csv"]);
    }
}
