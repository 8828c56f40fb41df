namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

/// <summary>The roles of people in an account.</summary>
public enum UserRole
{
    /// <summary>May do everything.</summary>
    AccountOwner,

    /// <summary>May do everything.</summary>
    AccountManager,

    /// <summary>May not use contacts and activities.</summary>
    CampaignCreator,
}
