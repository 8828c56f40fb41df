namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>What rows mean that a sheet hides, as a filter does with those who have opted out.</summary>
internal enum HiddenRowMode
{
    /// <summary>Nobody can tell: they end the run before it begins.</summary>
    Fail,

    /// <summary>They are rows like all others.</summary>
    Include,

    /// <summary>They are left out.</summary>
    Skip,
}
