using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Child;

/// <summary>One account, one folder, one traced process that works on them, and what they say at the end.</summary>
internal sealed class TraceCase : IDisposable
{
    private const int People = 52;
    private const int Deleted = 3;
    private const double Speed = 20;
    private const string Bad = "nobody";

    private readonly string _kind;
    private readonly string _root = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-trace-" + Guid.NewGuid().ToString("N"));
    private readonly SimulatorServer _server;
    private readonly ErrandPlace _place;
    private readonly TraceProcess _process;

    /// <param name="kind">What the process does.</param>
    /// <param name="process">The process.</param>
    /// <param name="isOnWire">Whether all goes through <see cref="Wire"/>.</param>
    public TraceCase(string kind, TraceProcess process, bool isOnWire)
    {
        _kind = kind;
        _process = process;
        DateTimeOffset start = DateTimeOffset.UtcNow;
        _server = SimulatorServer.Start(new SimulatorOptions { Clock = new ScaledTimeProvider(TimeProvider.System, Speed, start), EnforceLimits = false, SampleData = false });
        Wire = new CutProxy(_server.Uri);
        Directory.CreateDirectory(_root);
        _place = new ErrandPlace(_root, isOnWire ? Wire.Uri : _server.Uri, _server.ApiToken, start, Speed);
    }

    /// <summary>What all goes through where something is to be cut on the wire.</summary>
    public CutProxy Wire { get; }

    /// <summary>Makes what the work needs.</summary>
    public async Task PrepareAsync()
    {
        if (_kind is "import" or "repair")
            File.WriteAllLines(Chore.Input(_place), Enumerable.Range(1, People).Select(i => $"p{i}@example.org,Name {i}").Append(Bad + ",Bad").Prepend("email,first name"));
        else
            File.WriteAllLines(Chore.Input(_place), Enumerable.Range(1, People).Select(i => _server.Account.AddContact($"p{i}@example.org", "Name " + i)).ToList().Take(Deleted).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        if (_kind != "repair")
            return;
        _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault($"p{People}@example.org"));
        using Errand errand = new(_place);
        await errand.ImportAsync(Chore.Input(_place), skipAutomation: false);
        _server.Faults.Clear();
    }

    /// <summary>Runs the work, and does something to one of its calls; null where nothing is done to any, or it is cut on the wire.</summary>
    public Task<TraceRun> RunAsync(TracePoint? point) => _process.RunAsync([.. _place.ToWords(), _kind], point);

    /// <summary>Goes on to the end, as a user would.</summary>
    public async Task GoOnAsync()
    {
        using Chore chore = new(_place);
        await chore.GoOnAsync(_kind);
    }

    /// <summary>What is lost or was done twice; empty where all is right.</summary>
    public IEnumerable<string> Faults()
    {
        List<ContactSnapshot> contacts = [.. _server.Account.Contacts];
        string[] expected = [.. Enumerable.Range(_kind == "delete" ? Deleted + 1 : 1, _kind == "delete" ? People - Deleted : People).Select(i => $"p{i}@example.org")];
        if (!contacts.Select(contact => contact.Email).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
            yield return $"lost: {contacts.Count} contacts where {expected.Length} are right";
        if (_kind is "import" or "repair" && contacts.Any(contact => contact.AutomationRuns > 1))
            yield return "twice: an automation ran twice";
        if (_kind is "import" or "repair" && JournalReader.Read(_place.Folder) is { State: not ActivityState.Completed } open)
            yield return $"lost: the journal says {open.State}";
        if (_kind is "import" or "repair" && Count(_place.RejectPath, Bad) != 1)
            yield return $"lost: the refused row is {Count(_place.RejectPath, Bad)} times in the file";
        if (_kind == "export" && Enumerable.Range(1, People).Any(i => Count(Chore.Target(_place), $"p{i}@example.org") != 1))
            yield return "lost: the exported file has not everybody once";
        if (_kind == "delete" && Enumerable.Range(1, Deleted).Any(i => Count(Chore.Backup(_place), $"p{i}@example.org") != 1))
            yield return "lost: the backup has not everybody once";
    }

    public void Dispose()
    {
        Wire.Dispose();
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static int Count(string path, string text) =>
        File.Exists(path) ? File.ReadLines(path).Count(line => line.Split(',').Contains(text, StringComparer.Ordinal)) : 0;
}
