using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Core against a simulator over real sockets, both on one virtual clock.</summary>
internal sealed class ImportRig : RunRig
{
    public ImportRig(Action<SimulatorOptions>? configure = null, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null, DateTimeOffset? start = null)
        : base(start)
    {
        SimulatorOptions options = new() { Clock = ServerClock, LogBodies = true };
        configure?.Invoke(options);
        Server = SimulatorServer.Start(options);
        Connect(
            new ConnectionSettings { Uri = Server.Uri, Wire = new ActiveCampaignWire(Server.ApiToken), Clock = ClientClock, IsSimulator = true, WrapHandler = handler => wrap is null ? Count(handler) : wrap(Count(handler)) },
            connection => new ActiveCampaignService(connection));
    }

    public SimulatorServer Server { get; }

    /// <summary>Rows of the same columns.</summary>
    public static IEnumerable<SourceRow> Rows(string[] columns, IEnumerable<object?[]> values)
    {
        RowShape shape = new(columns);
        long number = 0;
        foreach (object?[] row in values)
            yield return new SourceRow(++number, 0, shape, row);
    }

    /// <summary>Good rows: an address and a name.</summary>
    public static IEnumerable<SourceRow> People(int count, int start = 1) =>
        Rows(["email", "first name"], Enumerable.Range(start, count).Select(i => new object?[] { $"p{i}@example.org", "Name " + i }));

    private protected override void Release() => Server.Dispose();
}
