using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Turns suggestions into completions.</summary>
internal static class Completions
{
    public static List<CompletionResult> Matching(this IEnumerable<Suggestion> suggestions, string? word)
    {
        string wanted = (word ?? string.Empty).Trim('\'', '"');
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        return suggestions
            .Where(suggestion => suggestion.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && seen.Add(suggestion.Name))
            .Select(suggestion => new CompletionResult(suggestion.IsCode ? suggestion.Name : Quote(suggestion.Name), suggestion.Name, CompletionResultType.ParameterValue, suggestion.Tip()))
            .ToList();
    }

    private static string Quote(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? name : Core.Texts.Quoted(name);
}
