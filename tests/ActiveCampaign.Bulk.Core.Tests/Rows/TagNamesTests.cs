using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class TagNamesTests
{
    [Fact]
    public void Resolve_BareDigits_AreANameAndNoId()
    {
        TagNames tags = Make(new MappingSettings { AllowNewTag = true });
        Assert.False(tags.IsKnown("5"));
        Assert.Equal("5", tags.Resolve("5", "tags", out _));
        Assert.Equal(["5"], tags.New);
    }

    [Theory]
    [InlineData("vip", "VIP")]
    [InlineData(" VIP ", "VIP")]
    [InlineData("1", "1")]
    [InlineData("id:1", "VIP")]
    [InlineData("ID:5", "Gold")]
    public void Resolve_Existing_IsSpelledAsInAccount(string text, string name)
    {
        TagNames tags = Make(new MappingSettings());
        Assert.True(tags.IsKnown(text));
        Assert.Equal(name, tags.Resolve(text, "tags", out RowProblem? problem));
        Assert.Null(problem);
        Assert.Empty(tags.New);
    }

    [Theory]
    [InlineData("Vipp")]
    [InlineData("id:77")]
    [InlineData("77")]
    public void Resolve_UnknownNotAllowed_IsTagUnknown(string text)
    {
        TagNames tags = Make(new MappingSettings());
        Assert.False(tags.IsKnown(text));
        Assert.Null(tags.Resolve(text, "My tags", out RowProblem? problem));
        Assert.Equal(RowReason.TagUnknown, problem!.Reason);
        Assert.Equal("My tags", problem.Column);
        Assert.Contains($"'{text}'", problem.Text, StringComparison.Ordinal);
        Assert.Empty(tags.New);
    }

    [Fact]
    public void Resolve_NewUpToLimit_RefusesTheNextOnly()
    {
        TagNames tags = Make(new MappingSettings { AllowNewTag = true, MaxNewTag = 2 });
        Assert.Equal("One", tags.Resolve("One", "tags", out _));
        Assert.Equal("Two", tags.Resolve("Two", "tags", out _));
        Assert.Equal("One", tags.Resolve("ONE", "tags", out _));
        Assert.Null(tags.Resolve("Three", "tags", out RowProblem? problem));
        Assert.Equal(RowReason.TagLimit, problem!.Reason);
        Assert.Contains("new tag number 3, and 2 are allowed", problem.Text, StringComparison.Ordinal);
        Assert.Equal("VIP", tags.Resolve("vip", "tags", out problem));
        Assert.Null(problem);
        Assert.Equal(["One", "Two"], tags.New);
    }

    [Fact]
    public void New_TagsOfEveryRow_CountWhereTheyDoNotExist()
    {
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
        TagNames tags = new(Account.Catalog, new MappingSettings { AllowNewTag = true, MaxNewTag = 1, Tags = ["VIP", "Fresh"] }, known);
        Assert.Equal(["Fresh"], tags.New);
        Assert.Equal("Fresh", tags.Resolve("FRESH", "tags", out _));
        Assert.Null(tags.Resolve("Other", "tags", out RowProblem? problem));
        Assert.Equal(RowReason.TagLimit, problem!.Reason);
    }

    [Fact]
    public void Resolve_NewNamesOfEarlierShape_AreKept()
    {
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase) { ["Early"] = "Early" };
        TagNames tags = new(Account.Catalog, new MappingSettings { AllowNewTag = true, MaxNewTag = 1 }, known);
        Assert.True(tags.IsKnown("early"));
        Assert.Equal("Early", tags.Resolve("early", "tags", out _));
    }

    private static TagNames Make(MappingSettings settings) =>
        new(Account.Catalog, settings, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
}
