using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ActiveCampaign.Bulk.Core.Baselines;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes what an import can be compared with: Last, then the activities that the journal knows, the latest first.</summary>
public sealed class ComparedToCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ActivityFolders.Of(CommandNames.ServiceOf(commandName)).Reverse().Select(folder => Path.GetFileName(folder)).Prepend(BaselineSource.Last).Matching(wordToComplete);
}
