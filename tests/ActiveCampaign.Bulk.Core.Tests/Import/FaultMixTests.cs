using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>
/// Several faults at once, chosen by a seed. Somebody resumes and repairs while something is open; after a few rounds the
/// service is well again. Then every row is in one state, and it is the one the account shows.
/// </summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class FaultMixTests
{
    private const int Rows = 1200;
    private const int RoundsWithFaults = 3;
    private const int Rounds = 10;
#if NETSTANDARD_BUILD
    private const int Mixes = 4;
#else
    private const int Mixes = 20;
#endif

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Mixes)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Mix_ResumedAndRepaired_EveryRowIsWhereTheAccountSaysItIs(int seed)
    {
        NameFailures names = new(seed);
        using ImportRig rig = new(options => options.MalformedAddressRefusesBatch = true, names.Wrap);
        rig.Server.Account.AddExclusion("@blocked.example", ExclusionMatch.End);
        ImportSettings settings = new() { SkipAutomation = seed % 2 == 0, BatchSize = 100, ThrottleLimit = seed % 3 == 0 ? 4 : 1, Method = ImportMethod.Bulk };
        FaultMix mix = new(rig.Server, names, seed, Address(333), Address(1000));
        mix.Arm();

        ImportLog log = await rig.ImportAsync(People(), settings);
        AssertAddsUp(log.Snapshot!);
        for (int round = 1; IsOpen(log.Snapshot!); round++)
        {
            Assert.True(round <= Rounds, $"Still open: {string.Join(", ", mix.Names)}: {log.Snapshot}, {log.Failure}");
            if (round > RoundsWithFaults)
                mix.Lift();
            log = await NextAsync(rig, log, settings);
            AssertAddsUp(log.Snapshot!);
        }

        AssertSettled(log.Snapshot!);
        AssertAccount(rig, log.Folder!, settings.SkipAutomation);
    }

    // What the journal's next command would be: what was never sent or is unknown first, then what failed.
    private static async Task<ImportLog> NextAsync(ImportRig rig, ImportLog log, ImportSettings settings)
    {
        string folder = log.Folder!;
        try
        {
            ResumePlan plan = ResumePlan.Of(JournalReader.Load(folder));
            bool repair = !plan.NeedsInput && plan.NotSent.Count + plan.Unknown.Count == 0 && RepairPlan.Read(folder, null).Rows > 0;
            return repair
                ? await rig.RepairAsync(folder, new RepairSettings { Import = settings })
                : await rig.ResumeAsync(folder, settings, plan.NeedsInput ? People() : null);
        }
        catch (BulkException e)
        {
            // The service was too ill for it: nothing has changed.
            return new ImportLog { Folder = folder, Snapshot = JournalReader.Read(folder), Failure = e };
        }
    }

    private static bool IsOpen(ActivitySnapshot activity) => !activity.InputComplete || activity.Pending + activity.Unknown + activity.NotSent > 0;

    private static void AssertAddsUp(ActivitySnapshot activity) =>
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Refused + activity.Superseded + activity.Pending + activity.Unknown + activity.NotSent);

    private static void AssertSettled(ActivitySnapshot activity)
    {
        Assert.Equal((Rows, 0), (activity.RowsRead, activity.Unknown));
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Refused);
        Assert.Equal(ActivityState.Completed, activity.State);
        Assert.Empty(Directory.EnumerateFiles(activity.Folder, "batches-*"));
    }

    private static void AssertAccount(ImportRig rig, string folder, bool skipAutomation)
    {
        RowLedger ledger = JournalReader.Load(folder).Ledger;
        Dictionary<string, ContactSnapshot> contacts = rig.Server.Account.Contacts.ToDictionary(contact => contact.Email, StringComparer.Ordinal);
        ILookup<long, JournaledRefusal> refused = RefusedRows.Read(folder).ToLookup(refusal => refusal.Row.Number);
        foreach (int row in Enumerable.Range(1, Rows))
        {
            bool isIn = contacts.TryGetValue(Address(row), out ContactSnapshot? contact);
            Assert.Equal((row, isIn ? RowState.Imported : RowState.Refused), (row, ledger.StateOf(row)));
            Assert.True(isIn || IsBad(row) || row is 333 or 1000, $"Row {row} is good and was refused: {refused[row].LastOrDefault()?.Row.Problem}");
            Assert.False(isIn && IsBad(row), $"Row {row} is bad and is in.");
            Assert.InRange(contact?.AutomationRuns ?? 0, 0, skipAutomation ? 0 : 1);
        }

        List<int> extra = rig.Server.Account.Batches.SelectMany(batch => batch.Rows).GroupBy(row => row.Email).Select(sent => sent.Count() - 1).ToList();
        Assert.InRange(extra.Sum(), 0, JournalReader.Read(folder).Resent);
    }

    private static IEnumerable<SourceRow> People() =>
        ImportRig.Rows(["email", "first name"], Enumerable.Range(1, Rows).Select(row => new object?[] { Address(row), "Name " + row }));

    private static bool IsBad(int row) => row % 97 == 0 || row % 61 == 0 || row % 211 == 0;

    private static string Address(int row) => row switch
    {
        _ when row % 97 == 0 => $"p{row} at example.org",
        _ when row % 211 == 0 => $"p{row}@example.co_m",
        _ when row % 61 == 0 => $"p{row}@blocked.example",
        _ => $"p{row}@example.org",
    };
}
