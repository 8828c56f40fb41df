using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the columns that every account has.</summary>
public sealed class ContactPropertyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ContactColumns.Members.Select(column => column.Name).Append("fields").Matching(wordToComplete);
}
