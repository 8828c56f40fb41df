using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What an export leaves while it is not complete: its stretches, and the file it puts them together in beside the target.</summary>
internal static class ExportFiles
{
    /// <summary>The setting that names the target.</summary>
    public const string PathSetting = "path";

    /// <summary>Whether anything is there.</summary>
    public static bool Exist(string folder) => Of(folder).Any();

    /// <summary>The file beside a target in which an activity puts it together.</summary>
    public static string Partial(string path, string activityId) => path + "." + activityId + ".partial";

    /// <summary>Removes it all. An export that goes on afterwards reads everything anew.</summary>
    /// <returns>How many files there were.</returns>
    public static int Remove(string folder)
    {
        List<string> files = Of(folder).ToList();
        foreach (string path in files)
            File.Delete(path);
        return files.Count;
    }

    private static IEnumerable<string> Of(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, JournalFiles.ExportPattern))
            yield return path;
        if (JournalReader.TryReadHeader(folder) is { Kind: ActivityKinds.Export } header
            && header.Settings.TryGetValue(PathSetting, out string? target) && target is not null && Partial(target, header.Id) is string partial && File.Exists(partial))
            yield return partial;
    }
}
