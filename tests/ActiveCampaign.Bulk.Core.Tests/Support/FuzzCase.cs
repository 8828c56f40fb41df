using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>An import that was left open, whose journal is damaged; another activity of the account; and what all that read journals say.</summary>
internal sealed class FuzzCase : IDisposable
{
    private const int Rows = 100;

    private readonly ImportRig _rig = new(options =>
    {
        options.SampleData = false;
        options.EnforceLimits = false;
    });

    private readonly int _seed;
    private readonly ImportSettings _settings;
    private string _folder = string.Empty;
    private string _other = string.Empty;

    public FuzzCase(int seed)
    {
        _seed = seed;
        IsVersion1 = seed % 4 == 3;
        Directory.CreateDirectory(_rig.Home);
        string path = Path.Combine(_rig.Home, "people.csv");
        File.WriteAllLines(path, Enumerable.Range(1, Rows).Select(row => $"{Address(row)},Name {row}").Prepend("email,first name"));
        _rig.Server.Account.AddExclusion("@blocked.example", ExclusionMatch.End);
        _settings = new ImportSettings
        {
            Source = new InputFile { Path = path },
            RejectPath = Path.Combine(_rig.Home, "rejects.csv"),
            SkipAutomation = seed % 2 == 0,
            BatchSize = 20,
            ThrottleLimit = 1,
            OnUnknown = UnknownPolicy.Hold,
        };
    }

    public bool IsVersion1 { get; }

    /// <summary>What was damaged.</summary>
    public string What { get; private set; } = string.Empty;

