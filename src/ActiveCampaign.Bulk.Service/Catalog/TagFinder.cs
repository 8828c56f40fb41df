using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>Finds the ids of tags by name, each name once. An account may have a name in several spellings.</summary>
internal sealed class TagFinder
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<int>> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly PageReader _pages;

    public TagFinder(AccountConnection connection)
    {
        _pages = new PageReader(connection);
    }

    public async Task<IReadOnlyList<int>> FindAsync(string name, CancellationToken token)
    {
        if (_known.TryGetValue(name, out IReadOnlyList<int>? known))
            return known;
        List<JsonElement> tags = await _pages.ReadAsync(Routes.TagSearch(name.Trim()), "tags", token).ConfigureAwait(false);
        List<int> ids = tags
            .Where(tag => string.Equals(WireText.Read(tag, "tag")?.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(tag => WireText.ReadInt(tag, "id") ?? 0)
            .ToList();

        // One that is not there yet may come with a batch that is under way.
        if (ids.Count > 0)
            _known[name] = ids;
        return ids;
    }
}
