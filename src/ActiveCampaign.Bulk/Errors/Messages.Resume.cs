using System.Globalization;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>Texts about going on with activities.</summary>
internal static partial class Messages
{
    public static string Stopped(ActivitySnapshot activity, string next) =>
        $"Stopped. Of {activity.RowsRead:N0} rows read, {activity.Pending + activity.Imported:N0} went to the service, {activity.NotSent:N0} did not"
        + (activity.Unknown > 0 ? $", and of {activity.Unknown:N0} nobody knows" : string.Empty) + (activity.Refused > 0 ? $"; {activity.Refused:N0} were refused" : string.Empty)
        + $". {GoOnWith(next)}";

    public static string FollowUpDue(string command) => $"Tags are given when the service has ended the import. Wait for it, and they are: {command}";

    public static string FollowedUp(string importId, string activityId, ImportCounts counts) =>
        $"Activity {activityId} tagged {counts.Imported + counts.Pending:N0} contacts of import {importId}.";

    /// <summary>What an account makes a command wait for; null where nothing.</summary>
    public static string? WaitsFor(AccountConnection account)
    {
        if (account.Lanes.Paused is LanePause pause)
            return string.Format(CultureInfo.CurrentCulture, "waits until {0:HH:mm:ss}, as the service asks", pause.Until.LocalDateTime);
        if (account.Reading is PageMark page)
            return $"look-up page {page.Number:N0} of {page.Count:N0}";
        return account.Lanes.Bulk.IsWaiting || account.Lanes.Single.IsWaiting ? "waits for the limit" : null;
    }

    public static string NothingToResume(string activityId, string folder, long rows) =>
        $"Everything of activity {activityId} was sent and answered for; the service ended {rows} rows as failed or interrupted. They are a repair's business: {NextCommands.Repair(activityId, folder)}";

    public static string NothingToRepair(string activityId, string folder) =>
        $"Nothing is left to repair in these batches of activity {activityId}: their rows went on in other ones. {NextCommands.Find(activityId, folder)} shows how they stand.";

    public static string NoRepair(string activityId, string next) =>
        $"The service ended nothing of activity {activityId} as failed or interrupted, so there is nothing to repair. It is open all the same. Go on with: {next}";

    public static string CallbackNotKept(string address) =>
        $"The activity asked the service to call {address}. What it sends along was not kept, since it may be a secret, so no call is asked for now. To have it again: -CallbackUri, -CallbackParameter, -CallbackHeader.";

    public static string InputNeeded(string activityId, string folder, string lost) =>
        $"What the journal has is sent, but some rows are not in it, and their input is not here.{(lost.Length == 0 ? string.Empty : $" Rows {lost} may have been sent before, and stay unknown until then.")} Give it again: {NextCommands.ResumeAlone(activityId, folder)} -Path <file>, or, for rows of a pipeline: {NextCommands.ResumeWithRows(activityId, folder)}";
}
