using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>The call the service makes when a batch has ended.</summary>
/// <param name="Uri">Where to.</param>
/// <param name="Parameters">Sent along in the body; may hold a secret.</param>
/// <param name="Headers">Sent along as headers; may hold a secret.</param>
internal sealed record CallbackSettings(
    Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<KeyValuePair<string, string>> Headers);
