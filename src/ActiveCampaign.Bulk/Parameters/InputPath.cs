using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Resolves the path of an input file.</summary>
internal static class InputPath
{
    // A backtick takes the meaning from the wildcard behind it.
    private static readonly char[] s_special = ['*', '?', '[', ']', '`'];

    /// <summary>The one file that a path means: the file of that very name, or what its wildcards match, if that is one.</summary>
    public static string Resolve(PSCmdlet command, string path)
    {
        string literal = ResolveLiteral(command, path);
        if (path.IndexOfAny(s_special) < 0)
            return literal;
        List<string> files = Matches(command, path).Where(match => !string.Equals(match, literal, StringComparison.Ordinal)).ToList();
        if (File.Exists(literal) || Directory.Exists(literal))
            files.Insert(0, literal);
        return files.Count switch
        {
            1 => files[0],
            0 => throw new CommandException(ErrorIds.FileNotFound, Messages.FileNotFound(path), path),
            _ => throw new CommandException(ErrorIds.PathAmbiguous, Messages.PathAmbiguous(path, files), path),
        };
    }

    /// <summary>A path as it is.</summary>
    public static string ResolveLiteral(PSCmdlet command, string path) => command.GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>The files that a path means where no command runs yet, as while one is typed.</summary>
    public static IEnumerable<string> ResolveHere(string path) => ResolveLiteralHere(path) is string literal ? [literal] : Here("Path", path);

    /// <summary>The file of that very name where no command runs yet; null where there is none.</summary>
    public static string? ResolveLiteralHere(string path) => Here("LiteralPath", path).FirstOrDefault();

    private static List<string> Here(string parameter, string path)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Management\\Resolve-Path").AddParameter(parameter, path).AddParameter("ErrorAction", ActionPreference.Ignore);
        return shell.Invoke<PathInfo>().Select(found => found.ProviderPath).ToList();
    }

    private static IReadOnlyList<string> Matches(PSCmdlet command, string path)
    {
        try
        {
            return command.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception e) when (e is ItemNotFoundException or WildcardPatternException)
        {
            return [];
        }
    }
}
