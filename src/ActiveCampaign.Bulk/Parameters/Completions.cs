using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Turns names into completions.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Matching(this IEnumerable<string> names, string word)
    {
        string wanted = (word ?? string.Empty).Trim('\'', '"');
        return names
            .Where(name => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(Quote(name), name, CompletionResultType.ParameterValue, name));
    }

    private static string Quote(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? name : "'" + name.Replace("'", "''") + "'";
}
