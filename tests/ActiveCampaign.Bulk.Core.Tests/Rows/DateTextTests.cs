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

    [Theory]
    [InlineData("0000-00-00")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("00.00.0000")]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1899-12-30")]
    [InlineData("1899-12-30 00:00:00")]
    public void ToDayAndMoment_WhatStandsForNoDate_IsEmpty(string text)
    {
        Assert.Equal(string.Empty, DateText.ToDay(text, null));
        Assert.Equal(string.Empty, DateText.ToMoment(text, "dd.MM.yyyy"));
    }

    [Fact]
    public void ToDayAndMoment_ValuesThatStandForNoDate_AreEmptyAndATimeAloneIsNone()
    {
        Assert.Equal(string.Empty, DateText.ToDay(default(DateTime), null));
        Assert.Equal(string.Empty, DateText.ToMoment(default(DateTimeOffset), null));
        Assert.Equal(string.Empty, DateText.ToMoment(new DateTime(1899, 12, 30), null));
        Assert.Equal(string.Empty, DateText.ToDay("30.12.1899", "dd.MM.yyyy"));
        Assert.Null(DateText.ToDay(new DateTime(1899, 12, 30, 12, 30, 0), null));
        Assert.Null(DateText.ToMoment("1899-12-30 12:30", null));
    }

    [Theory]
    [InlineData("2026-05-31", "dd.MM.yyyy", "2026-05-31")]
    [InlineData("2026-05-31T10:00", "dd.MM.yyyy", "2026-05-31")]
    [InlineData("2026-02-01", "yyyy-dd-MM", "2026-01-02")]
    [InlineData("2026-05-31", "yyyy-dd-MM", null)]
    public void ToDay_IsoBesideAFormat_IsReadUnlessItCouldBeAnotherDay(string text, string format, string? day) => Assert.Equal(day, DateText.ToDay(text, format));

    [Theory]
    [InlineData("2026-02-30", null, true)]
    [InlineData("2026-02-30 10:00", null, true)]
    [InlineData("31.04.2026", "dd.MM.yyyy", true)]
    [InlineData("2026-04-31", "dd.MM.yyyy", true)]
    [InlineData("2026-13-01", null, false)]
    [InlineData("2026-01-32", null, false)]
    [InlineData("31/04/2026", "dd.MM.yyyy", false)]
    [InlineData("soon", null, false)]
    public void IsNoSuchDay_ByText_TellsDaysThatNoMonthHas(string text, string? format, bool isNone) => Assert.Equal(isNone, DateText.IsNoSuchDay(text, format));

    private static string Local(DateTime moment) =>
        new DateTimeOffset(moment, TimeZoneInfo.Local.GetUtcOffset(moment)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
