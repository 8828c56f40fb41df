using System;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class DateFormatsTests
{
    [Theory]
    [InlineData("dd.MM.yyyy")]
    [InlineData("d.M.yy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("yyyyMMdd")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("d/M/yyyy h:mm tt")]
    [InlineData("dd MMMM yyyy HH:mm:ss")]
    [InlineData("yyyy-MM-ddTHH:mm:sszzz")]
    [InlineData("ddd, dd MMM yyyy")]
    [InlineData("d 'de' MMMM 'de' yyyy")]
    [InlineData("o")]
    public void Check_WholeDate_IsFine(string format) => DateFormats.Check(format);

    [Theory]
    [InlineData("dd/mm/yyyy", "dd/MM/yyyy")]
    [InlineData("yyyy-mm-dd hh:mm:ss", "yyyy-MM-dd HH:mm:ss")]
    [InlineData("TT.MM.JJJJ", "dd.MM.yyyy")]
    [InlineData("tt.mm.jj", "dd.MM.yy")]
    [InlineData("JJJJ-MM-TT", "yyyy-MM-dd")]
    [InlineData("JJ/MM/AAAA", "dd/MM/yyyy")]
    [InlineData("gg/mm/aaaa", "dd/MM/yyyy")]
    [InlineData("dd-mm-jjjj uu:mm", "dd-MM-yyyy HH:mm")]
    [InlineData("DD/MM/YYYY HH:MM", "dd/MM/yyyy HH:mm")]
    [InlineData("mm/dd/yyyy hh:mm tt", "MM/dd/yyyy hh:mm tt")]
    [InlineData("dd.MM.", null)]
    [InlineData("yyyy", null)]
    [InlineData("HH:mm", null)]
    [InlineData("dd.MM.yyyy HH", null)]
    [InlineData("dddd MM yyyy", "dd MM yyyy")]
    [InlineData("%", null)]
    [InlineData("date", null)]
    public void Check_NotWhole_NamesAFormatThatIs(string format, string? likely)
    {
        BulkException e = Assert.Throws<BulkException>(() => DateFormats.Check(format));
        Assert.Equal(BulkError.DateFormatInvalid, e.Error);
        if (likely is null)
        {
            Assert.Contains("for example dd.MM.yyyy.", e.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Contains($"-DateFormat '{likely}'.", e.Message, StringComparison.Ordinal);
        DateFormats.Check(likely);
    }

    [Theory]
    [InlineData("yyyy-dd-MM", true)]
    [InlineData("yyyyddMM", true)]
    [InlineData("yyyy-MM-dd", false)]
    [InlineData("dd.MM.yyyy", false)]
    public void Contradicts_ByFormat_TellsWhetherIsoIsAnotherDay(string format, bool contradicts) => Assert.Equal(contradicts, DateFormats.Contradicts(format));
}
