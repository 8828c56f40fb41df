using System;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Where an activity's refused rows go.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Path">Full path.</param>
/// <param name="Safe">Whether the cells are escaped.</param>
/// <param name="Replaces">Whether files that were there are replaced.</param>
/// <param name="Dialect">How the input was written, and the refused rows are.</param>
internal sealed record RejectTarget(string ActivityId, string Path, bool Safe, bool Replaces, CsvDialect Dialect)
{
    /// <summary>What the journal's first line says; null where the activity has no reject file.</summary>
    public static RejectTarget? Read(string folder)
    {
        if (folder.Length == 0 || JournalReader.TryReadHeader(folder) is not ActivityHeader header || !header.Settings.TryGetValue("rejectPath", out string? path) || path is null)
            return null;
        return new RejectTarget(header.Id, path, Flag(header, "rejectSafe"), Flag(header, "rejectReplace"), HeaderSettings.ReadDialect(header));
    }

    private static bool Flag(ActivityHeader header, string name) =>
        header.Settings.TryGetValue(name, out string? value) && string.Equals(value, bool.TrueString, StringComparison.OrdinalIgnoreCase);
}
