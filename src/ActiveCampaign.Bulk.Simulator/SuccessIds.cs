namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Which contacts the <c>success</c> member of a batch's status names.</summary>
public enum SuccessIds
{
    /// <summary>Only contacts that the batch created.</summary>
    CreatedOnly,

    /// <summary>Contacts that the batch created or updated.</summary>
    CreatedAndUpdated,
}
