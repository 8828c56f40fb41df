using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Query parameters that routes share.</summary>
internal static class QueryRules
{
    /// <summary>Keeps items whose name fits <c>filters[key]</c> and <c>filters[key][op]</c>.</summary>
    public static IEnumerable<T> Filter<T>(IEnumerable<T> items, QueryParameters query, string key, Func<T, string> name)
    {
        foreach (KeyValuePair<string, string> filter in query.Keyed("filters"))
        {
            if (filter.Key == "[" + key + "]")
                items = items.Where(item => Contains(name(item), filter.Value));
            else if (filter.Key.StartsWith("[" + key + "][", StringComparison.Ordinal))
                items = items.Where(item => Compare(name(item), OperatorOf(filter.Key, key), filter.Value));
        }

        return items;
    }

    public static IEnumerable<T> Order<T>(IEnumerable<T> items, QueryParameters query, string key, Func<T, string> name)
    {
        string? direction = query["orders[" + key + "]"];
        if (string.Equals(direction, "asc", StringComparison.OrdinalIgnoreCase))
            return items.OrderBy(name, StringComparer.OrdinalIgnoreCase);
        return string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase)
            ? items.OrderByDescending(name, StringComparer.OrdinalIgnoreCase)
            : items;
    }

    public static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string OperatorOf(string brackets, string key) => brackets.Substring(key.Length + 3).TrimEnd(']');

    private static bool Compare(string text, string operation, string value)
    {
        int order = StringComparer.OrdinalIgnoreCase.Compare(text, value);
        return operation switch
        {
            "eq" => order == 0,
            "neq" => order != 0,
            "lt" => order < 0,
            "lte" => order <= 0,
            "gt" => order > 0,
            "gte" => order >= 0,
            "starts_with" => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => Contains(text, value),
        };
    }
}
