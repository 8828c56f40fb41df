using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Names;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Completes an argument from what this machine knows: no call is made, and whoever presses Tab never meets an error. An
/// empty answer keeps PowerShell from offering the names of files instead.
/// </summary>
public abstract class OfflineCompleter : IArgumentCompleter
{
    private const string JournalPath = "JournalPath";
    private const int Activities = 50;

    private protected OfflineCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Suggest(commandName ?? string.Empty, parameterName ?? string.Empty, fakeBoundParameters ?? new Hashtable()).Matching(wordToComplete);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <summary>What there is to offer, whatever was typed so far.</summary>
    private protected abstract IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound);

    /// <summary>The journals that the command is about.</summary>
    private protected static JournalStore StoreOf(IDictionary bound) =>
        new(bound[JournalPath]?.ToString() is string path ? InputPath.ResolveHere(path).FirstOrDefault() ?? path : null);

    /// <summary>The latest activities with the command's service, the latest first.</summary>
    private protected static IEnumerable<(string Folder, ActivityHeader Header)> ActivitiesOf(string command, IDictionary bound)
    {
        ServiceKind service = CommandNames.ServiceOf(command);
        foreach (string folder in StoreOf(bound).Folders().Reverse().Take(Activities))
        {
            if (JournalReader.TryReadHeader(folder) is ActivityHeader header && CommandNames.ServiceOf(header) == service)
                yield return (folder, header);
        }
    }

    /// <summary>The names of a kind in the accounts that the command may be about.</summary>
    private protected static IEnumerable<KnownName> NamesOf(NameKind kind, string command, IDictionary bound)
    {
        JournalStore store = StoreOf(bound);
        return SessionHosts.Of(CommandNames.ServiceOf(command), bound).SelectMany(host => KnownNames.Of(host).Find(kind, store.NamesFile(host), DateTimeOffset.UtcNow) ?? []);
    }
}
