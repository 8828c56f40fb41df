using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>How rows become contacts.</summary>
internal sealed record MappingSettings
{
    /// <summary>Column name to target; a null target leaves the column out. Column names compare without case.</summary>
    public IReadOnlyDictionary<string, string?> ColumnMap { get; init; } = new Dictionary<string, string?>();

    /// <summary>Columns whose blank cells clear the value at the service.</summary>
    public IReadOnlyList<string> ClearColumns { get; init; } = [];

    /// <summary>What separates several values in a cell instead of <c>|</c>, <c>;</c> and (tags, lists) <c>,</c>.</summary>
    public string? ValueSeparator { get; init; }

    /// <summary>A .NET date format for date cells that are not ISO.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether names of tags that do not exist yet are allowed.</summary>
    public bool AllowNewTag { get; init; }

    /// <summary>How many new tags at the most.</summary>
    public int MaxNewTag { get; init; } = 10;

    /// <summary>The column that says who has opted out; such a row is unsubscribed and never subscribed. Null for none.</summary>
    public string? OptOutColumn { get; init; }

    /// <summary>Tags for every row, spelled as the account has them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether rows get tags by an activity that comes after the import, as their service takes none with it.</summary>
    public bool TagsAfter { get; init; }

    /// <summary>Lists that every row is subscribed to, by id.</summary>
    public IReadOnlyList<string> Subscribe { get; init; } = [];

    /// <summary>Lists that every row is unsubscribed from, by id.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];

    /// <summary>Ids that no other account has, where accounts share a host and so a folder of journals; empty where the host tells them apart.</summary>
    public IReadOnlyList<string> Account { get; init; } = [];
}
