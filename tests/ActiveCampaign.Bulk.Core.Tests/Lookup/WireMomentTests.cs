using System;
using System.Globalization;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Catalog;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

public sealed class WireMomentTests
{
    public static TheoryData<string, string?> Times => new()
    {
        { """{"cdate":"2026-06-17T06:35:11-05:00","udate":"2026-06-18T06:35:11-05:00"}""", "2026-06-18T06:35:11-05:00" },

        // Local time under the name of UTC, as all recordings have it.
        { """{"cdate":"2026-11-20T09:31:23-06:00","udate":"2026-11-20T09:31:23-06:00","created_utc_timestamp":"2026-11-20 09:31:23","updated_utc_timestamp":"2026-11-20 09:31:23"}""", "2026-11-20T09:31:23-06:00" },

        // udate lags: by seconds, and by more than a year, over a change of the clocks.
        { """{"cdate":"2026-11-20T09:31:23-06:00","udate":"2026-11-20T09:31:23-06:00","updated_timestamp":"2026-11-20 09:31:40"}""", "2026-11-20T09:31:40-06:00" },
        { """{"cdate":"2024-07-01T10:00:00-05:00","udate":"2024-07-01T10:00:00-05:00","updated_timestamp":"2026-01-10 12:00:00"}""", "2026-01-10T12:00:00-06:00" },
        { """{"cdate":"2024-07-01T10:00:00-05:00","udate":"2026-01-10T11:59:00-06:00","updated_timestamp":"2026-01-10 12:00:00"}""", "2026-01-10T12:00:00-06:00" },
        { """{"cdate":"2026-06-17T06:35:11-05:00","udate":null,"updated_timestamp":"0000-00-00 00:00:00"}""", "2026-06-17T06:35:11-05:00" },
        { """{"updated_timestamp":"2026-11-20 09:31:40"}""", null },
        { "{}", null },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void LatestOf_TakesTheLatestInTheAccountsZone(string contact, string? latest)
    {
        using JsonDocument document = JsonDocument.Parse(contact);
        Assert.Equal(latest is null ? null : DateTimeOffset.Parse(latest, CultureInfo.InvariantCulture), WireMoment.LatestOf(document.RootElement, []));
    }

    [Fact]
    public void LatestOf_PartWithoutAZone_HasThatOfItsContact()
    {
        using JsonDocument part = JsonDocument.Parse("""{"contact":"1","list":"2","updated_timestamp":"2026-11-20 10:00:00"}""");
        DateTimeOffset contact = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(-6));
        Assert.Equal(contact.AddHours(1), WireMoment.LatestOf(part.RootElement, [contact]));
    }
}
