using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>What is written of contacts before and after they are deleted.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class BackupTests
{
    private static readonly string[] s_odd = ["Phone", "Tags", "Plan", "plan", "Email", "id", "field:1", "lists_bounced", "AC_Host", "contact_id", "City", "AC_Row", " "];

    private const string Nasty = "Ann \"A\", \r\n=1+1 \U0001F600";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Csv_HoldsAllThatAnImportBringsBack(bool sideLoading)
    {
        using CallRig rig = Account(3, options => options.SideLoading = sideLoading);
        string path = Path.Combine(rig.Rig.Home, "backup.csv");

        CallLog log = await rig.RunAsync(CallRig.Ids(3), new CallSettings { BackupPath = path });

        Assert.Equal(3, log.Snapshot!.Imported);
        List<SourceRow> rows = BackupRows.Csv(path);
        Assert.Equal(
            ["id", "email", "first_name", "last_name", "phone", "account", "status", "created", "updated", "City", "Size", "tags", "lists", "lists_unsubscribed", "lists_unconfirmed", "lists_bounced", "AC_Host"],
            rows[0].Shape.Columns);
        Assert.Equal<object?>(["1", "p1@example.org", Nasty, "", "555", "Acme"], rows[0].Values.Take(6));
        Assert.Equal<object?>(["Rome", "", "||vip||press||", "News", "Offers", "", "", rig.Rig.Connection.Host], rows[0].Values.Skip(9));
        Assert.Equal(["1", "2", "3"], rows.Select(row => row.Values[0]));
    }

    [Fact]
    public async Task Json_IsALineForEachContact()
    {
        using CallRig rig = Account(2);
        string path = Path.Combine(rig.Rig.Home, "backup.jsonl");

        await rig.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = path });

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(2, lines.Length);
        using JsonDocument line = JsonDocument.Parse(lines[0]);
        Assert.Equal(Nasty, line.RootElement.GetProperty("first_name").GetString());
        Assert.Equal("Rome", line.RootElement.GetProperty("City").GetString());
        Assert.Equal(["vip", "press"], line.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(["Offers"], line.RootElement.GetProperty("lists_unsubscribed").EnumerateArray().Select(list => list.GetString()));
    }

    [Fact]
    public async Task Unwritable_StopsBeforeAnybodyIsDeleted()
    {
        using CallRig rig = Account(20);
        string path = Path.Combine(rig.Rig.Home, "backup.csv");
        File.WriteAllText(path, "other,columns\r\n");
        Directory.CreateDirectory(Path.Combine(rig.Rig.Home, "backup.2.csv"));

        CallLog log = await rig.RunAsync(CallRig.Ids(20), new CallSettings { BackupPath = path, AppendBackup = true });

        Assert.Equal(BulkError.FileUnwritable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal((0, 20, 0), (rig.Deletes, log.Snapshot!.NotSent, log.Results.Count));
    }

    [Fact]
    public async Task OtherColumns_AreLeftAlone()
    {
        using CallRig rig = Account(2);
        string path = Path.Combine(rig.Rig.Home, "backup.csv");
        File.WriteAllText(path, "other,columns\r\n");

        await rig.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = path, AppendBackup = true });

        Assert.Equal("other,columns\r\n", File.ReadAllText(path));
        Assert.Equal(2, BackupRows.Csv(Path.Combine(rig.Rig.Home, "backup.2.csv")).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FilesBesideIt_AreNotTouched(bool replaces)
    {
        using CallRig rig = Account(2);
        string path = Path.Combine(rig.Rig.Home, "net.csv");
        string[] mine = [Path.Combine(rig.Rig.Home, "net.2.csv"), Path.Combine(rig.Rig.Home, "net.3.csv")];
        foreach (string file in mine)
            File.WriteAllText(file, "email\r\nann@one.example\r\n");
        if (replaces)
            File.WriteAllText(path, "old");

        await rig.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = path, ReplaceBackup = replaces });

        Assert.All(mine, file => Assert.Equal("email\r\nann@one.example\r\n", File.ReadAllText(file)));
        Assert.Equal([1, 2], BackupRows.Ids(path));
    }

    [Theory]
    [InlineData("keep.csv")]
    [InlineData("keep.jsonl")]
    public async Task ReplacedFile_StaysWhereNobodyWasDeleted(string name)
    {
        using CallRig rig = Account(3, options => (options.ArchiveLimit, options.ArchiveLimitText) = (0, "You may not."));
        string path = Path.Combine(rig.Rig.Home, name);
        File.WriteAllText(path, "yesterday");

        CallLog log = await rig.RunAsync(CallRig.Ids(3), new CallSettings { BackupPath = path, ReplaceBackup = true });

        Assert.All(log.Results, result => Assert.Equal(CallState.Refused, result.State));
        Assert.Equal("yesterday", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(rig.Rig.Home, "keep*"));
    }

    [Theory]
    [InlineData("mixed.csv")]
    [InlineData("mixed.jsonl")]
    public async Task BackupOfAnotherAccount_IsNotAddedTo(string name)
    {
        using CallRig rig = Account(2);
        using CallRig other = Account(2);
        string path = Path.Combine(rig.Rig.Home, name);
        await rig.RunAsync(CallRig.Ids(1), new CallSettings { BackupPath = path });
        byte[] before = File.ReadAllBytes(path);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => other.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = path, AppendBackup = true }));
        await rig.RunAsync(CallRig.Ids(1, first: 2), new CallSettings { BackupPath = path, AppendBackup = true });

        Assert.Equal((BulkError.AccountMismatch, 0), (refused.Error, other.Deletes));
        Assert.Equal([1, 2], BackupRows.Ids(path));
        Assert.Equal(before, File.ReadAllBytes(path).Take(before.Length));
    }

    [Theory]
    [InlineData("mine.jsonl", "{\"id\":1,\"name\":\"x\"}\n{\"id\":2,\"na")]
    [InlineData("mine.jsonl", "{\"id\":1,\"email\":\"ann@one.example\"}")]
    [InlineData("mine.jsonl", "some notes\nwithout an end")]
    [InlineData("mine.csv", "email\r\nann@one.example")]
    public async Task ForeignFile_IsNeverShortened(string name, string text)
    {
        using CallRig rig = Account(1);
        string path = Path.Combine(rig.Rig.Home, name);
        File.WriteAllText(path, text);

        await rig.RunAsync(CallRig.Ids(1), new CallSettings { BackupPath = path, AppendBackup = true });

        Assert.Equal(text, File.ReadAllText(path));
        Assert.Equal([1], BackupRows.Ids(path.Replace("mine.", "mine.2.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("same.csv")]
    [InlineData("same.jsonl")]
    public async Task ContactThatComesAgain_StandsThereOnceAsItIsNow(string name)
    {
        using CallRig rig = Account(3, options => (options.ArchiveLimit, options.ArchiveLimitText) = (0, "You may not."));
        string path = Path.Combine(rig.Rig.Home, name);
        CallSettings settings = new() { BackupPath = path, AppendBackup = true };
        await rig.RunAsync(CallRig.Ids(3), settings);
        rig.Server.Options.ArchiveLimit = null;
        rig.Account.AddContact("p2@example.org", "Newer");

        await rig.RunAsync(CallRig.Ids(3), settings);

        Assert.Equal([1, 2, 3], BackupRows.Ids(path).Order());
        Assert.Contains("Newer", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.DoesNotContain("Name 2", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OddAccount_ComesBackFromItsBackup(bool safe)
    {
        using CallRig rig = new(0);
        SimulatedAccount account = rig.Account;
        int[] fields = [.. s_odd.Select(title => account.AddField(title, FieldType.Text))];
        int[] lists = [account.AddList("News; daily"), account.AddList("Twin"), account.AddList("Twin"), account.AddList("Offers, old")];
        account.AddContact("ann@one.example", "=Ann", "Lee", "+43 1", "Acme, Ltd", ["red, blue", "vip", "x;y"], fields.ToDictionary(field => field, field => $"value, {field}"), [lists[0], lists[1]]);
        account.Unsubscribe("ann@one.example", lists[2]);
        account.AddContact("bob@one.example", "Bob", tags: ["red, blue"], listIds: [lists[2]]);
        account.SetListStatus("bob@one.example", lists[3], ContactListStatus.Unconfirmed);
        account.SetListStatus("bob@one.example", lists[0], ContactListStatus.Bounced);
        Dictionary<string, ContactSnapshot> before = account.Contacts.ToDictionary(contact => contact.Email);
        string path = Path.Combine(rig.Rig.Home, "backup.csv");

        CallLog log = await rig.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = path, SafeBackup = safe });
        Assert.Equal(0, rig.Account.ContactCount);
        Assert.Contains("1 of its contacts are unconfirmed or bounced", log.Notice, StringComparison.Ordinal);
        ImportLog restored = await rig.Rig.ImportAsync([], new ImportSettings { Source = new InputFile { Path = path }, SkipAutomation = true });

        Assert.Equal((null, 0), (restored.Failure, restored.Refused.Count));
        foreach (ContactSnapshot contact in account.Contacts)
        {
            ContactSnapshot was = before[contact.Email];
            Assert.Equal((was.FirstName, was.LastName, was.Phone, was.AccountName), (contact.FirstName, contact.LastName, contact.Phone, contact.AccountName));
            Assert.Equal(was.Tags.Order(StringComparer.Ordinal), contact.Tags.Order(StringComparer.Ordinal));
            Assert.Equal(was.FieldValues.OrderBy(value => value.Key), contact.FieldValues.OrderBy(value => value.Key));
            Assert.Equal(was.Lists.Where(list => list.Value is ContactListStatus.Active or ContactListStatus.Unsubscribed).OrderBy(list => list.Key), contact.Lists.OrderBy(list => list.Key));
        }
    }

    [Fact]
    public async Task NobodyLeftToDelete_LeavesTheBackupOfThoseWhoWere()
    {
        using CallRig rig = Account(2);
        string path = Path.Combine(rig.Rig.Home, "backup.csv");
        CallSettings settings = new() { BackupPath = path, ReplaceBackup = true };
        await rig.RunAsync(CallRig.Ids(2), settings);

        CallLog again = await rig.RunAsync(CallRig.Ids(2), settings);

        Assert.All(again.Results, result => Assert.Equal(CallState.AlreadyGone, result.State));
        Assert.Equal([1, 2], BackupRows.Ids(path));
    }

    [Fact]
    public void Hash_IsThatOfThePlainAddress() =>
        Assert.Equal("855f96e983f1f8e8be944692b6f719fd54329826cb62e98015efee8e2e071dd4", SuppressionFile.HashOf(" JOHN@example.com "));

    private static CallRig Account(int people, Action<SimulatorOptions>? configure = null)
    {
        CallRig rig = new(people, configure);
        int city = rig.Account.AddField("City", FieldType.Text);
        rig.Account.AddField("Size", FieldType.Text);
        rig.Account.AddList("News");
        int offers = rig.Account.AddList("Offers");
        rig.Account.AddContact("p1@example.org", Nasty, phone: "555", accountName: "Acme", tags: ["vip", "press"], fieldValues: new Dictionary<int, string> { [city] = "Rome" }, listIds: [1]);
        rig.Account.Unsubscribe("p1@example.org", offers);
        return rig;
    }
}
