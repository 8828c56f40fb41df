using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Core.Tests.Export;

/// <summary>Exports from a simulator on a virtual clock.</summary>
internal sealed class ExportRig : IDisposable
{
    public ExportRig(Action<SimulatorOptions>? configure = null, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        Import = new ImportRig(options =>
        {
            options.SampleData = false;
            options.LogBodies = false;
            options.LogCapacity = 100_000;
            configure?.Invoke(options);
        }, wrap);
        Directory.CreateDirectory(Import.Home);
    }

    public ImportRig Import { get; }

    public SimulatorServer Server => Import.Server;

    public string PathOf(string name) => Path.Combine(Import.Home, name);

    /// <summary>Fills the account with contacts that have five fields, tags and lists, with gaps where some were deleted.</summary>
    public void Fill(int count, Func<int, bool>? gone = null)
    {
        SimulatedAccount account = Server.Account;
        int[] lists = [account.AddList("News"), account.AddList("Events, old")];
        int[] fields = [.. Enumerable.Range(1, 5).Select(i => account.AddField("Field " + i.ToString(CultureInfo.InvariantCulture), FieldType.Text))];
        for (int i = 1; i <= count; i++)
        {
            string email = $"p{i}@example.org";
            account.AddContact(email, "First " + i, "Last, " + i, tags: ["tag " + (i % 7), "x,y"], fieldValues: fields.ToDictionary(field => field, field => $"value {field} of {i}"), listIds: [lists[i % 2]]);
            if (i % 10 == 0)
                account.Unsubscribe(email, lists[0]);
        }

        for (int i = 1; i <= count && gone is not null; i++)
        {
            if (gone(i))
                account.RemoveContact(i);
        }
    }

    public async Task<ExportOutcome> ExportAsync(ExportSettings settings, CancellationToken token = default)
    {
        ExportOutcome? outcome = null;
        await Import.RunAsync(() =>
        {
            using ExportRun run = ExportRun.PrepareAsync(Import.Connection, Import.Store, settings, token).GetAwaiter().GetResult();
            outcome = Drive(run, token);
        });
        return outcome!;
    }

    public async Task<ExportOutcome> ResumeAsync(string folder)
    {
        ExportOutcome? outcome = null;
        await Import.RunAsync(() =>
        {
            using ExportRun run = ExportRun.Resume(Import.Connection, folder);
            outcome = Drive(run, CancellationToken.None);
        });
        return outcome!;
    }

    /// <summary>Runs it to its end, or until it is stopped.</summary>
    private static ExportOutcome Drive(ExportRun run, CancellationToken token)
    {
        using (token.Register(run.RequestStop))
        {
            run.Start();
            while (!run.IsDone)
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }

        if (run.Failure is Exception failure)
            ExceptionDispatchInfo.Capture(failure).Throw();
        return run.Outcome ?? throw new OperationCanceledException(token);
    }

    public ExportSettings To(string name) => new() { Path = PathOf(name) };

    /// <summary>The ids in a file, in its order.</summary>
    public static List<int> Ids(string path) =>
        File.ReadLines(path).Skip(1).Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).ToList();

    public void Dispose() => Import.Dispose();
}
