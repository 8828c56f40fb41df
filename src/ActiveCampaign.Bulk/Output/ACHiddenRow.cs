namespace ActiveCampaign.Bulk;

/// <summary>What rows mean that a workbook hides, as a filter does.</summary>
public enum ACHiddenRow
{
    /// <summary>Nobody can tell: nothing is sent.</summary>
    Fail,

    /// <summary>They are rows like all others.</summary>
    Include,

    /// <summary>They are left out.</summary>
    Skip,
}
