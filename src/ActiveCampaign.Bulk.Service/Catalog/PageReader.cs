using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>Reads a list of the service whole, page by page.</summary>
internal sealed class PageReader
{
    private readonly AccountConnection _connection;

    public PageReader(AccountConnection connection)
    {
        _connection = connection;
    }

    /// <summary>All items of a route, each once.</summary>
    /// <param name="route">The route.</param>
    /// <param name="member">The array that holds them.</param>
    /// <param name="token">Ends the reading.</param>
    /// <param name="also">Takes what else each page holds.</param>
    public async Task<List<JsonElement>> ReadAsync(string route, string member, CancellationToken token, Action<JsonElement>? also = null)
    {
        List<JsonElement> all = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        bool isPart = route.StartsWith(Routes.Contacts + "/", StringComparison.Ordinal);
        int? total = null;
        while (true)
        {
            List<JsonElement> page = [];
            await _connection.ReadAsync(Routes.Page(route, all.Count), ReadPage, token).ConfigureAwait(false);
            int before = all.Count;
            foreach (JsonElement item in page)
            {
                if (seen.Add(WireText.Read(item, "id") ?? item.GetRawText()))
                    all.Add(item);
            }

            // A page of nothing new means that the offset is not heeded, and would come for ever. What hangs on one contact
            // comes in one page; elsewhere a short page is the last one only where the service says so.
            if (all.Count == before || (isPart ? page.Count < ServiceLimits.PageSize : total is int known && all.Count >= known))
                return all;

            bool ReadPage(JsonElement root)
            {
                page.Clear();
                total = root.TryGetProperty("meta", out JsonElement meta) ? WireText.ReadInt(meta, "total") : null;

                // An answer without the array does not say that there are none.
                if (!root.TryGetProperty(member, out JsonElement items) || items.ValueKind != JsonValueKind.Array)
                    throw new JsonException("It has no " + member + ".");
                Members(root, member, page);
                also?.Invoke(root);
                return true;
            }
        }
    }

    /// <summary>The items of an array in an answer, kept beyond it.</summary>
    public static void Members(JsonElement root, string name, List<JsonElement> into)
    {
        if (root.TryGetProperty(name, out JsonElement members) && members.ValueKind == JsonValueKind.Array)
            into.AddRange(members.EnumerateArray().Select(member => member.Clone()));
    }
}
