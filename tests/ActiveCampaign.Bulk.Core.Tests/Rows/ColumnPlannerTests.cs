using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class ColumnPlannerTests
{
    [Theory]
    [InlineData("First name", ColumnKind.FirstName, 0)]
    [InlineData(" tags ", ColumnKind.Tags, 0)]
    [InlineData("Birthday", ColumnKind.Field, 3)]
    [InlineData("favourite colours", ColumnKind.Field, 2)]
    [InlineData("COLOURS", ColumnKind.Field, 2)]
    [InlineData("%COLOURS%", ColumnKind.Field, 2)]
    [InlineData("last_visit", ColumnKind.Field, 4)]
    [InlineData("field:5", ColumnKind.Field, 5)]
    [InlineData("Field:5", ColumnKind.Field, 5)]
    public void Plan_WithoutMap_FindsTarget(string column, ColumnKind kind, int field)
    {
        ColumnTarget target = Plan(new MappingSettings(), "email", column).Targets[1];
        Assert.Equal(column, target.Column);
        Assert.Equal(kind, target.Kind);
        Assert.Equal(field, target.Field?.Id ?? 0);
        Assert.False(target.ClearsWhenBlank);
    }

    [Theory]
    [InlineData("Nowhere", null, false)]
    [InlineData("Left", "Plan", false)]
    [InlineData("Left", null, true)]
    public void Plan_OptOutColumnMissingOrNamedTwice_ColumnMapInvalid(string column, string? target, bool clears)
    {
        MappingSettings settings = new() { OptOutColumn = column, ClearColumns = clears ? ["left"] : [] };
        settings = target is null ? settings : settings with { ColumnMap = new Dictionary<string, string?> { ["left"] = target } };
        Assert.Equal(BulkError.ColumnMapInvalid, Assert.Throws<BulkException>(() => Plan(settings, "email", "Left")).Error);
    }

    [Theory]
    [InlineData("field:99")]
    [InlineData("field:")]
    [InlineData("field:-1")]
    [InlineData("field:COLOURS")]
    [InlineData("session")]
    public void Plan_NoSuchTarget_IsUnknownColumn(string column)
    {
        BulkException e = Fails(new MappingSettings(), "email", column);
        Assert.Equal(BulkError.UnknownColumn, e.Error);
        Assert.Equal(column, e.Target);
        Assert.Contains($"-ColumnMap @{{ '{column}' = $null }}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Birtday", "'Birthday'")]
    [InlineData("frist name", "'first name'")]
    [InlineData("Note", "'Notes'")]
    [InlineData("Vornmae", "'vorname'")]
    [InlineData("list", "'lists'")]
    public void Plan_Mistyped_NamesNearest(string column, string nearest)
    {
        BulkException e = Fails(new MappingSettings(), "email", column);
        Assert.Equal(BulkError.UnknownColumn, e.Error);
        Assert.Contains($"-ColumnMap @{{ '{column}' = {nearest} }}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ColumnsOfARejectFile_AreLeftOutUnlessMapped()
    {
        string[] columns = ["email", "AC_Row", "ac_reason", "AC_ActivityId", "AC_BatchId", "AC_Action", "AC_Escaped"];
        Assert.All(Plan(new MappingSettings(), columns).Targets.Skip(1), target => Assert.Equal(ColumnKind.Ignored, target.Kind));
        ColumnPlan plan = Plan(new MappingSettings { ColumnMap = new Dictionary<string, string?> { ["AC_Reason"] = "Notes" } }, columns);
        Assert.Equal(5, plan.Targets[2].Field?.Id);
    }

    [Fact]
    public void Plan_ColumnsOfAnExportedFile_ArePassedOverOrUnsubscribe()
    {
        ColumnPlan plan = Plan(new MappingSettings(), "id", "email", "Status", "created", "updated", "lists_unsubscribed", "lists_unconfirmed");
        Assert.Equal(
            [ColumnKind.Ignored, ColumnKind.Email, ColumnKind.Ignored, ColumnKind.Ignored, ColumnKind.Ignored, ColumnKind.ListsUnsubscribed, ColumnKind.Ignored],
            plan.Targets.Select(target => target.Kind));
    }

    [Theory]
    [InlineData("zzzzzzzzzzzzzzzzzzzz")]
    [InlineData("Name")]
    [InlineData("Emails")]
    [InlineData("Language")]
    [InlineData("E-Mail 2")]
    public void Plan_NothingNear_HintsAtNothing(string column)
    {
        string message = Fails(new MappingSettings(), "email", column).Message;
        Assert.DoesNotContain("Near", message, StringComparison.Ordinal);
        Assert.Contains($"-ColumnMap @{{ '{column}' = $null }}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SeveralUnmatched_IsOneErrorWithAMapThatKeepsWhatWasGiven()
    {
        BulkException e = Fails(Map("Kontakt", "Notes"), "email", "Kontakt", "Birtday", "Customer's level", "its \u2019end\u2019", "Session", "session");
        Assert.Equal(BulkError.UnknownColumn, e.Error);
        Assert.EndsWith(
            "-ColumnMap @{ 'Kontakt' = 'Notes'; 'Birtday' = 'Birthday'; 'Customer''s level' = $null; 'its \u2019\u2019end\u2019\u2019' = $null; 'Session' = $null }", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Family Name", ColumnKind.LastName)]
    [InlineData("Vorname", ColumnKind.FirstName)]
    [InlineData("Mobile", ColumnKind.Phone)]
    [InlineData("Prénom", ColumnKind.FirstName)]
    [InlineData("PRE\u0301NOM", ColumnKind.FirstName)]
    [InlineData("Téléphone", ColumnKind.Phone)]
    [InlineData("Apellidos", ColumnKind.LastName)]
    [InlineData("Cognome", ColumnKind.LastName)]
    [InlineData("Achternaam", ColumnKind.LastName)]
    [InlineData("Sobrenome", ColumnKind.LastName)]
    [InlineData("customer_acct_name", ColumnKind.Account)]
    [InlineData("Étiquettes", ColumnKind.Tags)]
    [InlineData("Lijsten", ColumnKind.Lists)]
    [InlineData("Phone 1 - Value", ColumnKind.Phone)]
    [InlineData("Nom", ColumnKind.LastName)]
    [InlineData("Nome", ColumnKind.FirstName)]
    [InlineData("sn", ColumnKind.LastName)]
    [InlineData("givenName", ColumnKind.FirstName)]
    [InlineData("OfficePhone", ColumnKind.Phone)]
    [InlineData("telephoneNumber", ColumnKind.Phone)]
    [InlineData("mobile", ColumnKind.Phone)]
    public void Plan_HeadingOfAnotherProgramOrLanguage_IsKnown(string column, ColumnKind kind)
    {
        Assert.Equal(kind, Plan(new MappingSettings(), "email", column).Targets[1].Kind);
        Assert.Equal(kind, Plan(Map("x", column), "email", "x").Targets[1].Kind);
    }

    [Theory]
    [InlineData("Vorname", "Name", ColumnKind.LastName)]
    [InlineData("Voornaam", "Naam", ColumnKind.LastName)]
    [InlineData("Apellidos", "Nombre", ColumnKind.FirstName)]
    [InlineData("Nome", "Apelido", ColumnKind.LastName)]
    public void Plan_HeadingThatItsNeighbourExplains_IsKnown(string neighbour, string column, ColumnKind kind)
    {
        Assert.Equal(kind, Plan(new MappingSettings(), "email", column, neighbour).Targets[1].Kind);
        Assert.Equal(BulkError.UnknownColumn, Fails(new MappingSettings(), "email", column).Error);
    }

    [Theory]
    [InlineData("email", "phone", "Mobile")]
    [InlineData("email", "Mobile", "Telefon")]
    [InlineData("email", "E-Mail-Adresse", "Notes")]
    [InlineData("mail", "UserPrincipalName", "Notes")]
    [InlineData("UserPrincipalName", "PrimarySmtpAddress", "Notes")]
    [InlineData("email", "Surname", "sn")]
    public void Plan_SynonymWhoseTargetIsTaken_IsUnmatched(params string[] columns) =>
        Assert.Equal(BulkError.UnknownColumn, Fails(new MappingSettings(), columns).Error);

    [Theory]
    [InlineData("UserPrincipalName", "GivenName", "sn")]
    [InlineData("PrimarySmtpAddress", "FirstName", "LastName")]
    [InlineData("mail", "givenName", "Surname")]
    [InlineData("Adresse e-mail", "Prenom", "Nom")]
    [InlineData("E-mail", "Nome", "Cognome")]
    [InlineData("E-mail", "Nome", "Apelido")]
    public void Plan_ExportOfADirectory_FindsAddressAndNames(params string[] columns) =>
        Assert.Equal([ColumnKind.Email, ColumnKind.FirstName, ColumnKind.LastName], Plan(new MappingSettings(), columns).Targets.Select(target => target.Kind));

    [Theory]
    [InlineData("mail")]
    [InlineData("PrimarySmtpAddress")]
    [InlineData("E-Mail-Adresse")]
    public void Plan_SignInNameBesideAnAddress_IsLeftOutAsAdvised(string address)
    {
        Assert.Contains("-ColumnMap @{ 'UserPrincipalName' = $null }", Fails(new MappingSettings(), "UserPrincipalName", address).Message, StringComparison.Ordinal);
        Assert.Equal([ColumnKind.Ignored, ColumnKind.Email], Plan(Map("UserPrincipalName", null), "UserPrincipalName", address).Targets.Select(target => target.Kind));
    }

    [Fact]
    public void Plan_FieldCalledLikeASynonym_Wins()
    {
        AccountCatalog catalog = new([new(7, "Mobile", "MOBIL", "text", [])], [], []);
        ColumnPlan plan = new ColumnPlanner(new MappingSettings(), catalog).Plan(new RowShape(["email", "mobile"]));
        Assert.Equal(7, plan.Targets[1].Field!.Id);
        Assert.Equal(7, new ColumnPlanner(new MappingSettings(), catalog).Plan(new RowShape(["email", "Mobil"])).Targets[1].Field!.Id);
    }

    [Theory]
    [InlineData("looks like a contact", "ann@example.com", "Ann")]
    [InlineData("column 2", "Ann", "ann@example.com")]
    [InlineData("ConvertFrom-Json", "[", "H1")]
    [InlineData("-Encoding unicode", "e\0m\0", "x")]
    [InlineData("-Encoding bigendianunicode", "\0e\0m", "x")]
    [InlineData("Import-Csv -Delimiter ';'", "email;first name")]
    [InlineData("Import-Csv -Delimiter \"`t\"", "E-Mail\tVorname")]
    [InlineData("Import-ACContact -Path", "sep=;")]
    public void Plan_WhatIsNoHeader_IsNamedForWhatItIs(string saying, params string[] columns)
    {
        BulkException e = Fails(new MappingSettings(), columns);
        Assert.Contains(saying, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-ColumnMap", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "Contacts of March", "H1" }, null)]
    [InlineData(new[] { "Contacts" }, "people.csv")]
    public void Plan_Title_IsNamedWithTheLineOfTheHeader(string[] columns, string? path)
    {
        RowShape shape = new(columns) { Path = path, Lead = [(2, ["made by hand"]), (3, ["E-Mail", "Vorname"])] };
        BulkException e = Assert.Throws<BulkException>(() => new ColumnPlanner(new MappingSettings(), Account.Catalog).Plan(shape));
        Assert.Equal(BulkError.HeaderInvalid, e.Error);
        Assert.Contains(path is null ? "is a title" : "are in line 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DelimiterFound_IsNamedInErrorsAboutTheHeader()
    {
        RowShape shape = new(["email", "zzzzzz"]) { Path = "people.csv", FoundDelimiter = ';' };
        BulkException e = Assert.Throws<BulkException>(() => new ColumnPlanner(new MappingSettings(), Account.Catalog).Plan(shape));
        Assert.Contains("by a semicolon", e.Message, StringComparison.Ordinal);
        Assert.Contains("-Delimiter", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" \u200B", null)]
    [InlineData("H1", null)]
    public void Plan_ColumnWithoutName_IsNameless(string column, string? path) =>
        Assert.Equal(ColumnKind.Nameless, new ColumnPlanner(new MappingSettings(), Account.Catalog).Plan(new RowShape(["email", column]) { Path = path }).Targets[1].Kind);

    [Fact]
    public void Plan_OneNameTwice_NamesBothPlacesAndNoMap()
    {
        BulkException e = Fails(new MappingSettings(), "email", "Phone", "phone");
        Assert.Equal(BulkError.DuplicateColumn, e.Error);
        Assert.Contains("Two columns are called 'phone' (2 and 3)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-ColumnMap", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", ColumnKind.Email, 0)]
    [InlineData("company", ColumnKind.Account, 0)]
    [InlineData("%PLAN%", ColumnKind.Field, 1)]
    [InlineData(" Notes ", ColumnKind.Field, 5)]
    [InlineData("field:6", ColumnKind.Field, 6)]
    public void Plan_Mapped_GoesToTarget(string target, ColumnKind kind, int field)
    {
        string[] columns = kind == ColumnKind.Email ? ["Kontakt"] : ["mail", "Kontakt"];
        ColumnTarget found = Plan(Map("kontakt ", target), columns).Targets[columns.Length - 1];
        Assert.Equal("Kontakt", found.Column);
        Assert.Equal(kind, found.Kind);
        Assert.Equal(field, found.Field?.Id ?? 0);
    }

    [Fact]
    public void Plan_MappedToNull_IsIgnored()
    {
        ColumnPlan plan = Plan(Map("session", null), "email", "Session", "Notes");
        Assert.Equal([ColumnKind.Email, ColumnKind.Ignored, ColumnKind.Field], plan.Targets.Select(target => target.Kind));
        Assert.True(plan.Has(ColumnKind.Ignored));
        Assert.False(plan.Has(ColumnKind.Tags));
    }

    [Fact]
    public void Plan_PlainNameMapped_MapWins()
    {
        ColumnPlan plan = Plan(Map("Phone", "Notes"), "email", "Phone");
        Assert.Equal(5, plan.Targets[1].Field!.Id);
    }

    [Fact]
    public void Plan_MappedToUnknown_NamesBoth()
    {
        BulkException e = Fails(Map("Kontakt", "Nots"), "email", "Kontakt");
        Assert.Equal(BulkError.UnknownColumn, e.Error);
        Assert.Contains("'Kontakt' to 'Nots'", e.Message, StringComparison.Ordinal);
        Assert.Contains("-ColumnMap @{ 'Kontakt' = 'Notes' }", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_MapNamesMissingColumn_IsColumnMapInvalid()
    {
        BulkException e = Fails(Map("Pone", "Notes"), "email", "Phone");
        Assert.Equal(BulkError.ColumnMapInvalid, e.Error);
        Assert.Equal("Pone", e.Target);
        Assert.Contains("Did you mean 'Phone'?", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "E-Mail")]
    [InlineData("Notes", "%NOTES%")]
    [InlineData("field:2", "COLOURS")]
    [InlineData("account", "company")]
    public void Plan_TwoToOnePlace_IsDuplicateColumn(string first, string second)
    {
        BulkException e = Fails(new MappingSettings(), first, second);
        Assert.Equal(BulkError.DuplicateColumn, e.Error);
        Assert.Equal(second, e.Target);
        Assert.Contains($"'{first}' and '{second}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SeveralIgnored_IsFine()
    {
        MappingSettings settings = new() { ColumnMap = new Dictionary<string, string?> { ["a"] = null, ["b"] = null } };
        Assert.Equal(2, Plan(settings, "email", "a", "b").Targets.Count(target => target.Kind == ColumnKind.Ignored));
    }

    [Fact]
    public void Plan_NoAddress_IsNoEmailColumn()
    {
        BulkException e = Fails(new MappingSettings(), "First name", "Notes");
        Assert.Equal(BulkError.NoEmailColumn, e.Error);
        Assert.Contains("First name, Notes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M\uFFFDller")]
    public void Plan_HeaderDamaged_IsHeaderInvalid(string column) =>
        Assert.Equal(BulkError.HeaderInvalid, Fails(new MappingSettings(), "email", column).Error);

    [Fact]
    public void Plan_ClearColumns_MarksThem()
    {
        MappingSettings settings = new() { ClearColumns = [" phone ", "Birthday"] };
        ColumnPlan plan = Plan(settings, "email", "Phone", "birthday", "Notes");
        Assert.Equal([false, true, true, false], plan.Targets.Select(target => target.ClearsWhenBlank));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("tags")]
    [InlineData("lists")]
    public void Plan_ClearWhatCannotBeCleared_IsColumnMapInvalid(string column)
    {
        BulkException e = Fails(new MappingSettings { ClearColumns = [column] }, "email", "tags", "lists");
        Assert.Equal(BulkError.ColumnMapInvalid, e.Error);
        Assert.Equal(column, e.Target);
    }

    [Fact]
    public void Plan_ClearNamesMissingColumn_IsColumnMapInvalid()
    {
        BulkException e = Fails(new MappingSettings { ClearColumns = ["Fax"] }, "email", "Notes");
        Assert.Equal(BulkError.ColumnMapInvalid, e.Error);
        Assert.Contains("-ClearColumn names the column 'Fax'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TitleOfOneIsPersTagOfOther_TitleWins()
    {
        AccountCatalog catalog = new([new(1, "Other", "CITY", "text", []), new(2, "City", "TOWN", "text", [])], [], []);
        ColumnPlan plan = new ColumnPlanner(new MappingSettings(), catalog).Plan(new RowShape(["email", "city"]));
        Assert.Equal(2, plan.Targets[1].Field!.Id);
    }

    [Theory]
    [InlineData("nosuch", "'nosuch'")]
    [InlineData("b\uFFFDd", "damaged")]
    public void Plan_LateColumnThatDoesNotFit_RefusesRowsAndNotTheRun(string column, string saying)
    {
        ColumnPlan plan = new ColumnPlanner(new MappingSettings(), Account.Catalog).Plan(new RowShape(["email", "phone", column], settled: 1));
        Assert.Null(plan.Targets[1].Problem);
        Assert.Equal(RowReason.UnknownColumn, plan.Targets[2].Problem!.Reason);
        Assert.Contains(saying, plan.Targets[2].Problem!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_LateColumnsOfTheSameTarget_KnowEachOther()
    {
        ColumnPlan plan = new ColumnPlanner(new MappingSettings(), Account.Catalog).Plan(new RowShape(["email", "mail", "e-mail"], settled: 1));
        Assert.Equal([-1, 0, 1], plan.Targets.Select(target => target.Twin));
    }

    [Fact]
    public void Plan_MapNamesColumnThatMayStillCome_IsFine()
    {
        RowShape shape = new(["email"], settled: 1, mayGrow: true);
        Assert.Single(new ColumnPlanner(Map("Notes", null), Account.Catalog).Plan(shape).Targets);
        Assert.Throws<BulkException>(() => new ColumnPlanner(new MappingSettings { OptOutColumn = "left" }, Account.Catalog).Plan(shape));
    }

    private static MappingSettings Map(string column, string? target) =>
        new() { ColumnMap = new Dictionary<string, string?> { [column] = target } };

    private static ColumnPlan Plan(MappingSettings settings, params string[] columns) =>
        new ColumnPlanner(settings, Account.Catalog).Plan(new RowShape(columns));

    private static BulkException Fails(MappingSettings settings, params string[] columns) =>
        Assert.Throws<BulkException>(() => Plan(settings, columns));
}
