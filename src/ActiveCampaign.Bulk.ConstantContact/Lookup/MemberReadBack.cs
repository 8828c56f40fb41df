using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>Tells which contacts are as an activity on lists or tags, or a deletion, was to leave them. Doing it once more does no harm.</summary>
internal static class MemberReadBack
{
    /// <summary>A finding for each contact, in their order; null where they are those of an import.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public static async Task<IReadOnlyList<Inspection>?> TryInspectAsync(AccountConnection connection, IReadOnlyList<ReadOnlyMemory<byte>> contacts, CancellationToken token)
    {
        List<(string? Id, MemberDeed? Deed)> sent = contacts.Select(Read).ToList();
        if (sent.TrueForAll(contact => contact.Deed is null))
            return null;
        IReadOnlyList<StoredContact?> found = await new ContactLocator(connection, "&include=list_memberships,taggings").FindAsync(sent.ConvertAll(contact => new NamedContact(contact.Id, null)), token).ConfigureAwait(false);
        return sent.Select((contact, i) => contact.Deed is null ? new Inspection(RowPresence.Unclear, null, []) : Judge(contact.Deed, found[i])).ToList();
    }

    private static (string? Id, MemberDeed? Deed) Read(ReadOnlyMemory<byte> contact)
    {
        using JsonDocument document = JsonDocument.Parse(contact);
        string? id = MemberDeed.IdOf(document.RootElement);
        return (id, id is null ? null : MemberDeed.Read(document.RootElement));
    }

    private static Inspection Judge(MemberDeed deed, StoredContact? found)
    {
        bool isGone = found is null or { IsDeleted: true };
        if (deed.Action == ImportAction.Delete)
            return new Inspection(isGone ? RowPresence.In : RowPresence.NotIn, found?.Id, []) { IsAsWanted = isGone };
        if (isGone)
            return new Inspection(RowPresence.NotIn, null, []) { Problem = new RowProblem(RowReason.NotFound, ConstantContactTexts.ContactNotThere) };
        HashSet<string> has = deed.Action is ImportAction.Subscribe or ImportAction.Unsubscribe ? found!.Lists : found!.Tags;
        bool isAdded = deed.Action is ImportAction.Subscribe or ImportAction.AddTag;
        List<string> wrong = deed.Ids.Where(id => has.Contains(id) != isAdded).ToList();
        bool isAsWanted = wrong.Count == 0;
        return new Inspection(isAsWanted ? RowPresence.In : RowPresence.NotIn, found.Id, wrong)
        {
            IsAsWanted = isAsWanted,
            ConsentWithdrawn = !isAsWanted && deed.Action == ImportAction.Subscribe && found.HasLeft,
        };
    }
}
