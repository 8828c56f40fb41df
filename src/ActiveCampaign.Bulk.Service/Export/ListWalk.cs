using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Reads contacts whose ids are known, a hundred a call and several calls at once, in the order of the ids.</summary>
internal sealed class ListWalk : ContactWalk
{
    private readonly PageSource _pages;
    private readonly IReadOnlyList<int> _ids;
    private readonly IdRange _range;

    public ListWalk(PageSource pages, IReadOnlyList<int> ids, IdRange range)
    {
        _pages = pages;
        _ids = ids;
        _range = range;
    }

    /// <summary>Those that were not there.</summary>
    public List<int> Missing { get; } = [];

    public override async Task RunAsync(TakeContacts take, CancellationToken token)
    {
        Queue<(int[] Ids, Task<IReadOnlyList<Contact>> Contacts)> ahead = new();
        int next = _range.Last;
        while (next < _ids.Count || ahead.Count > 0)
        {
            while (next < _ids.Count && ahead.Count < ContactReader.AtOnce)
            {
                int[] ids = _ids.Skip(next).Take(ServiceLimits.PageSize).ToArray();
                ahead.Enqueue((ids, _pages.IdsAsync(ids, token)));
                next += ids.Length;
            }

            (int[] asked, Task<IReadOnlyList<Contact>> reading) = ahead.Dequeue();
            Dictionary<int, Contact> found = (await reading.ConfigureAwait(false)).ToDictionary(contact => contact.Id);
            Missing.AddRange(asked.Where(id => !found.ContainsKey(id)));
            _range.Last += asked.Length;
            _range.IsDone = _range.Last >= _ids.Count;
            await take(_range, asked.Where(found.ContainsKey).Select(id => found[id]).ToList()).ConfigureAwait(false);
        }
    }
}
