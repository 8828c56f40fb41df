using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Validation;

public sealed class ProgramTextTests
{
    [Theory]
    [InlineData("System.String[]", true)]
    [InlineData("System.Object[]", true)]
    [InlineData(" System.Object ", true)]
    [InlineData("System.Security.SecureString", true)]
    [InlineData("System.Collections.Hashtable", true)]
    [InlineData("System.Collections.Generic.Dictionary`2[System.String,System.Object]", true)]
    [InlineData("System.Data.DataRow", true)]
    [InlineData("System.DirectoryServices.ResultPropertyValueCollection", true)]
    [InlineData("System.__ComObject", true)]
    [InlineData("Microsoft.ActiveDirectory.Management.ADPropertyValueCollection", true)]
    [InlineData("Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser", true)]
    [InlineData("@{given=Ann}", true)]
    [InlineData("@{}", true)]
    [InlineData("#N/A", true)]
    [InlineData("#ÜBERLAUF!", true)]
    [InlineData("#¡VALOR!", true)]
    [InlineData("####", true)]
    [InlineData("Err:502", true)]
    [InlineData("System", false)]
    [InlineData("System.IO", false)]
    [InlineData("Microsoft.Azure.Functions", false)]
    [InlineData("Microsoft", false)]
    [InlineData("System.Collections.Hashtable and others", false)]
    [InlineData("@{", false)]
    [InlineData("@ann", false)]
    [InlineData("#n/a", false)]
    [InlineData("#1", false)]
    [InlineData("##", false)]
    [InlineData("Err:50x", false)]
    [InlineData("Error", false)]
    [InlineData("N/A", false)]
    public void OfText_ByText_TellsWhatAProgramWrote(string text, bool isProgram) => Assert.Equal(isProgram, ProgramText.OfText(text, "x") is not null);

    [Theory]
    [InlineData("4.47901E+11", true)]
    [InlineData(" 4,47901e+11 ", true)]
    [InlineData("-1E-05", true)]
    [InlineData("4E10", false)]
    [InlineData("E+10", false)]
    [InlineData("4.E+10", false)]
    [InlineData("1.2.3E+10", false)]
    [InlineData("12.3E+10", false)]
    [InlineData("4.4E+", false)]
    [InlineData("4.4E+1a", false)]
    [InlineData("", false)]
    public void IsShortNumber_ByText_TellsWhatASpreadsheetCut(string text, bool isShort) => Assert.Equal(isShort, ProgramText.IsShortNumber(text));

    [Theory]
    [InlineData(9007199254740992d, false)]
    [InlineData(-9007199254740994d, true)]
    [InlineData(double.NaN, true)]
    [InlineData(double.PositiveInfinity, true)]
    [InlineData(16777216f, false)]
    [InlineData(16777218f, true)]
    [InlineData(9007199254740993L, false)]
    public void FindProblem_Numbers_RefusesWhatLostDigits(object number, bool isRefused) =>
        Assert.Equal(isRefused, ProgramText.FindProblem(number, number.ToString()!, "x") is not null);
}
