using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Import;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

public sealed class ImportMapperTests
{
    [Theory]
    [InlineData("email")]
    [InlineData("Email Address")]
    [InlineData("e-mail")]
    [InlineData("Adresse e-mail")]
    public void Email_ByUsualHeading_IsFound(string heading) => Assert.Equal("""{"email":"ada@example.com"}""", CCRows.Json(CCRows.Mapped((heading, " ada@example.com "))));

    [Theory]
    [InlineData("First Name", "first_name")]
    [InlineData("surname", "last_name")]
    [InlineData("Job title", "job_title")]
    [InlineData("Company", "company_name")]
    [InlineData("Firma", "company_name")]
    [InlineData("Phone", "phone")]
    [InlineData("Phone - mobile", "mobile_phone")]
    [InlineData("work_phone", "work_phone")]
    [InlineData("Street address line 1 - Home", "street")]
    [InlineData("home_city", "city")]
    [InlineData("Zip/Postal Code - Work", "work_zip")]
    [InlineData("State/Province - Other", "other_state")]
    [InlineData("Notes", "cf:notes")]
    [InlineData("cf:notes", "cf:notes")]
    [InlineData("CF:Notes", "cf:notes")]
    [InlineData("Membership Level", "cf:membership_level")]
    public void Heading_LeadsToTheColumnOfTheImport(string heading, string key) =>
        Assert.Equal([key], CCRows.Mapped(("email", "a@example.com"), (heading, "Gold")).Values.Select(value => value.Key));

    [Theory]
    [InlineData("Joined", "2026-01-31", "2026-01-31")]
    [InlineData("Points", " 12.50 ", "12.50")]
    [InlineData("VIP", "yes", "true")]
    [InlineData("VIP", "0", "false")]
    [InlineData("Membership level", "gold", "Gold")]
    [InlineData("Colours", "red | Blue", "Red,Blue")]
    [InlineData("anniversary", "2020-02-29", "2020-02-29")]
    [InlineData("sms_number", "+1 (555) 010-0199", "5550100199")]
    public void Value_IsShapedAsItsPlaceTakesIt(string column, string cell, string value) =>
        Assert.Equal(value, Assert.Single(CCRows.Mapped(("email", "a@example.com"), (column, cell)).Values).Value);

    [Theory]
    [InlineData("1999-12-10")]
    [InlineData("1999-12-10T08:00:00")]
    public void Birthday_OfOneDate_IsMonthAndDay(string date) =>
        Assert.Equal("""{"email":"a@example.com","birthday_month":12,"birthday_day":10}""", CCRows.Json(CCRows.Mapped(("email", "a@example.com"), ("Date of birth", date))));

    [Theory]
    [InlineData("email", "no address", RowReason.EmailInvalid)]
    [InlineData("email", "a23456789012345678901234567890123456789@example.com", RowReason.EmailInvalid)]
    [InlineData("email", " \u200B", RowReason.EmailMissing)]
    [InlineData("first name", "123456789012345678901234567890123456789012345678901", RowReason.ValueTooLong)]
    [InlineData("Joined", "31.01.2026", RowReason.DateInvalid)]
    [InlineData("Points", "many", RowReason.ValueInvalid)]
    [InlineData("VIP", "perhaps", RowReason.ValueInvalid)]
    [InlineData("Membership level", "Iron", RowReason.OptionUnknown)]
    [InlineData("birthday month", "13", RowReason.ValueInvalid)]
    [InlineData("birthday month", "12", RowReason.DateInvalid)]
    [InlineData("sms_number", "12345", RowReason.ValueInvalid)]
    [InlineData("first name", "A\uFFFDa", RowReason.EncodingDamaged)]
    public void Value_ThatTheServiceWouldOnlyCount_RefusesItsRow(string column, string cell, RowReason reason)
    {
        (string, object?)[] cells = column == "email" ? [(column, cell)] : [("email", "a@example.com"), (column, cell)];
        Assert.Equal(reason, CCRows.Refused(cells).Reason);
    }

    [Fact]
    public void BirthdayParts_OfNoDay_RefuseTheRow() =>
        Assert.Equal(RowReason.DateInvalid, CCRows.Refused(("email", "a@example.com"), ("birthday_month", "2"), ("birthday_day", "30")).Reason);

    [Fact]
    public void Phones_MoreThanThree_RefuseTheRow() => Assert.Equal(
        RowReason.TooManyValues, CCRows.Refused(("email", "a@example.com"), ("phone", "1"), ("home phone", "2"), ("work phone", "3"), ("mobile phone", "4")).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("\u200B\u00A0")]
    [InlineData(null)]
    public void Blank_IsNeverSent(string? cell) =>
        Assert.Equal("""{"email":"a@example.com"}""", CCRows.Json(CCRows.Mapped(("email", "a@example.com"), ("first name", cell), ("Joined", cell), ("Notes", cell), ("birthday", cell))));

