using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Collects the ids of contacts that are named by id or address, in their order and each once.</summary>
internal sealed class ContactCollector
{
    private readonly ContactFinder _finder;
    private readonly List<int> _ids = [];
    private readonly Queue<int> _open = new();

    public ContactCollector(AccountConnection connection)
    {
        _finder = new ContactFinder(connection);
    }

    /// <summary>The ids, when all are found.</summary>
    public IReadOnlyList<int> Ids => _ids.Where(id => id > 0).Distinct().ToList();

    /// <summary>Takes references in; returns those that are not there or have another address, as far as that is known.</summary>
    public async Task<IReadOnlyList<ContactMatch>> AddAsync(IReadOnlyList<ContactReference> chunk, CancellationToken token)
    {
        foreach (ContactReference asked in chunk)
        {
            if (NeedsSearch(asked))
                _open.Enqueue(_ids.Count);
            _ids.Add(asked.Id ?? 0);
        }

        List<ContactReference> searched = chunk.Where(NeedsSearch).ToList();
        return searched.Count == 0 ? [] : Take(await _finder.AddAsync(searched, token).ConfigureAwait(false));
    }

    /// <summary>Finds what is left.</summary>
    public async Task<IReadOnlyList<ContactMatch>> CompleteAsync(CancellationToken token) =>
        _open.Count == 0 ? [] : Take(await _finder.CompleteAsync(token).ConfigureAwait(false));

    private List<ContactMatch> Take(IReadOnlyList<ContactMatch> matches)
    {
        foreach (ContactMatch match in matches)
            _ids[_open.Dequeue()] = match.IsOther ? 0 : match.Id ?? 0;
        return matches.Where(match => !match.IsFound || match.IsOther).ToList();
    }

    // An id that comes with an address is held against it.
    private static bool NeedsSearch(ContactReference asked) => asked.Id is null || (asked.Email is not null && !asked.IsOurs);
}
