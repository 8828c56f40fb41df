using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Child;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>
/// An import of good rows, rows that are refused here, and people who have left; processes that work on it and are killed;
/// and what the account has to say at the end. The refresh token serves once.
/// </summary>
internal sealed class CCKillCase : IDisposable
{
    private const int Rows = 1500;
    private const double Speed = 40;

    private readonly string _root = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-kill-" + Guid.NewGuid().ToString("N"));
    private readonly ErrandPlace _place;
    private readonly string _input;

    public CCKillCase()
    {
        DateTimeOffset start = DateTimeOffset.UtcNow;
        Server = ConstantContactServer.Start(new ConstantContactOptions { Clock = new ScaledTimeProvider(TimeProvider.System, Speed, start), EnforceLimits = false, SampleData = false });
        Server.Account.AddList("News");
        foreach (int row in Enumerable.Range(1, Rows).Where(row => row % 61 == 0))
        {
            Server.Account.AddContact(Address(row));
            Server.Account.Unsubscribe(Address(row));
        }

        _place = new ErrandPlace(_root, Server.Uri, ErrandPlace.TokenOf(Server.ClientId, Server.ClientSecret, Server.RefreshToken), start, Speed);
        Directory.CreateDirectory(_root);
        _input = Path.Combine(_root, "people.csv");
        File.WriteAllLines(_input, Enumerable.Range(1, Rows).Select(row => $"{Address(row)},Name {row}").Prepend("email,first name"));
    }

    public ConstantContactServer Server { get; }

    /// <summary>Imports in a process that is killed.</summary>
    public async Task KillImportAsync(KillPoint point)
    {
        using KillSwitch killer = new(Server.Faults, _place, point);
        await killer.RunAsync(["import", .. _place.ToWords(), _input, bool.FalseString]);
    }

    /// <summary>What another process says that imports the same.</summary>
    public async Task<string?> ImportAsync()
    {
        using ChildProcess child = new(["import", .. _place.ToWords(), _input, bool.FalseString]);
        return await child.ReadLineAsync();
    }

    /// <summary>Goes on to the end.</summary>
    public async Task ResumeAsync()
    {
        AssertAddsUp();
        using Errand errand = new(_place);
        await errand.ResumeAsync();
    }

    /// <summary>Compares the journal and the result file with the account.</summary>
    public void AssertNothingLost()
    {
        ActivitySnapshot activity = AssertAddsUp();
        long refused = Enumerable.Range(1, Rows).Count(IsRefused);
        Assert.Equal((ActivityState.Completed, (long)Rows, Rows - refused, refused), (activity.State, activity.RowsRead, activity.Imported, activity.Refused));
        Assert.Equal(
            Enumerable.Range(1, Rows).Select(row => $"{Address(row)},Name {row},{row},{row + 1},{(IsRefused(row) ? "Refused" : "Imported")}"),
            File.ReadAllLines(_place.ResultPath).Skip(1).Select(line => string.Join(',', line.Split(',').Take(5))));

        // The service can be asked for each file by its name, so that none comes twice.
        Assert.Equal(Server.Account.Activities.Count, Server.Account.Activities.Select(one => one.FileName).Distinct().Count());
        Assert.All(Enumerable.Range(1, Rows).Where(row => !IsRefused(row)), row => Assert.Equal(1, Server.Account.FindContact(Address(row))?.TimesApplied));
        Assert.Equal(0, Server.Account.Reactivations);
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private ActivitySnapshot AssertAddsUp()
    {
        ActivitySnapshot left = JournalReader.Read(_place.Folder);
        Assert.NotEqual(ActivityState.Running, left.State);
        Assert.Equal(left.RowsRead, left.Imported + left.Refused + left.Pending + left.Unknown + left.NotSent);
        return left;
    }

    private static bool IsRefused(int row) => row % 97 == 0 || row % 61 == 0;

    private static string Address(int row) => row % 97 == 0 ? $"p{row} at example.org" : $"p{row}@example.org";
}
