using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the ids of batches that the service has not ended as far as the journal knows.</summary>
public sealed class BatchCompleter : IArgumentCompleter
{
    private const int Activities = 20;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ActivityFolders.Of(CommandNames.ServiceOf(commandName)).Reverse().Take(Activities).SelectMany(OpenBatches).Matching(wordToComplete);

    private static IEnumerable<string> OpenBatches(string folder)
    {
        try
        {
            return JournalReader.Read(folder).Batches
                .Where(batch => batch.Outcome == BatchOutcome.Pending && batch.BatchId is not null)
                .Select(batch => batch.BatchId!);
        }
        catch (BulkException)
        {
            // A damaged journal has nothing to complete; the commands that read it say so.
            return [];
        }
    }
}