    [Theory]
    [InlineData("status", "unsubscribed")]
    [InlineData("Status", " Unconfirmed ")]
    [InlineData("status", "bounced")]
    [InlineData("status", "none")]
    [InlineData("contact_status", "unsubscribed")]
    [InlineData("status", "temp_hold")]
    [InlineData("email_status", "deleted")]
    [InlineData("Email status", "Unsubscribed by contact")]
    [InlineData("email_permission_status", "not_set")]
    [InlineData("Email permission status", "Awaiting confirmation")]
    public void Standing_OfWhoMayNotBeMailed_RefusesTheRow_WithTheWayOut(string column, string cell)
    {
        RowProblem problem = CCRows.Refused(("email", "a@example.com"), (column, cell), ("first name", "Ada"));
        Assert.Equal((RowReason.Excluded, column), (problem.Reason, problem.Column));
        Assert.EndsWith($"-ColumnMap @{{ '{column}' = $null }}", problem.Text);
    }

    [Theory]
    [InlineData("status", "active")]
    [InlineData("status", "paid")]
    [InlineData("status", "on hold")]
    [InlineData("status", "Unsubscribed by contact")]
    [InlineData("status", "")]
    [InlineData("contact_status", null)]
    [InlineData("email_status", "active")]
    [InlineData("Email permission status", "Explicit")]
    public void Standing_OfOthers_AndAColumnThatMeansSomethingElse_KeepNobodyOut(string column, string? cell) =>
        Assert.Equal("""{"email":"a@example.com"}""", CCRows.Json(CCRows.Mapped(("email", "a@example.com"), (column, cell))));

    [Theory]
    [InlineData(null)]
    [InlineData("Notes")]
    public void Standing_ThatIsMappedElsewhere_IsNone(string? target)
    {
        MappingSettings settings = new() { ColumnMap = new System.Collections.Generic.Dictionary<string, string?> { ["status"] = target } };
        Assert.Null(CCRows.Map(settings, [("email", "a@example.com"), ("status", "unsubscribed")], out ImportRow? row));
        Assert.Equal(target is null ? 0 : 1, row!.Values.Count);
    }

    [Fact]
    public void ColumnOfLists_EndsTheRun_WithTheWayOut_WhichKeepsTheMapThatIsGiven()
    {
        MappingSettings given = new() { ColumnMap = new System.Collections.Generic.Dictionary<string, string?> { ["Vermerk"] = null } };
        BulkException e = Assert.Throws<BulkException>(() => CCRows.Map(given, [("email", "a@example.com"), ("Vermerk", "x"), ("lists", "x")], out _));
        Assert.Equal(BulkError.SettingsConflict, e.Error);
        Assert.EndsWith("-ColumnMap @{ 'Vermerk' = $null; 'lists' = $null }", e.Message);
        MappingSettings leftOut = new() { ColumnMap = new System.Collections.Generic.Dictionary<string, string?> { ["lists"] = null } };
        Assert.Null(CCRows.Map(leftOut, [("email", "a@example.com"), ("lists", "x")], out _));
    }

    [Theory]
    [InlineData("tags", "vip|press", "id:1,id:2")]
    [InlineData("Schlagworte", "PRESS; press ,vip", "id:2,id:1")]
    [InlineData("tags", "a, b", "id:3")]
    [InlineData("tags", "||a, b||vip||", "id:3,id:1")]
    [InlineData("tags", "id:2", "id:2")]
    [InlineData("tags", " ; ", "")]
    public void Tags_AreFoundByNameAndId_AndAreNoPartOfWhatIsSent(string column, string cell, string tags)
    {
        Assert.Null(CCRows.Map(new MappingSettings(), [("email", "a@example.com"), (column, cell)], out ImportRow? row));
        Assert.Equal(tags, string.Join(",", row!.Tags));
        Assert.Equal((1, 0), (row.Layout.Columns, row.Values.Count));
    }

    [Fact]
    public void Tags_OfAnArray_AreOneEach()
    {
        Assert.Null(CCRows.Map(new MappingSettings(), [("email", "a@example.com"), ("tags", new[] { "vip", "a, b" })], out ImportRow? row));
        Assert.Equal(["id:1", "id:3"], row!.Tags);
    }

