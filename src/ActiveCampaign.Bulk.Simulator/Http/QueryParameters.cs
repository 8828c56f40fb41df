using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>The decoded query of a request, in its order. Names may repeat.</summary>
internal sealed class QueryParameters
{
    private static readonly QueryParameters s_empty = new([]);
    private readonly List<KeyValuePair<string, string>> _pairs;

    private QueryParameters(List<KeyValuePair<string, string>> pairs)
    {
        _pairs = pairs;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> pair in _pairs)
            {
                if (pair.Key == name)
                    return pair.Value;
            }

            return null;
        }
    }

    public static QueryParameters Parse(string query)
    {
        if (query.Length == 0)
            return s_empty;

        List<KeyValuePair<string, string>> pairs = [];
        foreach (string part in query.Split('&'))
        {
            if (part.Length == 0)
                continue;
            int equals = part.IndexOf('=');
            string name = equals < 0 ? part : part.Substring(0, equals);
            string value = equals < 0 ? "" : part.Substring(equals + 1);
            pairs.Add(new(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
        }

        return new QueryParameters(pairs);
    }

    /// <summary>The values of <c>name[]</c> and <c>name[0]</c>, and of a plain <c>name</c> with commas.</summary>
    public IReadOnlyList<string> Many(string name) =>
        _pairs.Where(pair => IsArrayOf(pair.Key, name)).Select(pair => pair.Value)
            .Concat(_pairs.Where(pair => pair.Key == name).SelectMany(pair => pair.Value.Split(',')))
            .ToArray();

    /// <summary>What stands in the first brackets after <paramref name="name"/>, with its value.</summary>
    public IEnumerable<KeyValuePair<string, string>> Keyed(string name) =>
        _pairs.Where(pair => IsArrayOf(pair.Key, name))
            .Select(pair => new KeyValuePair<string, string>(pair.Key.Substring(name.Length), pair.Value));

    private static bool IsArrayOf(string key, string name) =>
        key.Length > name.Length && key[name.Length] == '[' && key.StartsWith(name, StringComparison.Ordinal);
}
