namespace ActiveCampaign.Bulk.Simulator;

/// <summary>How the body of a POST callback is written.</summary>
public enum CallbackEncoding
{
    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>Form fields with bracket keys, as webhooks have them.</summary>
    Form,
}
