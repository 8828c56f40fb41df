using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>What the service calls the parts of a contact.</summary>
internal static class PartNames
{
    public static IReadOnlyDictionary<ContactParts, string> All { get; } = new Dictionary<ContactParts, string>
    {
        [ContactParts.Fields] = "fieldValues",
        [ContactParts.Lists] = "contactLists",
        [ContactParts.Tags] = "contactTags",
        [ContactParts.TagLinks] = "contactTags",
    };

    /// <summary>The parts, one by one.</summary>
    public static IEnumerable<ContactParts> Of(ContactParts parts) => All.Keys.Where(part => parts.HasFlag(part));

    /// <summary>The query parameter that asks for parts beside the contacts; empty for none.</summary>
    public static string Include(ContactParts parts) => parts == ContactParts.None
        ? string.Empty
        : "&include=" + string.Join(",", Of(parts).Select(part => part == ContactParts.Tags ? All[part] + ".tag" : All[part]));
}
