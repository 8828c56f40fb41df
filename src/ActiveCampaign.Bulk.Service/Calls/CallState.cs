namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What became of one contact.</summary>
public enum CallState
{
    /// <summary>Done: the contact is deleted, or the tag is off it.</summary>
    Done,

    /// <summary>Nothing was left to do: there was no such contact to delete, or it did not have the tag.</summary>
    AlreadyGone,

    /// <summary>The account has no contact to take a tag off.</summary>
    NotFound,

    /// <summary>The service refused, or id and address do not belong together.</summary>
    Refused,

    /// <summary>An earlier row names the same contact.</summary>
    Superseded,

    /// <summary>The answer was lost, and so was that to every repetition.</summary>
    Unknown,
}
