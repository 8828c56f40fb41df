using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>What an import asks to be called when it ends.</summary>
internal sealed class CallbackRequest
{
    public string? Url { get; set; }

    public string Method { get; set; } = "POST";

    public bool Detailed { get; set; } = true;

    public List<KeyValuePair<string, string>> Parameters { get; } = [];

    public List<KeyValuePair<string, string>> Headers { get; } = [];
}
