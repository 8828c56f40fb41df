using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Finds the lists that patterns mean. A name is taken as it is; the preparation checks it.</summary>
internal static class ListNames
{
    /// <summary>The lists that some names and patterns mean.</summary>
    /// <param name="names">Names, ids and patterns.</param>
    /// <param name="read">Reads the account's lists; called once where there is a pattern.</param>
    /// <exception cref="BulkException">A pattern matches nothing.</exception>
    public static IReadOnlyList<ListChoice> Expand(IReadOnlyList<string> names, Func<IReadOnlyList<ListChoice>> read)
    {
        if (!names.Any(WildcardPattern.ContainsWildcardCharacters))
            return names.Select(AsItIs).ToList();
        IReadOnlyList<ListChoice> lists = read();
        List<ListChoice> found = names.SelectMany(name => Match(name, lists)).Distinct().ToList();
        return lists.All(found.Contains)
            ? throw new BulkException(BulkError.SettingsConflict, Messages.PatternMeetsAll(string.Join(", ", names)))
            : found;
    }

    /// <summary>A list by its id, since several may have one name.</summary>
    public static ListChoice Of(object id, string name) => new(FormattableString.Invariant($"id:{id}"), name);

    private static IReadOnlyList<ListChoice> Match(string name, IReadOnlyList<ListChoice> lists)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name) || lists.Any(list => string.Equals(list.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)))
            return [AsItIs(name)];
        IReadOnlyList<ListChoice> found = NameFilter.Select([name], lists, list => list.Name);
        return found.Count > 0 ? found : throw new BulkException(BulkError.UnknownList, Messages.NothingMatches(name), name);
    }

    private static ListChoice AsItIs(string name) => new(name, name);
}
