using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>What became of a whole import. The row states add up to the rows read.</summary>
public sealed class ACImportSummary
{
    internal ACImportSummary()
    {
    }

    /// <summary>The activities it sums up.</summary>
    public IReadOnlyList<string> ActivityId { get; internal init; } = [];

    /// <summary>Their name.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>Rows read.</summary>
    public long RowsRead { get; internal init; }

    /// <summary>Rows the service took.</summary>
    public long Imported { get; internal init; }

    /// <summary>Of these, contacts the service names by id.</summary>
    public long Created { get; internal init; }

    /// <summary>Of these, the others.</summary>
    public long UpdatedOrUnreported => Imported - Created;

    /// <summary>Rows refused, here or by the service.</summary>
    public long Refused { get; internal init; }

    /// <summary>Rows replaced by a later one, where that was asked for.</summary>
    public long Superseded { get; internal init; }

    /// <summary>Rows left out because they are the same as what was confirmed before, where that was asked for.</summary>
    public long Unchanged { get; internal init; }

    /// <summary>Rows still on their way.</summary>
    public long Pending { get; internal init; }

    /// <summary>Rows nobody knows of.</summary>
    public long Unknown { get; internal init; }

    /// <summary>Rows read and not sent.</summary>
    public long NotSent { get; internal init; }

    /// <summary>Contacts that got tags by an activity of its own after the import; 0 where the import itself gives them.</summary>
    public long Tagged { get; internal init; }

    /// <summary>Rows that are not done with: pending, unknown or not sent.</summary>
    public long Open => Pending + Unknown + NotSent;

    /// <summary>Batches.</summary>
    public int Batches { get; internal init; }

    /// <summary>From the start of the first activity to now.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>0 clean, 1 an error ended it, 2 more rows failed than -FailOn allows, 3 still pending, 4 another run is at work on it, 5 stopped: for <c>exit $summary.ExitCode</c>.</summary>
    public int ExitCode { get; internal init; }

    /// <summary>The command that goes on from here, or that takes refused rows out; null where there is nothing of either.</summary>
    public string? NextCommand { get; internal init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
