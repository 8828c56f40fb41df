using System;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>What hangs on a contact and is asked for only where it is needed.</summary>
[Flags]
internal enum ContactParts
{
    None = 0,
    Fields = 1,
    Lists = 2,
    Tags = 4,

    /// <summary>The links to its tags alone, without what they are called.</summary>
    TagLinks = 8,
    All = Fields | Lists | Tags,
}
