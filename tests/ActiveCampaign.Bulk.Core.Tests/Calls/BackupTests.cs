using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Calls;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>What is written of contacts before and after they are deleted.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class BackupTests
{
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
        List<SourceRow> rows = Csv(path);
        Assert.Equal(["id", "email", "first_name", "last_name", "phone", "City", "Size", "tags", "lists", "lists_unsubscribed"], rows[0].Shape.Columns);
        Assert.Equal<object?>(["1", "p1@example.org", Nasty, "", "555", "Rome", "", "vip|press", "News", "Offers"], rows[0].Values);
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

    [Theory]
    [InlineData("backup.csv", "4,\"torn")]
    [InlineData("backup.jsonl", "{\"id\":4,\"em")]
    public async Task StoppedAndResumed_NobodyIsDeletedWhoIsNotInIt(string name, string torn)
    {
        using CallRig rig = Account(250);
        string path = Path.Combine(rig.Rig.Home, name);
        string hashes = Path.Combine(rig.Rig.Home, "hashes.txt");
        File.WriteAllText(hashes, "someone@example.org");
        CallSettings settings = new() { BackupPath = path, SuppressionPath = hashes };
        CallLog log = await rig.RunAsync(CallRig.Ids(250), settings, log => log.Results.Count > 30);
        Assert.Superset(rig.Account.Deletions.Select(deletion => deletion.ContactId).ToHashSet(), InBackup(path).ToHashSet());
        File.AppendAllText(path, torn);
        rig.Account.RemoveContact("p240@example.org");

        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Equal((250, ActivityState.Completed), (resumed.Snapshot!.Imported, resumed.Snapshot.State));
        Assert.Equal(CallState.AlreadyGone, resumed.Results.Single(result => result.Row == 240).State);
        Assert.Equal(Enumerable.Range(1, 250).Where(id => id != 240), InBackup(path).Distinct().Order());
        Assert.Equal(["someone@example.org", .. Enumerable.Range(1, 250).Select(i => SuppressionFile.HashOf($" P{i}@example.org")).Order(StringComparer.Ordinal)], [File.ReadLines(hashes).First(), .. File.ReadLines(hashes).Skip(1).Order(StringComparer.Ordinal)]);
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
        Assert.Equal(2, Csv(Path.Combine(rig.Rig.Home, "backup.2.csv")).Count);
    }

    [Fact]
    public async Task NumberedFile_IsNotReplacedUnasked()
    {
        using CallRig rig = Account(2);
        string other = Path.Combine(rig.Rig.Home, "backup.2.csv");
        File.WriteAllText(other, "mine");

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.RunAsync(CallRig.Ids(2), new CallSettings { BackupPath = Path.Combine(rig.Rig.Home, "backup.csv") }));

        Assert.Equal((BulkError.FileExists, "mine", 0), (refused.Error, File.ReadAllText(other), rig.Deletes));
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
        Assert.Equal([1, 2], InBackup(path));
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
        rig.Account.AddContact("p1@example.org", Nasty, phone: "555", tags: ["vip", "press"], fieldValues: new Dictionary<int, string> { [city] = "Rome" }, listIds: [1]);
        rig.Account.Unsubscribe("p1@example.org", offers);
        return rig;
    }

    private static IEnumerable<int> InBackup(string path) => path.EndsWith(".jsonl", StringComparison.Ordinal)
        ? File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt32())
        : Csv(path).Select(row => int.Parse((string)row.Values[0]!, System.Globalization.CultureInfo.InvariantCulture));

    private static List<SourceRow> Csv(string path)
    {
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path });
        return reader.Rows().ToList();
    }
}
