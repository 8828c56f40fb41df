using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>Gives contacts page by page, each page by the link in the one before. Used by one thread at a time.</summary>
internal sealed class StoredStream
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly AccountConnection _connection;
    private readonly int? _segment;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private HashSet<string>? _members;

    /// <summary>Begins at a page.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="route">The page.</param>
    /// <param name="segment">The segment that contacts must be in; null for none.</param>
    public StoredStream(AccountConnection connection, string route, int? segment)
    {
        _connection = connection;
        _segment = segment;
        Next = route;
    }

    /// <summary>The page that comes next; null after the last one.</summary>
    public string? Next { get; private set; }

    /// <summary>How many contacts the service speaks of, or null.</summary>
    public int? Total { get; private set; }

    /// <summary>Calls made.</summary>
    public int Calls { get; private set; }

    /// <summary>The contacts of the next page; null where there is none.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<StoredContact>?> ReadAsync(CancellationToken token)
    {
        if (Next is null)
            return null;
        if (_segment is int segment)
            _members ??= await MembersAsync(segment, token).ConfigureAwait(false);
        IReadOnlyList<StoredContact> page = (await PageAsync(token).ConfigureAwait(false))!;
        return _members is null ? page : page.Where(contact => _members.Contains(contact.Id)).ToList();
    }

    // Null where the service has nothing to show yet.
    private async Task<IReadOnlyList<StoredContact>?> PageAsync(CancellationToken token)
    {
        if (!_seen.Add(Next!))
            throw new BulkException(BulkError.AnswerUnreadable, ConstantContactTexts.PagesRepeat, _connection.Host);
        Calls++;
        (IReadOnlyList<StoredContact>? page, string? next, int? total) = await _connection.ReadAsync(Next!, Read, token).ConfigureAwait(false);
        if (page is not null)
            (Next, Total) = (next, total ?? Total);
        return page;
    }

    // The service tells of the members of a segment without their parts, and begins to work them out when it is asked.
    private async Task<HashSet<string>> MembersAsync(int segment, CancellationToken token)
    {
        StoredStream members = new(_connection, ApiRoutes.SegmentMembers(segment), null);
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        DateTimeOffset until = _connection.Clock.GetUtcNow() + s_patience;
        while (members.Next is not null)
        {
            if (await members.PageAsync(token).ConfigureAwait(false) is IReadOnlyList<StoredContact> page)
            {
                ids.UnionWith(page.Select(contact => contact.Id));
                continue;
            }

            if (_connection.Clock.GetUtcNow() > until)
                throw new BulkException(BulkError.ServiceUnavailable, ConstantContactTexts.SegmentRuns(_connection.Host), _connection.Host);
            members._seen.Clear();
            await _connection.Clock.PauseAsync(s_interval, token).ConfigureAwait(false);
        }

        Calls += members.Calls;
        return ids;
    }

    private static (IReadOnlyList<StoredContact>?, string?, int?) Read(JsonElement root) => JsonParts.Text(root, "status") == "processing" && JsonParts.Find(root, "contacts") is null
        ? (null, null, null)
        : (root.GetProperty("contacts").EnumerateArray().Select(StoredContact.Read).ToList(), ApiRoutes.NextOf(root), JsonParts.Number(root, "contacts_count"));
}
