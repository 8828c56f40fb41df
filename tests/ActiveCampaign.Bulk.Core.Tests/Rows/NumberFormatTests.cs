using System;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("General", 5, "5")]
    [InlineData("General", 0.1, "0.1")]
    [InlineData("General", -12.5, "-12.5")]
    [InlineData("General", 447901234567, "447901234567")]
    [InlineData("General", 1234567890123456, "1234567890123456")]
    [InlineData("[Red]General", 7, "7")]
    [InlineData("@", 1234, "1234")]
    [InlineData("0.00E+00", 447901234567, "447901234567")]
    [InlineData("##0.0E+0", 0.00012, "0.00012")]
    [InlineData("# ?/?", 0.5, "0.5")]
    [InlineData("0,", 12345, "12345")]
    [InlineData("0", 1234.5, "1235")]
    [InlineData("0", -0.2, "0")]
    [InlineData("0.00", 3.14159, "3.14")]
    [InlineData("0.0##", 2.5, "2.5")]
    [InlineData("0.0##", 2.125, "2.125")]
    [InlineData("#.##", 0.5, ".5")]
    [InlineData(".00", 12.5, "12.50")]
    [InlineData("00000", 1234, "01234")]
    [InlineData("00000", -7, "-00007")]
    [InlineData("00000-0000", 12345678, "01234-5678")]
    [InlineData("000\\-00\\-0000", 12345678, "012-34-5678")]
    [InlineData("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5550100, "555-0100")]
    [InlineData("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 8005550100, "(800) 555-0100")]
    [InlineData("\"+49 \"0", 891234, "+49 891234")]
    [InlineData("0%", 0.25, "25%")]
    [InlineData("0.0%", 0.0525, "5.3%")]
    [InlineData("#,##0", 1234567, "1234567")]
    [InlineData("#,##0.00", -1234.5, "-1234.50")]
    [InlineData("#,##0.00_);\\(#,##0.00\\)", -1234.5, "-1234.50")]
    [InlineData("\"$\"#,##0.00", 0.99, "0.99")]
    [InlineData("[$€-407]\\ 0.00", 5, "5.00")]
    [InlineData("_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", 0, "0.00")]
    [InlineData("0;0;\"none; at all\"", 0, "0")]
    [InlineData("#", 0, "0")]
    [InlineData("h:mm", 0.354166666666667, "08:30:00")]
    [InlineData("hh:mm AM/PM", 0.75, "18:00:00")]
    [InlineData("mm:ss", 0.0007175925925926, "00:01:02")]
    [InlineData("[h]:mm:ss", 1.08333333333333, "26:00:00")]
    [InlineData("yyyy-mm-dd", -5, "-5")]
    public void Show_Number_IsWhatTheCellShows(string format, double value, string shown) =>
        Assert.Equal(shown, new NumberFormat(format).Show(value, is1904: false));

    [Theory]
    [InlineData("d/m/yyyy", 45337, false, "2024-02-15")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45337, false, "2024-02-15")]
    [InlineData("mmm\\-yy", 45337.9, false, "2024-02-15")]
    [InlineData("m/d/yy h:mm", 45337.354166666664, false, "2024-02-15 08:30:00")]
    [InlineData("[$-409]m/d/yy\\ h:mm AM/PM;@", 45337.99999421296, false, "2024-02-15 23:59:59")]
    [InlineData("yyyy-mm-dd", 1, false, "1900-01-01")]
    [InlineData("yyyy-mm-dd", 61, false, "1900-03-01")]
    [InlineData("yyyy-mm-dd", 43875, true, "2024-02-15")]
    public void Show_Date_IsADate(string format, double value, bool is1904, string moment) =>
        Assert.Equal(DateTime.Parse(moment, CultureInfo.InvariantCulture), new NumberFormat(format).Show(value, is1904));

    [Theory]
    [InlineData("0", 12345678901234567890d)]
    [InlineData("General", 1e300)]
    public void Show_NumberWhoseDigitsAreLost_StaysANumber(string format, double value) =>
        Assert.Equal(value, new NumberFormat(format).Show(value, is1904: false));
}
