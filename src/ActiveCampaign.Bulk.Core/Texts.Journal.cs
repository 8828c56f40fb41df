using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Texts about activities and their journals.</summary>
internal static partial class Texts
{
    private const int DamageShown = 3;

    private const int RangesShown = 20;

    public static string JournalUnwritable(string folder, string why) =>
        $"The journal in '{folder}' cannot be written: {why} Nothing is sent without it. Check the folder's rights and the free space, or name another folder in the environment variable AC_BULK_HOME.";

    public static string NotOnDisk(string path, int error) =>
        $"'{path}' did not get onto the disk ({new System.ComponentModel.Win32Exception(error).Message}).";

    public const string MayNotGrow = "A file may not grow any more.";

    public static string DiskFailed(string why) =>
        $"A file or folder that the module works with could not be read or written: {why} Check the disk, its free space and your rights.";

    public static string JournalUnreadable(string folder, string option) =>
        $"The journal in '{folder}' has no readable first line, which holds what the activity is. If it is a copy, copy it again. Else it cannot go on: look in the account which rows are in, import the others as a new activity, and forget this one: Remove-ACActivity -ActivityId '{System.IO.Path.GetFileName(folder)}'{option} -Force";

    public static string JournalUnreadable(string folder, string option, IReadOnlyCollection<LineDamage> damage, int open) =>
        (damage.Count == 0 ? string.Empty : $"The journal is damaged: {Places(damage)}. ") + (open == 0 ? string.Empty : $"{open} of its batches are not settled. ") + JournalUnreadable(folder, option);

    /// <summary>The first damaged lines, and how many more there are.</summary>
    public static string Places(IReadOnlyCollection<LineDamage> damage) =>
        string.Join(", ", damage.Take(DamageShown).Select(Place))
        + (damage.Count > DamageShown ? $", and {damage.Count - DamageShown} more" : string.Empty);

    private static string Place(LineDamage damage) => damage.Line switch
    {
        0 => $"{damage.File} is gone",
        LineDamage.SomeMissing => $"lines of {damage.File} are missing",
        _ => $"line {damage.Line} of {damage.File}",
    };

    public static string KeyDamaged(string path) =>
        $"The key of the digests in '{path}' is damaged. Put it back from a copy. Where there is none, delete this file: a new one is made. In activities that are open now, rows that the service refuses are then unknown, and comparisons with earlier imports begin anew.";

    public static string JournalGone(string folder) =>
        $"The journal folder '{folder}' is gone: somebody has deleted or moved it. What was written so far holds. What the service has taken it goes on with; Get-ACImportStatus -Daily shows how much that is. Put the folder back where it was moved; else look in the account which rows are in, and import the others as a new activity.";

    public const string RowOfDamagedLine = "No readable line of the journal speaks of the row: it may have been sent.";

    public static string RowsLost(string id, string rows) =>
        $"What rows {rows} of activity {id} were sent with is no longer in its journal, and nobody knows whether they are in. Look them up in the account, and import what is missing as a new activity.";

    public static string RowsNeedInput(string rows) =>
        $"Rows {rows} may have been sent, and the journal no longer has what they were sent with: only the input does.";

    /// <summary>Row numbers for people: the first ranges, and how many more rows there are.</summary>
    public static string RowList(IEnumerable<long> rows)
    {
        List<long> sorted = rows.OrderBy(row => row).ToList();
        string[] ranges = RowRanges.Format(sorted).Split(',');
        string shown = string.Join(", ", ranges.Take(RangesShown));
        return ranges.Length > RangesShown ? $"{shown} and more, {sorted.Count} in all" : shown;
    }

    public const string DataGone = "What the rows were sent with is no longer in the journal.";

    public const string RejectsWait = "The input was not read to its end, and until then the older file there stays as it is.";

    public static string InputChanged(long row) =>
        $"The input differs from the one that was read before, at row {row} or shortly before it. Nothing of it was sent. Give the input as it was, or start a new import with what is left.";

    public static string FileChanged(string path) =>
        $"'{path}' is not the file that the activity began with: its SHA-256 differs. Nothing was sent. Give the file as it was with -Path, or start a new import with what is left.";

    public static string InputNeeded(long after) =>
        $"What the journal has is sent, but rows after row {after} were not read or not yet journaled when the run ended, and their input is not here. Give it again: Resume-ACActivity -Path for a file, or ... | Resume-ACActivity for rows of a pipeline.";

