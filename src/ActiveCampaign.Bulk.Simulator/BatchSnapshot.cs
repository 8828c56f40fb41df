using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>One accepted import as it stood at a moment.</summary>
public sealed record BatchSnapshot
{
    /// <summary>The service's <c>batchId</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the order of acceptance, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it ends or ended, unless something stops it.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>The state a status call would show.</summary>
    public required BatchState State { get; init; }

    /// <summary>Whether automations were excluded for the whole batch.</summary>
    public required bool ExcludeAutomations { get; init; }

    /// <summary>The contacts in the order they were sent.</summary>
    public required IReadOnlyList<RowSnapshot> Rows { get; init; }

    /// <summary>How many contacts were sent.</summary>
    public int ContactCount => Rows.Count;
}
