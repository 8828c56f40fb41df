
namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>What is done with rows that were sent and whose answer was lost.</summary>
public enum UnknownPolicy
{
    /// <summary>Resend where automations are skipped, else Check where the account can be asked, else Hold.</summary>
    Auto,

    /// <summary>They are sent once more: the importer matches by address, so no contact is made twice, but automations may run twice.</summary>
    Resend,

    /// <summary>The account is asked which of them are in; the others are sent once more.</summary>
    Check,

    /// <summary>They are reported and left alone.</summary>
    Hold,
}