    [Theory]
    [InlineData("vipp", RowReason.TagUnknown, "The nearest is 'vip'")]
    [InlineData("id:9", RowReason.TagUnknown, "-AllowNewTag")]
    [InlineData("vip|twin", RowReason.TagUnknown, "id:4, id:5")]
    [InlineData("vi\uFFFDp", RowReason.EncodingDamaged, "tags")]
    public void Tag_ThatCannotBeHad_RefusesItsRow(string cell, RowReason reason, string says)
    {
        RowProblem problem = CCRows.Map(new MappingSettings(), [("email", "a@example.com"), ("tags", cell)], out _)!;
        Assert.Equal(reason, problem.Reason);
        Assert.Contains(says, problem.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_ThatCameAfterRowsWithoutThem_RefuseTheirRow()
    {
        RowShape shape = new(["email", "tags"], settled: 1);
        PlaceFinder places = new(new MappingSettings(), CCRows.Fields, null) { TakesTags = false };
        ImportMapper mapper = new(places.Plan(shape), places, new MappingSettings(), new ImportNotes());

        Assert.NotNull(mapper.Map(new SourceRow(1, 0, shape, ["a@example.com", null]), out _));
        Assert.Null(mapper.Map(new SourceRow(2, 0, shape, ["b@example.com", "vip"]), out RowProblem? problem));
        Assert.Equal(RowReason.UnknownColumn, problem!.Reason);
        Assert.Contains("Select-Object", problem.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownColumn_EndsTheRun_AndNamesTheNearest()
    {
        BulkException e = Assert.Throws<BulkException>(() => CCRows.Mapped(("email", "a@example.com"), ("frist name", "x")));
        Assert.Equal(BulkError.UnknownColumn, e.Error);
        Assert.Contains("Near 'frist name' is 'first name'", e.Message);
        Assert.Contains("Get-CCField", e.Message);
    }

    [Fact]
    public void OptOut_KeepsAllRowsOfTheAddressOut()
    {
        RowShape shape = new(["email", "left"]);
        MappingSettings settings = new() { OptOutColumn = "left" };
        PlaceFinder places = new(settings, CCRows.Fields, null);
        ImportMapper mapper = new(places.Plan(shape), places, settings, new ImportNotes());
        SourceRow[] rows = [new(1, 0, shape, ["a@example.com", "0"]), new(2, 0, shape, ["A@example.com", "yes"]), new(3, 0, shape, ["b@example.com", ""])];
        foreach (SourceRow row in rows)
            mapper.NoteOptOut(row);

        RowProblem?[] problems = rows.Select(row => mapper.Map(row, out RowProblem? problem) is null ? problem : null).ToArray();

        Assert.Equal([RowReason.Excluded, RowReason.Excluded, null], problems.Select(problem => problem?.Reason));
    }

    [Fact]
    public void SmsNumber_BesideAColumnOfConsent_NeedsIt()
    {
        Assert.Equal(RowReason.ValueInvalid, CCRows.Refused(("email", "a@example.com"), ("sms_number", "5550100199"), ("sms_consent_date", "")).Reason);
        Assert.Equal(2, CCRows.Mapped(("email", "a@example.com"), ("sms_number", "555-010-0199"), ("sms_consent_date", "2026-01-02")).Values.Count);
    }

    [Fact]
    public void Rows_OfOneAddress_BecomeWhatBothSay_TheLaterOneFirst()
    {
        ImportRow first = CCRows.Mapped(("email", "a@example.com"), ("first name", "Ada"), ("city", "Bath"));
        ImportRow later = CCRows.Mapped(("email", "A@example.com"), ("first name", "Adele"), ("Notes", "x"));

        OutgoingRow? merged = later.MergeOver(Encoding.UTF8.GetBytes(CCRows.Json(first)));

        Assert.Equal("""{"email":"a@example.com","first_name":"Adele","city":"Bath","cf:notes":"x"}""", CCRows.Json(merged!));
    }

    [Fact]
    public void Rows_OfOneAddress_WithTooManyPhonesTogether_StayApart()
    {
        ImportRow first = CCRows.Mapped(("email", "a@example.com"), ("phone", "1"), ("home phone", "2"), ("work phone", "3"));
        Assert.Null(CCRows.Mapped(("email", "a@example.com"), ("mobile phone", "4")).MergeOver(Encoding.UTF8.GetBytes(CCRows.Json(first))));
    }

    [Theory]
    [InlineData("phone", true)]
    [InlineData("Notes", true)]
    [InlineData("mobile", false)]
    [InlineData("work city", false)]
    public void Route_IsTheFile_WhereItMayHaveEachColumn(string column, bool isFile) => Assert.Equal(isFile, CCRows.Mapped(("email", "a@example.com"), (column, "x")).Weight is not null);

    [Fact]
    public void Weight_OfRows_IsTheSizeOfTheirFile()
    {
        (string, object?)[][] people =
        [
            [("email", "ada@example.com"), ("first name", "Ada \"A\" Lovelace"), ("city", "Bath, Somerset"), ("Notes", "two\nlines"), ("birthday", "1999-02-03")],
            [("email", "zoë@example.com"), ("first name", "Zoë"), ("city", ""), ("Notes", "Łódź"), ("birthday", "")],
        ];
        ImportRow[] rows = people.Select(cells => CCRows.Mapped(cells)).ToArray();
        using JsonDocument contacts = JsonDocument.Parse("[" + string.Join(",", rows.Select(CCRows.Json)) + "]");

        byte[] file = ImportBody.ToFile(contacts.RootElement, ImportBody.KeysOf(contacts.RootElement));

        Assert.Equal(file.Length, rows[0].FrameWeight + rows.Sum(row => row.Weight!.Value));
        Assert.Equal(
            "email,first_name,city,cf:notes,birthday_month,birthday_day\r\nada@example.com,\"Ada \"\"A\"\" Lovelace\",\"Bath, Somerset\",\"two\nlines\",2,3\r\nzoë@example.com,Zoë,,Łódź,,\r\n",
            Encoding.UTF8.GetString(file));
    }
}
