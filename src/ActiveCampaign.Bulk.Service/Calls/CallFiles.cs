using System.IO;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Checks and prepares the files that deletions write.</summary>
internal static class CallFiles
{
    /// <summary>Checks that they can be written. Changes nothing.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="host">The account's host.</param>
    /// <exception cref="BulkException">FileExists, FileUnwritable, AccountMismatch or SettingsConflict.</exception>
    public static void Check(CallSettings settings, string host)
    {
        if (settings.BackupPath is string backup)
        {
            OutputFile.Check(backup);
            if (!settings.AppendBackup && !settings.ReplaceBackup && File.Exists(backup))
                throw new BulkException(BulkError.FileExists, Texts.RejectFileExists(backup), backup);
            if (settings.AppendBackup && File.Exists(backup) && BackupForm.HostIn(backup) is string other && other != host)
                throw new BulkException(BulkError.AccountMismatch, ServiceTexts.BackupOfAnother(backup, other, host), backup);
        }

        if (settings.SuppressionPath is not string suppression)
            return;
        OutputFile.Check(suppression);
        if (settings.BackupPath is string same && string.Equals(Path.GetFullPath(same), Path.GetFullPath(suppression), System.StringComparison.OrdinalIgnoreCase))
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.BackupIsSuppression(suppression), suppression);
    }

    /// <summary>Once it is certain that the activity starts: writing is tried.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public static void Prepare(CallSettings settings)
    {
        if (settings.SuppressionPath is string suppression)
            OutputFile.Try(suppression);
    }
}
