using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// The points that are still to be struck, and what came of those that were. In each run the threads share the calls in a
/// slightly other way: where another call was struck than the one that was meant, that one counts, and the one that was
/// meant is tried again by another number that it had. Safe for several threads.
/// </summary>
internal sealed class TracePlan
{
    private const int Tries = 12;

    private readonly object _gate = new();
    private readonly Dictionary<(string Kind, string Call, bool IsCold), List<IReadOnlyList<CallNumber>>> _known = [];
    private readonly Dictionary<(string Kind, string Call), int> _counts = [];
    private readonly Dictionary<(string Kind, string Call), TraceLog> _clean = [];
    private readonly Dictionary<TracePoint, int> _open = [];
    private readonly HashSet<TracePoint> _taken = [];
    private readonly List<(TracePoint Point, string Fault)> _faults = [];
    private readonly List<TracePoint> _unreached = [];
    private Dictionary<string, int> _byWay = [];
    private int _runs;
    private int _struck;

    /// <summary>How many points there are.</summary>
    public int Points { get; private set; }

    /// <summary>Whether all were struck and nothing went wrong.</summary>
    public bool IsGood => _faults.Count == 0 && _struck == Points;

    /// <summary>Takes in what numbers the calls had in a run; one that nothing was done to says how many there are too.</summary>
    public void Learn(string kind, string call, TraceLog log, bool isCold, bool isClean)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue((kind, call, isCold), out List<IReadOnlyList<CallNumber>>? known))
                _known[(kind, call, isCold)] = known = [];
            known.Add(log.Numbers);
            if (!isClean)
                return;
            _clean[(kind, call)] = log;
            _counts[(kind, call)] = Math.Min(log.Numbers.Count, _counts.GetValueOrDefault((kind, call), int.MaxValue));
        }
    }

    /// <summary>Adds what can be cut on the wire.</summary>
    public void AddWire(string kind, string call, int count)
    {
        lock (_gate)
            _counts[(kind, call)] = count;
    }

    /// <summary>Makes the points, every step-th of them.</summary>
    public void Begin(int step, Func<string, bool, IEnumerable<string>> ways)
    {
        IEnumerable<TracePoint> all = _counts
            .OrderBy(count => count.Key.Kind, StringComparer.Ordinal).ThenBy(count => count.Key.Call, StringComparer.Ordinal)
            .SelectMany(count => Enumerable.Range(1, count.Value).SelectMany(number => ways(count.Key.Call, IsChange(count.Key, number)).Select(way => new TracePoint(count.Key.Kind, count.Key.Call, number, way))));
        foreach (TracePoint point in all.Where((_, i) => i % step == 0))
            _open.Add(point, 0);
        Points = _open.Count;
        _byWay = _open.Keys.GroupBy(point => point.Way, StringComparer.Ordinal).ToDictionary(way => way.Key, way => way.Count(), StringComparer.Ordinal);
    }

    /// <summary>A point to strike, and the number by which it can be; null where none is left.</summary>
    public (TracePoint Point, CallNumber Number)? Next()
    {
        lock (_gate)
        {
            TracePoint? point = _open.Keys.FirstOrDefault(open => !_taken.Contains(open));
            if (point is null)
                return null;
            int tries = _open[point]++;
            _taken.Add(point);
            _runs++;
            return (point, point.IsOnWire ? new CallNumber(0, point.Number) : NumberOf(point, tries));
        }
    }

    /// <summary>Takes in what came of a run.</summary>
    public void Struck(TracePoint meant, TracePoint? struck, string? fault)
    {
        lock (_gate)
        {
            _taken.Remove(meant);
            if (struck is not null && _open.Remove(struck))
                _struck++;
            if (fault is not null)
            {
                _faults.Add((struck ?? meant, fault));
                Console.WriteLine($"{struck ?? meant}: {fault}");
            }

            if (_open.TryGetValue(meant, out int tries) && tries >= Tries)
            {
                _open.Remove(meant);
                _unreached.Add(meant);
                Console.WriteLine($"{meant}: not reached");
            }

            if (_runs % 100 == 0)
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
            Wrong in another way: {_faults.Count(fault => !IsKnown(fault.Fault))} points.
            Minutes: {taken.TotalMinutes:F1}.
            """);
    }

    // The numbers that a call had, the most frequent one first. The next calls of all are looked at where it had none.
    private CallNumber NumberOf(TracePoint point, int tries)
    {
        List<CallNumber> numbers = [.. _known[(point.Kind, point.Call, point.Kills)]
            .Where(run => run.Count >= point.Number).Select(run => run[point.Number - 1])
            .GroupBy(number => number).OrderByDescending(number => number.Count()).Select(number => number.Key)];
        return numbers.Count == 0 ? new CallNumber(0, point.Number) : numbers[tries % numbers.Count];
    }

    private bool IsChange((string, string) call, int number) => !_clean.TryGetValue(call, out TraceLog? log) || log.IsChange(number);

    private int Count(string kind) => _faults.Count(fault => fault.Fault.Contains(kind, StringComparison.Ordinal));

    private static bool IsKnown(string fault) => fault.Contains("lost:", StringComparison.Ordinal) || fault.Contains("twice:", StringComparison.Ordinal) || fault.Contains("unseen:", StringComparison.Ordinal);
}
