namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>What settles rows of which nobody knows.</summary>
public enum WayOut
{
    /// <summary>Going on: what is known by then may say it.</summary>
    Resume,

    /// <summary>Sending them once more, since asking the account says nothing; or leaving all as it is.</summary>
    Resend,

    /// <summary>Leaving all as it is: the command never sends them again by itself.</summary>
    Leave,
}
