using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Where an activity's refused rows go.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Path">Full path.</param>
/// <param name="Safe">Whether the cells are escaped.</param>
/// <param name="Replaces">Whether files that were there are replaced.</param>
internal sealed record RejectTarget(string ActivityId, string Path, bool Safe, bool Replaces)
{
    /// <summary>What the journal's first line says; null where the activity has no reject file.</summary>
    public static RejectTarget? Read(string folder)
    {
        string path = System.IO.Path.Combine(folder, JournalFiles.Main);
        if (folder.Length == 0 || !File.Exists(path))
            return null;
        ArraySegment<byte> line = SegmentScanner.Lines(path).Select(first => first.Line).FirstOrDefault();
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            // A damaged journal: the commands that read it say so.
            return null;
        }
    }

    private static RejectTarget? Read(JsonElement header)
    {
        if (!header.TryGetProperty("settings", out JsonElement settings) || Text(settings, "rejectPath") is not string path)
            return null;
        return new RejectTarget(Text(header, "id") ?? string.Empty, path, Flag(settings, "rejectSafe"), Flag(settings, "rejectReplace"));
    }

    private static bool Flag(JsonElement settings, string name) => string.Equals(Text(settings, name), bool.TrueString, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
