using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Reports;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>What a report says that a command can do.</summary>
internal static class ReportMessages
{
    public static string Exists(string path) => $"The file '{path}' exists. Choose another name, or replace it with -Force.";

    /// <summary>The steps that are left for an activity.</summary>
    public static IEnumerable<ReportStep> Steps(ActivitySnapshot activity)
    {
        string id = activity.Header.Id;
        if (NextCommands.For(activity) is string next)
            yield return new ReportStep("Rows are open. Go on with:", next);
        else if (activity.State == ActivityState.Running)
            yield return new ReportStep("It runs at this moment. Look again later.", null);
        else if (activity.IsExpired)
            yield return new ReportStep("Its contact data is gone after ten days. Look the open rows up in the account, and import what is missing as a new activity.", null);
        if (activity.Refused == 0 || activity.Header.Kind == ActivityKinds.Delete)
            yield break;
        string rejects = activity.Header.Settings.TryGetValue("rejectPath", out string? path) && path is not null ? path : $"rejects-{id}.csv";
        if (path is null)
            yield return new ReportStep("Write the refused rows to a file:", $"Export-ACReject -Path '{rejects}' -ActivityId '{id}'");
        yield return new ReportStep("Correct there what can be corrected, then import the file again:", NextCommands.ImportAgain(id, activity.Folder, rejects));
    }
}
