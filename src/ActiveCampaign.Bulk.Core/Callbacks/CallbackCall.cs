using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>What a call says. Nothing of it is believed before its secret was checked, and no result ever.</summary>
/// <param name="Parameters">Names and values, as often as they came.</param>
/// <param name="BatchId">The batch it names, or null.</param>
internal sealed record CallbackCall(IReadOnlyList<KeyValuePair<string, string>> Parameters, string? BatchId);
