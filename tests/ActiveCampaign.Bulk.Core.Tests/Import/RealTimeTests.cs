#if NETSTANDARD_BUILD
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>The one import that runs by the wall: past the first hundred batches, so that the lane has to wait.</summary>
public sealed class RealTimeTests
{
    [Fact]
    public Task Import_FortyThousandRowsUnderEitherWindow_WithoutARefusal() =>
        Task.WhenAll(ImportAsync(QuotaWindow.Rolling), ImportAsync(QuotaWindow.Fixed));

    private static async Task ImportAsync(QuotaWindow window)
    {
        const int Rows = 40_000;
        using TempFolder folder = new();
        using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(500), ImportWindow = window });
        using AccountConnection connection = new(new ConnectionSettings { Uri = server.Uri, Token = server.ApiToken, IsSimulator = true });
        using ImportRun run = await ImportRun.PrepareAsync(connection, new JournalStore(folder.Path), new ImportSettings(), CancellationToken.None);

        await Task.Run(() => Import(run, Rows));

        ActivitySnapshot snapshot = JournalReader.Read(run.Folder);
        Assert.Null(run.Failure);
        Assert.Equal((Rows, Rows), (snapshot.RowsRead, snapshot.Pending));
        Assert.Equal(0, server.Offences.Total);
        Assert.Equal(0, connection.Lanes.Refusals);
        AssertCeiling(server);
    }

    private static void Import(ImportRun run, int rows)
    {
        run.Start();
        foreach (SourceRow[] chunk in ImportRig.People(rows).Chunk(250))
        {
            while (!run.TryAdd(chunk))
                Drain(run);
        }

        run.CompleteInput();
        while (!run.IsDone)
            Drain(run);
    }

    private static void Drain(ImportRun run)
    {
        while (run.TryTake(out _))
        {
        }

        run.Wait(TimeSpan.FromMilliseconds(100), CancellationToken.None);
    }

    private static void AssertCeiling(SimulatorServer server)
    {
        List<DateTimeOffset> arrivals = server.Requests.Where(request => request.Route == RouteKind.BulkImport).Select(request => request.Arrived).ToList();
        double perMinute = (arrivals.Count - 101) / (arrivals[^1] - arrivals[100]).TotalMinutes;
        Assert.True(perMinute >= 0.99 * 100 * 60 / 60.5, $"{perMinute:F2} batches a minute");
    }
}
#endif
