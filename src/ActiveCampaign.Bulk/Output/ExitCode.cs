using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>How a script ends by the summary of an import. The numbers are stable.</summary>
internal enum ExitCode
{
    /// <summary>Fewer rows failed than -FailOn allows, and all are settled.</summary>
    Clean = 0,

    /// <summary>An error ended the activity.</summary>
    Error = 1,

    /// <summary>More rows were refused or failed than -FailOn allows.</summary>
    Failed = 2,

    /// <summary>Rows are still pending.</summary>
    Pending = 3,

    /// <summary>Another run is at work on the activity.</summary>
    Busy = 4,

    /// <summary>The activity was stopped.</summary>
    Stopped = 5,
}

/// <summary>Judges activities.</summary>
internal static class ExitCodes
{
    /// <summary>The code for activities; the one that needs somebody most comes first.</summary>
    /// <param name="snapshots">The activities.</param>
    /// <param name="trips">Whether more rows failed than is allowed.</param>
    /// <param name="isOpen">Whether batches are still running at the service.</param>
    public static ExitCode Of(IReadOnlyList<ActivitySnapshot> snapshots, bool trips, bool isOpen)
    {
        if (snapshots.Any(snapshot => snapshot.State == ActivityState.Failed))
            return ExitCode.Error;
        if (snapshots.Any(snapshot => snapshot.State == ActivityState.Running))
            return ExitCode.Busy;
        if (snapshots.Any(snapshot => snapshot.State == ActivityState.Stopped))
            return ExitCode.Stopped;
        if (trips)
            return ExitCode.Failed;
        return isOpen || snapshots.Any(snapshot => snapshot.Pending + snapshot.Owed > 0) ? ExitCode.Pending : ExitCode.Clean;
    }
}
