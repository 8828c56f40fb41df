namespace ActiveCampaign.Bulk.Simulator;

/// <summary>How answers to writes spell ids and numbers.</summary>
public enum IdEcho
{
    /// <summary>Now as strings, now as numbers.</summary>
    Mixed,

    /// <summary>Always as strings.</summary>
    Strings,

    /// <summary>Always as numbers.</summary>
    Numbers,
}
