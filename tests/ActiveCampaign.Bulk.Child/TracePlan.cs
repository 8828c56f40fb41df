using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// The points that are still to be struck, and what came of those that were. A call that was not made in a run, as the
/// service was looked at once less, is struck in another. Safe for several threads.
/// </summary>
internal sealed class TracePlan
{
    private const int Tries = 12;

    private readonly object _gate = new();
    private readonly Dictionary<(string Kind, string Call), int> _counts = [];
    private readonly Queue<TracePoint> _open = [];
    private readonly Dictionary<TracePoint, int> _missed = [];
    private readonly List<string> _faults = [];
    private Dictionary<string, int> _byWay = [];
    private int _runs;
    private int _struck;

    /// <summary>How many points there are.</summary>
    public int Points { get; private set; }

    /// <summary>Whether all were struck and nothing went wrong.</summary>
    public bool IsGood => _faults.Count == 0 && _struck == Points;

    /// <summary>Takes in how often a call was made where nothing was done to any: what is made in each run is struck.</summary>
    public void Learn(string kind, string call, int count)
    {
        lock (_gate)
            _counts[(kind, call)] = Math.Min(count, _counts.GetValueOrDefault((kind, call), int.MaxValue));
    }

    /// <summary>Makes the points, every step-th of them.</summary>
    public void Begin(int step, Func<string, IEnumerable<string>> ways)
    {
        IEnumerable<TracePoint> all = _counts
            .OrderBy(count => count.Key.Kind, StringComparer.Ordinal).ThenBy(count => count.Key.Call, StringComparer.Ordinal)
            .SelectMany(count => Enumerable.Range(1, count.Value).SelectMany(number => ways(count.Key.Call).Select(way => new TracePoint(count.Key.Kind, count.Key.Call, number, way))));
        foreach (TracePoint point in all.Where((_, i) => i % step == 0))
            _open.Enqueue(point);
        Points = _open.Count;
        _byWay = _open.GroupBy(point => point.Way, StringComparer.Ordinal).ToDictionary(way => way.Key, way => way.Count(), StringComparer.Ordinal);
    }

    /// <summary>A point to strike; null where none is left.</summary>
    public TracePoint? Next()
    {
        lock (_gate)
            return _open.TryDequeue(out TracePoint? point) ? point : null;
    }

    /// <summary>Takes in what came of a run.</summary>
    public void Add(TracePoint point, bool isStruck, string? fault)
    {
        lock (_gate)
        {
            if (isStruck)
                _struck++;
            else if ((_missed[point] = _missed.GetValueOrDefault(point) + 1) < Tries)
                _open.Enqueue(point);
            else
                Console.WriteLine($"{point}: not reached");
            if (fault is not null)
            {
                _faults.Add(fault);
                Console.WriteLine($"{point}: {fault}");
            }

            if (++_runs % 100 == 0)
                Console.WriteLine($"{_runs} runs, {_struck} struck, {_open.Count} to go.");
        }
    }

    /// <summary>What came of it all.</summary>
    public string Summary(TimeSpan taken)
    {
        string ways = string.Join(", ", _byWay.Select(way => $"{way.Value} {way.Key}"));
        string calls = string.Join(", ", _counts.GroupBy(count => count.Key.Kind, StringComparer.Ordinal).Select(kind => $"{kind.Sum(count => count.Value)} of the {kind.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            Calls: {calls}.
            Points: {Points} ({ways}).
            Struck: {_struck} ({100.0 * _struck / Points:F1} %), in {_runs} runs; not reached: {Points - _struck}.
            Rows lost: {Count("lost:")} points.
            Automations twice: {Count("twice:")} points.
            Failures unseen: {Count("unseen:")} points.
            Wrong in another way: {_faults.Count(fault => !IsKnown(fault))} points.
            Minutes: {taken.TotalMinutes:F1}.
            """);
    }

    private int Count(string kind) => _faults.Count(fault => fault.Contains(kind, StringComparison.Ordinal));

    private static bool IsKnown(string fault) => fault.Contains("lost:", StringComparison.Ordinal) || fault.Contains("twice:", StringComparison.Ordinal) || fault.Contains("unseen:", StringComparison.Ordinal);
}
