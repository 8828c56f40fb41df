using System;
using System.Collections.Concurrent;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Where journals, lanes and baselines lie unless the user names another folder.</summary>
internal static class HomeFolder
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "AC_BULK_HOME";

    private static readonly ConcurrentDictionary<string, byte> s_tightened = new(StringComparer.Ordinal);

    private static string OwnPath =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ActiveCampaign.Bulk");

    /// <summary>Its path.</summary>
    internal static string Find() => Named ?? OwnPath;

    /// <summary>The path that the environment names, or null.</summary>
    internal static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root ? root : null;

    /// <summary>Makes a folder of ours. The user's own home is made private once in a process, as earlier versions left it open.</summary>
    internal static void Make(string folder)
    {
        string home = OwnPath;
        if (folder.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) && s_tightened.TryAdd(home, 0))
            PrivateFile.Tighten(home);
        PrivateFile.MakeFolder(folder);
    }
}
