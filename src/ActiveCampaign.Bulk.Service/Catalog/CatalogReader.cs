using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Names;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>Reads what an account has by name. Always page by page of 100: the service cuts at 20 in silence.</summary>
internal sealed class CatalogReader
{
    private readonly PageReader _pages;
    private readonly KnownNames _known;

    /// <summary>Reads through a connection.</summary>
    public CatalogReader(AccountConnection connection)
    {
        _pages = new PageReader(connection);
        _known = KnownNames.Of(connection.Host);
    }

    /// <summary>The custom fields with their options.</summary>
    public async Task<IReadOnlyList<FieldDefinition>> FieldsAsync(CancellationToken token)
    {
        List<JsonElement> options = [];
        List<JsonElement> fields = await _pages.ReadAsync(Routes.Fields, "fields", token, root => PageReader.Members(root, "fieldOptions", options)).ConfigureAwait(false);
        ILookup<int, string> byField = options
            .OrderBy(option => WireText.ReadInt(option, "orderid") ?? 0)
            .ToLookup(option => WireText.ReadInt(option, "field") ?? 0, option => WireText.Read(option, "value") ?? string.Empty);
        List<FieldDefinition> found = fields.Select(field => ToField(field, byField)).ToList();
        _known.Note(NameKind.Field, found.Select(field => Known(field.Id, field.Title, field.PersTag, field.Type)));
        return found;
    }

    /// <summary>The lists.</summary>
    public async Task<IReadOnlyList<ListDefinition>> ListsAsync(CancellationToken token)
    {
        List<JsonElement> lists = await _pages.ReadAsync(Routes.Lists, "lists", token).ConfigureAwait(false);
        List<ListDefinition> found = lists
            .Select(list => new ListDefinition(Id(list), WireText.Read(list, "name") ?? string.Empty, WireText.Read(list, "stringid") ?? string.Empty))
            .ToList();
        _known.Note(NameKind.List, found.Select(list => Known(list.Id, list.Name)));
        return found;
    }

    /// <summary>The contact tags.</summary>
    public async Task<IReadOnlyList<TagDefinition>> TagsAsync(CancellationToken token)
    {
        List<JsonElement> tags = await _pages.ReadAsync(Routes.Tags, "tags", token).ConfigureAwait(false);
        List<TagDefinition> found = tags
            .Where(tag => WireText.Read(tag, "tagType") is null or "" or "contact")
            .Select(tag => new TagDefinition(Id(tag), WireText.Read(tag, "tag") ?? string.Empty, WireText.Read(tag, "description") ?? string.Empty))
            .ToList();
        _known.Note(NameKind.Tag, found.Select(tag => Known(tag.Id, tag.Name, tag.Description)));
        return found;
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

    private static KnownName Known(int id, string name, params string[] more) => new(id.ToString(CultureInfo.InvariantCulture), name, more);

    private static int Id(JsonElement item) => WireText.ReadInt(item, "id") ?? 0;
}
