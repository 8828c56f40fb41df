using System;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>An activity as it stood at a moment.</summary>
public sealed record ActivitySnapshot
{
    /// <summary>Its <c>activity_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the order of acceptance, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What it does.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>The state a look at it would show.</summary>
    public required ActivityState State { get; init; }

    /// <summary>The name of the file it imports; null for none.</summary>
    public required string? FileName { get; init; }

    /// <summary>How many rows or contacts it is about, those that were dropped not among them.</summary>
    public required int Rows { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ends or ended, unless something stops it.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>Its <c>person_count</c>.</summary>
    public required int PersonCount { get; init; }

    /// <summary>Its <c>error_count</c>.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Its <c>correctable_count</c>.</summary>
    public required int CorrectableCount { get; init; }

    /// <summary>Its <c>cannot_add_to_list_count</c>.</summary>
    public required int CannotAddToListCount { get; init; }

    /// <summary>How often it was asked about by its id.</summary>
    public required int Looks { get; init; }
}
