using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Export;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>
/// Whoever updates while activities are open goes on with what the build before has written. The journals in
/// tests/Data/journals-61ca807 are of killed processes of that build.
/// </summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class OldJournalTests
{
    private const int Rows = 45;

    [Theory]
    [InlineData("planned")]
    [InlineData("sent")]
    [InlineData("answered")]
    [InlineData("half-settled")]
    [InlineData("exporting")]
    [InlineData("deleting")]
    public void Read_SaysWhatTheOldBuildSaid(string stage)
    {
        using OldJournal old = new(stage);
        ActivitySnapshot read = JournalReader.Read(old.Folder);
        Dictionary<string, object> seen = new(StringComparer.Ordinal)
        {
            ["State"] = read.State, ["InputComplete"] = read.InputComplete, ["NeedsInput"] = read.NeedsInput, ["RowsRead"] = read.RowsRead, ["Imported"] = read.Imported,
            ["Created"] = read.Created, ["Refused"] = read.Refused, ["Superseded"] = read.Superseded, ["Pending"] = read.Pending, ["Unknown"] = read.Unknown,
            ["NotSent"] = read.NotSent, ["Batches"] = read.Batches.Count,
        };
        Assert.All(seen, value => Assert.Equal(old.Told(value.Key), value.Value.ToString()));
        Assert.Empty(read.Damage);
        Assert.Subset(
            old.Rig.Server.Account.Batches.Select(batch => batch.Id).ToHashSet(StringComparer.Ordinal),
            read.Batches.Select(batch => batch.BatchId).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("planned", 10)]
    [InlineData("sent", 1)]
    [InlineData("answered", 0)]
    [InlineData("half-settled", 0)]
    public async Task Resume_Import_SettlesEveryRowAndSendsNothingAgainThatWasTaken(string stage, long resent)
    {
        using OldJournal old = new(stage);
        ActivitySnapshot before = JournalReader.Read(old.Folder);

        ImportLog log = await old.Rig.ResumeAsync(old.Folder, HeaderSettings.Read(before.Header), before.NeedsInput ? People() : null);

        Assert.Null(log.Failure);
        ActivitySnapshot after = log.Snapshot!;
        Assert.Equal((ActivityState.Completed, Rows, 36, 9, 0L, resent), (after.State, after.RowsRead, after.Imported, after.Refused, after.Failed - after.Refused + after.Pending, after.Resent));
        Assert.Equal(Enumerable.Range(1, Rows).Where(IsRefused).Select(row => (long)row), ActivityDetail.Read(old.Folder).Rows(state => state == RowState.Refused).Select(row => row.Number));
        Assert.Equal(Enumerable.Range(1, Rows).Where(row => !IsRefused(row)).Select(Address).Distinct().Order(StringComparer.Ordinal), old.Rig.Server.Account.Contacts.Select(contact => contact.Email).Order(StringComparer.Ordinal));
        Assert.All(old.Rig.Server.Account.Contacts, contact => Assert.Equal((1, 1), (contact.TimesApplied, contact.AutomationRuns)));

        // Who is blocked was never taken: of a batch whose answer was lost they are sent once more, to learn that.
        Assert.All(old.Rig.Server.Account.Batches.SelectMany(batch => batch.Rows).Where(row => !row.Email.Contains("blocked", StringComparison.Ordinal)).GroupBy(row => row.Email, StringComparer.Ordinal), sent => Assert.Single(sent));
        Assert.Empty(Directory.EnumerateFiles(old.Folder, "batches-*"));
    }

    [Fact]
    public async Task Resume_Export_ReadsTheRestAndWritesEveryContactOnce()
    {
        using OldJournal old = new("exporting");
        await old.Rig.RunAsync(() => Drive(ExportRun.Resume(old.Rig.Connection, old.Folder)));

        Assert.Equal(Enumerable.Range(1, 950), ExportRig.Ids(Path.Combine(old.Rig.Home, "all.csv")));
        Assert.Equal((ActivityState.Completed, 950), (JournalReader.Read(old.Folder).State, JournalReader.Read(old.Folder).RowsRead));
        Assert.InRange(old.Rig.Server.RequestCount(RouteKind.ContactList), 1, 9);
    }

    [Fact]
    public async Task Resume_Deletion_DeletesTheRestAndNobodyElse()
    {
        using OldJournal old = new("deleting");
        int gone = old.Rig.Server.Account.Deletions.Count;
        await old.Rig.RunAsync(() => Drive(CallRun.ResumeAsync(old.Rig.Poller, old.Folder, CancellationToken.None).GetAwaiter().GetResult()));

        ActivitySnapshot after = JournalReader.Read(old.Folder);
        Assert.Equal((ActivityState.Completed, 82, 81, 1, 0), (after.State, after.RowsRead, after.Imported, after.Superseded, after.Failed));
        Assert.InRange(gone, 1, 79);
        Assert.Equal(Enumerable.Range(1, 80), old.Rig.Server.Account.Deletions.Select(deletion => deletion.ContactId).Order());
        Assert.Equal(Enumerable.Range(81, 870), old.Rig.Server.Account.Contacts.Select(contact => contact.Id));
        Assert.Empty(Directory.EnumerateFiles(old.Folder, "batches-*"));
    }

    private static void Drive(ActivityRun run)
    {
        using (run)
        {
            run.Start();
            while (!run.IsDone)
            {
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                while (run.TryTake(out _))
                {
                }
            }

            Assert.Null(run.Failure);
        }
    }

    // As the program in tests/Data/journals-61ca807/make has them.
    private static string Address(int row) => row switch
    {
        _ when row % 9 == 0 => $"p{row} at example.org",
        _ when row % 11 == 0 => $"p{row}@blocked.example.org",
        _ when row % 13 == 0 => $"p{row - 1}@example.org",
        _ => $"p{row}@example.org",
    };

    private static bool IsRefused(int row) => row % 9 == 0 || row % 11 == 0;

    private static IEnumerable<SourceRow> People() => ImportRig.Rows(["email", "first name"], Enumerable.Range(1, Rows).Select(row => new object?[] { Address(row), "Name " + row }));
}
