using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rejects;

public sealed class RejectIntakeTests
{
    [Fact]
    public void For_OrdinaryShape_IsNull() => Assert.Null(RejectIntake.For(new RowShape(["email", "City"]), new MappingSettings()));

    [Fact]
    public void Clean_RejectFile_TakesItsColumnsOffButWhereItCameFrom()
    {
        SourceRow row = Clean(new MappingSettings(), ["email", "AC_Row", "ac_reason", "City", "AC_ActivityId"], "a", "7", "why", "'=x", "id");
        Assert.Equal(["email", "AC_Row", "City"], row.Shape.Columns);
        Assert.Equal(["a", "7", "'=x"], row.Values);
        Assert.Equal((4L, 5L), (row.Number, row.Line));
    }

    [Theory]
    [InlineData("1", "=x", "'y")]
    [InlineData(" 1 ", "=x", "'y")]
    [InlineData("", "'=x", "''y")]
    public void Clean_EscapedRow_UnescapesItAndTheHeader(string escaped, string first, string second)
    {
        SourceRow row = Clean(new MappingSettings(), ["email", "'@City", "Notes", "AC_Escaped"], "a", "'=x", "''y", escaped);
        Assert.Equal(["email", "@City", "Notes"], row.Shape.Columns);
        Assert.Equal(["a", first, second], row.Values);
    }

    [Fact]
    public void Clean_MappedColumn_Stays()
    {
        MappingSettings mapping = new() { ColumnMap = new Dictionary<string, string?> { ["ac_reason"] = "Notes" } };
        SourceRow row = Clean(mapping, ["email", "AC_Row", "AC_Reason", "AC_Action"], "a", "7", "why", "Correct");
        Assert.Equal(["email", "AC_Row", "AC_Reason"], row.Shape.Columns);
    }

    [Fact]
    public void Clean_ValuesThatAreNoText_Stay()
    {
        SourceRow row = Clean(new MappingSettings(), ["email", "Born", "AC_Escaped"], "a", 7, 1);
        Assert.Equal(["a", 7], row.Values);
    }

    private static SourceRow Clean(MappingSettings mapping, string[] columns, params object?[] values)
    {
        RowShape shape = new(columns);
        return RejectIntake.For(shape, mapping)!.Clean(new SourceRow(4, 5, shape, values));
    }
}
