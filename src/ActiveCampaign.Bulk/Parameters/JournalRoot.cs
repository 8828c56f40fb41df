using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Finds the journals that a command is to work on.</summary>
internal static class JournalRoot
{
    /// <summary>Those below a path, or the usual ones.</summary>
    public static JournalStore Open(PSCmdlet command, string? path) => new(path is null ? null : OutputPath.Resolve(command, path));
}
