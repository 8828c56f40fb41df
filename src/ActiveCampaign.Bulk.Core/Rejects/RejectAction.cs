namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>What is to be done with a refused row. The names are written to reject files.</summary>
public enum RejectAction
{
    /// <summary>The row breaks a rule: correct it and import it again.</summary>
    Correct,

    /// <summary>The service gave no reason: look the contact up before it is imported again.</summary>
    Review,

    /// <summary>The contact wants it so: leave the row out.</summary>
    Leave,
}
