using System;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class FieldShaperTests
{
    public static TheoryData<int, object, string> Good => new()
    {
        { 1, "Gold", "Gold" },
        { 1, " gold ", "Gold" },
        { 1, "||GOLD||", "Gold" },
        { 1, "Silver | Plus", "Silver | Plus" },
        { 1, new[] { "gold" }, "Gold" },
        { 2, "Red", "||Red||" },
        { 2, "red; BLUE", "||Red||Blue||" },
        { 2, "red|blue", "||Red||Blue||" },
        { 2, "||Red||Black; White||", "||Red||Black; White||" },
        { 2, "Black; White", "||Black; White||" },
        { 2, new[] { "Blue", "Black; White" }, "||Blue||Black; White||" },
        { 3, "2026-01-31", "2026-01-31" },
        { 3, new DateTime(2026, 1, 31, 12, 0, 0), "2026-01-31" },
        { 4, "2026-01-31T10:00:00+01:00", "2026-01-31T10:00:00+01:00" },
        { 5, " a; b | c ", " a; b | c " },
        { 5, 1234.5, "1234.5" },
        { 5, new[] { "one" }, "one" },
        { 6, "any; text", "||any||text||" },
        { 6, 42, "||42||" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Shape_GoodValue_IsWireText(int field, object value, string wire)
    {
        Assert.Equal(wire, Shape(field, value, null, out RowProblem? problem));
        Assert.Null(problem);
    }

    public static TheoryData<int, object, RowReason> Bad => new()
    {
        { 1, "Bronze", RowReason.OptionUnknown },
        { 1, "Gold;Gold", RowReason.OptionUnknown },
        { 1, new[] { "Gold", "Silver | Plus" }, RowReason.ValueNotSingle },
        { 2, "Red;Green", RowReason.OptionUnknown },
        { 2, "Red,Blue", RowReason.OptionUnknown },
        { 3, "03/04/2026", RowReason.DateInvalid },
        { 4, "03/04/2026 10:00", RowReason.DateInvalid },
        { 5, new[] { "a", "b" }, RowReason.ValueNotSingle },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Shape_BadValue_IsProblem(int field, object value, RowReason reason)
    {
        Assert.Null(Shape(field, value, null, out RowProblem? problem));
        Assert.Equal(reason, problem!.Reason);
        Assert.Equal("Column", problem.Column);
        Assert.Contains("'Column'", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shape_MistypedOption_NamesNearest()
    {
        Shape(1, "Glod", null, out RowProblem? problem);
        Assert.Contains("nearest option is 'Gold'", problem!.Text, StringComparison.Ordinal);
        Assert.Contains("field 'Plan'", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shape_DateFormat_IsUsedAndNamed()
    {
        Assert.Equal("2026-01-31", Shape(3, "31.01.2026", "dd.MM.yyyy", out _));
        Assert.Null(Shape(3, "31/01/2026", "dd.MM.yyyy", out RowProblem? problem));
        Assert.Contains("'dd.MM.yyyy'", problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date", FieldKind.Date)]
    [InlineData("DATETIME", FieldKind.DateTime)]
    [InlineData("dropdown", FieldKind.OneOption)]
    [InlineData("radio", FieldKind.OneOption)]
    [InlineData("checkbox", FieldKind.ManyOptions)]
    [InlineData("ListBox", FieldKind.ManyOptions)]
    [InlineData("text", FieldKind.Text)]
    [InlineData("textarea", FieldKind.Text)]
    [InlineData("hidden", FieldKind.Text)]
    [InlineData("NULL", FieldKind.Text)]
    [InlineData("number", FieldKind.Text)]
    [InlineData("", FieldKind.Text)]
    public void Kind_OfType_IsAsTheServiceDocuments(string type, FieldKind kind) =>
        Assert.Equal(kind, new FieldDefinition(1, "x", "X", type, []).Kind);

    private static string? Shape(int field, object value, string? format, out RowProblem? problem) =>
        new FieldShaper(new ValueSplitter(null), format).Shape(Account.Catalog.FindField(field)!, value, "Column", out problem);
}