    /// <summary>Imports up to an answer that is lost and one that refuses all, and damages what is left.</summary>
    public async Task DamageAsync()
    {
        _rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(3), new CloseAfterEffectFault());
        if (_seed % 5 > 0)
            _rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(number => number == 5), new Account402Fault());
        ImportLog log = await _rig.ImportAsync([], _settings, wait: _seed % 3 > 0);
        _folder = log.Folder!;
        RejectFile.Open(_folder)?.Dispose();
        _rig.Server.Faults.Clear();
        _other = MakeOther();
        if (IsVersion1)
            Corruption.ToVersion1(_folder);
        Corruption corruption = new(_folder, _seed);
        corruption.Apply();
        What = corruption.What;
    }

    /// <summary>Nothing that reads journals throws anything but an error for people, and the other activity is as it was.</summary>
    public void AssertReadable()
    {
        string before = Print(_other);
        ActivitySnapshot? read = Try(() => JournalReader.Read(_folder));
        if (read is not null)
            AssertAddsUp(read);
        Try(() => ActivityDetail.Read(_folder).Rows(_ => true).Count());
        Try(() => RefusedRows.ReadWithHandles(_folder).Count());
        Try(() => ActivityDigests.Read(_folder));
        Try(() => RepairPlan.Read(_folder, null));
        Try(() => PersonErasure.Look(_folder, ["p1@example.org"]).Rows);
        Try(() => ActivityGate.LeftOpen(_rig.Store, _rig.Connection.Host, _rig.Clock.GetUtcNow(), (_, _) => { }).Count());
        Try(() => JournaledBatches.Find(_rig.Store, _rig.Connection.Host, "none"));
        Try(() => new BaselineReader(_rig.Store, _rig.Connection.Host).ReadLast("people.csv", null, folds: false));
        Assert.Contains(_other, _rig.Store.Folders());
        Assert.Equal(ActivityState.Completed, JournalReader.Read(_other).State);
        Assert.Equal(before, Print(_other));
    }

    /// <summary>Goes on, and compares with the account: no row is lost in silence, and nothing garbled is sent.</summary>
    public async Task AssertResumesAsync()
    {
        string before = Print(_other);
        ActivitySnapshot? found = Try(() => JournalReader.Read(_folder));
        ImportLog? log = await TryResumeAsync(found);
        if (!IsVersion1)
            AssertNothingGarbled();
        if (log is not null && log.Failure is not BulkException)
            AssertSettled(found!, log);
        Assert.Equal(before, Print(_other));
    }

    /// <summary>It goes where it is removed, whatever it holds.</summary>
    public void AssertRemovable()
    {
        if (Directory.Exists(_folder))
            ActivityRemoval.Remove(_folder);
        Assert.False(Directory.Exists(_folder));
        Assert.Equal([_other], _rig.Store.Folders());
    }

    public void Dispose() => _rig.Dispose();

    private async Task<ImportLog?> TryResumeAsync(ActivitySnapshot? found)
    {
        if (found is null || found.State == ActivityState.Completed)
            return null;
        try
        {
            ImportSettings settings = HeaderSettings.Read(found.Header) with { OnUnknown = UnknownPolicy.Auto };
            ImportLog log = await _rig.ResumeAsync(_folder, settings);
            Assert.True(log.Failure is null or BulkException, log.Failure?.ToString());
            return log;
        }
        catch (BulkException)
        {
            return null;
        }
    }

    private void AssertNothingGarbled()
    {
        HashSet<string> known = [.. Enumerable.Range(1, Rows).Select(row => Address(row) + "," + "Name " + row)];
        Assert.All(_rig.Server.Account.Contacts, contact => Assert.Contains(contact.Email + "," + contact.FirstName, known));
    }

    private void AssertSettled(ActivitySnapshot found, ImportLog log)
    {
        ActivitySnapshot after = JournalReader.Read(_folder);
        AssertAddsUp(after);
        bool isSaid = after.Unknown == 0 || found.Damage.Count > 0 || log.Batches.Exists(batch => batch.Outcome == BatchOutcome.Unknown) || log.Settled.Exists(settled => settled.Unknown > 0);
        Assert.True(isSaid, $"{after.Unknown} rows unknown, and nobody says so.");
        if (IsVersion1 && found.Damage.Count == 0)
            return;
        Assert.Equal(Rows, after.RowsRead);
        Assert.Equal(0, after.NotSent);
        HashSet<string> contacts = [.. _rig.Server.Account.Contacts.Select(contact => contact.Email)];
        List<ActivityRow> rows = ActivityDetail.Read(_folder).Rows(_ => true).ToList();
        Assert.Equal(Enumerable.Range(1, Rows).Select(row => (long)row), rows.Select(row => row.Number));
        Assert.All(rows.Where(row => row.State == RowState.Imported), row => Assert.Contains(Address((int)row.Number), contacts));
        Assert.All(rows.Where(row => row.State == RowState.Refused), row => Assert.True(IsRefused((int)row.Number), $"Row {row.Number} is good."));
    }

    private static void AssertAddsUp(ActivitySnapshot activity) =>
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Refused + activity.Superseded + activity.Unchanged + activity.Pending + activity.Unknown + activity.NotSent);

    private static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BulkException)
        {
            return default;
        }
    }

    private string MakeOther()
    {
        string id = ActivityHeader.NewId(_rig.Clock.GetUtcNow().AddMinutes(1));
        using JournalWriter journal = _rig.Store.Create(new ActivityHeader { Id = id, Host = _rig.Connection.Host, Name = "other", StartedAt = _rig.Clock.GetUtcNow(), IsSimulator = true });
        journal.Note(new InputCompleted(_rig.Clock.GetUtcNow()));
        journal.Ended(new ActivityEnd(ActivityState.Sent, 0, true), _rig.Clock.GetUtcNow());
        return journal.Folder;
    }

    private static string Print(string folder) => string.Concat(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(path => path + File.ReadAllText(path)));

    private static bool IsRefused(int row) => row % 31 == 0 || row % 23 == 0;

    // Refused here, or by the importer in the end.
    private static string Address(int row) => row switch
    {
        _ when row % 31 == 0 => $"p{row} at example.org",
        _ when row % 23 == 0 => $"p{row}@blocked.example",
        _ => $"p{row}@example.org",
    };
}
