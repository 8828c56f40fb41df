using System;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData(" 2026-01-31 ", "2026-01-31")]
    [InlineData("20260131", "2026-01-31")]
    [InlineData("2026-01-31T23:59", "2026-01-31")]
    [InlineData("2026-01-31 23:59:59", "2026-01-31")]
    [InlineData("2026-01-31T23:59:59.1234567", "2026-01-31")]
    [InlineData("2026-01-31T23:59:59Z", "2026-01-31")]
    [InlineData("2026-01-31T23:59:59-11:00", "2026-01-31")]
    [InlineData("2026-01-31T00:00:00+13:00", "2026-01-31")]
    [InlineData("2024-02-29", "2024-02-29")]
    public void ToDay_Iso_IsTheDayWritten(string text, string day) => Assert.Equal(day, DateText.ToDay(text, null));

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("31.01.2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1-3")]
    [InlineData("26-01-31")]
    [InlineData("January 31, 2026")]
    [InlineData("46053")]
    [InlineData("soon")]
    [InlineData("")]
    public void ToDay_NotIso_IsNull(string text) => Assert.Null(DateText.ToDay(text, null));

    [Theory]
    [InlineData("31.01.2026", "dd.MM.yyyy", "2026-01-31")]
    [InlineData("03/04/2026", "dd/MM/yyyy", "2026-04-03")]
    [InlineData("03/04/2026", "MM/dd/yyyy", "2026-03-04")]
    [InlineData("4. March 2026", "d. MMMM yyyy", "2026-03-04")]
    public void ToDay_Format_IsUsedInvariantly(string text, string format, string day) => Assert.Equal(day, DateText.ToDay(text, format));

    [Theory]
    [InlineData("13/13/2026", "dd/MM/yyyy")]
    [InlineData("31-01-2026", "dd.MM.yyyy")]
    public void ToDay_NotInFormat_IsNull(string text, string format) => Assert.Null(DateText.ToDay(text, format));

    [Fact]
    public void ToDay_DateValues_IgnoreFormat()
    {
        Assert.Equal("2026-03-04", DateText.ToDay(new DateTime(2026, 3, 4, 23, 0, 0, DateTimeKind.Utc), "dd.MM.yyyy"));
        Assert.Equal("2026-03-04", DateText.ToDay(new DateTimeOffset(2026, 3, 4, 1, 0, 0, TimeSpan.FromHours(9)), "dd.MM.yyyy"));
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public void ToDayAndMoment_DateOnly_IgnoreFormat()
    {
        Assert.Equal("2026-03-04", DateText.ToDay(new DateOnly(2026, 3, 4), "dd.MM.yyyy"));
        Assert.Equal(Local(new DateTime(2026, 3, 4)), DateText.ToMoment(new DateOnly(2026, 3, 4), "dd.MM.yyyy"));
    }
#endif

    [Theory]
    [InlineData("2026-03-04T15:06:07Z", "2026-03-04T15:06:07+00:00")]
    [InlineData("2026-03-04T15:06:07-05:30", "2026-03-04T15:06:07-05:30")]
    [InlineData("2026-03-04T15:06:07.9+02:00", "2026-03-04T15:06:07+02:00")]
    [InlineData("2026-03-04 15:06:07+02:00", "2026-03-04T15:06:07+02:00")]
    [InlineData("2026-03-04T15:06Z", "2026-03-04T15:06:00+00:00")]
    public void ToMoment_WithOffset_KeepsIt(string text, string moment) => Assert.Equal(moment, DateText.ToMoment(text, null));

    [Theory]
    [InlineData("2026-07-04", 0)]
    [InlineData("2026-07-04T15:06", 906)]
    [InlineData("2026-07-04 15:06:00", 906)]
    public void ToMoment_WithoutOffset_IsLocal(string text, int minutes) =>
        Assert.Equal(Local(new DateTime(2026, 7, 4).AddMinutes(minutes)), DateText.ToMoment(text, null));

    [Fact]
    public void ToMoment_Format_IsLocalToo() =>
        Assert.Equal(Local(new DateTime(2026, 1, 31, 8, 30, 0)), DateText.ToMoment("31.01.2026 08:30", "dd.MM.yyyy HH:mm"));

    [Fact]
    public void ToMoment_DateValues_HaveAnOffset()
    {
        Assert.Equal("2026-03-04T15:06:07+00:00", DateText.ToMoment(new DateTime(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc), null));
        Assert.Equal(Local(new DateTime(2026, 3, 4, 15, 6, 7)), DateText.ToMoment(new DateTime(2026, 3, 4, 15, 6, 7), null));
        Assert.Equal("2026-03-04T15:06:07+09:00", DateText.ToMoment(new DateTimeOffset(2026, 3, 4, 15, 6, 7, TimeSpan.FromHours(9)), null));
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("2026-03-04T25:00:00Z")]
    [InlineData("15:06")]
    public void ToMoment_NotIso_IsNull(string text) => Assert.Null(DateText.ToMoment(text, null));

    private static string Local(DateTime moment) =>
        new DateTimeOffset(moment, TimeZoneInfo.Local.GetUtcOffset(moment)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
