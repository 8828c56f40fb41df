using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>
/// Everything the account holds. Whoever reads or writes it holds <see cref="Gate"/> and has called
/// <see cref="Settle"/> since taking it, so that activities whose time has come have always ended.
/// </summary>
internal sealed class ServiceState
{
    private readonly TimeProvider _clock;
    private readonly Random _random;

    public ServiceState(ConstantContactRules rules, TimeProvider clock, OffenceCounters offences)
    {
        Rules = rules;
        Offences = offences;
        _clock = clock;
        _random = new Random(rules.Seed);
        Definitions = new Definitions(NewId);
    }

    public object Gate { get; } = new();

    public ConstantContactRules Rules { get; }

    public OffenceCounters Offences { get; }

    public Definitions Definitions { get; }

    public People People { get; } = new();

    public WorkQueue<Activity> Activities { get; } = new();

    /// <summary>The segments; the id is the place in the list, from 1.</summary>
    public List<SegmentRun> Segments { get; } = [];

    /// <summary>How often somebody who had left could be written to again.</summary>
    public int Reactivations { get; private set; }

    /// <summary>Rows of imports that were over a limit and therefore ignored.</summary>
    public long DroppedRows { get; set; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public Guid NewId()
    {
        byte[] id = new byte[16];
        _random.NextBytes(id);
        return new Guid(id);
    }

    /// <summary>Ends every activity whose time has come, in the order of their ends.</summary>
    public void Settle()
    {
        DateTimeOffset now = Now;
        while (Activities.TakeDue(now) is { } activity)
        {
            if (!activity.Fate.IsStuck)
                activity.End();
        }
    }

    /// <summary>Lets every activity end that a fault keeps from it.</summary>
    public int Release()
    {
        int released = 0;
        foreach (Activity activity in Activities.All.Where(activity => activity.Fate.IsStuck && !activity.HasEnded))
        {
            activity.Fate.IsStuck = false;
            released++;
            if (activity.Ends > Now)
                continue;
            activity.Ends = Now;
            activity.End();
        }

        return released;
    }

    /// <summary>Accepts an activity; null where the queue is full.</summary>
    public Activity? TryAdd(ActivityKind kind, int rows, DateTimeOffset arrived, Action<Activity> effect, string? fileName = null)
    {
        if (Rules.EnforceLimits && Activities.All.Count(activity => IsQueued(activity, arrived)) >= Rules.QueueLimit)
            return null;
        TimeSpan work = Rules.JobDuration + Times(Rules.JobDurationPerRow, rows) + Times(Rules.JobJitter, _random.NextDouble());
        Activity activity = new(NewId(), Activities.All.Count + 1, kind, rows, effect)
        {
            FileName = fileName,
            Created = arrived,
            Starts = arrived + Rules.QueuedFor,
            Ends = arrived + (work > Rules.QueuedFor ? work : Rules.QueuedFor),
        };
        Activities.Add(activity);
        return activity;
    }

    /// <summary>The activity with an id, unless it is too old to be known.</summary>
    public Activity? FindActivity(string id) => Activities.Find(id) is { } activity && IsKept(activity) ? activity : null;

    public bool IsKept(Activity activity) => Now - activity.Created < Rules.KeepsActivitiesFor;

    public void SetPermission(Person person, Permission permission, string source, DateTimeOffset now)
    {
        if (person.Permission == Permission.Unsubscribed && permission != Permission.Unsubscribed)
            Reactivations++;
        person.Permission = permission;
        if (permission != Permission.Unsubscribed)
            return;
        person.OptOutSource = source;
        person.OptOutDate = now;
        person.Lists.Clear();
    }

    private bool IsQueued(Activity activity, DateTimeOffset now) => activity.StateAt(now) switch
    {
        ActivityState.Initialized => true,
        ActivityState.Processing => Rules.ProcessingCountsAsQueued,
        _ => false,
    };

    private static TimeSpan Times(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));
}
