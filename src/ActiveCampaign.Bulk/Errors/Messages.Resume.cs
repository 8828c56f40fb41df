namespace ActiveCampaign.Bulk.Errors;

/// <summary>Texts about going on with activities.</summary>
internal static partial class Messages
{
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
