using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Filters by names with wildcards, as people expect: a plain name that matches nothing is an error, a pattern is not.</summary>
internal static class NameFilter
{
    public static bool Matches(string[]? patterns, string name) =>
        patterns is null || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name));

    /// <summary>The plain names that none of the candidates has.</summary>
    public static IEnumerable<string> Missing(string[]? patterns, IEnumerable<string> candidates)
    {
        string[] names = candidates.ToArray();
        return (patterns ?? []).Where(pattern => !WildcardPattern.ContainsWildcardCharacters(pattern) && !names.Any(name => Matches([pattern], name)));
    }
}
