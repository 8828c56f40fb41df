using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>The answer to a page call, with the parts that stood beside the contacts.</summary>
internal sealed class PageReply
{
    private readonly Dictionary<int, ContactDraft> _byId = [];

    private PageReply(IReadOnlyList<ContactDraft> contacts, int? total)
    {
        Contacts = contacts;
        Total = total;
        foreach (ContactDraft contact in contacts)
            _byId[contact.Id] = contact;
    }

    public IReadOnlyList<ContactDraft> Contacts { get; }

    public int? Total { get; }

    /// <summary>The parts that the service put beside the contacts.</summary>
    public ContactParts Beside { get; private set; }

    /// <summary>The names of the tags that it put there too.</summary>
    public Dictionary<int, string> TagNames { get; } = [];

    public static PageReply Read(JsonElement root, ContactParts wanted)
    {
        List<ContactDraft> contacts = root.GetProperty("contacts").EnumerateArray().Select(contact => new ContactDraft(contact)).ToList();
        PageReply reply = new(contacts, root.TryGetProperty("meta", out JsonElement meta) ? WireText.ReadInt(meta, "total") : null);
        foreach (ContactParts part in PartNames.Of(wanted))
            reply.Take(root, part);
        if (wanted.HasFlag(ContactParts.Tags))
            reply.TakeTagNames(root);
        return reply;
    }

    private void Take(JsonElement root, ContactParts part)
    {
        if (!root.TryGetProperty(PartNames.All[part], out JsonElement items) || items.ValueKind != JsonValueKind.Array)
            return;
        Beside |= part;
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (WireText.ReadInt(item, "contact") is int id && _byId.TryGetValue(id, out ContactDraft? contact))
                contact.Add(part, item);
        }
    }

    private void TakeTagNames(JsonElement root)
    {
        if (!root.TryGetProperty("tags", out JsonElement tags) || tags.ValueKind != JsonValueKind.Array)
            return;
        foreach (JsonElement tag in tags.EnumerateArray())
        {
            if (WireText.ReadInt(tag, "id") is int id && WireText.Read(tag, "tag") is string name)
                TagNames[id] = name;
        }
    }
}
