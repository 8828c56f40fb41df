using System;
using System.IO;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Where the result file of an activity goes. The header says it where it was asked for at the start, a file beside the
/// journal where that came later or the file is written.
/// </summary>
/// <param name="Path">Full path.</param>
/// <param name="Replaces">Whether a file that was there is replaced.</param>
internal sealed record ResultTarget(string Path, bool Replaces)
{
    /// <summary>The setting of the header that has the path.</summary>
    public const string Setting = "resultPath";

    /// <summary>The setting that says whether a file that is there is replaced.</summary>
    public const string ReplaceSetting = "resultReplace";

    private const string Asked = "asked ";
    private const string Replacing = "replacing ";
    private const string Written = "written ";

    /// <summary>Whether the file was written.</summary>
    public bool IsWritten { get; private init; }

    /// <summary>What is known in an activity's folder; null where nobody asked for a result file.</summary>
    public static ResultTarget? Read(string folder)
    {
        if (folder.Length == 0)
            return null;
        return File.Exists(MarkIn(folder)) ? Parse(File.ReadAllText(MarkIn(folder))) : JournalReader.TryReadHeader(folder) is ActivityHeader header ? Of(header) : null;
    }

    /// <summary>What a header says.</summary>
    public static ResultTarget? Of(ActivityHeader header) => Find(header, Setting) is string path
        ? new ResultTarget(path, string.Equals(Find(header, ReplaceSetting), bool.TrueString, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>Asks for the file, whatever was asked for before.</summary>
    public void Ask(string folder) => PrivateFile.WriteAllText(MarkIn(folder), (Replaces ? Replacing : Asked) + Path);

    /// <summary>Notes that the file is written.</summary>
    public void Complete(string folder) => PrivateFile.WriteAllText(MarkIn(folder), Written + Path);

    private static ResultTarget? Parse(string text)
    {
        int end = text.IndexOf(' ') + 1;
        return text.Substring(0, end) switch
        {
            Asked => new ResultTarget(text.Substring(end), Replaces: false),
            Replacing => new ResultTarget(text.Substring(end), Replaces: true),
            Written => new ResultTarget(text.Substring(end), Replaces: true) { IsWritten = true },
            _ => null,
        };
    }

    private static string MarkIn(string folder) => System.IO.Path.Combine(folder, JournalFiles.Result);

    private static string? Find(ActivityHeader header, string name) => header.Settings.TryGetValue(name, out string? value) ? value : null;
}
