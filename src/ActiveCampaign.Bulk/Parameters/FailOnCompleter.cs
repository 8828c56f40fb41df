using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the usual rules.</summary>
public sealed class FailOnCompleter : OfflineCompleter
{
    private static readonly string[] s_rules = ["Any", "Never", "5%", "100"];

    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) => s_rules.Select(name => new Suggestion(name));
}
