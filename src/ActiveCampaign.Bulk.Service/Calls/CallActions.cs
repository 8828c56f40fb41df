using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Makes what settings ask for.</summary>
internal static class CallActions
{
    public static async Task<CallAction> CreateAsync(AccountConnection connection, CallSettings settings, IReadOnlyList<int> tagIds, string activityId, CancellationToken token, bool anyDeleted = false)
    {
        if (settings.Kind == CallKind.RemoveTag)
            return new RemoveTagAction(connection, tagIds);
        ContactBackup? backup = settings.BackupPath is null ? null : await ContactBackup.OpenAsync(connection, settings, activityId, token).ConfigureAwait(false);
        return new DeleteAction(connection, backup, settings.SuppressionPath is null ? null : new SuppressionFile(settings.SuppressionPath), anyDeleted);
    }

    /// <summary>The ids of the tags to take off.</summary>
    /// <exception cref="BulkException">There is no such tag, or there are several.</exception>
    public static async Task<IReadOnlyList<int>> TagIdsAsync(AccountConnection connection, CallSettings settings, CancellationToken token)
    {
        if (settings.Kind != CallKind.RemoveTag)
            return [];
        AccountCatalog catalog = new([], [], await new CatalogReader(connection).TagsAsync(token).ConfigureAwait(false));
        return settings.Tags.Select(new NameResolver(catalog) { TakesBareIds = false }.Tag).Distinct().ToList();
    }
}
