using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

public sealed class CCWireTests
{
    [Theory]
    [InlineData(null, "https://api.cc.email/v3/", "https://authz.constantcontact.com/oauth2/default/v1/")]
    [InlineData("https://api.cc.email/v3", "https://api.cc.email/v3/", "https://authz.constantcontact.com/oauth2/default/v1/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/v3/", "http://127.0.0.1:8080/oauth2/default/v1/")]
    [InlineData("https://proxy.example/cc/", "https://proxy.example/cc/v3/", "https://proxy.example/cc/oauth2/default/v1/")]
    public void Address_ServesContactsAndTokens(string? given, string api, string tokens)
    {
        Uri? address = given is null ? null : new Uri(given);
        Assert.Equal((new Uri(api), new Uri(tokens)), (ConstantContactAddress.OfApi(address), ConstantContactAddress.OfTokens(address)));
    }

    [Theory]
    [InlineData("http://api.example")]
    [InlineData("ftp://api.example")]
    public void Address_WithoutTls_IsRefused(string given)
    {
        BulkException e = Assert.Throws<BulkException>(() => ConstantContactWire.AddressOf(new Uri(given)));
        Assert.Equal((BulkError.HttpsRequired, true), (e.Error, e.Message.Contains("CC_API_URL")));
    }

    [Theory]
    [InlineData("""[{"error_key":"contacts.api.validation.error","error_message":"create_source is missing"},{"error_key":"x","error_message":"more"}]""", "contacts.api.validation.error", "create_source is missing; more")]
    [InlineData("""{"error_key":"unauthorized","error_message":"Unauthorized"}""", "unauthorized", "Unauthorized")]
    [InlineData("""{"error":"invalid_grant","error_description":"It is dead."}""", "invalid_grant", "It is dead.")]
    [InlineData("""{"errorCode":"E0000021","errorSummary":"Bad request."}""", "E0000021", "Bad request.")]
    [InlineData("Forbidden", null, "Forbidden")]
    [InlineData("<html>502</html>", null, "")]
    [InlineData("""{"error_key":"unau""", null, "")]
    [InlineData("", null, "")]
    public void Error_OfAnyShape_IsRead(string body, string? key, string text) => Assert.Equal(new ErrorBody(key, text), ErrorBody.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"_links":{"next":{"href":"/v3/activities?cursor=abc%3D"}}}""", "activities?cursor=abc%3D")]
    [InlineData("""{"_links":{"next":{"href":"https://elsewhere.example/v3/contacts?cursor=a"}}}""", "contacts?cursor=a")]
    [InlineData("""{"_links":{}}""", null)]
    [InlineData("""{"_links":{"next":null}}""", null)]
    [InlineData("{}", null)]
    public void Link_ToTheNextPage_IsJoinedToTheBase(string body, string? route)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        Assert.Equal(route, ApiRoutes.NextOf(document.RootElement));
    }

    [Theory]
    [InlineData("initialized", BatchState.Waiting)]
    [InlineData("processing", BatchState.Active)]
    [InlineData("completed", BatchState.Completed)]
    [InlineData("failed", BatchState.Failed)]
    [InlineData("cancelled", BatchState.Interrupted)]
    [InlineData("timed_out", BatchState.Interrupted)]
    public void Activity_IsReadWithItsCounters(string state, BatchState stands)
    {
        const string Item = """{"activity_id":"a","state":"STATE","started_at":"completed","created_at":"2026-01-05T10:00:00-05:00","activity_errors":["one",{"message":"two"}],"status":{"items_total_count":5,"error_count":1,"correctable_count":2,"cannot_add_to_list_count":3}}""";
        using JsonDocument item = JsonDocument.Parse(Item.Replace("STATE", state));
        ServiceActivity activity = ServiceActivity.Read(item.RootElement);
        Assert.Equal((stands, 6, (DateTimeOffset?)null), (activity.Stands, activity.Failed, activity.StartedAt));
        Assert.Equal(["one", "two"], activity.Errors);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 15, 0, 0, TimeSpan.Zero), activity.CreatedAt);
    }

    // Sent were 100. What counts people counts rows, those that were not refused, or people.
    [Theory]
    [InlineData("people.csv", """ "items_total_count":101,"person_count":100 """, 100)]
    [InlineData("people.csv", """ "items_total_count":101,"person_count":97,"error_count":3 """, 100)]
    [InlineData("people.csv", """ "items_total_count":100,"person_count":98,"error_count":2 """, 100)]
    [InlineData("people.csv", """ "items_total_count":91,"person_count":90 """, 90)]
    [InlineData("people.csv", """ "items_total_count":91 """, 90)]
    [InlineData(null, """ "items_total_count":90,"person_count":90 """, 90)]
    [InlineData(null, """ "items_total_count":100 """, 100)]
    [InlineData("people.csv", """ "person_count":100 """, null)]
    public void Activity_TellsHowManyContactsItHasSeen(string? file, string counters, int? seen)
    {
        string name = file is null ? string.Empty : $"\"source_file_name\":\"{file}\",";
        using JsonDocument item = JsonDocument.Parse("{\"activity_id\":\"a\",\"state\":\"completed\"," + name + "\"status\":{" + counters + "}}");
        Assert.Equal(seen, ServiceActivity.Read(item.RootElement).Seen);
    }

    [Fact]
    public void DailyUse_CountsByTheServicesDay()
    {
        VirtualClock clock = new(new DateTimeOffset(2026, 1, 5, 23, 50, 0, TimeSpan.Zero));
        DailyUse use = new(null, clock);
        use.Spend();

        use.Learn(clock.GetUtcNow() + TimeSpan.FromMinutes(20));

        Assert.Equal((10_000, new DateTimeOffset(2026, 1, 7, 0, 0, 0, TimeSpan.Zero)), (use.Read().Left, use.Read().Next));
    }

    [Fact]
    public void DailyUse_OfSeveralProcesses_AddsUp_AndBeginsAnewAtMidnight()
    {
        string home = Path.Combine(Path.GetTempPath(), "acbulk-" + Guid.NewGuid().ToString("N"));
        try
        {
            VirtualClock clock = new(new DateTimeOffset(2026, 1, 5, 23, 59, 0, TimeSpan.Zero));
            DailyUse one = new(home, clock);
            DailyUse other = new(home, clock);
            for (int i = 0; i < 3; i++)
            {
                one.Count();
                other.Count();
            }

            Assert.Equal((6, 9_994, false), (one.Read().Used, other.Read().Left, one.Read().IsSpent));
            other.Spend();
            Assert.Equal((0, new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero)), (one.Read().Left, one.Read().Next));
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal((0, 10_000, false), (one.Read().Used, one.Read().Left, other.Read().IsSpent));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
