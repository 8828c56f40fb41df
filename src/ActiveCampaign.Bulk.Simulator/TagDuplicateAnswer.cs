namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What creating a tag answers when the name is taken.</summary>
public enum TagDuplicateAnswer
{
    /// <summary>200 with the existing tag.</summary>
    Ok200,

    /// <summary>An error whose text shows the database's complaint.</summary>
    Error,

    /// <summary>422 with an <c>errors</c> array.</summary>
    Refused422,
}
