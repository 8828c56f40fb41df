using System;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What of a contact an activity changes.</summary>
[Flags]
public enum Touches
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its values.</summary>
    Values = 1,

    /// <summary>Its lists.</summary>
    Lists = 2,

    /// <summary>Its tags.</summary>
    Tags = 4,

    /// <summary>The whole of it: it was deleted.</summary>
    All = 8,
}
