using System;
using System.Collections;
using ActiveCampaign.Bulk.Core.Callbacks;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Reads the parameters that tell of the service's calls.</summary>
internal static class Callbacks
{
    /// <summary>What the service is asked to call; null where it is not asked to.</summary>
    public static CallbackSettings? Of(Uri? uri, Hashtable parameters, Hashtable headers) =>
        uri is null ? null : new CallbackSettings(uri, Hashtables.ToPairs(parameters), Hashtables.ToPairs(headers));

    /// <summary>What a call must have along to be the service's.</summary>
    public static CallbackSecret Secret(Hashtable parameters, Hashtable headers) => new(Hashtables.ToPairs(parameters), Hashtables.ToPairs(headers));
}
