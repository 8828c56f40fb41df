namespace ActiveCampaign.Bulk;

/// <summary>What is done with rows that were sent and whose answer was lost.</summary>
public enum ACUnknownPolicy
{
    /// <summary>Resend where automations are skipped, else Check where the account can be asked, else Hold.</summary>
    Auto,

    /// <summary>They are sent once more.</summary>
    Resend,

    /// <summary>The account is asked which of them are in; the others are sent once more.</summary>
    Check,

    /// <summary>They are reported and left alone.</summary>
    Hold,
}
