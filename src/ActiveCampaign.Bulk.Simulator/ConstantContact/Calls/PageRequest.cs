using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>
/// The part of a list that a call asks for. A cursor holds the query of the first page and the number of the last item before.
/// </summary>
internal sealed class PageRequest
{
    private const int DefaultLimit = 50;
    private const string AfterName = "after";
    private readonly string _path;
    private readonly int? _after;

    private PageRequest(string path, QueryParameters query, int limit, int? after)
    {
        _path = path;
        Query = query;
        Limit = limit;
        _after = after;
    }

    /// <summary>What the first page was asked for with.</summary>
    public QueryParameters Query { get; }

    public int Limit { get; }

    /// <summary>The list has its latest items first.</summary>
    public bool IsLatestFirst { get; init; }

    /// <summary>Null where the query is not one that the service takes.</summary>
    public static PageRequest? Read(ServiceCall call, int maxLimit, bool isLatestFirst = false)
    {
        QueryParameters query = call.Request.Query;
        int? after = null;
        if (query["cursor"] is { } cursor)
        {
            if (Decode(cursor) is not { } first || !int.TryParse(first[AfterName], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
                return null;
            query = first;
            after = last;
        }

        int limit = DefaultLimit;
        if (query["limit"] is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit))
            return null;
        return limit < 1 || limit > maxLimit
            ? null
            : new PageRequest(call.Request.Path.TrimEnd('/'), query, limit, after) { IsLatestFirst = isLatestFirst };
    }

    /// <summary>The page's items and the link to the next page, null for the last. The items are in the order of their numbers.</summary>
    public (T[] Items, string? Next) Of<T>(IEnumerable<T> items, Func<T, int> number)
    {
        T[] rest = items.Where(item => IsAhead(number(item))).Take(Limit + 1).ToArray();
        return rest.Length <= Limit ? (rest, null) : (rest.Take(Limit).ToArray(), NextLink(number(rest[Limit - 1])));
    }

    private bool IsAhead(int number) => _after is not int after || (IsLatestFirst ? number < after : number > after);

    private string NextLink(int last)
    {
        IEnumerable<string> parts = Query.Pairs
            .Where(pair => pair.Key != AfterName)
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value))
            .Append(AfterName + "=" + last.ToString(CultureInfo.InvariantCulture));
        string cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join("&", parts)));
        return _path + "?cursor=" + Uri.EscapeDataString(cursor);
    }

    private static QueryParameters? Decode(string cursor)
    {
        try
        {
            return QueryParameters.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(cursor)));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
