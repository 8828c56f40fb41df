using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>One batch as the journal has it.</summary>
/// <param name="Number">The batch.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Outcome">What is known.</param>
/// <param name="BatchId">The service's handle, or null.</param>
/// <param name="AnsweredAt">When the service answered; when it was planned where it did not.</param>
/// <param name="HasRows">Whether it is the last batch for some of its rows; false when all of them went on in others, or were erased and stay unknown.</param>
internal sealed record BatchRecord(int Number, int Rows, BatchOutcome Outcome, string? BatchId, DateTimeOffset AnsweredAt, bool HasRows = true)
{
    /// <summary>When the activity was done with it: at the answer where the service goes on by itself, else when its rows were settled.</summary>
    public DateTimeOffset DoneAt { get; init; } = AnsweredAt;

    /// <summary>Number of the first row that has its place in the batch; 0 where there is none.</summary>
    public long FirstRow { get; init; }

    /// <summary>Number of the last one.</summary>
    public long LastRow { get; init; }

    /// <summary>Of the rows that have their place in it, those the service took.</summary>
    public int Imported { get; init; }

    /// <summary>Of these, reported by id.</summary>
    public int Created { get; init; }

    /// <summary>Those that were refused.</summary>
    public int Refused { get; init; }

    /// <summary>Those that nobody knows of.</summary>
    public int Unknown { get; init; }

    /// <summary>How many more are unknown without anybody knowing which: the service named a failed address that no row has.</summary>
    public int Nameless { get; init; }

    /// <summary>All that have their place in it.</summary>
    public int Placed { get; init; }
}

/// <summary>What the journal knows of an activity. The row states add up to the rows read.</summary>
internal sealed record ActivitySnapshot
{
    /// <summary>What it is.</summary>
    public required ActivityHeader Header { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>How it stands.</summary>
    public ActivityState State { get; init; }

    /// <summary>When its last run began; null where the header does not tell.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>When its last run ended; null while it runs or after a kill.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether nothing of it is open any more but what comes after it.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The id of the error that ended it, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Whether all of the input was read.</summary>
    public bool InputComplete { get; init; }

    /// <summary>Whether rows of the input were never journaled, so that only the input has them.</summary>
    public bool NeedsInput { get; init; }

    /// <summary>Whether the contact data went with time, before everything was settled.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether cells or payloads of its rows are in the journal.</summary>
    public bool HoldsContactData { get; init; }

    /// <summary>Of the unknown rows, those whose person was erased: they stay so.</summary>
    public long Erased { get; init; }

    /// <summary>Rows read; after a kill, the rows it is known to have come to.</summary>
    public long RowsRead { get; init; }

    /// <summary>
    /// Rows the whole input has: those read once all of it was read, an estimate for a file before that, else null.
    /// </summary>
    public long? RowsExpected { get; init; }

    /// <summary>Done: taken by the service, and for other kinds than imports whatever the activity does to a row.</summary>
    public long Imported { get; init; }

    /// <summary>Of these, reported by id.</summary>
    public long Created { get; init; }

    /// <summary>Refused, here or by the service.</summary>
    public long Refused { get; init; }

    /// <summary>Left out because another row of their address counts.</summary>
    public long Superseded { get; init; }

    /// <summary>Left out because they were the same as what was confirmed before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Sent, and not ended by the service yet.</summary>
    public long Pending { get; init; }

    /// <summary>Sent, and nobody knows what became of them.</summary>
    public long Unknown { get; init; }

    /// <summary>Read and not sent.</summary>
    public long NotSent { get; init; }

    /// <summary>Of the rows that are in, those that still wait for what comes after the import, such as tags.</summary>
    public long Owed { get; init; }

    /// <summary>The activities that give it.</summary>
    public IReadOnlyList<string> FollowUps { get; init; } = [];

    /// <summary>Rows that are not in and that no waiting brings in: refused, unknown or not sent.</summary>
    public long Failed => Refused + Unknown + NotSent;

    /// <summary>How often a row went out again though an earlier sending may have had an effect.</summary>
    public long Resent { get; init; }

    /// <summary>Lines of the journal that are damaged: what they said is not known.</summary>
    public IReadOnlyList<LineDamage> Damage { get; init; } = [];

    /// <summary>The same for people: the first ones, and how many more there are; null where there are none.</summary>
    public string? DamageText => Damage.Count == 0 ? null : Texts.Places(Damage);

    /// <summary>The batches, by number.</summary>
    public required IReadOnlyList<BatchRecord> Batches { get; init; }
}
