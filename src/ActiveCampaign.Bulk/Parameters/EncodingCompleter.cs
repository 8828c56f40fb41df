using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the encodings that CSV files come in.</summary>
public sealed class EncodingCompleter : IArgumentCompleter
{
    private static readonly string[] s_names = ["utf8", "utf-16", "windows-1252", "windows-1250", "windows-1251", "iso-8859-1", "ansi", "oem"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_names.Matching(wordToComplete);
}
