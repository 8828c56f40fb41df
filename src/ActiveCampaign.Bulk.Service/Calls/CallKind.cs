namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What is done for each contact.</summary>
public enum CallKind
{
    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>Tags are taken off it.</summary>
    RemoveTag,
}
