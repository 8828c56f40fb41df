#if NETSTANDARD_BUILD
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>
/// The one import that nobody drives: past the first hundred batches, so that the lane has to wait. Time runs by itself,
/// ten times as fast, for both sides.
/// </summary>
public sealed class RealTimeTests
{
    [Fact]
    public Task Import_FortyThousandRowsUnderEitherWindow_WithoutARefusal() =>
        Task.WhenAll(ImportAsync(QuotaWindow.Rolling), ImportAsync(QuotaWindow.Fixed));

    private static async Task ImportAsync(QuotaWindow window)
    {
        const int Rows = 40_000;
        using TempFolder folder = new();
        ScaledTimeProvider clock = new(TimeProvider.System, 10);
        using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { Clock = clock, Latency = TimeSpan.FromMilliseconds(500), ImportWindow = window });
        using AccountConnection connection = new(new ConnectionSettings { Uri = server.Uri, Wire = new ActiveCampaignWire(server.ApiToken), IsSimulator = true, Clock = clock });
        using ImportRun run = await ImportRun.PrepareAsync(new ActiveCampaignService(connection), new JournalStore(folder.Path), new ImportSettings(), CancellationToken.None);

        await Task.Run(() => Import(run, Rows));

        ActivitySnapshot snapshot = JournalReader.Read(run.Folder);
        Assert.Null(run.Failure);
        Assert.Equal((Rows, Rows), (snapshot.RowsRead, snapshot.Pending));
        Assert.Equal(0, server.Offences.Total);
        Assert.Equal(0, connection.Lanes.Refusals);
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
}
#endif
