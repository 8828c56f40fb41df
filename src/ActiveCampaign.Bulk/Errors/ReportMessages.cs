using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Reports;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>What a report says that a command can do.</summary>
internal static class ReportMessages
{
    /// <summary>The steps that are left for an activity.</summary>
    public static IEnumerable<ReportStep> Steps(ActivitySnapshot activity)
    {
        if (NextCommands.For(activity) is string next)
            yield return new ReportStep("Rows are open. Go on with:", next);
        else if (activity.State == ActivityState.Running)
            yield return new ReportStep("It runs at this moment. Look again later.", null);
        else if (activity.IsExpired)
            yield return new ReportStep("Its contact data is gone after ten days. Look the open rows up in the account, and import what is missing as a new activity.", null);
        string[] refused = NextCommands.ForRefused(activity);
        if (refused.Length > 1)
            yield return new ReportStep("Write the refused rows to a file:", refused[0]);
        if (refused.Length > 0)
            yield return new ReportStep("Correct there what can be corrected, then import the file again:", refused[refused.Length - 1]);
    }
}
