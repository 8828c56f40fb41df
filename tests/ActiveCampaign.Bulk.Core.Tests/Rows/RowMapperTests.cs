using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class RowMapperTests
{
    [Fact]
    public void Map_FullRow_FillsEveryMember()
    {
        ContactRow contact = Mapped(
            new MappingSettings(),
            ("E-Mail", " Ann@Example.com "), ("First name", "Ann"), ("Surname", "Lee"), ("Phone", 5550100), ("Company", "Acme"),
            ("Tags", "vip,gold"), ("Lists", "Newsletter;id:9"), ("Plan", "gold"), ("Birthday", new DateTime(2026, 1, 31)));
        Assert.Equal("Ann@Example.com", contact.Email);
        Assert.Equal("Ann", contact.FirstName);
        Assert.Equal("Lee", contact.LastName);
        Assert.Equal("5550100", contact.Phone);
        Assert.Equal("Acme", contact.Account);
        Assert.Equal(["VIP", "Gold"], contact.Tags);
        Assert.Equal([3, 9], contact.Subscribe);
        Assert.Empty(contact.Unsubscribe);
        Assert.Equal([new FieldValue(1, "Gold"), new FieldValue(3, "2026-01-31")], contact.Fields);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData(" TRUE ", true)]
    [InlineData("Yes", true)]
    [InlineData("y", true)]
    [InlineData(true, true)]
    [InlineData(1, true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("NO", false)]
    [InlineData("n", false)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    public void Map_OptOut_LeavesTheListsOfTheRunAndTheRow(object? cell, bool leaves)
    {
        MappingSettings settings = new() { OptOutColumn = "left", Subscribe = ["3"], Unsubscribe = ["4"] };
        ContactRow contact = Mapped(settings, ("email", "a@example.com"), ("first name", "Ann"), ("lists", "id:9"), ("Left", cell));
        Assert.Equal(leaves ? [] : [3, 9], contact.Subscribe);
        Assert.Equal(leaves ? [4, 3, 9] : [4], contact.Unsubscribe);
        Assert.Equal("Ann", contact.FirstName);
    }

    [Fact]
    public void Map_OptOutWithoutAnyList_LeavesAllOfTheAccount()
    {
        ContactRow contact = Mapped(new MappingSettings { OptOutColumn = "left" }, ("email", "a@example.com"), ("lists", ""), ("Left", "yes"));
        Assert.Empty(contact.Subscribe);
        Assert.Equal(Account.Catalog.Lists.Select(list => list.Id), contact.Unsubscribe);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("2")]
    [InlineData("x")]
    [InlineData("unsubscribed")]
    [InlineData("yes no")]
    public void Map_OptOutUnclear_IsRefused(string cell)
    {
        RowMapper mapper = new(new MappingSettings { OptOutColumn = "left" }, Account.Catalog);
        Assert.Null(mapper.Map(new SourceRow(1, 0, new RowShape(["email", "Left"]), ["a@example.com", cell]), out RowProblem? problem));
        Assert.Equal((RowReason.OptOutUnclear, "Left"), (problem!.Reason, problem.Column));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200B\u00A0")]
    public void Map_BlankCells_EraseNothing(string? blank)
    {
        ContactRow contact = Mapped(
            new MappingSettings(),
            ("email", "a@example.com"), ("first name", blank), ("last name", blank), ("phone", blank), ("account", blank),
            ("tags", blank), ("lists", blank), ("Plan", blank), ("Sizes", blank), ("Birthday", blank), ("Last visit", blank), ("Notes", blank));
        Assert.Null(contact.FirstName);
        Assert.Null(contact.LastName);
        Assert.Null(contact.Phone);
        Assert.Null(contact.Account);
        Assert.Empty(contact.Tags);
        Assert.Empty(contact.Subscribe);
        Assert.Empty(contact.Fields);
    }

    public static TheoryData<object?> Blanks => [DBNull.Value, "", " ", default(DateTime), default(DateTimeOffset), Array.Empty<object>(), new object?[] { null, " " }];

    [Theory]
    [MemberData(nameof(Blanks))]
    public void Map_BlankInClearColumns_Clears(object? blank)
    {
        MappingSettings settings = new() { ClearColumns = ["phone", "Notes", "Birthday", "Sizes"] };
        ContactRow contact = Mapped(
            settings,
            ("email", "a@example.com"), ("first name", blank), ("phone", blank), ("Notes", blank), ("Birthday", blank), ("Sizes", blank), ("Plan", blank));
        Assert.Null(contact.FirstName);
        Assert.Equal("", contact.Phone);
        Assert.Equal([new FieldValue(5, ""), new FieldValue(3, ""), new FieldValue(6, "")], contact.Fields);
    }

    [Fact]
    public void Map_ValueInClearColumn_IsWritten() =>
        Assert.Equal("1", Mapped(new MappingSettings { ClearColumns = ["phone"] }, ("email", "a@example.com"), ("phone", 1)).Phone);

    [Fact]
    public void Map_IgnoredColumn_IsNotLookedAt()
    {
        MappingSettings settings = new() { ColumnMap = new Dictionary<string, string?> { ["x"] = null } };
        Assert.Equal("a@example.com", Mapped(settings, ("email", "a@example.com"), ("x", "M\uFFFDller")).Email);
    }

    [Fact]
    public void Map_TagsAndLists_JoinThoseOfEveryRow()
    {
        MappingSettings settings = new() { Tags = ["VIP"], Subscribe = ["3"], Unsubscribe = ["12"] };
        ContactRow contact = Mapped(settings, ("email", "a@example.com"), ("tags", "vip;gold"), ("lists", "News, weekly"));
        Assert.Equal(["VIP", "Gold"], contact.Tags);
        Assert.Equal([3, 9], contact.Subscribe);
        Assert.Equal([12], contact.Unsubscribe);
    }

    [Fact]
    public void Map_WithoutTagCell_TakesThoseOfEveryRow()
    {
        MappingSettings settings = new() { Tags = ["VIP"], Subscribe = ["3"], Unsubscribe = ["12"] };
        ContactRow contact = Mapped(settings, ("email", "a@example.com"), ("tags", null), ("lists", null));
        Assert.Equal(["VIP"], contact.Tags);
        Assert.Equal([3], contact.Subscribe);
        Assert.Equal([12], contact.Unsubscribe);
    }

    [Fact]
    public void Map_NextRow_DoesNotInheritTags()
    {
        RowMapper mapper = new(new MappingSettings { Tags = ["VIP"] }, Account.Catalog);
        RowShape shape = new(["email", "tags", "lists"]);
        mapper.Map(new SourceRow(1, 0, shape, ["a@example.com", "gold", "3"]), out _);
        ContactRow second = mapper.Map(new SourceRow(2, 0, shape, ["b@example.com", null, null]), out _)!;
        Assert.Equal(["VIP"], second.Tags);
        Assert.Empty(second.Subscribe);
    }

    [Theory]
    [InlineData("7", 12)]
    [InlineData("3", 3)]
    [InlineData("id:9", 9)]
    [InlineData("NEWSLETTER", 3)]
    [InlineData("news, weekly", 9)]
    public void Map_ListCell_NameBeatsId(string cell, int id) =>
        Assert.Equal([id], Mapped(new MappingSettings(), ("email", "a@example.com"), ("lists", cell)).Subscribe);

    public static TheoryData<string, object?, RowReason> Refusals => new()
    {
        { "email", null, RowReason.EmailMissing },
        { "email", " \u200B ", RowReason.EmailMissing },
        { "email", "not-an-address", RowReason.EmailInvalid },
        { "email", "secret.person@example", RowReason.EmailInvalid },
        { "email", "secret,person@example.com", RowReason.EmailInvalid },
        { "email", "secret@M\uFFFDller.com", RowReason.EncodingDamaged },
        { "email", new[] { "secret@example.com", "person@example.com" }, RowReason.ValueNotSingle },
        { "first name", "J\uFFFDrg", RowReason.EncodingDamaged },
        { "first name", new[] { "Ann", "J\uFFFDrg" }, RowReason.EncodingDamaged },
        { "first name", new[] { "Ann", "Beth" }, RowReason.ValueNotSingle },
        { "Notes", new object[] { 1, 2 }, RowReason.ValueNotSingle },
        { "Plan", "Bronze", RowReason.OptionUnknown },
        { "Birthday", "03/04/2026", RowReason.DateInvalid },
        { "Last visit", "yesterday", RowReason.DateInvalid },
        { "tags", "VIP;Nobody", RowReason.TagUnknown },
        { "lists", "Newsletter;Nowhere", RowReason.ListUnknown },
        { "lists", "Newsletter;7", RowReason.ListConflict },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Map_BadCell_IsRefusedWithoutTheAddress(string column, object? value, RowReason reason)
    {
        RowMapper mapper = new(new MappingSettings { Unsubscribe = ["12"] }, Account.Catalog);
        bool isEmail = column == "email";
        RowShape shape = new(isEmail ? ["email"] : ["email", column]);
        ContactRow? contact = mapper.Map(new SourceRow(1, 0, shape, isEmail ? [value] : ["secret@example.com", value]), out RowProblem? problem);
        Assert.Null(contact);
        Assert.Equal(reason, problem!.Reason);
        Assert.DoesNotContain("secret", problem.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("person", problem.Text, StringComparison.OrdinalIgnoreCase);
        if (reason is not (RowReason.ListConflict or RowReason.EmailInvalid))
            Assert.Equal(column, problem.Column);
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("lists")]
    public void Map_AddressInWrongColumn_IsNotInText(string column)
    {
        RowMapper mapper = new(new MappingSettings(), Account.Catalog);
        SourceRow row = new(1, 0, new RowShape(["email", column]), ["a@example.com", "secret@example.org"]);
        Assert.Null(mapper.Map(row, out RowProblem? problem));
        Assert.DoesNotContain("secret", problem!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_ListsConflictOnlyWithRowsOwn_IsRefused()
    {
        RowMapper mapper = new(new MappingSettings { Subscribe = ["3"], Unsubscribe = ["9"] }, Account.Catalog);
        SourceRow row = new(1, 0, new RowShape(["email", "lists"]), ["a@example.com", "9"]);
        Assert.Null(mapper.Map(row, out RowProblem? problem));
        Assert.Equal(RowReason.ListConflict, problem!.Reason);
    }

    [Fact]
    public void Map_RowWithProblem_HandsItOn()
    {
        RowProblem ragged = new(RowReason.RowRagged, "ragged");
        SourceRow row = new(1, 2, new RowShape(["email"]), ["a@example.com"], ragged);
        Assert.Null(new RowMapper(new MappingSettings(), Account.Catalog).Map(row, out RowProblem? problem));
        Assert.Same(ragged, problem);
    }

    [Fact]
    public void Map_NewTags_AreCountedAcrossRows()
    {
        RowMapper mapper = new(new MappingSettings { AllowNewTag = true, MaxNewTag = 1 }, Account.Catalog);
        RowShape shape = new(["email", "tags"]);
        Assert.Equal(["New"], mapper.Map(new SourceRow(1, 0, shape, ["a@example.com", "New"]), out _)!.Tags);
        Assert.Equal(["New"], mapper.Map(new SourceRow(2, 0, shape, ["b@example.com", "NEW"]), out _)!.Tags);
        Assert.Null(mapper.Map(new SourceRow(3, 0, shape, ["c@example.com", "Newer"]), out RowProblem? problem));
        Assert.Equal(RowReason.TagLimit, problem!.Reason);
        Assert.Equal(["New"], mapper.NewTags);
    }

    [Fact]
    public void Map_NewTagInArray_IsTrimmed()
    {
        MappingSettings settings = new() { AllowNewTag = true };
        Assert.Equal(["New"], Mapped(settings, ("email", "a@example.com"), ("tags", new[] { " New " })).Tags);
    }

    [Fact]
    public void Map_SingleItemOfArray_IsOneValue()
    {
        ContactRow contact = Mapped(new MappingSettings(), ("email", new[] { "a@example.com" }), ("phone", new object?[] { null, 5 }));
        Assert.Equal("a@example.com", contact.Email);
        Assert.Equal("5", contact.Phone);
    }

    [Fact]
    public void PlanFor_SameShape_IsPlannedOnce()
    {
        RowMapper mapper = new(new MappingSettings(), Account.Catalog);
        RowShape shape = new(["email"]);
        ColumnPlan plan = mapper.PlanFor(shape);
        Assert.Same(plan, mapper.PlanFor(shape));
        Assert.NotSame(plan, mapper.PlanFor(new RowShape(["email", "phone"])));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("5", "5")]
    public void Map_ClearColumn_ClearsWhatIsBlankAndNotWhatIsAbsent(string? cell, string? phone) =>
        Assert.Equal(phone, Mapped(new MappingSettings { ClearColumns = ["phone"] }, ("email", "a@example.com"), ("phone", cell)).Phone);

    [Theory]
    [InlineData("a@example.com", null, null)]
    [InlineData(null, "a@example.com", null)]
    [InlineData("a@example.com", "b@example.com", RowReason.DuplicateColumn)]
    [InlineData(null, null, RowReason.EmailMissing)]
    [InlineData("", " ", RowReason.DuplicateColumn)]
    [InlineData(null, " ", RowReason.EmailMissing)]
    public void Map_LateTwin_TakesTheOneThatIsThere(string? first, string? second, RowReason? reason)
    {
        SourceRow row = new(1, 0, new RowShape(["email", "mail"], settled: 1), [first, second]);
        ContactRow? contact = new RowMapper(new MappingSettings(), Account.Catalog).Map(row, out RowProblem? problem);
        Assert.Equal(reason, problem?.Reason);
        Assert.Equal(reason is null ? "a@example.com" : null, contact?.Email);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("x", RowReason.UnknownColumn)]
    [InlineData(false, RowReason.UnknownColumn)]
    public void Map_LateUnknownColumn_RefusesOnlyAValue(object? cell, RowReason? reason)
    {
        SourceRow row = new(1, 0, new RowShape(["email", "nosuch"], settled: 1), ["a@example.com", cell]);
        new RowMapper(new MappingSettings(), Account.Catalog).Map(row, out RowProblem? problem);
        Assert.Equal(reason, problem?.Reason);
    }

    [Theory]
    [InlineData("email_permission_status", "unsubscribed", RowReason.Excluded)]
    [InlineData("email_permission_status", "pending_confirmation", RowReason.Excluded)]
    [InlineData("Email permission status", "Temporary hold", RowReason.Excluded)]
    [InlineData("email_status", "deleted", RowReason.Excluded)]
    [InlineData("email_permission_status", "implicit", null)]
    [InlineData("email_status", "", null)]
    [InlineData("status", "unsubscribed", null)]
    public void Map_StandingOfAnotherService_KeepsOutWhoMayNotBeMailed(string column, string cell, RowReason? reason)
    {
        SourceRow row = new(1, 0, new RowShape(["email", column]), ["a@example.com", cell]);
        ContactRow? contact = new RowMapper(new MappingSettings(), Account.Catalog).Map(row, out RowProblem? problem);
        Assert.Equal((reason, reason is null), (problem?.Reason, contact is not null));
        Assert.NotNull(new RowMapper(new MappingSettings { ColumnMap = new Dictionary<string, string?> { [column] = null } }, Account.Catalog).Map(row, out _));
    }

    private static ContactRow Mapped(MappingSettings settings, params (string Column, object? Value)[] cells)
    {
        SourceRow row = new(1, 0, new RowShape(cells.Select(cell => cell.Column).ToArray()), cells.Select(cell => cell.Value).ToArray());
        ContactRow? contact = new RowMapper(settings, Account.Catalog).Map(row, out RowProblem? problem);
        Assert.Null(problem);
        return contact!;
    }
}
