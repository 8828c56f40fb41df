using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>
/// Segments and their runs. The first call within an hour, one with <c>forceQuery=1</c> or one with another order starts
/// a run, and the segment looks empty until it is over; then the result stays the same for an hour.
/// </summary>
internal sealed class SegmentRuns
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);
    private static readonly HashSet<int> s_nobody = [];

    private readonly List<Segment> _segments = [];
    private readonly Dictionary<int, Run> _runs = [];
    private readonly AccountState _state;

    public SegmentRuns(AccountState state)
    {
        _state = state;
    }

    public IReadOnlyList<Segment> All => _segments;

    public int Add(Func<ContactSnapshot, bool> condition, string? name)
    {
        int id = _segments.Count + 1;
        _segments.Add(new Segment(id, name ?? "Segment " + id, condition));
        return id;
    }

    /// <summary>The ids in a segment, as far as a run has found them.</summary>
    public HashSet<int> Find(int id, QueryParameters query, DateTimeOffset now)
    {
        if (id < 1 || id > _segments.Count)
            return s_nobody;
        string order = string.Join(",", query.Keyed("orders").Select(pair => pair.Key + pair.Value));
        if (query["forceQuery"] == "1" || !_runs.TryGetValue(id, out Run? run) || now - run.Started >= s_kept || run.Order != order)
            _runs[id] = run = new Run(now, order);
        if (now - run.Started < _state.Options.SegmentRunFor)
            return s_nobody;
        return run.Members ??= [.. _state.Contacts.After(0).Where(contact => _segments[id - 1].Condition(_state.Snapshot(contact))).Select(contact => contact.Id)];
    }

    private sealed class Run
    {
        public Run(DateTimeOffset started, string order)
        {
            Started = started;
            Order = order;
        }

        public DateTimeOffset Started { get; }

        public string Order { get; }

        public HashSet<int>? Members { get; set; }
    }
}
