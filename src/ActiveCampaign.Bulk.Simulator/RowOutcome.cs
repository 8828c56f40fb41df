namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What became of one contact of a batch.</summary>
public enum RowOutcome
{
    /// <summary>The batch has not come to it.</summary>
    Pending,

    /// <summary>It made a new contact.</summary>
    Created,

    /// <summary>It changed an existing contact.</summary>
    Updated,

    /// <summary>It is named in the batch's <c>failure</c>.</summary>
    Refused,

    /// <summary>The batch ended before it.</summary>
    NotApplied,
}
