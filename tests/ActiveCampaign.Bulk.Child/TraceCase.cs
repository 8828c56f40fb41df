using System;
using System.Collections.Generic;
using System.Diagnostics;
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
    private const int People = 110;
    private const int Deleted = 20;
    private const double Speed = 4;

    private readonly string _kind;
    private readonly string _root = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-trace-" + Guid.NewGuid().ToString("N"));
    private readonly SimulatorServer _server;
    private readonly ErrandPlace _place;

    public TraceCase(string kind)
    {
        _kind = kind;
        DateTimeOffset start = DateTimeOffset.UtcNow;
        _server = SimulatorServer.Start(new SimulatorOptions { Clock = new ScaledTimeProvider(TimeProvider.System, Speed, start), EnforceLimits = false, SampleData = false });
        Directory.CreateDirectory(_root);
        _place = new ErrandPlace(_root, _server.Uri, _server.ApiToken, start, Speed);
    }

    /// <summary>What strace wrote.</summary>
    public string Trace => Path.Combine(_root, "trace.txt");

    /// <summary>Makes what the work needs.</summary>
    public async Task PrepareAsync()
    {
        if (_kind is "import" or "repair")
            File.WriteAllLines(Chore.Input(_place), Enumerable.Range(1, People).Select(i => $"p{i}@example.org,Name {i}").Prepend("email,first name"));
        else
            File.WriteAllLines(Chore.Input(_place), Enumerable.Range(1, People).Select(i => _server.Account.AddContact($"p{i}@example.org", "Name " + i)).ToList().Take(Deleted).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        if (_kind != "repair")
            return;
        _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new BatchFailsFault());
        using Errand errand = new(_place);
        await errand.ImportAsync(Chore.Input(_place), skipAutomation: false);
        _server.Faults.Clear();
    }

    /// <summary>Runs the work under strace; its exit code.</summary>
    public async Task<int> RunAsync(params string[] options)
    {
        ProcessStartInfo start = new("strace") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] own = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, typeof(TraceCase).Assembly.Location] : [Environment.ProcessPath!];
        foreach (string argument in (string[])["-f", "-qq", "-o", Trace, .. options, .. own, "chore", .. _place.ToWords(), _kind])
            start.ArgumentList.Add(argument);

        // strace counts the calls of each thread: all that sockets do is to be on one.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1";
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        Task<string> wrong = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await Task.WhenAll(said, wrong);
        return process.ExitCode;
    }

    /// <summary>Whether the traced process met what was asked for.</summary>
    public bool WasStruck(string mark) => File.ReadLines(Trace).Any(line => line.Contains(mark, StringComparison.Ordinal));

    /// <summary>Goes on to the end, as a user would.</summary>
    public async Task GoOnAsync()
    {
        using Chore chore = new(_place);
        await chore.GoOnAsync(_kind);
    }

    /// <summary>What is not as it must be; empty where all is.</summary>
    public IEnumerable<string> Faults()
    {
        List<ContactSnapshot> contacts = [.. _server.Account.Contacts];
        int expected = _kind == "delete" ? People - Deleted : People;
        if (contacts.Count != expected)
            yield return $"{contacts.Count} contacts where {expected} are right";
        if (_kind is "import" or "repair" && contacts.Any(contact => contact.AutomationRuns > 1))
            yield return "an automation ran twice";
        if (_kind is "import" or "repair" && JournalReader.Read(_place.Folder) is { State: not ActivityState.Completed } open)
            yield return $"the journal says {open.State}";
        if (_kind == "export" && (!File.Exists(Chore.Target(_place)) || File.ReadAllLines(Chore.Target(_place)).Length != People + 1))
            yield return "the exported file is not whole";
        if (_kind == "delete" && (!File.Exists(Chore.Backup(_place)) || File.ReadAllLines(Chore.Backup(_place)).Skip(1).Distinct(StringComparer.Ordinal).Count() < Deleted))
            yield return "the backup is not whole";
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
