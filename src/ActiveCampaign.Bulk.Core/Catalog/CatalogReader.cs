using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Catalog;

/// <summary>Reads what an account has by name. Always page by page of 100: the service cuts at 20 in silence.</summary>
public sealed class CatalogReader
{
    private readonly AccountConnection _connection;

    /// <summary>Reads through a connection.</summary>
    public CatalogReader(AccountConnection connection)
    {
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));
    }

    /// <summary>The custom fields with their options.</summary>
    public async Task<IReadOnlyList<FieldDefinition>> FieldsAsync(CancellationToken token)
    {
        List<JsonElement> options = [];
        List<JsonElement> fields = await PagesAsync(Routes.Fields, "fields", token, root => Members(root, "fieldOptions", options)).ConfigureAwait(false);
        ILookup<int, string> byField = options
            .OrderBy(option => WireText.ReadInt(option, "orderid") ?? 0)
            .ToLookup(option => WireText.ReadInt(option, "field") ?? 0, option => WireText.Read(option, "value") ?? string.Empty);
        return fields.Select(field => ToField(field, byField)).ToList();
    }

    /// <summary>The lists.</summary>
    public async Task<IReadOnlyList<ListDefinition>> ListsAsync(CancellationToken token)
    {
        List<JsonElement> lists = await PagesAsync(Routes.Lists, "lists", token).ConfigureAwait(false);
        return lists
            .Select(list => new ListDefinition(Id(list), WireText.Read(list, "name") ?? string.Empty, WireText.Read(list, "stringid") ?? string.Empty))
            .ToList();
    }

    /// <summary>The contact tags.</summary>
    public async Task<IReadOnlyList<TagDefinition>> TagsAsync(CancellationToken token)
    {
        List<JsonElement> tags = await PagesAsync(Routes.Tags, "tags", token).ConfigureAwait(false);
        return tags
            .Where(tag => WireText.Read(tag, "tagType") is null or "" or "contact")
            .Select(tag => new TagDefinition(Id(tag), WireText.Read(tag, "tag") ?? string.Empty, WireText.Read(tag, "description") ?? string.Empty))
            .ToList();
    }

    private async Task<List<JsonElement>> PagesAsync(string route, string member, CancellationToken token, Action<JsonElement>? also = null)
    {
        List<JsonElement> all = [];
        HashSet<int> seen = [];
        while (true)
        {
            List<JsonElement> page = [];
            await _connection.ReadAsync(Routes.Page(route, all.Count), ReadPage, token).ConfigureAwait(false);
            int before = all.Count;
            foreach (JsonElement item in page)
            {
                if (seen.Add(Id(item)))
                    all.Add(item);
            }

            // A page of nothing new means that the offset is not heeded, and would come for ever.
            if (page.Count < ServiceLimits.PageSize || all.Count == before)
                return all;

            bool ReadPage(JsonElement root)
            {
                page.Clear();
                Members(root, member, page);
                also?.Invoke(root);
                return true;
            }
        }
    }

    private static void Members(JsonElement root, string name, List<JsonElement> into)
    {
        if (root.TryGetProperty(name, out JsonElement members) && members.ValueKind == JsonValueKind.Array)
            into.AddRange(members.EnumerateArray().Select(member => member.Clone()));
    }

    private static FieldDefinition ToField(JsonElement field, ILookup<int, string> options)
    {
        int id = Id(field);
        return new FieldDefinition(
            id,
            WireText.Read(field, "title") ?? string.Empty,
            (WireText.Read(field, "perstag") ?? string.Empty).Trim('%'),
            WireText.Read(field, "type") ?? string.Empty,
            options[id].ToList());
    }

    private static int Id(JsonElement item) => WireText.ReadInt(item, "id") ?? 0;
}
