using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>The account's tags by id and by name. Ids are never used again.</summary>
internal sealed class TagCatalogue
{
    private readonly Dictionary<int, Tag> _byId = [];
    private readonly Dictionary<string, Tag> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tag> _anyCase = new(StringComparer.OrdinalIgnoreCase);
    private int _last;

    public IEnumerable<Tag> All => _byId.Values.OrderBy(tag => tag.Id);

    public Tag? Find(int id) => _byId.TryGetValue(id, out Tag? tag) ? tag : null;

    public Tag? Find(string name, bool ignoreCase) => (ignoreCase ? _anyCase : _exact).TryGetValue(name, out Tag? tag) ? tag : null;

    public Tag Add(string name, DateTimeOffset now, string type, string description)
    {
        Tag tag = new(++_last, name, type, description, now);
        _byId.Add(tag.Id, tag);
        Index(tag);
        return tag;
    }

    public Tag Replace(Tag tag)
    {
        _byId[tag.Id] = tag;
        IndexAll();
        return tag;
    }

    public bool Remove(int id)
    {
        bool removed = _byId.Remove(id);
        IndexAll();
        return removed;
    }

    // A name that a tag gives up may belong to another one in other letters.
    private void IndexAll()
    {
        _exact.Clear();
        _anyCase.Clear();
        foreach (Tag tag in All)
            Index(tag);
    }

    private void Index(Tag tag)
    {
        _exact[tag.Name] = tag;
        if (!_anyCase.ContainsKey(tag.Name))
            _anyCase.Add(tag.Name, tag);
    }
}
