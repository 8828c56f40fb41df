using System;

namespace ActiveCampaign.Bulk;

/// <summary>An activity as its journal has it. The row states add up to the rows read.</summary>
public sealed class ACActivity
{
    internal ACActivity()
    {
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>The name given, or the file's.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>What it does: import, export, list, tag or delete.</summary>
    public string Kind { get; internal init; } = string.Empty;

    /// <summary>Running, Sent, Completed, Stopped or Failed.</summary>
    public ACActivityState State { get; internal init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>When its last run began.</summary>
    public DateTimeOffset? LastRunAt { get; internal init; }

    /// <summary>When its run ended; null while it runs and after a kill.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>The input file, or null for pipeline input.</summary>
    public string? SourcePath { get; internal init; }

    /// <summary>Bytes of the input file when it was read; 0 for pipeline input.</summary>
    public long SourceLength { get; internal init; }

    /// <summary>SHA-256 of the input file in lower-case hex; null for pipeline input.</summary>
    public string? SourceHash { get; internal init; }

    /// <summary>Whether all of the input was read.</summary>
    public bool InputComplete { get; internal init; }

    /// <summary>Rows read; for an export, contacts read and written so far.</summary>
    public long RowsRead { get; internal init; }

    /// <summary>Rows the whole input has: an estimate while a file is being read, null where nobody knows.</summary>
    public long? RowsExpected { get; internal init; }

    /// <summary>Rows that are done, whatever the activity does: imported, exported, put on a list or taken off, tagged, deleted.</summary>
    public long Done => Imported;

    /// <summary>Rows the service took; the same number as Done, by the name that it has for imports.</summary>
    public long Imported { get; internal init; }

    /// <summary>Of these, contacts the service names by id.</summary>
    public long Created { get; internal init; }

    /// <summary>Rows refused.</summary>
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

    /// <summary>Rows that are not done with: pending, unknown or not sent.</summary>
    public long Open => Pending + Unknown + NotSent;

    /// <summary>How often a row was sent again though an earlier sending may have had an effect.</summary>
    public long Resent { get; internal init; }

    /// <summary>Batches sent.</summary>
    public int Batches { get; internal init; }

    /// <summary>Batches the service has not ended, or whose answer was lost.</summary>
    public int OpenBatches { get; internal init; }

    /// <summary>Rows a second that were answered for in the last run, over the time it was active; null where none was.</summary>
    public double? Rate { get; internal init; }

    /// <summary>Until the last row is sent; null where nothing runs, or nobody knows what is left.</summary>
    public TimeSpan? TimeLeft { get; internal init; }

    /// <summary>The id of the error that ended it, or null.</summary>
    public string? Error { get; internal init; }

    /// <summary>The command that goes on from here, or that takes refused rows out; null where there is nothing of either.</summary>
    public string? NextCommand { get; internal init; }

    /// <summary>Whether cells or payloads of rows are still in the journal.</summary>
    public bool HoldsContactData { get; internal init; }

    /// <summary>The journal's folder.</summary>
    public string Folder { get; internal init; } = string.Empty;

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
