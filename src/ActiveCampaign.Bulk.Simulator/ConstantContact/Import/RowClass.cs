namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>What an import thinks of a row.</summary>
internal enum RowClass
{
    Good,

    /// <summary>A person could mend it in the service's pages.</summary>
    Correctable,

    Wrong,
}
