using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Names;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes names of lists, tags and fields that the account is known to have, whichever of them a parameter takes.</summary>
public sealed class AccountNameCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound)
    {
        NameKind kind = KindOf(parameter == "Name" ? command : parameter);
        return NamesOf(kind, command, bound).OrderBy(name => name.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(name => new Suggestion(name.Name, () => string.Join(", ", name.More.Where(more => more.Length > 0).Prepend($"{kind} {name.Id}"))));
    }

    private static NameKind KindOf(string word) =>
        word.EndsWith("List", StringComparison.OrdinalIgnoreCase) ? NameKind.List : word.EndsWith("Tag", StringComparison.OrdinalIgnoreCase) ? NameKind.Tag : NameKind.Field;
}
