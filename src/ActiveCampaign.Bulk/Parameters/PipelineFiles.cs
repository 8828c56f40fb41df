using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// The files that are named in the pipeline before a command, also in those around the functions and blocks that it runs
/// in. Nothing is run to find out: texts and variables count, and paths joined of them.
/// </summary>
internal static class PipelineFiles
{
    private const int MostTexts = 200;
    private const int MostFiles = 5000;

    /// <summary>Full paths of files that are there.</summary>
    public static IEnumerable<string> Of(PSCmdlet command) =>
        Upstream(command).SelectMany(element => Files(command, element)).Distinct(StringComparer.Ordinal).Take(MostFiles);

    private static IEnumerable<CommandBaseAst> Upstream(PSCmdlet command)
    {
        string inner = command.MyInvocation.InvocationName;
        IScriptExtent? within = null;
        foreach (CallStackFrame frame in Runspace.DefaultRunspace.Debugger.GetCallStack())
        {
            foreach (CommandBaseAst element in Before(frame.Position, inner, within))
                yield return element;
            inner = NameOf(frame);
            within = frame.Position;
        }
    }

    // A frame stands at its statement. What it runs is the part that has the inner frame's text in it or its name; where
    // neither is found, as in a block that was handed on, every part but the last may feed it.
    private static IEnumerable<CommandBaseAst> Before(IScriptExtent position, string inner, IScriptExtent? within)
    {
        Ast statement = Parser.ParseInput(position.Text, out _, out _);
        foreach (PipelineAst pipeline in statement.FindAll(ast => ast is PipelineAst { PipelineElements.Count: > 1 }, searchNestedScriptBlocks: true).Cast<PipelineAst>())
        {
            int runs = IndexOf(pipeline, position, inner, within);
            foreach (CommandBaseAst element in pipeline.PipelineElements.Take(runs))
                yield return element;
        }
    }

    private static int IndexOf(PipelineAst pipeline, IScriptExtent position, string inner, IScriptExtent? within)
    {
        List<CommandBaseAst> elements = pipeline.PipelineElements.ToList();
        int named = elements.FindLastIndex(element => element is CommandAst command && SameName(command.GetCommandName(), inner));
        if (named >= 0 || within is null || within.File != position.File)
            return Math.Max(named, 0);
        return Math.Max(elements.FindIndex(element => position.StartOffset + element.Extent.StartOffset <= within.StartOffset && within.EndOffset <= position.StartOffset + element.Extent.EndOffset), 0);
    }

    private static string NameOf(CallStackFrame frame) => frame.FunctionName.Split('<')[0] is { Length: > 0 } function ? function : Path.GetFileName(frame.ScriptName ?? string.Empty);

    private static bool SameName(string? written, string inner) =>
        written is not null && inner.Length > 0 && string.Equals(written.Split('\\', '/').Last(), inner.Split('\\', '/').Last(), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Files(PSCmdlet command, CommandBaseAst element)
    {
        List<string> texts = element.FindAll(ast => ast is ExpressionAst, searchNestedScriptBlocks: true).SelectMany(ast => Texts(command, ast)).Distinct(StringComparer.Ordinal).Take(MostTexts).ToList();
        if (element is CommandAst { CommandElements: var parts } && IsListing(parts[0].Extent.Text) && !texts.Exists(WildcardPattern.ContainsWildcardCharacters))
            texts.Add("*");
        List<string> folders = texts.SelectMany(text => Resolve(command, text)).Where(Directory.Exists).ToList();
        return texts.Concat(from folder in folders from text in texts where !Path.IsPathRooted(text) select Path.Combine(WildcardPattern.Escape(folder), text))
            .SelectMany(path => Resolve(command, path)).Where(File.Exists);
    }

    private static bool IsListing(string name) => name.ToUpperInvariant() is "GET-CHILDITEM" or "GCI" or "DIR" or "LS";

    private static IEnumerable<string> Texts(PSCmdlet command, Ast ast) => ast switch
    {
        StringConstantExpressionAst text => [text.Value],
        ExpandableStringExpressionAst text => [Expand(command, text)],
        VariableExpressionAst variable => Flatten(command.GetVariableValue(variable.VariablePath.UserPath), 2),
        _ => [],
    };

    // Variables alone: what else such a text may hold would have to be run.
    private static string Expand(PSCmdlet command, ExpandableStringExpressionAst text)
    {
        string value = text.Value;
        foreach (VariableExpressionAst variable in text.NestedExpressions.OfType<VariableExpressionAst>())
            value = value.Replace(variable.Extent.Text, Flatten(command.GetVariableValue(variable.VariablePath.UserPath), 1).FirstOrDefault() ?? string.Empty);
        return value;
    }

    private static IEnumerable<string> Flatten(object? value, int depth) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => [text],
        FileSystemInfo file => [file.FullName],
        PathInfo path => [path.Path],
        IDictionary pairs when depth > 0 => pairs.Values.Cast<object?>().SelectMany(item => Flatten(item, depth - 1)).ToList(),
        IList items when depth > 0 => items.Cast<object?>().Take(MostTexts).SelectMany(item => Flatten(item, depth - 1)).ToList(),
        _ => [],
    };

    private static IEnumerable<string> Resolve(PSCmdlet command, string text)
    {
        if (text.Length == 0 || text.Length > 4096)
            return [];
        try
        {
            string literal = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text, out ProviderInfo provider, out _);
            if (provider.Name != "FileSystem")
                return [];
            if (File.Exists(literal) || Directory.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(text))
                return [literal];
            return command.GetResolvedProviderPathFromPSPath(text, out _).Take(MostFiles).ToList();
        }
        catch (Exception e) when (e is RuntimeException or IOException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            // Text that is no path.
            return [];
        }
    }
}
