using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Export;

[Collection(VirtualTimeCollection.Name)]
public sealed class RoundTripTests
{
    private static readonly string[] s_odd =
    [
        "Lee, Ann; and|others", "She said \"yes\"", "two\nlines\r\nthree", "Zoë 🦄 Ünïcode", "שלום עולם", "=1+1", "'quoted", "+43 1 234", "-", "@home", " outer space ", "||a||b||", "id:7", "tab\there",
    ];

    private static readonly string[] s_names =
        ["plain", "with, comma", "semi;colon", "pipe|d", "say \"hi\"", "=SUM(A1)", "émoji 🦄", "עברית", "|leads", "two||bars", " outer ", "7", "id:2", "plain|semi"];

    [Theory]
    [InlineData(',', false, null)]
    [InlineData(';', true, "utf-16")]
    public async Task ExportedFile_ImportedIntoTheEmptiedAccount_BringsEverythingBack(char delimiter, bool safe, string? encoding)
    {
        using ExportRig rig = new();
        Fill(rig);
        Dictionary<string, ContactSnapshot> before = Contacts(rig);
        ExportSettings settings = rig.To("all.csv") with { Delimiter = delimiter, Safe = safe, Encoding = encoding is null ? null : System.Text.Encoding.GetEncoding(encoding) };
        ExportOutcome outcome = await rig.ExportAsync(settings);
        Assert.Equal(before.Count + 1, outcome.Rows);
        foreach (ContactSnapshot contact in rig.Server.Account.Contacts)
            rig.Server.Account.RemoveContact(contact.Id);

        ImportLog log = await rig.Import.ImportAsync([], new ImportSettings { Source = new InputFile { Path = outcome.Path }, SkipAutomation = true });

        Assert.Null(log.Failure);
        RefusedRow refused = Assert.Single(log.Refused);
        Assert.Equal((2L, RowReason.EmailMissing), (refused.Number, refused.Problem.Reason));
        Dictionary<string, ContactSnapshot> after = Contacts(rig);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before.Values, contact => AssertSame(contact, after[contact.Email]));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Fact]
    public async Task JsonLines_HasWhatTheAccountHas()
    {
        using ExportRig rig = new();
        Fill(rig);

        ExportOutcome outcome = await rig.ExportAsync(rig.To("all.jsonl") with { Format = ExportFormat.JsonLines });

        List<JsonElement> lines = File.ReadLines(outcome.Path).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(rig.Server.Account.Contacts.Select(contact => contact.FirstName), lines.Select(line => line.GetProperty("first_name").GetString()));
        Assert.Equal(rig.Server.Account.Contacts.Select(contact => contact.Tags.Count), lines.Select(line => line.GetProperty("tags").GetArrayLength()));
    }

    [Fact]
    public async Task OwnFieldCalledStatus_IsNotTakenForTheContacts()
    {
        using ExportRig rig = new();
        int field = rig.Server.Account.AddField("Status", FieldType.Text);
        int list = rig.Server.Account.AddList("News");
        rig.Server.Account.AddContact("a@example.org", fieldValues: new Dictionary<int, string> { [field] = "gold" }, listIds: [list]);

        ExportOutcome all = await rig.ExportAsync(rig.To("all.csv"));
        ExportOutcome some = await rig.ExportAsync(rig.To("some.csv") with { Properties = ["email", "status"] });
        await rig.Import.ImportAsync([], new ImportSettings { Source = new InputFile { Path = all.Path } });
        await rig.Import.ImportAsync([], new ImportSettings { Source = new InputFile { Path = some.Path } });

        Assert.Contains("field:1", all.Columns);
        Assert.Equal(["email", "contact_status"], some.Columns);
        Assert.Equal("gold", rig.Server.Account.FindContact("a@example.org")!.FieldValues[field]);
        await rig.Import.ImportAsync(ImportRig.Rows(["email", "status"], [["a@example.org", "silver"]]));
        Assert.Equal("silver", rig.Server.Account.FindContact("a@example.org")!.FieldValues[field]);
    }

    [Fact]
    public async Task Encoding_ThatCannotHoldAName_EndsInAnErrorAndNotInQuestionMarks()
    {
        using ExportRig rig = new();
        rig.Server.Account.AddContact("a@example.org", "Zoë 🦄");

        BulkException failed = await Assert.ThrowsAsync<BulkException>(() => rig.ExportAsync(rig.To("a.csv") with { Encoding = System.Text.Encoding.Latin1 }));

        Assert.Equal(BulkError.FileUnwritable, failed.Error);
        Assert.False(File.Exists(rig.PathOf("a.csv")));
    }

    private static void Fill(ExportRig rig)
    {
        SimulatedAccount account = rig.Server.Account;
        int[] lists = [.. s_names.Select(account.AddList), account.AddList("plain")];
        Dictionary<string, int> fields = new()
        {
            ["text"] = account.AddField("City", FieldType.Text),
            ["area"] = account.AddField("=Notes, \"long\"", FieldType.TextArea),
            ["date"] = account.AddField("Birthday", FieldType.Date),
            ["moment"] = account.AddField("Last Visit", FieldType.DateTime),
            ["drop"] = account.AddField("Level", FieldType.Dropdown, ["Gold, old", "Silver; new"]),
            ["box"] = account.AddField("Interests", FieldType.ListBox, ["Sports", "Music, loud", "Food;drink", "A|B"]),
            ["radio"] = account.AddField("Company", FieldType.Radio, ["Yes", "No"]),
            ["check"] = account.AddField("Colours", FieldType.Checkbox, ["Red", "Blue"]),
            ["hidden"] = account.AddField("City", FieldType.Hidden),
        };
        account.AddContact("first@example.org");
        account.AddContactWithoutEmail("Phone", "Only", "555");
        for (int i = 0; i < s_odd.Length; i++)
        {
            account.AddContact($"odd{i}@example.org", s_odd[i], s_odd[^(i + 1)], "+43 " + i, "Acme, " + i, tags: Some(i), fieldValues: Values(fields, i));
            foreach (int list in lists)
                account.SetListStatus($"odd{i}@example.org", list, (ContactListStatus)((i + list) % 4));
        }

        account.AddContact("several@example.org", tags: s_names, fieldValues: new Dictionary<int, string> { [fields["check"]] = "||Red||Blue||" });
        foreach (int list in lists)
            account.Subscribe("several@example.org", list);
    }

    private static IEnumerable<string> Some(int i) => s_names.Where((_, place) => place % s_odd.Length == i || place == (i + 1) % s_names.Length);

    private static Dictionary<int, string> Values(Dictionary<string, int> fields, int i) => new()
    {
        [fields["text"]] = s_odd[i],
        [fields["area"]] = s_odd[^(i + 1)] + "\n" + s_odd[i],
        [fields["date"]] = "1980-05-" + (i + 1).ToString("00", CultureInfo.InvariantCulture),
        [fields["moment"]] = "2025-01-31T14:30:00+01:00",
        [fields["drop"]] = i % 2 == 0 ? "Gold, old" : "Silver; new",
        [fields["box"]] = i % 2 == 0 ? "||A|B||" : "||Music, loud||Food;drink||",
        [fields["radio"]] = "Yes",
        [fields["check"]] = "||Blue||",
        [fields["hidden"]] = "hidden " + i,
    };

    private static Dictionary<string, ContactSnapshot> Contacts(ExportRig rig) =>
        rig.Server.Account.Contacts.Where(contact => contact.Email.Length > 0).ToDictionary(contact => contact.Email);

    private static void AssertSame(ContactSnapshot before, ContactSnapshot after)
    {
        Assert.Equal((before.FirstName, before.LastName, before.Phone, before.AccountName), (after.FirstName, after.LastName, after.Phone, after.AccountName));
        Assert.Equal(before.Tags.Order(StringComparer.Ordinal), after.Tags.Order(StringComparer.Ordinal));
        Assert.Equal(before.FieldValues.OrderBy(value => value.Key), after.FieldValues.OrderBy(value => value.Key));
        Assert.Equal(Kept(before), Kept(after));
        Assert.All(after.Lists.Values, status => Assert.Contains(status, new[] { ContactListStatus.Active, ContactListStatus.Unsubscribed }));
    }

    private static IEnumerable<KeyValuePair<int, ContactListStatus>> Kept(ContactSnapshot contact) =>
        contact.Lists.Where(state => state.Value is ContactListStatus.Active or ContactListStatus.Unsubscribed).OrderBy(state => state.Key);
}
