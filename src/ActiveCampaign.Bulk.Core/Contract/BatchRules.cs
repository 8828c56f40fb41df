using System;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>The limits of a service's importer, and what it does with them.</summary>
internal sealed record BatchRules
{
    /// <summary>Contacts in one request at most.</summary>
    public required int MaxContacts { get; init; }

    /// <summary>Bytes of UTF-8 in one request at most, the whole body.</summary>
    public required int MaxBytes { get; init; }

    /// <summary>Up to so many contacts the service asks for single calls instead; 0 where it has none.</summary>
    public int SingleCallsUpTo { get; init; }

    /// <summary>Calls that go to one contact by single calls, about.</summary>
    public int CallsPerContact { get; init; } = 1;

    /// <summary>Batches that one look can tell of.</summary>
    public int LooksPerCall { get; init; } = 1;

    /// <summary>The least time between two looks at a batch.</summary>
    public TimeSpan LookPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait before a batch is handed in again that the account had no room for.</summary>
    public TimeSpan FullPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Imports of several contacts; null where nothing limits them.</summary>
    public LaneRule? BulkLane { get; init; }

    /// <summary>Imports of one contact; null where nothing limits them.</summary>
    public LaneRule? SingleLane { get; init; }

    /// <summary>Every other call; null where nothing limits them.</summary>
    public LaneRule? GeneralLane { get; init; }

    /// <summary>How long an import takes at these limits, whatever the network does.</summary>
    /// <param name="bulk">Batches of several contacts.</param>
    /// <param name="single">Batches of one.</param>
    /// <param name="contacts">Contacts by single calls.</param>
    public TimeSpan Least(int bulk, int single, int contacts)
    {
        double longest = Math.Max(SecondsFor(bulk, BulkLane, whole: true), SecondsFor(single, SingleLane, whole: true));
        return TimeSpan.FromSeconds(Math.Max(longest, SecondsFor(contacts * CallsPerContact, GeneralLane, whole: false)));
    }

    // The first window is free, and the last call of an import need not wait for the end of its own.
    private static double SecondsFor(int calls, LaneRule? lane, bool whole)
    {
        if (lane is null || calls <= 0)
            return 0;
        return (whole ? (calls - 1) / lane.Capacity : (double)calls / lane.Capacity) * lane.Window.TotalSeconds;
    }
}
