using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rejects;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Checks and prepares the files that deletions write.</summary>
internal static class CallFiles
{
    /// <summary>Checks that they can be written. Changes nothing.</summary>
    /// <exception cref="BulkException">FileExists, FileUnwritable or SettingsConflict.</exception>
    public static void Check(CallSettings settings)
    {
        if (settings.BackupPath is string backup)
        {
            CheckFolder(backup);
            if (!settings.AppendBackup && !settings.ReplaceBackup && RejectPaths.Existing(backup).FirstOrDefault() is string existing)
                throw new BulkException(BulkError.FileExists, Texts.RejectFileExists(existing), existing);
        }

        if (settings.SuppressionPath is not string suppression)
            return;
        CheckFolder(suppression);
        if (settings.BackupPath is string same && string.Equals(Path.GetFullPath(same), Path.GetFullPath(suppression), System.StringComparison.OrdinalIgnoreCase))
            throw new BulkException(BulkError.SettingsConflict, Texts.BackupIsSuppression(suppression), suppression);
    }

    /// <summary>Once it is certain that the activity starts: a backup to replace goes, and writing is tried.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public static void Prepare(CallSettings settings)
    {
        if (settings.BackupPath is string backup)
            RejectPaths.Prepare(backup, settings.AppendBackup);
        if (settings.SuppressionPath is string suppression)
            RejectPaths.Prepare(suppression, append: true);
    }

    private static void CheckFolder(string path)
    {
        if (Directory.Exists(path))
            throw new BulkException(BulkError.FileUnwritable, Texts.FileUnwritable(path, Texts.IsFolder), path);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new BulkException(BulkError.FileUnwritable, Texts.FileUnwritable(path, Texts.NoSuchFolder), path);
    }
}
