using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Filters by names with wildcards, as people expect: a plain name that matches nothing is an error, a pattern is not, and
/// whatever is called exactly as the pattern is written comes before all that the pattern matches.
/// </summary>
internal sealed class NameFilter
{
    private readonly Func<string, bool>[]? _tests;

    /// <param name="patterns">Names and patterns; null matches everything.</param>
    /// <param name="names">What there is.</param>
    public NameFilter(string[]? patterns, IEnumerable<string> names)
    {
        HashSet<string>? known = patterns?.Any(WildcardPattern.ContainsWildcardCharacters) == true ? new HashSet<string>(names, StringComparer.OrdinalIgnoreCase) : null;
        _tests = patterns?.Select(pattern => known is null || known.Contains(pattern) ? Exactly(pattern) : Like(pattern)).ToArray();
    }

    /// <summary>Those of some items whose names match.</summary>
    public static IReadOnlyList<T> Select<T>(string[]? patterns, IEnumerable<T> items, Func<T, string> nameOf)
    {
        List<T> all = items.ToList();
        NameFilter filter = new(patterns, all.Select(nameOf));
        return all.Where(item => filter.Matches(nameOf(item))).ToList();
    }

    public bool Matches(string name) => _tests is null || Array.Exists(_tests, test => test(name));

    /// <summary>The plain names that none of the candidates has.</summary>
    public static IEnumerable<string> Missing(string[]? patterns, IEnumerable<string> candidates)
    {
        HashSet<string> names = new(candidates, StringComparer.OrdinalIgnoreCase);
        return (patterns ?? []).Where(pattern => !names.Contains(pattern) && (!WildcardPattern.ContainsWildcardCharacters(pattern) || !IsPattern(pattern)));
    }

    private static Func<string, bool> Exactly(string wanted) => name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);

    private static Func<string, bool> Like(string pattern)
    {
        if (!IsPattern(pattern))
            return Exactly(pattern);
        WildcardPattern wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return wildcard.IsMatch;
    }

    // 'News [DE' has a wildcard character and is no pattern: then it is a name.
    private static bool IsPattern(string text)
    {
        try
        {
            return WildcardPattern.Get(text, WildcardOptions.IgnoreCase).IsMatch(string.Empty) || true;
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
