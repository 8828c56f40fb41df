using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Export;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>What was read of a group's contacts before they are called for.</summary>
/// <param name="Contacts">The contacts to back up, by id; null where none are.</param>
/// <param name="Links">The links of the tags, by contact; null where the service did not put them beside the contacts.</param>
internal sealed record GroupReading(IReadOnlyDictionary<int, ExportedContact>? Contacts = null, IReadOnlyDictionary<int, IReadOnlyList<int>>? Links = null);
