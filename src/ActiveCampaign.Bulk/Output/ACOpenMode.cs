namespace ActiveCampaign.Bulk;

/// <summary>What an import does when an activity of its name has rows that are not settled.</summary>
public enum ACOpenMode
{
    /// <summary>It ends with an error.</summary>
    Fail,

    /// <summary>It goes on with that activity instead of starting a new one.</summary>
    Resume,
}
