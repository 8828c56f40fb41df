using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>Hands out the ids of links and remembers in four bytes each whose they are.</summary>
internal sealed class LinkIndex
{
    private readonly List<int> _owners = [];

    public int Add(int contactId)
    {
        _owners.Add(contactId);
        return _owners.Count;
    }

    /// <summary>The contact a link was made for, or 0.</summary>
    public int OwnerOf(int linkId) => linkId >= 1 && linkId <= _owners.Count ? _owners[linkId - 1] : 0;
}