    public static string ActivityRunning(string id) =>
        $"Somebody is at work on activity {id}: another process, or another runspace of this one. Wait until it has ended; Get-ACActivity shows it.";

    public const string RowOfRefusedBatch = "The service refused the batch the row was in.";

    public const string RowOfLostBatch = "The row was sent and its answer was lost. Resume-ACActivity settles it.";

    public const string RowOfFailedBatch = "The service ended the batch the row was in as failed and does not say what was applied. Repair-ACImport settles it.";

    public const string RowOfInterruptedBatch = "The service stopped the batch the row was in on the way; a part may have been applied. Repair-ACImport settles it.";

    public const string RowErased = "The data of the row's person was erased from the journal, so nobody can settle it any more.";

    public const string RowExpired = "The row's contact data is gone, since it is kept for ten days. Look the row up in the account.";

    public static string RowMayHaveFailed(int failed, int rows) =>
        string.Format(CultureInfo.InvariantCulture, "The service reported {0} of the {1} rows of the batch as failed by addresses that no row has, so it may be this one. Look the rows up in the account.", failed, rows);

    public static string NameHeld(string name) =>
        $"An activity called '{name}' runs at this moment. Wait until it has ended, give this one another name with -ActivityName, or start it all the same with -Force.";

    public static string NameRunning(string name, string id) =>
        $"An activity called '{name}' runs at this moment ({id}). Wait until it has ended, give this one another name with -ActivityName, or start it all the same with -Force.";

    public static string ActivityOpen(string name, string id, string option, long rows) =>
        $"An activity called '{name}' was not finished: {id}"
        + (rows > 0 ? string.Format(CultureInfo.InvariantCulture, ", with {0} rows open", rows) : string.Empty)
        + $". Finish it with Resume-ACActivity -ActivityId '{id}'{option} (or -IfOpen Resume), give it up with Remove-ACActivity -ActivityId '{id}'{option} -Force, or start a new one all the same with -Force.";

    public static string AlreadyImported(string path, string id, System.DateTimeOffset when) =>
        string.Format(CultureInfo.InvariantCulture, "'{0}' was imported with the same settings on {1:yyyy-MM-dd HH:mm} (activity {2}). Nothing was sent; import it again with -Force.", path, when, id);

    public static string DataExpired(string id) =>
        $"The contact data of activity {id} is gone: it is kept for ten days. Its open rows are unknown; look them up in the account, and import what is missing as a new activity.";

    public static string LanesUnwritable(string folder, string why) =>
        $"The folder '{folder}' cannot be written: {why} This process keeps the service's limits by itself; others that use the account at the same time do not count. Check the folder's rights, or name another one in the environment variable AC_BULK_HOME.";

    public static string LanesHeld(string path) =>
        $"The file '{path}' was held by another program for more than half a minute. This process keeps the service's limits by itself; others that use the account at the same time do not count. Close the program that holds it.";

    public static string RemovesOpen(string id, long rows) =>
        string.Format(CultureInfo.InvariantCulture, "Activity {0} is not finished: {1}. ", id, rows > 0 ? $"{rows} rows are open" : "its input was not read to the end")
        + "Without its journal nobody learns what became of it. Finish it (Get-ACActivity shows the command), or remove it all the same with -Force.";

    public static string JournalInTemp(string root) =>
        $"the journal lies in '{root}', below the folder for temporary files, which may be emptied at any time." + NameDurable;

    public static string JournalInContainer(string root) =>
        $"this process runs in a container, and the journal lies in '{root}', which goes when the container goes." + NameDurable;

    public static string JournalInSandbox(string root) =>
        $"this process runs in a sandbox of Azure, and the journal lies in '{root}', which goes when the job ends." + NameDurable;

    private const string NameDurable = " After that nothing could be resumed. Name a folder on storage that lasts: -JournalPath, or the environment variable AC_BULK_HOME.";

    public static string WaitsForOther(string activity) =>
        $"Activity {activity} has batches open at the service that hold addresses of this input. Their turn comes when these have ended, so that what is newer lasts.";

    public static string OtherStaysOpen(int number, string activity) =>
        $"Batch {number} of activity {activity} has not ended, or nobody knows whether it has, so its addresses wait no longer. What it holds may still come after what is done now: look with Get-ACActivity -ActivityId {activity}, and run this command again for these rows when it has ended.";
}
