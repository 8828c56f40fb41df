using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Child;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// An import of good rows, rows that are refused here, rows that the importer refuses at once and rows that it refuses
/// later; processes that work on it and are killed; and what the account has to say at the end.
/// </summary>
internal sealed class KillCase : IDisposable
{
    private const int Rows = 1500;
    private const double Speed = 40;

    /// <summary>Slow enough for another process to start while a call is held.</summary>
    public const double Slow = 5;

    // In memory where that can be had: a killed process loses nothing that it has written, to whichever file system.
    private readonly string _root = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-kill-" + Guid.NewGuid().ToString("N"));
    private readonly SimulatorServer _server;
    private readonly ErrandPlace _place;
    private readonly bool _skipAutomation;
    private readonly HashSet<long> _unknown = [];

    public KillCase(bool skipAutomation, double speed = Speed)
    {
        _skipAutomation = skipAutomation;
        DateTimeOffset start = DateTimeOffset.UtcNow;
        _server = SimulatorServer.Start(new SimulatorOptions
        {
            Clock = new ScaledTimeProvider(TimeProvider.System, speed, start), EnforceLimits = false, SampleData = false, MalformedAddressRefusesBatch = true,
        });
        _server.Account.AddExclusion("@blocked.example", ExclusionMatch.End);
        _place = new ErrandPlace(_root, _server.Uri, _server.ApiToken, start, speed);
        Directory.CreateDirectory(_root);
        Input = Path.Combine(_root, "people.csv");
        File.WriteAllLines(Input, Enumerable.Range(1, Rows).Select(row => $"{Address(row)},Name {row}").Prepend("email,first name"));
    }

    public SimulatorServer Server => _server;

    /// <summary>The input file.</summary>
    public string Input { get; }

    /// <summary>What a process that imports is told.</summary>
    public string[] ImportWords => ["import", .. _place.ToWords(), Input, _skipAutomation.ToString()];

    /// <summary>What a process that goes on is told.</summary>
    public string[] ResumeWords => ["resume", .. _place.ToWords()];

    /// <summary>Imports in a process that is killed.</summary>
    public Task KillImportAsync(KillPoint point) => KillAsync(point, ImportWords);

    /// <summary>Goes on in another process that is killed.</summary>
    public Task KillResumeAsync(KillPoint point) => KillAsync(point, ResumeWords);

    /// <summary>Goes on to the end.</summary>
    public async Task ResumeAsync()
    {
        using Errand errand = new(_place);
        await errand.ResumeAsync();
    }

    /// <summary>The service ends whatever batch a row is in as failed, until the next kill or repair.</summary>
    public void Poison(int row) => _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(row)));

    /// <summary>Repairs what failed.</summary>
    public async Task RepairAsync()
    {
        Assert.False(File.Exists(_place.ResultPath));
        Assert.NotEmpty(ActivityDetail.Read(_place.Folder).Rows(state => state == RowState.Unknown));
        _unknown.UnionWith(ActivityDetail.Read(_place.Folder).Rows(state => state == RowState.Unknown).Select(row => row.Number));
        _server.Faults.Clear();
        using Errand errand = new(_place);
        await errand.RepairAsync();
    }

    /// <summary>Compares the journal, the reject file and the result file with the account.</summary>
    public void AssertNothingLost()
    {
        ActivitySnapshot activity = JournalReader.Read(_place.Folder);
        long refused = Enumerable.Range(1, Rows).Count(IsRefused);
        Assert.Equal((ActivityState.Completed, Rows, Rows - refused, refused), (activity.State, activity.RowsRead, activity.Imported, activity.Refused));
        Assert.Empty(Directory.EnumerateFiles(_place.Folder, "batches-*"));
        Assert.Equal(Enumerable.Range(1, Rows).Where(IsRefused).Select(row => (long)row), RejectedRows().Order());
        AssertResults();
        AssertAccount(activity);
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task KillAsync(KillPoint point, string[] words)
    {
        using KillSwitch killer = new(_server.Faults, _place, point);
        await killer.RunAsync(words);
        NoteWhatIsLeft();
    }

    /// <summary>Nobody is at work: the journal can be read, and what is unknown in it may be sent again.</summary>
    public void NoteWhatIsLeft()
    {
        ActivitySnapshot left = JournalReader.Read(_place.Folder);
        Assert.NotEqual(ActivityState.Running, left.State);
        Assert.Equal(left.RowsRead, left.Imported + left.Refused + left.Pending + left.Unknown + left.NotSent);
        _unknown.UnionWith(ResumePlan.Of(JournalReader.Load(_place.Folder)).Unknown.SelectMany(open => open.Rows));
    }

    private void AssertAccount(ActivitySnapshot activity)
    {
        Dictionary<string, ContactSnapshot> contacts = _server.Account.Contacts.ToDictionary(contact => contact.Email, StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, Rows).Where(row => !IsRefused(row)).Select(Address).Order(StringComparer.Ordinal), contacts.Keys.Order(StringComparer.Ordinal));
        Assert.All(contacts.Values, contact => Assert.Equal(_skipAutomation ? 0 : 1, contact.AutomationRuns));
        if (!_skipAutomation)
            Assert.All(contacts.Values, contact => Assert.Equal(1, contact.TimesApplied));
        List<IGrouping<string, RowSnapshot>> twice = _server.Account.Batches.SelectMany(batch => batch.Rows).GroupBy(row => row.Email).Where(sent => sent.Count() > 1).ToList();
        Assert.Subset(_unknown.Select(row => Address((int)row)).ToHashSet(), twice.Select(sent => sent.Key).ToHashSet());
        Assert.InRange(twice.Sum(sent => sent.Count() - 1), 0, activity.Resent);
    }

    private List<long> RejectedRows()
    {
        string[] lines = File.ReadAllLines(_place.RejectPath);
        int column = Array.IndexOf(lines[0].Split(','), "AC_Row");
        return lines.Skip(1).Select(line => long.Parse(line.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture)).ToList();
    }

    // Every row of the input once, in order, with its own cells.
    private void AssertResults()
    {
        string[] lines = File.ReadAllLines(_place.ResultPath);
        Assert.StartsWith("email,first name,AC_Row,AC_Line,AC_State,", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(1, Rows).Select(row => $"{Address(row)},Name {row},{row},{row + 1},{(IsRefused(row) ? "Refused" : "Imported")}"),
            lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(5))));
    }

    private static bool IsRefused(int row) => row % 97 == 0 || row % 61 == 0 || row % 211 == 0;

    // Refused here; refused by the importer with its whole batch; and refused by the importer in the end.
    private static string Address(int row) => row switch
    {
        _ when row % 97 == 0 => $"p{row} at example.org",
        _ when row % 211 == 0 => $"p{row}@example.co_m",
        _ when row % 61 == 0 => $"p{row}@blocked.example",
        _ => $"p{row}@example.org",
    };
}
