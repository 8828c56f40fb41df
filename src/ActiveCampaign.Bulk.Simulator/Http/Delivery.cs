namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>How an answer goes onto the wire.</summary>
internal enum Delivery
{
    /// <summary>Whole.</summary>
    Whole,

    /// <summary>The declared length is larger than what is sent before the connection closes.</summary>
    Cut,

    /// <summary>Not at all: the connection is reset.</summary>
    Reset,
}
