using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Several things that go wrong at once, chosen by a seed. Poison rows stay poison when the rest is lifted.</summary>
internal sealed class FaultMix
{
    private const int Chosen = 6;

    // A repair takes what fails alone for bad: batches that fail by chance would make it say so of good rows.
    private const int BatchesThatFail = 14;

    private readonly SimulatorServer _server;
    private readonly NameFailures _names;
    private readonly IReadOnlyList<string> _poison;
    private readonly int _seed;
    private bool _isPoisoned;

    public FaultMix(SimulatorServer server, NameFailures names, int seed, params string[] poison)
    {
        _server = server;
        _names = names;
        _seed = seed;
        _poison = poison;
    }

    /// <summary>The chosen ones, for a test that fails.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Lets the chosen ones strike.</summary>
    public void Arm()
    {
        Random random = new(_seed);
        (string Name, Action Add)[] chosen = All(random).OrderBy(_ => random.Next()).Take(Chosen).ToArray();
        Names = chosen.Select(one => one.Name).ToList();
        foreach ((_, Action add) in chosen)
            add();
    }

    /// <summary>The service is well again.</summary>
    public void Lift()
    {
        _server.Faults.Clear();
        _names.Probability = 0;
        _server.Account.ReleaseStuckBatches();
        if (_isPoisoned)
            Poison();
    }

    private (string Name, Action Add)[] All(Random random) =>
    [
        ("closed before", () => Import(0.1, new CloseBeforeEffectFault())),
        ("closed after", () => Import(0.1, new CloseAfterEffectFault())),
        ("502 before", () => Import(0.1, new Html502Fault())),
        ("502 after", () => Import(0.1, new Html502Fault(afterEffect: true))),
        ("502 on all", () => _server.Faults.AddSeeded(RouteKind.Any, _seed, 0.05, new Html502Fault())),
        ("cut JSON", () => _server.Faults.AddSeeded(RouteKind.Any, _seed + 1, 0.05, new CutJsonFault(), new TruncatedJsonFault())),
        ("429 storm", () => _server.Faults.Add(RouteKind.Any, FaultTrigger.WhenNumber(n => n % 40 is > 10 and < 18), new Throttle429Fault(7))),
        ("rate refusals", () => Import(0.15, new ImportRateRefusalFault())),
        ("30 s stalls", () => _server.Faults.AddSeeded(RouteKind.Any, _seed + 2, 0.05, new StallFault(TimeSpan.FromSeconds(30)))),
        ("stalls beyond patience", () => Import(0.05, new StallFault(TimeSpan.FromMinutes(3)))),
        ("no name", () => _names.Probability = 0.1),
        ("interrupted", () => Batch(5, new BatchInterruptedFault(random.Next(100)))),
        ("failed", () => Batch(6, new BatchFailsFault())),
        ("poison", Poison),
        ("stuck waiting", () => _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(1 + random.Next(10)), new BatchStuckWaitingFault())),
    ];

    private void Import(double probability, Fault fault) => _server.Faults.AddSeeded(RouteKind.BulkImport, _seed + _server.Faults.Rules.Count, probability, fault);

    private void Batch(int step, Fault fault) => _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n % step == 3 && n <= BatchesThatFail), fault);

    private void Poison()
    {
        _isPoisoned = true;
        foreach (string address in _poison)
            _server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(address));
    }
}
