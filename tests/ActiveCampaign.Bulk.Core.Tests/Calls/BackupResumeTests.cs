using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Import;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>Backups of deletions that are stopped and go on.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class BackupResumeTests
{
    [Theory]
    [InlineData("backup.csv", "4,\"torn")]
    [InlineData("backup.jsonl", "{\"id\":4,\"em")]
    [InlineData("backup.csv", "")]
    [InlineData("backup.jsonl", "")]
    [InlineData("backup.csv", null)]
    [InlineData("backup.jsonl", null)]
    public async Task StoppedAndResumed_HoldsEverybodyWhoIsDeletedOnce(string name, string? torn)
    {
        using CallRig rig = Account();
        string path = Path.Combine(rig.Rig.Home, name);
        string hashes = Path.Combine(rig.Rig.Home, "hashes.txt");
        File.WriteAllText(hashes, "someone@example.org");
        CallSettings settings = new() { BackupPath = path, SuppressionPath = hashes };
        CallLog log = await rig.RunAsync(CallRig.Ids(250), settings, log => log.Results.Count > 30);
        HashSet<int> deleted = rig.Account.Deletions.Select(deletion => deletion.ContactId).ToHashSet();
        Assert.Superset(deleted, BackupRows.Ids(path).ToHashSet());
        int changed = BackupRows.Ids(path).Last(id => !deleted.Contains(id));
        Tear(path, torn);
        rig.Account.AddContact($"p{changed}@example.org", "Newer");
        rig.Account.RemoveContact("p240@example.org");

        await rig.ResumeAsync(log.Folder!, log => log.Results.Count > 100);
        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Equal((250, ActivityState.Completed), (resumed.Snapshot!.Imported, resumed.Snapshot.State));
        Assert.Equal(CallState.AlreadyGone, resumed.Results.Single(result => result.Row == 240).State);
        Assert.Equal(Enumerable.Range(1, 250).Where(id => id != 240), BackupRows.Ids(path).Order());
        Assert.Contains("Newer", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(["someone@example.org", .. Enumerable.Range(1, 250).Select(i => SuppressionFile.HashOf($" P{i}@example.org")).Order(StringComparer.Ordinal)], [File.ReadLines(hashes).First(), .. File.ReadLines(hashes).Skip(1).Order(StringComparer.Ordinal)]);
    }

    [Theory]
    [InlineData("keep.csv")]
    [InlineData("keep.jsonl")]
    public async Task ReplacedFile_StaysUntilTheNewOneIsWhole(string name)
    {
        using CallRig rig = Account();
        string path = Path.Combine(rig.Rig.Home, name);
        File.WriteAllText(path, "yesterday");

        CallLog log = await rig.RunAsync(CallRig.Ids(250), new CallSettings { BackupPath = path, ReplaceBackup = true }, log => log.Results.Count > 130);

        Assert.Equal("yesterday", File.ReadAllText(path));
        string unfinished = Assert.Single(Directory.GetFiles(rig.Rig.Home, "keep*.partial"));
        Assert.Superset(rig.Account.Deletions.Select(deletion => deletion.ContactId).ToHashSet(), BackupRows.Ids(unfinished, isCsv: name.EndsWith(".csv", StringComparison.Ordinal)).ToHashSet());

        await rig.ResumeAsync(log.Folder!);

        Assert.Equal([path], Directory.GetFiles(rig.Rig.Home, "keep*"));
        Assert.Equal(Enumerable.Range(1, 250), BackupRows.Ids(path).Order());
    }

    private static CallRig Account()
    {
        CallRig rig = new(250);
        rig.Account.AddContact("p1@example.org", "Ann \"A\", \r\n=1+1 \U0001F600", tags: ["vip", "press"]);
        return rig;
    }

    // Null takes the end of the last line away: the record is whole, and nobody can know.
    private static void Tear(string path, string? torn)
    {
        if (torn is not null)
        {
            File.AppendAllText(path, torn);
            return;
        }

        using FileStream file = new(path, FileMode.Open);
        file.SetLength(file.Length - (path.EndsWith(".csv", StringComparison.Ordinal) ? 2 : 1));
    }
}
