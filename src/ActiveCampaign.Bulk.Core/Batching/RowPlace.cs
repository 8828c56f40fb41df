namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>What a builder did with a row.</summary>
public enum RowPlace
{
    /// <summary>It is in a batch.</summary>
    Added,

    /// <summary>It alone is larger than a body may be.</summary>
    TooLarge,

    /// <summary>Its address came before; the row was not taken.</summary>
    AddressTaken,
}
