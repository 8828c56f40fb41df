using System;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>One accepted activity, from its arrival to its end and after.</summary>
internal sealed class Activity : IWork
{
    private Action<Activity>? _effect;

    public Activity(Guid id, int number, ActivityKind kind, int rows, Action<Activity> effect)
    {
        Id = id.ToString();
        Number = number;
        Kind = kind;
        Rows = rows;
        _effect = effect;
    }

    public string Id { get; }

    public int Number { get; }

    public ActivityKind Kind { get; }

    /// <summary>How many rows or contacts it is about.</summary>
    public int Rows { get; }

    public string? FileName { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Starts { get; init; }

    public required DateTimeOffset Ends { get; set; }

    public ActivityFate Fate { get; } = new();

    public ActivityTally Tally { get; } = new();

    /// <summary>How often it was asked about by its id.</summary>
    public int Looks { get; set; }

    public bool HasEnded => _effect is null;

    public bool IsImport => Kind is ActivityKind.JsonImport or ActivityKind.FileImport;

    /// <summary>Does what it is for and lets go of what was sent.</summary>
    public void End()
    {
        _effect?.Invoke(this);
        _effect = null;
    }

    public ActivityState StateAt(DateTimeOffset now)
    {
        if (HasEnded)
            return Fate.EndsAs;
        if (Fate.IsStuck && now >= Starts)
            return Fate.StuckAs;

        // Not by the end: between the look at the clock that ends activities and this one it may have gone by.
        return now < Starts ? ActivityState.Initialized : ActivityState.Processing;
    }

    public int PercentAt(DateTimeOffset now)
    {
        if (HasEnded && Fate.EndsAs == ActivityState.Completed)
            return 100;
        double whole = (Ends - Starts).Ticks;
        double part = (now < Ends ? now - Starts : Ends - Starts).Ticks;
        return whole > 0 ? (int)Math.Max(0, Math.Min(99, 100 * part / whole)) : 0;
    }
}
