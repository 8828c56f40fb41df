namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Where an import's <c>exclude_automations</c> is honoured.</summary>
public enum ExcludeAutomationsPlace
{
    /// <summary>Beside the contacts and inside each of them.</summary>
    Both,

    /// <summary>Only beside the contacts.</summary>
    TopLevel,

    /// <summary>Only inside a contact.</summary>
    PerContact,
}
