using System;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>What hangs on a contact and is asked for only where it is needed.</summary>
[Flags]
internal enum ContactParts
{
    None = 0,
    Fields = 1,
    Lists = 2,
    Tags = 4,
}
