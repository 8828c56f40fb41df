using System.IO;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>What an import can be compared with.</summary>
internal static class BaselineSource
{
    /// <summary>All that earlier imports of the same name have confirmed, carried forward from run to run.</summary>
    public const string Last = "Last";

    /// <summary>Whether a source is the full path of an exported file.</summary>
    internal static bool IsFile(string source) => Path.IsPathRooted(source);
}
