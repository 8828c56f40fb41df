using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the names of this runspace's connections with the command's service.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SessionTable.Of(CommandNames.ServiceOf(commandName)).Current.Select(session => session.Name).Matching(wordToComplete);
}
