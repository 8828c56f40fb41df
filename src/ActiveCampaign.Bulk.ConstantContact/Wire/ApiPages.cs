using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>Reads lists of the API page by page, as far as its answers name a next one.</summary>
internal static class ApiPages
{
    /// <summary>Reads all of a list.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="route">The first page.</param>
    /// <param name="member">The member that holds the items.</param>
    /// <param name="parse">Reads an item.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public static async Task<List<T>> ReadAsync<T>(AccountConnection connection, string route, string member, Func<JsonElement, T> parse, CancellationToken token)
    {
        List<T> all = [];
        await WalkAsync(connection, route, root => root.GetProperty(member).EnumerateArray().Select(parse).ToList(), page =>
        {
            all.AddRange(page);
            return true;
        }, token).ConfigureAwait(false);
        return all;
    }

    /// <summary>Reads pages until one is enough, or none follows.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="route">The first page.</param>
    /// <param name="parse">Reads a page.</param>
    /// <param name="goesOn">Takes a page; whether more are wanted.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public static async Task WalkAsync<T>(AccountConnection connection, string route, Func<JsonElement, T> parse, Func<T, bool> goesOn, CancellationToken token)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (string? next = route; next is not null;)
        {
            if (!seen.Add(next))
                throw new BulkException(BulkError.AnswerUnreadable, ConstantContactTexts.PagesRepeat, connection.Host);
            (T page, string? after) = await connection.ReadAsync(next, root => (parse(root), ApiRoutes.NextOf(root)), token).ConfigureAwait(false);
            next = goesOn(page) ? after : null;
        }
    }
}
