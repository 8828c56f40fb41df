namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

/// <summary>What an import's <c>person_count</c> counts.</summary>
public enum PersonCount
{
    /// <summary>Every row that was read.</summary>
    Rows,

    /// <summary>Every row that was not refused.</summary>
    Imported,

    /// <summary>Everybody that was imported, each once.</summary>
    People,
}
