using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.ConstantContact.Import;

/// <summary>The call for a batch of contacts that are there: lists, tags, or their deletion.</summary>
internal static class MemberBody
{
    /// <summary>The call; null for a batch of an import.</summary>
    public static ServiceCall? ToCall(JsonElement contacts)
    {
        if (contacts.GetArrayLength() == 0 || MemberDeed.Read(contacts[0]) is not MemberDeed deed)
            return null;
        string[] ids = contacts.EnumerateArray().Select(MemberDeed.IdOf).OfType<string>().ToArray();
        object body = deed.Action switch
        {
            ImportAction.Delete => new Dictionary<string, string[]> { ["contact_ids"] = ids },
            ImportAction.Subscribe or ImportAction.Unsubscribe => Body(ids, "list_ids", deed),
            _ => Body(ids, "tag_ids", deed),
        };
        string route = deed.Action switch
        {
            ImportAction.Subscribe => ApiRoutes.AddMemberships,
            ImportAction.Unsubscribe => ApiRoutes.RemoveMemberships,
            ImportAction.AddTag => ApiRoutes.AddTaggings,
            ImportAction.RemoveTag => ApiRoutes.RemoveTaggings,
            _ => ApiRoutes.DeleteContacts,
        };
        return new ServiceCall(HttpMethod.Post, route, CallLane.General, new ArraySegment<byte>(JsonSerializer.SerializeToUtf8Bytes(body)));
    }

    private static Dictionary<string, object> Body(string[] ids, string target, MemberDeed deed) =>
        new() { ["source"] = new Dictionary<string, string[]> { ["contact_ids"] = ids }, [target] = deed.Ids };
}
