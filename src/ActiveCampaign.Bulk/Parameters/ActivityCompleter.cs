using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the ids of activities that the journal knows, the latest first.</summary>
public sealed class ActivityCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ActivityFolders.Of(CommandNames.ServiceOf(commandName)).Reverse().Select(folder => Path.GetFileName(folder)).Matching(wordToComplete);
}
