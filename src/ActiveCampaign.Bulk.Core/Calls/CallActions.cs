using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Makes what settings ask for.</summary>
internal static class CallActions
{
    public static async Task<ICallAction> CreateAsync(AccountConnection connection, CallSettings settings, IReadOnlyList<int> tagIds, string activityId, CancellationToken token, bool anyDeleted = false)
    {
        if (settings.Kind == CallKind.RemoveTag)
            return new RemoveTagAction(connection, tagIds);
        ContactBackup? backup = settings.BackupPath is null ? null : await ContactBackup.OpenAsync(connection, settings, activityId, token).ConfigureAwait(false);
        return new DeleteAction(backup, settings.SuppressionPath is null ? null : new SuppressionFile(settings.SuppressionPath), anyDeleted);
    }

    /// <summary>The ids of the tags to take off. A name that the account has in several spellings is all of them.</summary>
    /// <exception cref="BulkException">There is no such tag.</exception>
    public static async Task<IReadOnlyList<int>> TagIdsAsync(AccountConnection connection, CallSettings settings, CancellationToken token)
    {
        if (settings.Kind != CallKind.RemoveTag)
            return [];
        AccountCatalog catalog = new([], [], await new CatalogReader(connection).TagsAsync(token).ConfigureAwait(false));
        return settings.Tags.SelectMany(name => Find(catalog, name)).Distinct().ToList();
    }

    private static List<int> Find(AccountCatalog catalog, string name)
    {
        List<int> named = catalog.Tags.Where(tag => string.Equals(tag.Name.Trim(), name.Trim(), System.StringComparison.OrdinalIgnoreCase)).Select(tag => tag.Id).ToList();
        if (named.Count > 0)
            return named;
        return catalog.FindTag(name) is TagDefinition tag
            ? [tag.Id]
            : throw new BulkException(BulkError.UnknownTag, Texts.TagNotThereToRemove(name, NearestName.Find(name, catalog.Tags.Select(known => known.Name))), name);
    }
}
