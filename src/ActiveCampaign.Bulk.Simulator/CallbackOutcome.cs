namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What became of a callback.</summary>
public enum CallbackOutcome
{
    /// <summary>It was answered, whatever the answer.</summary>
    Delivered,

    /// <summary>Nobody answered. There is no second attempt.</summary>
    Unanswered,

    /// <summary>A fault lost it.</summary>
    Lost,

    /// <summary>It was not sent, since it would have left this machine.</summary>
    NotLoopback,
}
