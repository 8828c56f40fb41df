using System.Collections.ObjectModel;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Resolves the path of an input file.</summary>
internal static class InputPath
{
    /// <summary>The one file that a path with wildcards means.</summary>
    public static string Resolve(PSCmdlet command, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
            return ResolveLiteral(command, path);
        try
        {
            Collection<string> matches = command.GetResolvedProviderPathFromPSPath(path, out _);
            return matches.Count switch
            {
                1 => matches[0],
                0 => throw new CommandException(ErrorIds.FileNotFound, Messages.FileNotFound(path), path),
                _ => throw new CommandException(ErrorIds.PathAmbiguous, Messages.PathAmbiguous(path), path),
            };
        }
        catch (ItemNotFoundException)
        {
            throw new CommandException(ErrorIds.FileNotFound, Messages.FileNotFound(path), path);
        }
    }

    /// <summary>A path as it is.</summary>
    public static string ResolveLiteral(PSCmdlet command, string path) => command.GetUnresolvedProviderPathFromPSPath(path);
}
