using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the usual rules.</summary>
public sealed class FailOnCompleter : IArgumentCompleter
{
    private static readonly string[] s_rules = ["Any", "Never", "5%", "100"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_rules.Matching(wordToComplete);
}
