using System;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>
/// How a simulated account behaves. May be changed while the server runs, except where a member says otherwise.
/// </summary>
public sealed partial class SimulatorOptions : ServerOptions
{
    /// <summary>The token the account accepts; null makes one up. Read at the start.</summary>
    public string? ApiToken { get; set; }

    /// <summary>Additional latency for each thousand rows that an offset skips.</summary>
    public TimeSpan LatencyPerThousandOffset { get; set; }

    /// <summary>General calls in a rolling second, for all keys together.</summary>
    public int GeneralPerSecond { get; set; } = 5;

    /// <summary>Imports of more than one contact in a minute.</summary>
    public int BulkPerMinute { get; set; } = 100;

    /// <summary>Imports of exactly one contact in a minute.</summary>
    public int SinglePerMinute { get; set; } = 20;

    /// <summary>Contacts in one import.</summary>
    public int MaxContactsPerImport { get; set; } = 250;

    /// <summary>Bytes in the body of one import.</summary>
    public int MaxImportBytes { get; set; } = 399_999;

    /// <summary>How long a batch's status is <c>false</c>.</summary>
    public TimeSpan StatusFalseFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a batch is <c>waiting</c>.</summary>
    public TimeSpan WaitingFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a batch is <c>claimed</c>.</summary>
    public TimeSpan ClaimedFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a batch is <c>active</c>, beside <see cref="ActivePerContact"/>.</summary>
    public TimeSpan ActiveFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How much longer a batch is <c>active</c> for each contact in it.</summary>
    public TimeSpan ActivePerContact { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Up to this much, by the seed, is added to a batch's time, so that batches overtake each other.</summary>
    public TimeSpan ActiveJitter { get; set; }

    /// <summary>The most contacts the account may hold; null is no limit.</summary>
    public int? ContactLimit { get; set; }

    /// <summary>The most contacts that may be deleted in a calendar month; null is no limit.</summary>
    public int? ArchiveLimit { get; set; }

    /// <summary>How far the account's time zone is from UTC.</summary>
    public TimeSpan AccountOffset { get; set; } = TimeSpan.FromHours(-5);

    /// <summary>How far the account's time zone is from UTC at a time.</summary>
    internal TimeSpan OffsetAt(DateTimeOffset moment) => AccountZone?.GetUtcOffset(moment) ?? AccountOffset;
}
