using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>The body of an import.</summary>
internal sealed class ImportRequest
{
    /// <summary>Null where there is no array of contacts.</summary>
    public List<ImportRow>? Rows { get; set; }

    public bool ExcludeAutomations { get; set; }

    public CallbackRequest? Callback { get; set; }
}
