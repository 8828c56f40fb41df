using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>The account's activities of the last ten days; the service forgets them after that.</summary>
internal sealed class ActivityBook
{
    private readonly AccountConnection _connection;

    /// <summary>Reads those of an account.</summary>
    public ActivityBook(AccountConnection connection) => _connection = connection;

    /// <summary>All of them.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ServiceActivity>> ReadAsync(CancellationToken token) =>
        await ApiPages.ReadAsync(_connection, ApiRoutes.Activities, "activities", ServiceActivity.Read, token).ConfigureAwait(false);

    /// <summary>Those that are asked for by id, in their order; null for one that the service does not know. It takes one call, where they are among the newest 500.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ServiceActivity?>> FindAsync(IReadOnlyList<string> ids, CancellationToken token)
    {
        Dictionary<string, ServiceActivity> found = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> wanted = new(ids, StringComparer.OrdinalIgnoreCase);
        await WalkAsync(activity =>
        {
            if (wanted.Remove(activity.Id))
                found[activity.Id] = activity;
            return wanted.Count > 0;
        }, token).ConfigureAwait(false);
        return ids.Select(id => found.TryGetValue(id, out ServiceActivity? activity) ? activity : null).ToList();
    }

    /// <summary>The activity that a file of that name came with; null where none did.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<ServiceActivity?> FindFileAsync(string fileName, CancellationToken token)
    {
        ServiceActivity? found = null;
        await WalkAsync(activity =>
        {
            if (string.Equals(activity.FileName, fileName, StringComparison.OrdinalIgnoreCase))
                found = activity;
            return found is null;
        }, token).ConfigureAwait(false);
        return found;
    }

    /// <summary>Whether none is under way.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<bool> IsQuietAsync(CancellationToken token)
    {
        bool isQuiet = true;
        await WalkAsync(activity => isQuiet &= activity.IsDone, token).ConfigureAwait(false);
        return isQuiet;
    }

    private Task WalkAsync(Func<ServiceActivity, bool> goesOn, CancellationToken token) => ApiPages.WalkAsync(
        _connection,
        ApiRoutes.Activities,
        root => root.GetProperty("activities").EnumerateArray().Select(ServiceActivity.Read).ToList(),
        page => page.TrueForAll(activity => goesOn(activity)),
        token);
}
