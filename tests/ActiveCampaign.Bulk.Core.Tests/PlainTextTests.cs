using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("Zoë, 中文, \ud83d\ude00", "Zoë, 中文, \ud83d\ude00")]
    [InlineData("a\r\nb\tc\u2028d\u0085e", "a  b c d e")]
    [InlineData("\u001b[31mred\u0007\0", "\u241b[31mred\u2407\u2400")]
    [InlineData("del\u007f", "del\u2421")]
    [InlineData("csi\u009b2J", "csi\ufffd2J")]
    [InlineData("\u202etxt.exe\u2069", "\ufffdtxt.exe\ufffd")]
    public void Of_Text_ShowsWhatWouldNotBeSeen(string text, string shown)
    {
        Assert.Equal(shown, PlainText.Of(text));
        Assert.Equal(text == shown, PlainText.IsPlain(text));
        Assert.True(PlainText.IsPlain(shown));
    }

    [Fact]
    public void Of_HalfASurrogate_IsReplaced()
    {
        Assert.Equal("half\ufffd", PlainText.Of("half\ud83d"));
        Assert.Equal("\ufffdhalf", PlainText.Of("\ude00half"));
    }

    [Fact]
    public void TextsThatAreShown_ArePlain()
    {
        const string raw = "\u001b]0;owned\u0007\nsecond line";
        string shown = PlainText.Of(raw);
        Assert.Equal(shown, new RowProblem(RowReason.RefusedByService, raw).Text);
        Assert.Equal(shown, new BulkException(BulkError.RequestRefused, raw).Message);
        Assert.Equal(shown, new NoticeEvent(raw).Text);
        Assert.Equal(shown, new CallResult(1, null, null, CallState.Unknown, raw).Message);
        BatchReport report = new() { ActivityId = "a", Number = 1, Host = "h", Folder = string.Empty, Outcome = BatchOutcome.Refused, Rows = 1, Message = raw };
        Assert.Equal(shown, report.Message);
    }
}
