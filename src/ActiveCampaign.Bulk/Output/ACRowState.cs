namespace ActiveCampaign.Bulk;

/// <summary>Where a row of an activity stands.</summary>
public enum ACRowState
{
    /// <summary>Read, then stopped or declined.</summary>
    NotSent,

    /// <summary>Sent, and the service has not ended it.</summary>
    Pending,

    /// <summary>Done: taken by the service, and for other kinds than imports whatever the activity does to a row.</summary>
    Imported,

    /// <summary>Refused, here or by the service.</summary>
    Refused,

    /// <summary>Another row of the same address came instead, as it was asked for.</summary>
    Superseded,

    /// <summary>Sent, and nobody knows what became of it.</summary>
    Unknown,
}
